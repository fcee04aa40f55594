//! Polling until an end, without I/O: the next exchange comes out, what came of it goes in.
//!
//! The first end that was seen counts, even if the service takes it back afterwards, and even if its results cannot be
//! read: that failure is carried beside it. Before an end, failures that pass by themselves are waited out up to the
//! deadline; a key that is refused, or anything else that repeating cannot mend, ends waiting.

use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::exchange::Exchange;
use super::intervals::{Intervals, Pause};
use super::rules::{Follow, Followed, Rules, Settings, Start};
use super::seen::Seen;
use super::tolerance::passes_by_itself;
use super::update::{Phase, Update};
use crate::runtime::call::Call;
use crate::runtime::client::Client;
use crate::runtime::error::{Error, ErrorKind, Sent};
use crate::runtime::response::RawResponse;
use crate::runtime::response_head::ResponseHead;
use crate::runtime::server_wait;

/// How long cancelling may take.
const CANCEL_TIME: Duration = Duration::from_secs(10);

/// Waiting, step by step. It ends with an update whose phase is an end, or with an error.
pub(crate) struct Poller<T> {
    rules: Rules<T>,
    settings: Settings,
    client: Client,
    /// The call that is sent again and again; before the response to it is there, the create.
    call: Call,
    creates: bool,
    stage: Stage<T>,
    began: Instant,
    grace_ends: Option<Instant>,
    intervals: Intervals,
    seen: Seen<T>,
}

enum Stage<T> {
    /// Nothing has happened; time does not run yet.
    Ready(Option<Follow>),
    Creating(Follow),
    Polling,
    /// An end was seen; what is only worth asking for then is being read.
    LastRead(End<T>),
    /// Waiting has failed with this error; what was waited for is being cancelled.
    Cancelling(Error),
    Over,
}

/// An end, as the poll showed it that saw it first.
struct End<T> {
    output: T,
    phase: Phase,
    changed: bool,
    response: ResponseHead,
}

/// What to do next.
pub(crate) enum Next<T> {
    /// Run the exchange and hand its outcome to [`Poller::take`].
    Exchange(Exchange),
    Give(Result<Update<T>, Error>),
    Over,
}

impl<T> Poller<T> {
    pub(crate) fn new(start: Start, rules: Rules<T>, settings: Settings) -> Self {
        let (call, follow) = match start {
            Start::Poll(call) => (call, None),
            Start::Create(call, follow) => (call, Some(follow)),
        };
        let client = call.client().clone();
        Self {
            rules,
            settings,
            call,
            creates: follow.is_some(),
            stage: Stage::Ready(follow),
            began: client.clock().now(),
            client,
            grace_ends: None,
            intervals: Intervals::new(settings.pace),
            seen: Seen::nothing(),
        }
    }

    /// The call to send if waiting is dropped now, for callers who want that. After an end there is nothing to cancel.
    pub(crate) fn cancel_when_dropped(&self) -> Option<Call> {
        let is_in_flight = matches!(self.stage, Stage::Polling | Stage::Cancelling(_));
        self.cancel_call().filter(|_| self.settings.cancel_on_drop && is_in_flight)
    }

    pub(crate) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    fn cancel_call(&self) -> Option<Call> {
        let mut cancel = self.call.for_same_subject(self.rules.cancel?);
        cancel.limit_deadline(CANCEL_TIME);
        Some(cancel)
    }

    fn elapsed(&self) -> Duration {
        self.client.clock().now().saturating_duration_since(self.began)
    }

    fn left(&self) -> Duration {
        self.settings.deadline.saturating_sub(self.elapsed())
    }
}

