//! A transport for tests: scripted replies go in, the requests that were made come out.
//!
//! Replies are taken in the order they were scripted for a route. A request nobody scripted panics and names itself: an
//! error could be mistaken for one that the program under test is meant to bear. What is recorded has the values of
//! secret headers masked already; the API key never gets into a test's output.

mod reply;
mod request;

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::reply::Outcome;
pub use self::reply::Reply;
pub use self::request::RecordedRequest;
use super::{HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use crate::runtime::BoxFuture;
use crate::runtime::clock::{Clock, TokioClock};

/// A transport that answers from a script. Clones share the script and the records.
///
/// # Panics
///
/// A request for which no reply is scripted, or none is left, panics where it is made, with its method and path and the
/// routes that there are. Through the blocking client it ends in an error of the kind
/// [`Panicked`](crate::runtime::ErrorKind::Panicked).
#[derive(Clone)]
pub struct MockTransport {
    state: Arc<State>,
}

struct State {
    clock: Arc<dyn Clock>,
    script: Mutex<Script>,
    in_flight: AtomicUsize,
}

#[derive(Default)]
struct Script {
    routes: Vec<Route>,
    handler: Option<Arc<Handler>>,
    requests: Vec<RecordedRequest>,
}

type Handler = dyn Fn(&RecordedRequest) -> Reply + Send + Sync;

struct Route {
    /// Such as `GET /api/v2/batches/{batch_id}`.
    pattern: String,
    once: VecDeque<Reply>,
    always: Option<Reply>,
}

impl MockTransport {
    /// A transport without any replies, whose delays follow tokio's time.
    pub fn new() -> Self {
        Self::with_clock(TokioClock)
    }

    /// A transport without any replies, whose delays follow `clock`.
    pub fn with_clock(clock: impl Clock + 'static) -> Self {
        let (script, in_flight) = (Mutex::default(), AtomicUsize::new(0));
        Self { state: Arc::new(State { clock: Arc::new(clock), script, in_flight }) }
    }

    /// Answers the next request of `route` with `reply`, once, after the replies scripted before it.
    ///
    /// A route is a method and a path, such as `GET /api/v2/batches/{batch_id}`; a segment in braces stands for any
    /// one segment. Where two routes fit, the one scripted first is used while it has replies. The reply may be anything
    /// that can be written as JSON, such as a model: it is answered with status 200.
    ///
    /// # Panics
    ///
    /// When the route is not a method in capitals, a space and a path that begins with `/`.
    #[track_caller]
    pub fn reply(&self, route: &str, reply: impl Into<Reply>) -> &Self {
        self.lock().route(route).once.push_back(reply.into());
        self
    }

    /// Answers every request of `route` with `reply`, once the replies given with [`reply`](Self::reply) are used up.
    ///
    /// # Panics
    ///
    /// As [`reply`](Self::reply).
    #[track_caller]
    pub fn always(&self, route: &str, reply: impl Into<Reply>) -> &Self {
        self.lock().route(route).always = Some(reply.into());
        self
    }

    /// Answers every request that no route answers with what `handler` makes of it.
    pub fn otherwise(&self, handler: impl Fn(&RecordedRequest) -> Reply + Send + Sync + 'static) -> &Self {
        self.lock().handler = Some(Arc::new(handler));
        self
    }

    /// The requests so far, in the order they arrived.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().requests.clone()
    }

    /// Fails the test if a reply given with [`reply`](Self::reply) was not asked for.
    ///
    /// # Panics
    ///
    /// When there are such replies, with the names of their routes.
    #[track_caller]
    pub fn assert_used_up(&self) {
        let script = self.lock();
        let left: Vec<_> =
            script.routes.iter().filter(|route| !route.once.is_empty()).map(|route| route.pattern.clone()).collect();
        // The lock goes first, or the panic would leave it behind.
        drop(script);
        assert!(left.is_empty(), "replies were scripted and not asked for: {}", left.join(", "));
    }

    /// How many requests were begun and neither answered nor abandoned.
    pub fn in_flight(&self) -> usize {
        self.state.in_flight.load(Ordering::SeqCst)
    }

    fn lock(&self) -> MutexGuard<'_, Script> {
        self.state.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MockTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockTransport").field("requests", &self.lock().requests).finish_non_exhaustive()
    }
}

impl Transport for MockTransport {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        let mock = self.clone();
        Box::pin(async move {
            let _open = InFlight::enter(&mock.state);
            let body = std::mem::take(&mut request.body).collect().await;
            let body = body.map_err(|error| TransportError::new(TransportErrorKind::Ambiguous).with_source(error))?;
            let reply = mock.answer(RecordedRequest::of(request, body));
            if reply.delay > Duration::ZERO {
                mock.state.clock.sleep(reply.delay).await;
            }
            match reply.outcome {
                Outcome::Response(status, headers, body) => Ok(HttpResponse::new(status, headers, body)),
                Outcome::Fault(kind) => Err(TransportError::new(kind).with_source("a fault that a test scripted")),
                Outcome::Never => std::future::pending().await,
            }
        })
    }
}

impl MockTransport {
    fn answer(&self, request: RecordedRequest) -> Reply {
        let mut script = self.lock();
        let scripted = script.routes.iter_mut().filter(|route| request.matches(&route.pattern)).find_map(Route::next);
        let handler = script.handler.clone();
        script.requests.push(request.clone());
        // The handler belongs to the test and may ask this transport for its requests.
        drop(script);
        scripted.or_else(|| handler.map(|handler| handler(&request))).unwrap_or_else(|| self.unscripted(&request))
    }

    fn unscripted(&self, request: &RecordedRequest) -> ! {
        let routes: Vec<_> = self.lock().routes.iter().map(Route::describe).collect();
        let routes = if routes.is_empty() { "nothing".to_owned() } else { routes.join(", ") };
        panic!("no reply is scripted for `{} {}`; scripted: {routes}", request.method, request.path)
    }
}

impl Script {
    #[track_caller]
    fn route(&mut self, pattern: &str) -> &mut Route {
        let is_route = |(method, path): (&str, &str)| {
            !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase()) && path.starts_with('/')
        };
        let hint = "a route is a method and a path, such as `GET /things/{id}`";
        assert!(pattern.split_once(' ').is_some_and(is_route), "`{pattern}` is no route: {hint}");
        let place = self.routes.iter().position(|route| route.pattern == pattern).unwrap_or_else(|| {
            self.routes.push(Route { pattern: pattern.to_owned(), once: VecDeque::new(), always: None });
            self.routes.len() - 1
        });
        &mut self.routes[place]
    }
}

impl Route {
    fn next(&mut self) -> Option<Reply> {
        self.once.pop_front().or_else(|| self.always.clone())
    }

    fn describe(&self) -> String {
        let state = if self.once.is_empty() && self.always.is_none() { " (used up)" } else { "" };
        format!("`{}`{state}", self.pattern)
    }
}

/// Counts a request for as long as somebody waits for it.
struct InFlight(Arc<State>);

impl InFlight {
    fn enter(state: &Arc<State>) -> Self {
        state.in_flight.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(state))
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::SeqCst);
    }
}
