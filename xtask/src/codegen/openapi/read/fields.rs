//! The keys of one mapping of the description: what is asked for is typed and checked, and what nobody knows is a
//! problem. Every reader is a list of questions to a `Fields`, and ends with `finish`.

use super::context::Context;
use super::extensions;
use super::shape::Shape;
use crate::codegen::diagnostics::suggest::{did_you_mean, nearest};
use crate::codegen::diagnostics::{Code, Diagnostic, Help};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::{Pointer, Word};

#[derive(Debug)]
pub struct Fields<'n> {
    pub at: Pointer,
    pub shape: &'static Shape,
    entries: &'n [(String, Node)],
    /// A bit for every key there is. Readers ask for many keywords and most are absent: their bit is not set.
    present: u64,
}

/// Keys that differ in length or first letter mostly have different bits.
fn bit(key: &str) -> u64 {
    let first = key.as_bytes().first().copied().unwrap_or(0);
    1 << ((usize::from(first) + 5 * key.len()) % 64)
}

impl<'n> Fields<'n> {
    /// `None`, and a problem, unless the node is a mapping.
    pub fn of(cx: &mut Context<'_>, node: &'n Node, at: &Pointer, shape: &'static Shape) -> Option<Self> {
        let fields = Self { at: at.clone(), shape, entries: &[], present: 0 };
        match node {
            Node::Map(entries) => {
                let present = entries.iter().fold(0, |present, (key, _)| present | bit(key));
                Some(Self { entries, present, ..fields })
            }
            other => {
                let message = format!("{} must be a mapping, not {}", shape.what, other.kind());
                cx.push(Diagnostic::at(fields.wrong_type_code(), at, message));
                None
            }
        }
    }

    /// The value of a key, and where it stands.
    pub fn take(&self, name: &str) -> Option<(&'n Node, Pointer)> {
        debug_assert!(
            cfg!(not(test)) || self.shape.keywords.contains(&name) || self.shape.extensions.contains(&name),
            "{name} is missing among the keywords of {}",
            self.shape.what,
        );
        Some((self.find(name)?, self.at.child(name)))
    }

    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<&'n Node> {
        if self.present & bit(name) == 0 {
            return None;
        }
        self.entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub fn text(&self, cx: &mut Context<'_>, name: &str) -> Option<String> {
        let (node, at) = self.take(name)?;
        match node {
            Node::Text(text) => Some(text.clone()),
            other => {
                let help = if matches!(other, Node::List(_) | Node::Map(_)) { None } else { Some("put it in quotes") };
                self.wrong_type(cx, name, &at, "a string", other, help);
                None
            }
        }
    }

    /// Empty, and a problem, where it is missing.
    pub fn required_text(&self, cx: &mut Context<'_>, name: &str) -> String {
        if !self.has(name) {
            self.missing(cx, name);
        }
        self.text(cx, name).unwrap_or_default()
    }

    pub fn flag(&self, cx: &mut Context<'_>, name: &str) -> Option<bool> {
        let (node, at) = self.take(name)?;
        match node {
            Node::Bool(flag) => Some(*flag),
            other => {
                self.wrong_type(cx, name, &at, "`true` or `false`", other, None);
                None
            }
        }
    }

    pub fn number(&self, cx: &mut Context<'_>, name: &str) -> Option<f64> {
        let (node, at) = self.take(name)?;
        match node {
            Node::Number(number) => number.as_f64(),
            other => {
                self.wrong_type(cx, name, &at, "a number", other, None);
                None
            }
        }
    }

    pub fn list(&self, cx: &mut Context<'_>, name: &str) -> Option<(&'n [Node], Pointer)> {
        let (node, at) = self.take(name)?;
        match node {
            Node::List(items) => Some((items, at)),
            other => {
                self.wrong_type(cx, name, &at, "a list", other, None);
                None
            }
        }
    }

    pub fn map(&self, cx: &mut Context<'_>, name: &str) -> Option<(&'n [(String, Node)], Pointer)> {
        let (node, at) = self.take(name)?;
        match node {
            Node::Map(entries) => Some((entries, at)),
            other => {
                self.wrong_type(cx, name, &at, "a mapping", other, None);
                None
            }
        }
    }

    /// A list of strings, each with its place.
    pub fn words(&self, cx: &mut Context<'_>, name: &str) -> Vec<Word> {
        let Some((items, at)) = self.list(cx, name) else { return Vec::new() };
        let items = items.iter().enumerate().map(|(index, item)| (item, at.child(index)));
        items.filter_map(|(item, at)| self.item_word(cx, name, item, at)).collect()
    }

