//! The same functions as with the feature `tracing`, doing nothing.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::runtime::error::Error;
use crate::runtime::operation::OperationSpec;

/// Stands for the span of a call.
#[derive(Clone, Debug)]
pub struct CallSpan;

impl CallSpan {
    /// Begins nothing.
    pub fn new(_spec: &OperationSpec, _base_url: &str) -> Self {
        Self
    }

    /// The same as any other.
    pub fn none() -> Self {
        Self
    }

    /// Gives the call back as it is.
    pub fn around<F: Future>(self, call: F) -> F {
        call
    }

    /// Records nothing.
    pub fn answered(&self, _status: StatusCode, _headers: &HeaderMap) {}

    /// Records nothing.
    pub fn failed(&self, _error: &Error) {}

    /// Reports nothing.
    pub fn retrying(&self, _reason: &str, _attempts: u32, _delay: Duration) {}

    /// Reports nothing.
    pub fn budget_exhausted(&self, _reason: &str, _attempts: u32) {}
}

/// Gives the future back as it is.
pub fn carried<F: Future>(future: F) -> F {
    future
}

/// Warns nobody.
pub fn unknown_value(_type_name: &'static str, _value: &str) {}
