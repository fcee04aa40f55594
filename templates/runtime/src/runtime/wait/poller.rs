//! Polling until an end: one answer at a time, with the pauses in between.
//!
//! The first end that was seen counts, even if the service takes it back afterwards. Failures that pass by themselves
//! are waited out up to the deadline; a key that is refused, or anything else that repeating cannot mend, ends it.

use std::any::Any;
use std::time::{Duration, Instant};

use super::cancel::CancelOnDrop;
use super::pace::Pace;
use super::tolerance::{passes_by_itself, retry_after};
use super::update::{Phase, Update, Waited};
use crate::runtime::call::Call;
use crate::runtime::client::Client;
use crate::runtime::decode::DecodeError;
use crate::runtime::error::{Error, ErrorKind, Sent};
use crate::runtime::execute;
use crate::runtime::operation::OperationSpec;
use crate::runtime::response::RawResponse;

/// How long cancelling may take when waiting has run out of time already.
const CANCEL_TIME: Duration = Duration::from_secs(10);

/// What is known about the operation that is polled, without its type.
pub(crate) struct Rules<T> {
    pub(crate) decode: fn(&[u8]) -> Result<T, DecodeError>,
    pub(crate) phase: fn(&T) -> Phase,
    pub(crate) status: fn(&T) -> &str,
    pub(crate) final_query: &'static [(&'static str, &'static str)],
    pub(crate) cancel: Option<&'static OperationSpec>,
}

/// What waiting begins with.
pub(crate) enum Start {
    Poll(Call),
    /// A create, and the function that makes the polling call of its answer.
    Create(Call, fn(&Call, &RawResponse) -> Result<Followed, Error>),
}

/// What comes of the answer to a create.
pub(crate) struct Followed {
    pub(crate) poll: Call,
    /// The answer. Most services answer the polls with the same model.
    pub(crate) created: Box<dyn Any + Send>,
}

/// What the caller set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) deadline: Duration,
    pub(crate) must_succeed: bool,
    pub(crate) cancel_on_drop: bool,
    pub(crate) cancel_on_timeout: bool,
}

/// Waiting, once it has begun.
pub(crate) struct Poller<T> {
    call: Call,
    client: Client,
    rules: Rules<T>,
    settings: Settings,
    began: Instant,
    grace_ends: Option<Instant>,
    pace: Pace,
    /// Set between two polls: the least time the service asked to wait, if it did.
    pause: Option<Option<Duration>>,
    polls: u32,
    /// The answer to the create that waiting began with. It is paid for: whatever fails from here on must not lose it.
    created: Option<T>,
    creates: bool,
    last: Option<T>,
    last_failure: Option<Error>,
    ended: bool,
    cancel: CancelOnDrop,
}