impl<T: Clone + Send + Sync + 'static> Poller<T> {
    pub(crate) fn next(&mut self) -> Next<T> {
        match mem::replace(&mut self.stage, Stage::Over) {
            Stage::Ready(follow) => self.begin(follow),
            Stage::Polling => {
                self.stage = Stage::Polling;
                self.ask(&[])
            }
            Stage::LastRead(end) => {
                self.stage = Stage::LastRead(end);
                self.ask(self.rules.final_query)
            }
            Stage::Cancelling(error) => match self.cancel_call() {
                Some(cancel) => {
                    self.stage = Stage::Cancelling(error);
                    Next::Exchange(Exchange::at_once(cancel))
                }
                None => Next::Give(Err(error)),
            },
            Stage::Creating(_) | Stage::Over => Next::Over,
        }
    }

    /// Takes what came of an exchange; `None` when another one has to follow.
    pub(crate) fn take(&mut self, response: Option<Result<RawResponse, Error>>) -> Option<Result<Update<T>, Error>> {
        match (mem::replace(&mut self.stage, Stage::Over), response) {
            (Stage::Creating(follow), Some(response)) => {
                response.and_then(|response| self.follow(follow, &response)).err().map(Err)
            }
            (Stage::Polling, Some(response)) => {
                // Should the caller's `phase_of` panic, no end was seen, and there still is something to cancel.
                self.stage = Stage::Polling;
                match self.read(response) {
                    Ok((output, response)) => self.polled(output, response),
                    Err(error) => self.tolerate(error).err().and_then(|error| self.fail(error)),
                }
            }
            (Stage::LastRead(end), Some(response)) => self.read_last(end, response),
            (Stage::Cancelling(error), Some(Err(failure))) => Some(Err(error.with_source(failure))),
            (Stage::Cancelling(error), _) => Some(Err(error)),
            (stage @ (Stage::Polling | Stage::LastRead(_)), None) => {
                self.stage = stage;
                self.run_out_of_time(None)
            }
            (Stage::Ready(_) | Stage::Creating(_) | Stage::Over, _) => None,
        }
    }

    fn begin(&mut self, follow: Option<Follow>) -> Next<T> {
        if let Err(message) = self.settings.check(self.rules.cancel) {
            return Next::Give(Err(Error::new(ErrorKind::InvalidRequest, message).with_operation(self.call.spec().id)));
        }
        self.began = self.client.clock().now();
        match follow {
            Some(follow) => {
                self.stage = Stage::Creating(follow);
                let mut create = self.call.clone();
                create.limit_deadline(self.settings.deadline);
                Next::Exchange(Exchange::at_once(create))
            }
            None => {
                self.grace_ends = self.client.latest_create().grace_ends();
                self.stage = Stage::Polling;
                self.next()
            }
        }
    }

    fn follow(&mut self, follow: Follow, response: &RawResponse) -> Result<(), Error> {
        let Followed { poll, created } = follow(&self.call, response)?;
        self.call = poll;
        self.seen.created = created.downcast().ok().map(|created| *created);
        let latest_create = self.client.latest_create();
        latest_create.note(self.client.clock().now());
        self.grace_ends = latest_create.grace_ends();
        self.stage = Stage::Polling;
        Ok(())
    }

    /// The pause before the next poll, and the poll; or what follows where there is no time for it. Where the service
    /// asks for more time than is left, that is at once.
    fn ask(&mut self, query: &[(&str, &str)]) -> Next<T> {
        let left = self.left();
        let pause = match self.intervals.pause(left) {
            Pause::Then(pause) => pause,
            Pause::ToTheEnd => return Next::Exchange(Exchange::only_pause(left, &self.client)),
            Pause::None(asked) => return self.out_of_time(asked),
        };
        let mut call = self.call.clone();
        for &(name, value) in query {
            call.set_query(name, vec![value.to_owned()]);
        }
        call.limit_deadline(left - pause);
        Next::Exchange(Exchange::after(pause, call))
    }

    fn out_of_time(&mut self, retry_after: Option<Duration>) -> Next<T> {
        match self.run_out_of_time(retry_after) {
            Some(update) => Next::Give(update),
            None => self.next(),
        }
    }

    fn read(&self, response: Result<RawResponse, Error>) -> Result<(T, ResponseHead), Error> {
        let response = response?;
        Ok((response.decode(self.rules.decode)?, response.head()))
    }

    fn polled(&mut self, output: T, response: ResponseHead) -> Option<Result<Update<T>, Error>> {
        let changed = self.seen.polled.as_ref().map(self.rules.status) != Some((self.rules.status)(&output));
        if changed {
            self.intervals.shorten();
        }
        self.seen.polls = self.seen.polls.saturating_add(1);
        self.seen.polled = Some(output.clone());
        self.seen.response = Some(response.clone());
        let phase = self.rules.phase(&output);
        let end = End { output, phase, changed, response };
        if !phase.is_end() {
            let wall = SystemTime::from(self.client.clock().wall());
            self.intervals.wait(self.client.jitter().next(), server_wait::read(end.response.headers(), wall));
            return Some(Ok(self.update(end, None)));
        }
        let asked_already = |&(name, value): &(&str, &str)| self.call.query_value(name) == Some(value);
        if self.rules.final_query.iter().all(asked_already) {
            return Some(self.end(end, None));
        }
        self.intervals.start_over();
        self.stage = Stage::LastRead(end);
        None
    }

    /// Should the service now tell of another phase, the end that was seen stays, and what it tells are not the results
    /// of that end.
    fn read_last(&mut self, end: End<T>, response: Result<RawResponse, Error>) -> Option<Result<Update<T>, Error>> {
        match self.read(response) {
            Ok((output, response)) if self.rules.phase(&output) == end.phase => {
                self.seen.response = Some(response.clone());
                Some(self.end(End { output, response, ..end }, None))
            }
            Ok((output, _)) => {
                let status = self.call.secrets().scrub((self.rules.status)(&output));
                let message = format!("the status was an end, and is now another one: {status}");
                let error = Error::new(ErrorKind::Decode, message).with_operation(self.call.spec().id);
                Some(self.end_without_results(end, error.with_sent(Sent::Yes)))
            }
            Err(error) => match self.tolerate(error) {
                Ok(()) => {
                    self.stage = Stage::LastRead(end);
                    None
                }
                Err(error) => Some(self.end_without_results(end, error)),
            },
        }
    }

    fn end_without_results(&mut self, mut end: End<T>, error: Error) -> Result<Update<T>, Error> {
        (self.rules.remove_results)(&mut end.output);
        self.end(end, Some(Arc::new(error)))
    }

    fn end(&mut self, end: End<T>, results_error: Option<Arc<Error>>) -> Result<Update<T>, Error> {
        self.stage = Stage::Over;
        if end.phase == Phase::Failed && self.settings.must_succeed {
            let status = self.call.secrets().scrub((self.rules.status)(&end.output));
            let message = format!("what was waited for ended without success: {status}");
            self.seen.polled = Some(end.output);
            return Err(self.failure(Error::new(ErrorKind::Unsuccessful, message), results_error));
        }
        Ok(self.update(end, results_error))
    }

    fn update(&self, end: End<T>, results_error: Option<Arc<Error>>) -> Update<T> {
        let End { output, phase, changed, response } = end;
        let status = (self.rules.status)(&output).to_owned();
        Update {
            output,
            phase,
            status,
            changed,
            polls: self.seen.polls,
            elapsed: self.elapsed(),
            next_poll: self.intervals.planned(self.left()).filter(|_| !phase.is_end()),
            response,
            results_error,
        }
    }

    /// Notes a failure that passes by itself; gives back any other.
    fn tolerate(&mut self, error: Error) -> Result<(), Error> {
        let in_grace = self.seen.polls == 0 && self.grace_ends.is_some_and(|ends| self.client.clock().now() < ends);
        let tolerable = passes_by_itself(&error) || (in_grace && error.is_not_found());
        if !tolerable {
            return Err(error);
        }
        self.intervals.wait(self.client.jitter().next(), error.retry_after());
        self.seen.failure = Some(error);
        Ok(())
    }

    /// The end if one was seen; otherwise a timeout, after what was waited for is cancelled if the caller wants that.
    fn run_out_of_time(&mut self, retry_after: Option<Duration>) -> Option<Result<Update<T>, Error>> {
        let status = self.seen.latest().map(self.rules.status);
        let status = status.map_or("no response".to_owned(), |status| self.call.secrets().scrub(status));
        let deadline = self.settings.deadline;
        let reason = match retry_after {
            Some(asked) => format!("the service asks to wait {asked:.0?}, past the deadline of {deadline:.0?}"),
            None => format!("the deadline of {deadline:.0?} has passed"),
        };
        let message = format!("{reason}; {} polls in {:.0?}, last seen: {status}", self.seen.polls, self.elapsed());
        let mut error = Error::new(ErrorKind::Timeout, message).with_retry_after(retry_after);
        if let Some(failure) = self.seen.failure.take() {
            error = error.with_source(failure);
        }
        match mem::replace(&mut self.stage, Stage::Over) {
            Stage::LastRead(end) => {
                let error = error.with_operation(self.call.spec().id);
                Some(self.end_without_results(end, error))
            }
            _ if self.settings.cancel_on_timeout => {
                self.stage = Stage::Cancelling(self.failure(error, None));
                None
            }
            _ => self.fail(error),
        }
    }

    fn fail(&mut self, error: Error) -> Option<Result<Update<T>, Error>> {
        self.stage = Stage::Over;
        Some(Err(self.failure(error, None)))
    }

    fn failure(&self, error: Error, results_error: Option<Arc<Error>>) -> Error {
        let waited = self.seen.waited(self.elapsed(), results_error);
        let error = error.with_operation(self.call.spec().id).with_value(waited);
        // The create went through, whatever became of the poll: nobody must conclude that it can be sent again.
        if self.creates { error.with_sent(Sent::Yes) } else { error }
    }
}
