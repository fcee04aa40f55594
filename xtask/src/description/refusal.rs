//! Why a command that only looks at a description has nothing to look at.

use std::fmt;

use crate::codegen::report;
use crate::outcome::Outcome;
use model::diagnostics::{Diagnostics, MessageFormat};
use model::openapi::Source;

#[derive(Clone, Debug)]
pub enum Refusal {
    /// What went wrong and, behind a semicolon, the way out; without a full stop.
    Message(String),
    /// No crate can be made of the description.
    Description { problems: Diagnostics, source: Source },
}

impl Refusal {
    /// As `codegen` reports the same problems. Exit status 1.
    pub fn outcome(&self, format: MessageFormat) -> Outcome {
        match self {
            Self::Message(message) => report::failed(message, format),
            Self::Description { problems, source } => report::refused(problems, source, format),
        }
    }
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.outcome(MessageFormat::Human).stderr)
    }
}
