//! Walking a list page by page: what [`Items`](super::Items) and [`Pages`](super::Pages) have in common.
//!
//! A request under way is kept here and not in the future that waits for it. Dropping that future, as `select!` does,
//! therefore loses nothing: the next one goes on waiting for the same request.

use std::mem;
use std::panic;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::BoxFuture;
use super::checkpoint::Checkpoint;
use super::error::{Error, ErrorKind};
use super::list::{List, Loaded, Unread};
use super::observe;
use super::page::Page;
use super::pagination::{LoopGuard, Position, Received, Step};
use super::response::RawResponse;
use super::response_head::ResponseHead;

/// A place in a list, and the way onwards.
pub(crate) struct Walk<T> {
    list: List<T>,
    guard: LoopGuard,
    state: State,
    /// Where to go on once everything given so far was used: the page to ask for and how many of its items to skip.
    place: (Position, usize),
    /// A checkpoint that does not belong to this list, kept as it came.
    refused: Option<Box<Checkpoint>>,
    pages_left: Option<u64>,
    /// Whether an item that cannot be read is given as an error, and the walk goes on.
    keep_going: bool,
    /// When the total deadline passes; known from the first poll on.
    ends: Option<Instant>,
    /// The runtime that polled the walk last, on which pages can be loaded ahead.
    runtime: Option<Handle>,
    response: Option<ResponseHead>,
}

enum State {
    /// The page at this position was not asked for yet.
    Idle(Position),
    Loading(PageRequest),
    /// The response is there, and was not read yet.
    Arrived(Position, Box<RawResponse>),
    /// Everything before the error was given.
    Failed(Error),
    Done,
}

/// The request for a page, on its way.
pub(crate) struct PageRequest {
    pub(crate) position: Position,
    pub(crate) response: BoxFuture<'static, Result<RawResponse, Error>>,
}

/// A page on its way to the caller.
pub(crate) struct Arrived<T> {
    pub(crate) position: Position,
    /// How many items were taken off the front, because they were given before the checkpoint.
    pub(crate) skipped: usize,
    pub(crate) page: Page<T>,
    /// For the items that the page lacks because they could not be read, in their order.
    pub(crate) unread: Vec<Unread>,
}

