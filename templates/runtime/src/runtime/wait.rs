//! Waiting for something the service works on: polling until the description's lifecycle says it has ended.
//!
//! The first poll happens at once, the next ones after 1 s growing to 15 s; a change of the status starts over.
//! Dropping the future stops waiting and leaves the work on the service alone, unless the caller asked for more.

mod exchange;
mod intervals;
mod methods;
mod pace;
mod poller;
#[cfg(feature = "cli")]
pub(crate) mod raw;
mod rules;
mod seen;
pub(crate) mod tolerance;
mod update;
mod watch;

use std::fmt;
use std::time::Duration;

pub use self::pace::Pace;
#[cfg(feature = "blocking")]
pub(crate) use self::poller::Next;
pub(crate) use self::poller::Poller;
use self::rules::{Followed, Rules, Settings, Start};
pub use self::update::{Phase, Update, Waited};
pub use self::watch::Watch;
use super::BoxFuture;
use super::call::Call;
use super::error::Error;
use super::mode::{Async, Mode};
use super::operation::{Operation, OperationSpec};
use super::request::Request;
use super::response::RawResponse;
#[allow(unused_imports, reason = "only emitted requests use it, and a description may have none")]
pub(crate) use methods::wait_methods;

/// The deadline of waiting unless the caller sets another one.
const DEADLINE: Duration = Duration::from_secs(2 * 60 * 60);

/// An operation that shows how far something has come, and so can be waited on.
///
/// A function that is generic over whatever can be waited on takes the request that reads it:
///
/// ```ignore
/// async fn finished<O: Lifecycle>(read: impl Into<Request<O>>) -> Result<O::Output, Error> {
///     read.into().wait().completed().await
/// }
/// ```
///
/// It is sealed, as [`Operation`] is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no end to wait for",
    note = "only an operation that shows how far something has come is a `Lifecycle`"
)]
pub trait Lifecycle: Operation<Output: Clone + Sync> {
    /// The operation that stops the work; it takes the same path parameters.
    #[doc(hidden)]
    const CANCEL: Option<OperationSpec>;

    /// Query parameters of the one read after the end.
    #[doc(hidden)]
    const FINAL_QUERY: &'static [(&'static str, &'static str)];

    /// The phase a response is in. A status that is not known is in flight.
    fn phase(output: &Self::Output) -> Phase;

    /// The status of a response, as the service writes it.
    fn status(output: &Self::Output) -> &str;

    /// Takes out what only the one read after the end can tell, where that read failed: an empty list in its place must
    /// not pass for the results.
    fn remove_results(_output: &mut Self::Output) {}
}

/// An operation that starts something with a lifecycle. It is sealed, as [`Operation`] is.
pub trait Created: Operation {
    /// The operation that shows how far it has come.
    type Poll: Lifecycle;

    /// Turns a request with nothing set into the one that polls what was created.
    #[doc(hidden)]
    fn poll(created: &Self::Output, request: Request<Self::Poll>) -> Request<Self::Poll>;
}

/// Waiting for an end, ready to begin.
///
/// Any end is a success of waiting: check the status, or ask for [`completed`](Self::completed). With the asynchronous
/// client, await it; with the blocking one, call `send()`.
#[must_use = "waiting does not begin until it is awaited or sent"]
pub struct Wait<O: Lifecycle, M = Async> {
    start: Start,
    mode: M,
    rules: Rules<O::Output>,
    settings: Settings,
    on_progress: Option<OnProgress<O::Output>>,
}

pub(crate) type OnProgress<T> = Box<dyn FnMut(&Update<T>) + Send>;

impl<O: Lifecycle, M: Mode> Wait<O, M> {
    /// Waits by sending `request` again and again.
    #[doc(hidden)]
    pub fn new(request: impl Into<Request<O, M>>) -> Self {
        let (call, mode) = request.into().into_parts();
        Self::starting(Start::Poll(call), mode)
    }

    /// Sends `request`, then waits for what it created.
    #[doc(hidden)]
    pub fn after<C: Created<Poll = O>>(request: impl Into<Request<C, M>>) -> Self {
        let (call, mode) = request.into().into_parts();
        Self::starting(Start::Create(call, follow::<C>), mode)
    }

    fn starting(start: Start, mode: M) -> Self {
        let cancel = const { O::CANCEL.as_ref() };
        let rules = Rules {
            decode: O::decode,
            phase: O::phase,
            other_phase: None,
            status: O::status,
            remove_results: O::remove_results,
            final_query: O::FINAL_QUERY,
            cancel,
        };
        let settings = Settings {
            deadline: DEADLINE,
            pace: Pace::default(),
            must_succeed: false,
            cancel_on_drop: false,
            cancel_on_timeout: false,
        };
        Self { start, mode, rules, settings, on_progress: None }
    }

