//! The attempt loop: sends a prepared request until it succeeds, may not be repeated, or the time is up.
//!
//! This is the only place that waits between attempts. What to do after a failure is decided by [`retry::decide`]; here
//! are the clock, the budget and the rate limit around it. Nothing sleeps past the deadline: a wait that would is an
//! error at once.

mod failure;

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;

use super::BoxFuture;
use super::backoff;
use super::budget::Tokens;
use super::byte_stream::{ByteStream, Patience};
use super::call::{Additions, Call, Prepared};
use super::clock::within;
use super::error::{Error, ErrorKind, Sent, Unresolved};
use super::observe::CallSpan;
use super::operation::Replay;
use super::rate_limit::Place;
use super::redact::Secrets;
use super::response::RawResponse;
use super::response_head::ResponseHead;
use super::retry::{self, Reason, Situation, Verdict};
use super::server_wait;
use super::transport::{Body, HttpRequest, HttpResponse, MAX_BODY, Reading, TransportError, TransportErrorKind};

use failure::Failure;

/// The least time an attempt is begun with. With less it could only fail, and turn the certainty that nothing was sent
/// into doubt.
const LEAST: Duration = Duration::from_millis(20);

/// Sends a call by all the rules: validation, repeats, time limits.
///
/// # Errors
///
/// Everything but a response with a 2xx status, and a clock that needs a runtime where there is none.
pub async fn send(call: &Call) -> Result<RawResponse, Error> {
    run(call, Reading::Whole, Run::success).await
}

/// Sends a call as [`send`] does, and reads the response. It knows the output and not the operation: many operations share an
/// output, and a future for each operation would have to be compiled.
///
/// # Errors
///
/// As [`send`], and when the response cannot be read.
pub fn read<T: 'static>(
    call: Box<Call>,
    read: fn(RawResponse) -> Result<T, Error>,
) -> BoxFuture<'static, Result<T, Error>> {
    Box::pin(async move { read(send(&call).await?) })
}

/// Sends a call by all the rules until its response begins; from there on nothing is repeated.
///
/// # Errors
///
/// As [`send`], but for the body of the response.
pub async fn open(call: &Call) -> Result<ByteStream, Error> {
    run(call, Reading::AsItComes, Run::opened).await
}

async fn run<'a, T>(call: &'a Call, reading: Reading, end: fn(&Run<'a>, HttpResponse) -> T) -> Result<T, Error> {
    let additions = Additions::new(call);
    let request = call.prepare(&additions)?;
    let missing = |missing| Error::new(ErrorKind::RuntimeGone, missing).with_operation(call.spec().id);
    call.client().clock().ready().map_err(missing)?;
    let span = CallSpan::new(call.spec(), call.client().address(call.spec()).unwrap_or_default());
    let mut run = Run::new(call, request, additions, reading, span.clone());
    let result = span.clone().around(async { run.finish().await.map(|response| end(&run, response)) }).await;
    result.inspect_err(|error| span.failed(error))
}

/// A call under way.
struct Run<'a> {
    call: &'a Call,
    /// What the next attempt sends, if it has been put together already.
    request: Option<Prepared>,
    /// What every attempt has beside what the caller set.
    additions: Additions,
    /// Whether the service refused a key, and another one was asked for.
    renewed: bool,
    reading: Reading,
    /// What the service may repeat and nobody should see; looked for once there is something to search.
    secrets: OnceLock<Secrets>,
    span: CallSpan,
    started: Instant,
    /// The time of day at the start, where the call may leave something behind: from then on, that is looked for.
    since: Option<Timestamp>,
    /// The longest the whole call may take.
    deadline: Duration,
    attempts: u32,
    /// Tokens of the retry budget that the repeats of this call took.
    spent: u32,
    /// Whether an earlier attempt may have done the work.
    doubt: bool,
}

impl<'a> Run<'a> {
    fn new(call: &'a Call, request: Prepared, additions: Additions, reading: Reading, span: CallSpan) -> Self {
        let client = call.client();
        Self {
            call,
            request: Some(request),
            additions,
            renewed: false,
            reading,
            secrets: OnceLock::new(),
            span,
            started: client.clock().now(),
            since: (call.spec().replay == Replay::Unsafe).then(|| client.clock().wall()),
            deadline: call.options().deadline.unwrap_or(client.deadline()),
            attempts: 0,
            spent: 0,
            doubt: false,
        }
    }

