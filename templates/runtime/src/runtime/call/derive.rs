//! Calls made from other calls: the next page of a list, the polls after a create, the cancel of what is polled.

use std::time::Duration;

use http::header;

use super::{Call, CallOptions};
use crate::runtime::operation::OperationSpec;

impl Call {
    /// The path with its parameters filled in; empty if it cannot be filled, in which case the call fails anyway.
    pub(crate) fn rendered_path(&self) -> String {
        self.path_after("").unwrap_or_default()
    }

    /// Gives the whole call at most `limit`, and less if its own deadline is shorter.
    pub(crate) fn limit_deadline(&mut self, limit: Duration) {
        let own = self.options.deadline.unwrap_or(self.client.deadline());
        self.options.deadline = Some(own.min(limit));
    }

    /// A call of another operation with the same path parameters, on behalf of the same caller.
    pub(crate) fn for_same_subject(&self, spec: &'static OperationSpec) -> Self {
        let mut call = Self::new(self.client.clone(), spec);
        call.path.clone_from(&self.path);
        call.inherit(self);
        call
    }

    /// Takes over what a caller set on `other` without regard to its operation: the headers and cookies, the time
    /// limits, and the parameters that a client can have defaults for, such as the project.
    pub(crate) fn inherit(&mut self, other: &Self) {
        self.headers.extend(other.headers.clone());
        self.headers.remove(header::CONTENT_TYPE);
        // Of two calls, each has a key of its own.
        other.idempotency_header().map(|name| self.headers.remove(name));
        self.cookies.extend(other.cookies.iter().cloned());
        self.without.extend(other.without.iter().cloned());
        self.without_headers.extend(other.without_headers.iter().cloned());
        for name in self.spec.default_parameters {
            if let Some(value) = other.query_value(name) {
                self.set_query(name, vec![value.to_owned()]);
            }
        }
        let CallOptions { timeout, deadline, retries, .. } = other.options;
        self.options = CallOptions { timeout, deadline, retries, ..CallOptions::default() };
    }
}
