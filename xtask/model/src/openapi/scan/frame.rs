//! What the pass remembers of the mappings and lists it is inside of.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{ScalarStyle, Span};

use super::problem::Problem;
use crate::diagnostics::Code;
use crate::openapi::Pointer;
use crate::openapi::scalars::{Reading, is_suspicious, reading};

pub struct Frame<'t> {
    pub kind: Kind<'t>,
    /// 0 when it has none.
    pub anchor: usize,
    pub opened: Span,
    /// How many nodes there were when it was opened.
    pub nodes_before: usize,
}

pub enum Kind<'t> {
    Map {
        keys: Keys<'t>,
        /// The key whose value comes next; `None` while a key is expected.
        current: Option<Cow<'t, str>>,
        hints: SchemaHints,
    },
    List {
        /// Of the item that comes next.
        index: usize,
    },
}

/// The keys of a mapping, with the place each was first given. Most mappings are small, and a list is faster for them.
#[derive(Default)]
pub struct Keys<'t> {
    first: Vec<(Cow<'t, str>, Span)>,
    rest: HashMap<Cow<'t, str>, Span>,
}

impl<'t> Keys<'t> {
    const SMALL: usize = 12;

    /// Where the key was first given: here, if it is new.
    pub fn first_place(&mut self, key: Cow<'t, str>, here: Span) -> Span {
        if let Some((_, place)) = self.first.iter().find(|(other, _)| *other == key) {
            return *place;
        }
        if self.first.len() < Self::SMALL {
            self.first.push((key, here));
            return here;
        }
        *self.rest.entry(key).or_insert(here)
    }
}

/// What a mapping, should it be a schema, says about its values, and the unquoted values of its `enum` and `const`.
#[derive(Default)]
pub struct SchemaHints {
    is_string: bool,
    is_nullable: bool,
    suspects: Vec<Suspect>,
}

struct Suspect {
    key: &'static str,
    index: Option<usize>,
    text: String,
    span: Span,
}

impl SchemaHints {
    /// `key: text`.
    pub fn value(&mut self, key: &str, text: &str, style: ScalarStyle, span: Span) {
        match key {
            "type" => self.is_string |= text == "string",
            "nullable" => self.is_nullable |= text == "true",
            "const" => self.suspect("const", None, text, style, span),
            _ => {}
        }
    }

    /// `key: [.., text, ..]`.
    pub fn list_item(&mut self, key: &str, index: usize, text: &str, style: ScalarStyle, span: Span) {
        match (key, text) {
            ("type", "string") => self.is_string = true,
            ("type", "null") => self.is_nullable = true,
            ("enum", _) => self.suspect("enum", Some(index), text, style, span),
            _ => {}
        }
    }

    pub fn has_suspects(&self) -> bool {
        self.is_string && !self.suspects.is_empty()
    }

    /// `at` is the mapping.
    pub fn problems(self, at: &Pointer) -> Vec<Problem> {
        self.suspects.iter().filter_map(|suspect| suspect.problem(at, self.is_nullable)).collect()
    }

    fn suspect(&mut self, key: &'static str, index: Option<usize>, text: &str, style: ScalarStyle, span: Span) {
        if style == ScalarStyle::Plain && is_suspicious(text) {
            self.suspects.push(Suspect { key, index, text: text.to_owned(), span });
        }
    }
}

impl Suspect {
    fn problem(&self, at: &Pointer, is_nullable: bool) -> Option<Problem> {
        let text = if self.text.is_empty() { "nothing" } else { &self.text };
        let (code, cause) = match reading(&self.text) {
            Reading::Text => return None,
            Reading::Null if is_nullable => return None,
            Reading::Null => (Code::AmbiguousScalar, format!("{text} is null, not a string")),
            Reading::Boolean => (Code::AmbiguousScalar, format!("{text} is a boolean, not a string")),
            Reading::Number => (Code::AmbiguousScalar, format!("{text} is a number, not a string")),
            Reading::OlderBoolean => (Code::OlderYaml, format!("{text} is a boolean to readers of YAML 1.1")),
            Reading::OlderNumber => (Code::OlderYaml, format!("{text} is a number or a date to readers of YAML 1.1")),
        };
        let at = at.child(self.key);
        let at = self.index.map_or_else(|| at.clone(), |index| at.child(index));
        let quoted = format!("quote it: '{}'", self.text);
        let help = match reading(&self.text) {
            Reading::Null => format!("{quoted}; or make the schema nullable, if null is meant"),
            _ => quoted,
        };
        Some(Problem::new(code, self.span, cause).at(at).help(help))
    }
}