    async fn finish(&mut self) -> Result<HttpResponse, Error> {
        let client = self.call.client();
        let mut tokens = None;
        loop {
            let place = self.wait_for_turn().await?;
            let failure = match self.attempt(place, tokens).await? {
                Ok(response) => {
                    client.budget().give_back(self.spent);
                    return Ok(response);
                }
                Err(failure) => failure,
            };
            if self.has_another_key(&failure) {
                tokens = None;
                self.span.retrying(&failure.to_string(), self.attempts, Duration::ZERO);
                continue;
            }
            let (wait, taken) = match self.wait_after(&failure) {
                Ok(repeat) => repeat,
                Err(reason) => return Err(self.error(failure, reason)),
            };
            tokens = Some(taken);
            self.span.retrying(&failure.to_string(), self.attempts, wait);
            self.doubt |= retry::leaves_doubt(failure.outcome());
            client.clock().sleep(wait).await;
        }
    }

    /// Waits until the client's own rate limit lets the next attempt through.
    async fn wait_for_turn(&self) -> Result<Option<Place<'a>>, Error> {
        let (Some(limit), clock) = (self.call.client().rate_limit(), self.call.client().clock()) else {
            return Ok(None);
        };
        let place = limit.reserve(clock.now(), self.left_to_wait()).map_err(|wait| {
            let message = format!("the client's rate limit asks to wait {wait:.1?}, longer than the call may last");
            self.timeout(message, Sent::No).with_retry_after(Some(wait))
        })?;
        if !place.wait().is_zero() {
            clock.sleep(place.wait()).await;
        }
        Ok(Some(place))
    }

    /// Sends the request once. The outer error ends the call: there is no time for an attempt at all. Before sending
    /// begins, the place and the tokens go back if the call is dropped.
    async fn attempt(
        &mut self,
        mut place: Option<Place<'a>>,
        tokens: Option<Tokens>,
    ) -> Result<Result<HttpResponse, Failure>, Error> {
        let client = self.call.client();
        if self.left_to_wait().is_zero() {
            return Err(self.timeout(self.deadline_passed(), Sent::No));
        }
        self.ask_for_keys().await.map_err(|error| self.complete(error, Sent::No, false))?;
        let limit = self.call.options().timeout.unwrap_or(client.timeout()).min(self.left());
        // An earlier attempt may have arrived, whatever keeps this one from being put together.
        let request = self.http_request(limit).map_err(|refused| self.complete(refused, Sent::No, false))?;
        self.attempts += 1;
        self.spent += tokens.map_or(0, Tokens::spend);
        place.iter_mut().for_each(Place::begin);
        let sending = client.transport().send(request);
        let answered = within(client.clock().as_ref(), limit, sending).await.unwrap_or_else(|| {
            let cause = format!("no complete response within {limit:.1?}");
            Err(TransportError::new(TransportErrorKind::Timeout).with_source(cause))
        });
        Ok(match answered {
            Ok(mut response) => {
                self.secrets().hide_in(&mut response.headers);
                self.span.answered(response.status, &response.headers);
                self.sorted(response)
            }
            Err(error) => {
                if let Some(place) = place.filter(|_| error.kind().is_before_sending()) {
                    place.give_back();
                }
                Err(Failure::Transport(error))
            }
        })
    }

    fn secrets(&self) -> &Secrets {
        self.secrets.get_or_init(|| self.call.secrets_with(&self.additions))
    }

    /// Asks for the keys of an attempt, which takes of the time of the call.
    async fn ask_for_keys(&mut self) -> Result<(), Error> {
        let clock = self.call.client().clock();
        for provided in self.call.providers() {
            let key = within(clock.as_ref(), self.left_to_wait(), provided.credential()).await;
            let too_late = || Err(Error::new(ErrorKind::Timeout, "no key was provided within the time of the call"));
            self.additions.keys.push(key.unwrap_or_else(too_late)?);
            // What was put together has no key, or an older one.
            self.request = None;
            self.secrets = OnceLock::new();
        }
        Ok(())
    }

    /// Whether the service refused a key in whose place there may be another one. Refused, the request was not carried out,
    /// so any may be sent again; once, because a second key that is refused is no matter of its age.
    fn has_another_key(&mut self, failure: &Failure) -> bool {
        if self.renewed || !failure.is_unauthorized() || self.call.is_spent() {
            return false;
        }
        for provided in self.call.providers() {
            self.renewed |= provided.has_another(&self.additions.keys);
        }
        self.renewed
    }

    /// The request of the next attempt. Most calls need one, so that of a repeat is put together anew, and no copy is kept.
    fn http_request(&mut self, limit: Duration) -> Result<HttpRequest, Error> {
        let Prepared { method, url, headers, body } = match self.request.take() {
            Some(prepared) => prepared,
            None => self.call.prepare(&self.additions)?,
        };
        let mut request = HttpRequest::new(method.into(), url, limit);
        request.headers = headers;
        request.body = Body::of(body);
        request.reading = self.reading;
        Ok(request)
    }

    /// How long to wait before the next attempt, or why there is none.
    fn wait_after(&self, failure: &Failure) -> Result<(Duration, Tokens), Reason> {
        if self.call.is_spent() {
            return Err(Reason::Final);
        }
        let (client, options) = (self.call.client(), self.call.options());
        let situation = Situation {
            replay: match options.repeat_if_ambiguous || self.call.is_idempotent(&self.additions) {
                true => Replay::Safe,
                false => self.call.spec().replay,
            },
            attempts: self.attempts,
            limit: options.retries.unwrap_or(client.retries()).saturating_add(1),
            left: self.left_to_wait(),
            asked: self.asked(failure),
            step: backoff::step(self.attempts),
            jitter: client.jitter().next(),
        };
        match retry::decide(failure.outcome(), &situation) {
            Verdict::Again { wait, cost } => match client.budget().take(cost) {
                Some(tokens) => Ok((wait, tokens)),
                None => {
                    self.span.budget_exhausted(&failure.to_string(), self.attempts);
                    Err(Reason::Budget)
                }
            },
            Verdict::Stop(reason) => Err(reason),
        }
    }
}