impl<T: Send + 'static> Walk<T> {
    pub(crate) fn new(list: List<T>) -> Self {
        let (state, place) = match list.start() {
            Ok((position, skip)) => (State::Idle(position.clone()), (position, skip)),
            Err(error) => (State::Failed(error), (Position::Start, 0)),
        };
        let refused = list.options().resume.clone().filter(|_| matches!(state, State::Failed(_)));
        Self {
            list,
            guard: LoopGuard::default(),
            state,
            place,
            refused,
            pages_left: None,
            keep_going: false,
            ends: None,
            runtime: None,
            response: None,
        }
    }

    /// Requests at most this many further pages.
    pub(crate) fn limit_pages(&mut self, pages: u64) {
        self.pages_left = Some(pages);
    }

    /// Gives an item that cannot be read as an error in its place.
    pub(crate) fn keep_going(&mut self) {
        self.keep_going = true;
    }

    pub(crate) fn list(&self) -> &List<T> {
        &self.list
    }

    /// What came with the response that the latest page was read from.
    pub(crate) fn response(&self) -> Option<&ResponseHead> {
        self.response.as_ref()
    }

    /// The next page, or `None` behind the last one and after an error.
    pub(crate) fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Arrived<T>, Error>>> {
        // Should the poll panic, the walk is over.
        if let Some(mut request) = self.request(Handle::try_current().ok()) {
            match request.response.as_mut().poll(cx) {
                Poll::Pending => {
                    self.state = State::Loading(request);
                    return Poll::Pending;
                }
                Poll::Ready(response) => self.arrived(request.position, response),
            }
        }
        Poll::Ready(self.take_page())
    }

    /// The request whose response has to be waited for before there is a next page; `None` if there is nothing to wait
    /// for. The walk is over unless the response is handed to [`arrived`](Self::arrived). Later pages can be loaded
    /// ahead on `runtime`.
    pub(crate) fn request(&mut self, runtime: Option<Handle>) -> Option<PageRequest> {
        self.runtime = runtime.or(self.runtime.take());
        if self.ends.is_none() {
            let now = self.list.call().client().clock().now();
            self.ends = self.list.options().total_deadline.and_then(|total| now.checked_add(total));
        }
        self.load();
        match mem::replace(&mut self.state, State::Done) {
            State::Loading(request) => Some(request),
            other => {
                self.state = other;
                None
            }
        }
    }

    /// Takes the response to the request for the page at `position`.
    pub(crate) fn arrived(&mut self, position: Position, response: Result<RawResponse, Error>) {
        self.state = match response {
            Ok(response) => State::Arrived(position, Box::new(response)),
            // One that comes of the runtime or the thread knows nothing of the list.
            Err(error) => State::Failed(error.with_operation(self.list.call().spec().id)),
        };
    }

    /// Reads the page that has arrived; `None` behind the last one and after an error.
    pub(crate) fn take_page(&mut self) -> Option<Result<Arrived<T>, Error>> {
        match mem::replace(&mut self.state, State::Done) {
            State::Arrived(position, response) => {
                Some(self.list.read(&response, self.keep_going).and_then(|loaded| self.arrive(position, loaded)))
            }
            State::Failed(error) => Some(Err(error)),
            State::Idle(_) | State::Loading(_) | State::Done => None,
        }
    }

    /// Begins to load the next page while the one before it is still being used. Does nothing where there is no next
    /// page, where one is being loaded already, and outside a tokio runtime.
    pub(crate) fn prefetch(&mut self) {
        let Some(runtime) = self.runtime.clone().filter(|_| matches!(self.state, State::Idle(_))) else { return };
        self.load();
        self.state = match mem::replace(&mut self.state, State::Done) {
            State::Loading(PageRequest { position, response }) => {
                let response = Box::pin(Prefetch(runtime.spawn(observe::carried(response))));
                State::Loading(PageRequest { position, response })
            }
            other => other,
        };
    }

    /// Gives up what is under way; the walk has no further pages.
    pub(crate) fn stop(&mut self) {
        self.state = State::Done;
    }

    /// A checkpoint at `place`, or behind everything given so far.
    pub(crate) fn checkpoint(&self, place: Option<(Position, usize)>) -> Checkpoint {
        if let Some(refused) = &self.refused {
            return (**refused).clone();
        }
        let (position, given) = place.unwrap_or_else(|| self.place.clone());
        Checkpoint::new(&self.list.identity(), position, given)
    }

    /// Requests the next page, if it may be and was not yet.
    fn load(&mut self) {
        let may_load = |position: &Position| *position != Position::End && self.pages_left != Some(0);
        let State::Idle(position) = &self.state else { return };
        if !may_load(position) {
            return;
        }
        let left = self.time_left();
        if left == Some(Duration::ZERO) {
            let message = "the total deadline of the list has passed";
            self.state = State::Failed(self.list.error(ErrorKind::Timeout, message));
            return;
        }
        self.pages_left = self.pages_left.map(|left| left.saturating_sub(1));
        let (position, response) = (position.clone(), self.list.request(position, left));
        self.state = State::Loading(PageRequest { position, response });
    }

    fn time_left(&self) -> Option<Duration> {
        let now = self.list.call().client().clock().now();
        self.ends.map(|ends| ends.saturating_duration_since(now))
    }

    fn arrive(&mut self, position: Position, loaded: Loaded<T>) -> Result<Arrived<T>, Error> {
        let Loaded { mut page, mut unread, fingerprint } = loaded;
        let items = page.len() + unread.len();
        let next = self.list.next_of(&position, &page);
        self.response = page.response().cloned();
        let skip = mem::take(&mut self.place.1);
        let step = next.map(|next| {
            let received = Received {
                items,
                next: next.as_deref(),
                total: page.total_size,
                has_more: page.has_more(),
                total_pages: page.total_pages(),
                fingerprint,
            };
            self.guard.step(self.list.pagination(), &position, received)
        });
        (self.state, self.place) = match step {
            Ok(Step::Next(next)) => (State::Idle(next.clone()), (next, 0)),
            Ok(Step::Last) => (State::Done, (Position::End, 0)),
            Ok(Step::ThenLoop) => (State::Failed(self.loop_error()), (position.clone(), items)),
            Ok(Step::Repeated) => return Err(self.loop_error()),
            Err(error) => (State::Failed(error), (position.clone(), items)),
        };
        let skipped = skip.min(items);
        let unread_skipped = unread.partition_point(|(index, _)| *index < skipped);
        unread.drain(..unread_skipped);
        page.items.drain(..skipped - unread_skipped);
        Ok(Arrived { position, skipped, page, unread })
    }

    fn loop_error(&self) -> Error {
        let message = "the list leads back to a page it has had, or has none but empty pages: it would never end";
        self.list.error(ErrorKind::PaginationLoop, message)
    }
}

/// A page that is loaded by a task of its own, which ends with this value.
struct Prefetch(JoinHandle<Result<RawResponse, Error>>);

impl Future for Prefetch {
    type Output = Result<RawResponse, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll(cx)) {
            Ok(response) => response,
            // A panic shows where it would without loading ahead.
            Err(failure) => match failure.try_into_panic() {
                Ok(payload) => panic::resume_unwind(payload),
                Err(_) => Err(Error::new(ErrorKind::RuntimeGone, "the runtime was shut down while a page was loaded")),
            },
        })
    }
}

impl Drop for Prefetch {
    fn drop(&mut self) {
        self.0.abort();
    }
}