    pub fn texts(&self, cx: &mut Context<'_>, name: &str) -> Vec<String> {
        self.words(cx, name).into_iter().map(|word| word.text).collect()
    }

    pub fn word(&self, cx: &mut Context<'_>, name: &str) -> Option<Word> {
        let text = self.text(cx, name)?;
        Some(Word { at: self.at.child(name), text })
    }

    pub fn required_word(&self, cx: &mut Context<'_>, name: &str) -> Option<Word> {
        if !self.has(name) {
            self.missing(cx, name);
        }
        self.word(cx, name)
    }

    /// A mapping from strings to strings; keys and values with their places.
    pub fn word_pairs(&self, cx: &mut Context<'_>, name: &str) -> Vec<(Word, Word)> {
        let Some((entries, at)) = self.map(cx, name) else { return Vec::new() };
        let pairs = entries.iter().filter_map(|(key, value)| {
            let at = at.child(key);
            let value = self.item_word(cx, name, value, at.clone())?;
            Some((Word { at, text: key.clone() }, value))
        });
        let mut pairs: Vec<_> = pairs.collect();
        // The order of keys must not show in what is generated.
        pairs.sort_by(|(one, _), (other, _)| one.text.cmp(&other.text));
        pairs
    }

    pub fn text_pairs(&self, cx: &mut Context<'_>, name: &str) -> Vec<(String, String)> {
        self.word_pairs(cx, name).into_iter().map(|(key, value)| (key.text, value.text)).collect()
    }

    /// Keywords that are understood and cannot be generated.
    pub fn refuse(&self, cx: &mut Context<'_>, name: &str, what: &str) {
        if let Some((_, at)) = self.take(name) {
            cx.unsupported(&at, what);
        }
    }

    pub fn missing(&self, cx: &mut Context<'_>, name: &str) {
        let code = if self.shape.is_extension { Code::MalformedExtension } else { Code::MissingPart };
        let message = format!("{} needs `{name}`", self.shape.what);
        cx.push(Diagnostic::at(code, &self.at, message).help(format!("add `{name}`")));
    }

    pub fn wrong_type(
        &self,
        cx: &mut Context<'_>,
        name: &str,
        at: &Pointer,
        expected: &str,
        found: &Node,
        help: Option<&str>,
    ) {
        let message = format!("`{name}` must be {expected}, not {}", found.kind());
        let mut diagnostic = Diagnostic::at(self.wrong_type_code(), at, message);
        // The name of this one type looks like a value.
        let quote = (name == "type" && *found == Node::Null).then_some("put the word in quotes: `'null'`");
        diagnostic.help = help.or(quote).map(Help::from);
        cx.push(diagnostic);
    }

    /// Tells of every key that nobody knows.
    pub fn finish(self, cx: &mut Context<'_>) {
        let Shape { keywords, annotations, extensions, .. } = *self.shape;
        for (key, _) in self.entries {
            let key = key.as_str();
            let known = keywords.contains(&key) || annotations.contains(&key) || extensions.contains(&key);
            if !known {
                self.unknown(cx, key);
            }
        }
    }

    fn unknown(&self, cx: &mut Context<'_>, key: &str) {
        let at = self.at.child(key);
        let Shape { what, keywords, annotations, extensions, is_extension } = *self.shape;
        if is_extension {
            let message = format!("`{key}` means nothing in {what}");
            cx.push(
                Diagnostic::at_key(Code::MalformedExtension, &at, message)
                    .help(did_you_mean(key, keywords.iter().copied())),
            );
        } else if key.starts_with("x-") {
            extensions::unknown(cx, key, at, what, extensions);
        } else {
            let message = format!("`{key}` is not a keyword of {what}");
            let near = nearest(key, keywords.iter().chain(annotations).copied());
            let help = match near.first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => "delete it, or name it `x-…` if it is for another tool".to_owned(),
            };
            cx.push(Diagnostic::at_key(Code::UnknownKeyword, &at, message).help(help));
        }
    }

    fn item_word(&self, cx: &mut Context<'_>, name: &str, item: &Node, at: Pointer) -> Option<Word> {
        if let Some(text) = item.as_text() {
            return Some(Word { at, text: text.to_owned() });
        }
        let message = format!("`{name}` holds strings, not {}", item.kind());
        cx.push(Diagnostic::at(self.wrong_type_code(), &at, message).help("put it in quotes"));
        None
    }

    fn wrong_type_code(&self) -> Code {
        if self.shape.is_extension { Code::MalformedExtension } else { Code::WrongType }
    }
}