/// What a run ends with.
impl Run<'_> {
    fn success(&self, response: HttpResponse) -> RawResponse {
        // Should the response turn out not to be readable, a create has happened and its result is lost.
        let unresolved = self.unresolved(true);
        let spec = self.call.spec();
        self.note_create();
        RawResponse::new(response, self.attempts, spec.id, self.secrets().clone(), unresolved, self.span.clone())
    }

    fn opened(&self, response: HttpResponse) -> ByteStream {
        self.note_create();
        let (client, HttpResponse { status, headers, body }) = (self.call.client(), response);
        let head = ResponseHead::new(status, headers, self.attempts);
        let idle = self.call.options().timeout.unwrap_or(client.timeout());
        let patience = Patience { clock: client.clock().clone(), idle };
        ByteStream::new(head, self.call.spec().id, body, patience, self.secrets().clone())
    }

    fn note_create(&self) {
        let client = self.call.client();
        if self.call.spec().replay == Replay::Unsafe {
            client.latest_create().note(client.clock().now());
        }
    }

    /// Only a success of acceptable size is a success; a transport may have read more than it should.
    fn sorted(&self, response: HttpResponse) -> Result<HttpResponse, Failure> {
        let is_too_large = || response.body.length().is_none_or(|length| length > MAX_BODY as u64);
        match response.status.is_success() {
            true if self.reading == Reading::Whole && is_too_large() => {
                Err(Failure::Transport(TransportError::new(TransportErrorKind::TooLarge)))
            }
            true => Ok(response),
            false => Err(Failure::Response(Box::new(response))),
        }
    }

    fn error(&self, failure: Failure, reason: Reason) -> Error {
        let (outcome, asked) = (failure.outcome(), self.asked(&failure));
        let sent = retry::sent(outcome);
        let error = failure.into_error(self.secrets());
        let error = match reason {
            Reason::NoTime => self.timeout(self.deadline_passed(), sent).caused_by(error),
            Reason::Budget => error.with_budget_exhausted(),
            Reason::Final | Reason::Attempts | Reason::AskedTooLong => error,
        };
        self.complete(error, sent, retry::leaves_doubt(outcome)).with_retry_after(asked)
    }

    fn timeout(&self, message: String, sent: Sent) -> Error {
        self.complete(Error::new(ErrorKind::Timeout, message), sent, false)
    }

    /// Adds what is known of the call as a whole.
    fn complete(&self, error: Error, sent: Sent, doubt: bool) -> Error {
        let sent = if self.doubt && sent == Sent::No { Sent::Maybe } else { sent };
        error
            .with_operation(self.call.spec().id)
            .with_attempts(self.attempts)
            .with_sent(sent)
            .with_unresolved(self.unresolved(doubt))
    }

    fn unresolved(&self, doubt: bool) -> Option<Unresolved> {
        let since = self.since.filter(|_| doubt || self.doubt)?;
        Some(Unresolved::new(self.call.spec().id, self.call.values(), since))
    }

    fn left(&self) -> Duration {
        let passed = self.call.client().clock().now().saturating_duration_since(self.started);
        self.deadline.saturating_sub(passed)
    }

    /// How long may be waited so that the attempt after it still has time. A call that has little from the start may use
    /// at least half of it.
    fn left_to_wait(&self) -> Duration {
        self.left().saturating_sub(LEAST.min(self.deadline / 2))
    }

    fn asked(&self, failure: &Failure) -> Option<Duration> {
        let wall = SystemTime::from(self.call.client().clock().wall());
        failure.headers().and_then(|headers| server_wait::read(headers, wall))
    }

    fn deadline_passed(&self) -> String {
        format!("the deadline of {:.1?} leaves no time for another attempt", self.deadline)
    }
}

#[cfg(test)]
mod tests;