    /// How long to wait at most, measured from the first request. 2 hours unless set.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// How long to pause between two polls, in place of 1 s growing to 15 s.
    pub fn pace(mut self, pace: Pace) -> Self {
        self.settings.pace = pace;
        self
    }

    /// Decides what an end is. `phase_of` is given each response with the phase that its status has by the description,
    /// and gives the phase to go by: an end sooner, such as a status that this version of the crate does not know, or
    /// none where the description sees one.
    ///
    /// ```text
    /// wait.phase_of(|batch, phase| if batch.status == "EXPIRED" { Phase::Failed } else { phase })
    /// ```
    pub fn phase_of(mut self, phase_of: impl Fn(&O::Output, Phase) -> Phase + Send + Sync + 'static) -> Self {
        self.rules.other_phase = Some(Box::new(phase_of));
        self
    }

    /// Turns an end without success, such as failed or cancelled, into an error that carries the last response:
    /// `error.value::<Waited<_>>()`.
    pub fn completed(mut self) -> Self {
        self.settings.must_succeed = true;
        self
    }

    /// Calls `callback` with the response to every poll, the end included. It is not called by [`watch`](Self::watch).
    pub fn on_progress(mut self, callback: impl FnMut(&Update<O::Output>) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(callback));
        self
    }

    /// Cancels the work on the service when the waiting future, or the stream of updates, is dropped before the end was
    /// seen.
    ///
    /// The cancelling request is sent by a task of the runtime, and takes at most 10 s. With the blocking client, its
    /// background thread sends it, even when the client is dropped meanwhile. A program that exits at once may be faster
    /// than both.
    pub fn cancel_on_drop(mut self) -> Self {
        self.settings.cancel_on_drop = true;
        self
    }

    /// Cancels the work on the service when the deadline passes before the end was seen, then reports the timeout.
    /// Cancelling may take up to 10 s more.
    pub fn cancel_on_timeout(mut self) -> Self {
        self.settings.cancel_on_timeout = true;
        self
    }

    /// How this is waited for.
    #[doc(hidden)]
    pub fn mode(&self) -> &M {
        &self.mode
    }

    /// What waits, and whom to tell of each update.
    pub(crate) fn into_parts(self) -> (Poller<O::Output>, Option<OnProgress<O::Output>>) {
        (Poller::new(self.start, self.rules, self.settings), self.on_progress)
    }
}

impl<O: Lifecycle> Wait<O, Async> {
    /// Waits for the end and gives the last response. Awaiting the [`Wait`] itself is the same.
    ///
    /// If the end was seen and its results could not be read, the response has none;
    /// [`last_update`](Self::last_update) tells why.
    ///
    /// # Errors
    ///
    /// The deadline passed, the key was refused, or polling cannot go on for another reason. The error carries a
    /// [`Waited`] with the last response. Creating may fail too, where this waits for what it creates.
    pub async fn send(self) -> Result<O::Output, Error> {
        self.last_update().await.map(|update| update.output)
    }

    /// Waits for the end and gives the last response with all that is known of it: its phase, the number of polls, what
    /// came with the response, and what failed when the results were asked for.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn last_update(self) -> Result<Update<O::Output>, Error> {
        let (poller, mut on_progress) = self.into_parts();
        let mut watch = Watch::new(poller);
        loop {
            let update = watch.next().await.expect("updates go on until one is an end")?;
            if let Some(callback) = &mut on_progress {
                callback(&update);
            }
            if update.phase.is_end() {
                return Ok(update);
            }
        }
    }

    /// Waits as a stream that gives the response to every poll.
    pub fn watch(self) -> Watch<O::Output> {
        Watch::new(self.into_parts().0)
    }
}

impl<O: Lifecycle> IntoFuture for Wait<O, Async> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<O: Lifecycle, M> fmt::Debug for Wait<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("operation", &O::SPEC.id).field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// The polling call for the response of a create. What the caller set for the create, such as a project or a header,
/// holds for the polls as well.
fn follow<O: Created>(create: &Call, response: &RawResponse) -> Result<Followed, Error> {
    let created = response.decode(O::decode)?;
    let poll = Request::new(Call::new(create.client().clone(), const { &O::Poll::SPEC }), Async);
    let mut poll = O::poll(&created, poll).into_call();
    poll.inherit(create);
    Ok(Followed { poll, created: Box::new(created) })
}
