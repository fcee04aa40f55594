//! How errors are made inside the crate: a kind and a message, and whatever else is known.

use std::any::Any;
use std::time::Duration;

use super::{Error, ErrorKind, ErrorResponse, Inner, Sent, Unresolved};
use crate::runtime::BoxError;

#[doc(hidden)]
impl Error {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            sent: Sent::No,
            attempts: 0,
            retry_after: None,
            response: None,
            source: None,
            value: None,
            unresolved: None,
            budget_exhausted: false,
        }))
    }

    /// A builder was given something no client can work with.
    pub fn configuration(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, message)
    }

    /// A call was given something that must not be sent.
    pub fn invalid_request(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, message)
    }

    #[must_use]
    pub fn with_operation(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    #[must_use]
    pub fn with_sent(mut self, sent: Sent) -> Self {
        self.0.sent = sent;
        self
    }

    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    #[must_use]
    pub fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    #[must_use]
    pub fn with_budget_exhausted(mut self) -> Self {
        self.0.budget_exhausted = true;
        self
    }

    #[must_use]
    pub fn with_response(mut self, response: ErrorResponse) -> Self {
        self.0.response = Some(response);
        self
    }

    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Takes another error as the cause, together with the response that came with it.
    #[must_use]
    pub fn caused_by(mut self, mut cause: Self) -> Self {
        self.0.response = cause.0.response.clone();
        self.0.operation = self.0.operation.or(cause.0.operation.take());
        self.with_source(cause)
    }

    /// Carries a value to the caller, who takes it out with [`value`](Self::value) or [`into_value`](Self::into_value).
    #[must_use]
    pub fn with_value<T: Any + Send + Sync>(mut self, value: T) -> Self {
        self.0.value = Some(Box::new(value));
        self
    }

    #[must_use]
    pub fn with_unresolved(mut self, unresolved: Option<Unresolved>) -> Self {
        self.0.unresolved = unresolved;
        self
    }

    /// What is known of a create that may have happened; `None` when there is no doubt.
    pub fn unresolved(&self) -> Option<&Unresolved> {
        self.0.unresolved.as_ref()
    }
}
