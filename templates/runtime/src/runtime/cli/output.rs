//! What is shown on standard output, in the form that was asked for.

use std::io::Write;

use super::colors::Paint;
use super::failure::Failure;
use super::transform::Transform;
use super::{json, pretty, yaml_out};

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// JSON over several lines; each item of a list by itself.
    Json,
    /// A member on a line, for people.
    Pretty,
    /// JSON, a value on a line.
    Lines,
    /// The bytes of the response.
    Raw,
    Table,
    Yaml,
}

impl Format {
    /// The form of this name. `auto` is what a person can read where a list is shown on a terminal, and JSON elsewhere.
    pub(super) fn of(name: Option<&str>, is_list_on_terminal: bool) -> Self {
        match name {
            Some("json") => Self::Json,
            Some("pretty") => Self::Pretty,
            Some("jsonl") => Self::Lines,
            Some("raw") => Self::Raw,
            Some("table") => Self::Table,
            Some("yaml") => Self::Yaml,
            _ if is_list_on_terminal => Self::Table,
            _ => Self::Json,
        }
    }
}

/// How text that is the whole response is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strings {
    /// As JSON has it.
    Quoted,
    /// Without quotes and escapes.
    Bare,
}

/// How values are shown.
#[derive(Debug)]
pub(super) struct Style {
    pub(super) format: Format,
    pub(super) strings: Strings,
    pub(super) paint: Paint,
    pub(super) transform: Transform,
}

impl Style {
    /// A value in this style, without a line end.
    pub(super) fn shown(&self, text: &str) -> String {
        if self.strings == Strings::Bare
            && let Ok(bare) = serde_json::from_str::<String>(text)
        {
            return bare;
        }
        match self.format {
            Format::Lines => json::compact(text, self.paint),
            Format::Raw => json::compact(text, Paint::Plain),
            Format::Pretty => pretty::listed(text),
            Format::Yaml => yaml_out::block(text),
            Format::Json | Format::Table => json::indented(text, self.paint),
        }
    }
}

/// An output, checked: a program that prints blindly ends with a panic when nobody reads any more.
#[derive(Debug)]
pub(super) struct Output<'s, W: Write> {
    pub(super) style: &'s Style,
    writer: W,
}

impl<'s, W: Write> Output<'s, W> {
    pub(super) fn new(style: &'s Style, writer: W) -> Self {
        Self { style, writer }
    }

    /// Shows a value, which is JSON, or what is made of it.
    pub(super) fn value(&mut self, text: &str) -> Result<(), Failure> {
        for value in self.style.transform.of_value(text)? {
            self.line(&self.style.shown(&value))?;
        }
        Ok(())
    }

    /// Shows text as it is, on a line of its own.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.writer.write_all(text.as_bytes())?;
        Ok(self.writer.write_all(b"\n")?)
    }

    /// Shows text as it is.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }

    /// Shows bytes as they came.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.writer.write_all(bytes)?)
    }

    /// What was written to.
    pub(super) fn into_writer(self) -> W {
        self.writer
    }

    /// Brings out everything that was shown so far.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }
}