impl<T: Clone + Send + Sync + 'static> Poller<T> {
    /// Begins to wait: time runs from here. Sends the create, if there is one.
    pub(crate) async fn begin(start: Start, rules: Rules<T>, settings: Settings) -> Result<Self, Error> {
        let (Start::Poll(first) | Start::Create(first, _)) = &start;
        let client = first.client().clone();
        if (settings.cancel_on_drop || settings.cancel_on_timeout) && rules.cancel.is_none() {
            let message = "the service has no operation to cancel this with";
            return Err(Error::new(ErrorKind::InvalidRequest, message).with_operation(first.spec().id));
        }

        let began = client.clock().now();
        let creates = matches!(start, Start::Create(..));
        let (call, created) = match start {
            Start::Poll(call) => (call, None),
            Start::Create(mut create, follow) => {
                create.limit_deadline(settings.deadline);
                let response = execute::send(&create).await?;
                client.latest_create().note(client.clock().now());
                let Followed { poll, created } = follow(&create, &response)?;
                (poll, created.downcast().ok().map(|created| *created))
            }
        };
        let grace_ends = client.latest_create().grace_ends();
        let mut cancel = CancelOnDrop::default();
        if let (true, Some(spec)) = (settings.cancel_on_drop, rules.cancel) {
            cancel.arm(call.for_same_subject(spec));
        }
        let pace = Pace::new();
        Ok(Self {
            call,
            client,
            rules,
            settings,
            began,
            grace_ends,
            pace,
            pause: None,
            polls: 0,
            created,
            creates,
            last: None,
            last_failure: None,
            ended: false,
            cancel,
        })
    }

    /// The next answer, after a pause; `None` once an end or an error was given.
    pub(crate) async fn next(&mut self) -> Option<Result<Update<T>, Error>> {
        if self.ended {
            return None;
        }
        let result = self.next_answer().await;
        if result.as_ref().map_or(true, |update| update.phase.is_end()) {
            self.ended = true;
            self.cancel.disarm();
        }
        Some(result)
    }

    async fn next_answer(&mut self) -> Result<Update<T>, Error> {
        loop {
            self.rest().await?;
            match self.poll(&[]).await {
                Ok((output, asked)) => {
                    let changed = self.last.as_ref().map(self.rules.status) != Some((self.rules.status)(&output));
                    if changed {
                        self.pace.reset();
                    }
                    self.polls = self.polls.saturating_add(1);
                    self.last = Some(output.clone());
                    self.pause = Some(asked);
                    return self.update(output, changed).await;
                }
                Err(error) => self.tolerate(error)?,
            }
        }
    }

    async fn update(&mut self, output: T, changed: bool) -> Result<Update<T>, Error> {
        let phase = (self.rules.phase)(&output);
        let output = if phase.is_end() { self.final_read(output, phase).await? } else { output };
        let status = (self.rules.status)(&output).to_owned();
        if phase == Phase::Failed && self.settings.must_succeed {
            let message = format!("what was waited for ended without success: {}", self.call.secrets().scrub(&status));
            self.last = Some(output);
            return Err(self.failure(Error::new(ErrorKind::Unsuccessful, message)));
        }
        Ok(Update { output, phase, status, changed, polls: self.polls, elapsed: self.elapsed() })
    }

    /// Reads once more with what is only worth asking for at the end. Should the service now tell of another phase,
    /// the end that was seen stays.
    async fn final_read(&mut self, end: T, phase: Phase) -> Result<T, Error> {
        let asked_already = |&(name, value): &(&str, &str)| self.call.query_value(name) == Some(value);
        if self.rules.final_query.iter().all(asked_already) {
            return Ok(end);
        }
        self.pace.reset();
        self.pause = None;
        loop {
            self.rest().await?;
            match self.poll(self.rules.final_query).await {
                Ok((output, _)) if (self.rules.phase)(&output) == phase => return Ok(output),
                Ok(_) => return Ok(end),
                Err(error) => self.tolerate(error)?,
            }
        }
    }

    async fn poll(&self, query: &[(&str, &str)]) -> Result<(T, Option<Duration>), Error> {
        let mut call = self.call.clone();
        for &(name, value) in query {
            call.set_query(name, vec![value.to_owned()]);
        }
        call.limit_deadline(self.time_left());
        let response = execute::send(&call).await?;
        let asked = retry_after(response.headers(), self.client.clock().wall());
        Ok((response.decode(self.rules.decode)?, asked))
    }

    /// Lets the pause before the next poll pass, or fails at the deadline; at once where the service asks for more time
    /// than is left.
    async fn rest(&mut self) -> Result<(), Error> {
        let left = self.time_left();
        let Some(asked) = self.pause.take() else {
            return if left.is_zero() { Err(self.timeout(None).await) } else { Ok(()) };
        };
        if asked.is_some_and(|asked| asked >= left) {
            return Err(self.timeout(asked).await);
        }
        let pause = self.pace.next(self.client.jitter().next(), asked);
        self.client.clock().sleep(pause.min(left)).await;
        if pause >= left { Err(self.timeout(None).await) } else { Ok(()) }
    }

    fn tolerate(&mut self, error: Error) -> Result<(), Error> {
        let in_grace = self.polls == 0 && self.grace_ends.is_some_and(|ends| self.client.clock().now() < ends);
        let tolerable = passes_by_itself(&error) || (in_grace && error.is_not_found());
        if !tolerable {
            return Err(self.failure(error));
        }
        self.pause = Some(error.retry_after());
        self.last_failure = Some(error);
        Ok(())
    }

    async fn timeout(&mut self, retry_after: Option<Duration>) -> Error {
        let seen = self.last.as_ref().or(self.created.as_ref());
        let status = seen.map_or("no answer".to_owned(), |seen| self.call.secrets().scrub((self.rules.status)(seen)));
        let message = format!("waited {} s and {} polls, last seen: {status}", self.elapsed().as_secs(), self.polls);
        let mut error = Error::new(ErrorKind::Timeout, message).with_retry_after(retry_after);
        if let Some(failure) = self.last_failure.take() {
            error = error.with_source(failure);
        }
        let error = self.failure(error);
        if let (true, Some(spec)) = (self.settings.cancel_on_timeout, self.rules.cancel) {
            self.cancel.disarm();
            let mut cancel = self.call.for_same_subject(spec);
            cancel.limit_deadline(CANCEL_TIME);
            if let Err(failure) = execute::send(&cancel).await {
                return error.with_source(failure);
            }
        }
        error
    }

    fn failure(&self, error: Error) -> Error {
        let last = self.last.as_ref().or(self.created.as_ref()).cloned();
        let (polls, elapsed) = (self.polls, self.elapsed());
        let error = error.with_operation(self.call.spec().id).with_value(Waited { last, polls, elapsed });
        // The create went through, whatever became of the poll: nobody must conclude that it can be sent again.
        if self.creates { error.with_sent(Sent::Yes) } else { error }
    }

    fn elapsed(&self) -> Duration {
        self.client.clock().now().saturating_duration_since(self.began)
    }

    fn time_left(&self) -> Duration {
        self.settings.deadline.saturating_sub(self.elapsed())
    }
}
