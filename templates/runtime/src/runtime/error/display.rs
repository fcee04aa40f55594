//! The one line an [`Error`] is shown as.

use std::fmt::{self, Display};

use super::{Error, ErrorKind};
use crate::runtime::one_line::shorten;

/// The most characters of the line.
const LIMIT: usize = 300;

/// What follows when the request was not repeated for this reason.
const BUDGET_EXHAUSTED: &str = " (not repeated: the retry budget is used up)";

impl Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if self.0.budget_exhausted { BUDGET_EXHAUSTED } else { "" };
        write!(formatter, "{}{note}", shorten(&self.line(), LIMIT - note.len()))
    }
}

impl Error {
    /// `getBatch: 404 Not Found: batch not found`, or `listBatches: could not connect: connection refused`.
    fn line(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.operation().map(str::to_owned));
        if !self.0.message.is_empty() {
            parts.push(self.0.message.clone());
        }
        if let Some(response) = &self.0.response
            && self.0.kind != ErrorKind::Decode
        {
            parts.push(response.status().to_string());
            parts.push(response.detail().to_owned());
        }
        let is_on_the_way = matches!(
            self.0.kind,
            ErrorKind::Connect | ErrorKind::Connection | ErrorKind::Timeout | ErrorKind::InvalidRequest
        );
        if is_on_the_way && self.0.response.is_none() {
            parts.extend(self.innermost());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(": ")
    }

    /// The text of the last cause in the chain, which for a connection is the one that says something.
    fn innermost(&self) -> Option<String> {
        let first = std::error::Error::source(self)?;
        let last = std::iter::successors(Some(first), |error| error.source()).last()?;
        Some(last.to_string()).filter(|text| *text != self.0.message)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};

    use super::*;
    use crate::runtime::error::ErrorResponse;
    use crate::runtime::redact::Secrets;

    fn answered(status: StatusCode, body: &str) -> Error {
        let body = Bytes::copy_from_slice(body.as_bytes());
        let response = ErrorResponse::new(status, HeaderMap::new(), body, &Secrets::default());
        Error::new(ErrorKind::Status, "").with_operation("getBatch").with_response(response)
    }

    #[test]
    fn the_line_names_operation_status_and_what_was_said() {
        let error = answered(StatusCode::NOT_FOUND, r#"{"detail":"batch not found"}"#);
        assert_eq!(error.to_string(), "getBatch: 404 Not Found: batch not found");
        assert_eq!(answered(StatusCode::BAD_GATEWAY, "").to_string(), "getBatch: 502 Bad Gateway");
    }

    #[test]
    fn the_line_tells_the_innermost_cause_of_a_failed_connection() {
        let cause = std::io::Error::other("connection refused");
        let error =
            Error::new(ErrorKind::Connect, "could not connect").with_operation("listBatches").with_source(cause);
        assert_eq!(error.to_string(), "listBatches: could not connect: connection refused");
    }

    #[test]
    fn the_line_has_at_most_300_characters_and_no_break() {
        let line = answered(StatusCode::BAD_GATEWAY, &"<p>\r\n".repeat(20_000)).to_string();
        assert!(line.chars().count() <= 300, "{}", line.chars().count());
        assert!(!line.contains(['\r', '\n']));
        let line = Error::configuration("x".repeat(5_000)).with_budget_exhausted().to_string();
        assert!(line.ends_with("the retry budget is used up)"), "{line}");
        assert_eq!(line.chars().count(), 300);
        let line = Error::configuration("x".repeat(5_000)).to_string();
        assert_eq!(line.chars().count(), 300);
    }
}
