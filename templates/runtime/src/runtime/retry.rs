//! Whether a request is sent again: one pure function of what happened, of the operation, and of the time left.
//!
//! Nothing here waits, counts or knows a clock; [`execute`](super::execute) does what [`decide`] says, for asynchronous
//! and blocking clients alike. The rule a newcomer gets wrong: an operation that is not safe to repeat is sent again
//! only when the service cannot have begun the work, which a 500, a reset and a timeout all leave open.

use std::time::Duration;

use super::error::Sent;
use super::operation::Replay;
use super::transport::TransportErrorKind;
use super::{backoff, budget};

/// What became of one attempt that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No complete response came.
    Transport(TransportErrorKind),
    /// A response came with this status, which is not a success.
    Status {
        /// The status.
        code: u16,
        /// What `x-should-retry` said, if it was exactly `true` or `false`.
        should_retry: Option<bool>,
    },
}

/// What the decision rests on, besides the outcome.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// Whether the operation may be repeated once the service may have seen it, by its nature or by the caller's word.
    pub replay: Replay,
    /// The attempts made, this one included.
    pub attempts: u32,
    /// The most attempts there may be.
    pub limit: u32,
    /// The time left for waiting: what is left of the whole call, without what the next attempt needs.
    pub left: Duration,
    /// The wait the service asks for.
    pub asked: Option<Duration>,
    /// The step of the client's own backoff for this attempt.
    pub step: Duration,
    /// Spreads waits out: 0 to 1.
    pub jitter: f64,
}

/// What to do after an attempt that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Send the request again after `wait`, if the budget has `cost` tokens.
    Again {
        /// How long to wait.
        wait: Duration,
        /// Tokens of the retry budget.
        cost: u32,
    },
    /// Give up, for this reason.
    Stop(Reason),
}

/// Why a request is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Repeating would change nothing, or might do the work twice.
    Final,
    /// All attempts have been made.
    Attempts,
    /// The service asks to wait longer than the call may last.
    AskedTooLong,
    /// The client's own wait is longer than the call may last.
    NoTime,
    /// The client has repeated too much lately: its retry budget is used up.
    Budget,
}

/// Decides what follows an attempt that did not succeed.
pub fn decide(outcome: Outcome, situation: &Situation) -> Verdict {
    if !may_repeat(outcome, situation.replay) {
        return Verdict::Stop(Reason::Final);
    }
    if situation.attempts >= situation.limit {
        return Verdict::Stop(Reason::Attempts);
    }
    // To be asked for no wait is not to be told a time.
    let asked = situation.asked.filter(|asked| !asked.is_zero());
    match wait(situation, asked) {
        Ok(wait) => Verdict::Again { wait, cost: cost(outcome, asked) },
        Err(reason) => Verdict::Stop(reason),
    }
}

/// How long to wait. The service's own wait comes whole. What the client adds, so that all who were told the same time
/// do not come back as one, takes at most half of the time that is left after it, and so never makes a call fail.
fn wait(situation: &Situation, asked: Option<Duration>) -> Result<Duration, Reason> {
    let Situation { left, step, jitter, .. } = *situation;
    let backoff = backoff::wait(step, jitter);
    match asked {
        Some(asked) if asked >= left => Err(Reason::AskedTooLong),
        Some(asked) => {
            let spread = asked.saturating_add(step.mul_f64(jitter.clamp(0.0, 1.0)));
            Ok(spread.max(backoff).min(asked + (left - asked) / 2))
        }
        None if backoff >= left => Err(Reason::NoTime),
        None => Ok(backoff),
    }
}

/// Tokens of the retry budget.
fn cost(outcome: Outcome, asked: Option<Duration>) -> u32 {
    match (outcome, asked) {
        (Outcome::Status { code: 429 | 503, .. }, Some(_)) => budget::REPEAT_ASKED_FOR,
        (Outcome::Status { code: 429, .. }, None) => budget::REPEAT_RATE_LIMITED,
        (Outcome::Status { .. } | Outcome::Transport(_), _) => budget::REPEAT,
    }
}

/// The table: whether this outcome allows sending the request again at all.
fn may_repeat(outcome: Outcome, replay: Replay) -> bool {
    let safe = replay == Replay::Safe;
    match outcome {
        Outcome::Transport(kind) => match kind {
            TransportErrorKind::NotSent | TransportErrorKind::NotProcessed => true,
            TransportErrorKind::CertificateRejected
            | TransportErrorKind::ProxyAuthentication
            | TransportErrorKind::Unsendable
            | TransportErrorKind::TooLarge => false,
            TransportErrorKind::Ambiguous | TransportErrorKind::Timeout | TransportErrorKind::Truncated => safe,
        },
        Outcome::Status { should_retry: Some(false), .. } => false,
        // The service vouches for a repeat; for unsafe operations it is believed only where it refused the work.
        Outcome::Status { code, should_retry: Some(true) } => safe || matches!(code, 429 | 503),
        Outcome::Status { code, should_retry: None } => match code {
            429 => true,
            501 | 505 => false,
            408 | 425 | 500.. => safe,
            _ => false,
        },
    }
}

/// Whether the service may have acted on a request with this outcome.
pub fn sent(outcome: Outcome) -> Sent {
    match outcome {
        Outcome::Transport(kind) => match kind {
            TransportErrorKind::NotSent
            | TransportErrorKind::CertificateRejected
            | TransportErrorKind::ProxyAuthentication
            | TransportErrorKind::Unsendable
            | TransportErrorKind::NotProcessed => Sent::No,
            TransportErrorKind::Ambiguous | TransportErrorKind::Timeout => Sent::Maybe,
            TransportErrorKind::Truncated | TransportErrorKind::TooLarge => Sent::Yes,
        },
        Outcome::Status { code, .. } => match code {
            429 => Sent::No,
            501 | 505 => Sent::Yes,
            408 | 425 | 500.. => Sent::Maybe,
            _ => Sent::Yes,
        },
    }
}

/// Whether the outcome leaves open if the work was done: what a caller of a create has to look into.
pub fn leaves_doubt(outcome: Outcome) -> bool {
    match (sent(outcome), outcome) {
        (Sent::No, _) => false,
        (Sent::Maybe, _) | (Sent::Yes, Outcome::Transport(_)) => true,
        // Any other status is a response to the request itself: it was refused.
        (Sent::Yes, Outcome::Status { .. }) => false,
    }
}

#[cfg(test)]
mod tests;
