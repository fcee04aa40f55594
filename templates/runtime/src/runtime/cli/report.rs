//! What is said on standard error about a failure: one line, and the body of the response if there is one; or all of it as
//! one JSON object.

use std::io::{self, IsTerminal, Write};

use serde_json::{Value, json};

use super::colors::Choice;
use super::failure::{Failure, Signal};
use super::matched::Matched;
use super::output::{Format, Strings, Style};
use super::transform::{Path, Transform};
use super::visible::{visible, visible_lines};
use crate::runtime::error::{Error, Sent};

/// How failures are shown.
#[derive(Clone, Debug)]
pub(super) struct Reporter {
    /// What the program is called.
    pub(super) name: &'static str,
    /// What was called, as far as it is known: the program or one of its commands.
    pub(super) command: String,
    /// `--format-error`.
    pub(super) format: Option<String>,
    /// `--color`.
    pub(super) color: Choice,
    /// `--transform-error`.
    pub(super) transform: Option<Path>,
}

impl Reporter {
    /// Goes by the flags as they were read, in place of what the arguments looked like before.
    ///
    /// # Errors
    ///
    /// The path of `--transform-error` cannot be followed.
    pub(super) fn settle(&mut self, matched: &Matched<'_>) -> Result<(), Failure> {
        let globals = &matched.globals;
        self.command = format!("{} {}", self.name, matched.command.path());
        self.format = globals.text("format-error").map(str::to_owned);
        self.color = Choice::of(globals.text("color"));
        let path = globals.text("transform-error").map(|path| Path::of("--transform-error", path));
        self.transform = path.transpose().map_err(Failure::Usage)?;
        Ok(())
    }

    /// Says what failed, and how to go on.
    pub(super) fn failure(&self, failure: &Failure, hint: Option<&str>) {
        self.report(None, failure, hint);
    }

    /// Says what failed with one of several.
    pub(super) fn failure_of(&self, id: &str, failure: &Failure, hint: Option<&str>) {
        self.report(Some(id), failure, hint);
    }

    /// Should standard error be gone, nobody is left to be told.
    fn report(&self, id: Option<&str>, failure: &Failure, hint: Option<&str>) {
        let text = match self.is_for_programs() {
            true => self.object(id, failure, hint),
            false => self.lines(id, failure, hint),
        };
        if let Some(text) = text {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// Whether a failure is one object of JSON.
    pub(super) fn is_for_programs(&self) -> bool {
        matches!(self.format.as_deref(), Some("json" | "jsonl" | "raw"))
    }

    /// Says something that is no failure.
    pub(super) fn warn(&self, message: &str) {
        let _ = writeln!(io::stderr().lock(), "{}: warning: {}", self.name, visible(message));
    }

    /// Says something that belongs to the result.
    pub(super) fn note(&self, message: &str) {
        let _ = writeln!(io::stderr().lock(), "{}: {}", self.name, visible(message));
    }

    fn lines(&self, id: Option<&str>, failure: &Failure, hint: Option<&str>) -> Option<String> {
        let about = id.map(|id| format!("{id}: ")).unwrap_or_default();
        let mut text = format!("{}: {}", self.name, visible(&format!("{about}{}", message(failure)?)));
        if let Failure::Usage(_) = failure {
            text.push_str(&format!("\nFor more information, try `{} --help`.", self.command));
        }
        if let Some(hint) = hint {
            text.push_str(&format!("\n{}", visible(hint)));
        }
        if let Some(body) = api_error(failure).and_then(|error| self.body(error)) {
            let format = Format::of(self.format.as_deref(), false);
            let is_terminal = io::stderr().is_terminal();
            let body = if is_terminal { visible_lines(&body) } else { body };
            let paint = self.color.paints(is_terminal);
            let style = Style { format, strings: Strings::Quoted, paint, transform: Transform::None };
            let shown = if is_json(&body) { style.shown(&body) } else { body };
            text.push_str(&format!("\n{}", shown.trim_end()));
        }
        Some(text)
    }

    fn object(&self, id: Option<&str>, failure: &Failure, hint: Option<&str>) -> Option<String> {
        let mut object = json!({
            "kind": failure.kind(),
            "message": message(failure)?,
            "exit_status": failure.status(),
        });
        if let Some(id) = id {
            object["id"] = id.into();
        }
        if let Some(error) = api_error(failure) {
            object["operation"] = error.operation().into();
            object["status"] = error.status().map(|status| status.as_u16()).into();
            object["request_id"] = error.request_id().into();
            object["attempts"] = error.attempts().into();
            object["retryable"] = is_retryable(error).into();
            let text = self.body(error);
            object["body"] =
                text.map_or(Value::Null, |text| serde_json::from_str(&text).unwrap_or(Value::String(text)));
        }
        object["hint"] = hint.into();
        Some(object.to_string())
    }

    /// The body of the response, without the secrets of the request that the service may repeat.
    fn body(&self, error: &Error) -> Option<String> {
        let body = error.scrubbed_body().filter(|body| !body.trim().is_empty())?;
        let path = self.transform.as_ref().filter(|_| is_json(&body));
        Some(path.and_then(|path| path.of_value(&body)).unwrap_or(body))
    }
}

/// Whether the same command can be given again without doing anything twice.
fn is_retryable(error: &Error) -> bool {
    let passes = error.is_timeout() || error.is_rate_limited() || error.is_server_error() || error.status().is_none();
    passes && error.sent() != Sent::Maybe && !error.is_decode()
}

fn message(failure: &Failure) -> Option<String> {
    Some(match failure {
        Failure::Closed | Failure::Told(_) => return None,
        Failure::EndedBadly(status) => format!("it ended as {status}"),
        Failure::PartlyFailed(summary) => summary.clone(),
        Failure::Usage(message) | Failure::Transform(message) => message.clone(),
        Failure::Api(error) | Failure::WaitTimeout(error) => with_request_id(error),
        Failure::Unread(error) => {
            format!("it completed, but its results could not be read: {}", with_request_id(error))
        }
        Failure::WithoutId(name) => {
            format!("the response has no `{name}`, so what was made cannot be waited for; it is shown as it came")
        }
        Failure::Output(error) => format!("cannot write the output: {error}"),
        Failure::Signal(Signal::Interrupt) => "interrupted".to_owned(),
        Failure::Signal(Signal::Terminate) => "terminated".to_owned(),
    })
}

fn with_request_id(error: &Error) -> String {
    match error.request_id() {
        Some(id) => format!("{error} (request id {id})"),
        None => error.to_string(),
    }
}

fn api_error(failure: &Failure) -> Option<&Error> {
    match failure {
        Failure::Api(error) | Failure::WaitTimeout(error) => Some(error),
        Failure::Unread(error) => Some(error),
        _ => None,
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
