//! The keys of one mapping of the description: what is asked for is typed and checked, and what nobody knows is a
//! problem. Every reader is a list of questions to a `Fields`, and ends with `finish`. A keyword that is absent is `None`,
//! one that was refused is not: a reader asks all of its questions before it passes a refusal on, so that every problem
//! is reported.

use super::context::Context;
use super::extensions;
use super::shape::Shape;
use crate::diagnostics::suggest::{did_you_mean, nearest};
use crate::diagnostics::{Code, Diagnostic, Help, Known, Refused};
use crate::openapi::node::Node;
use crate::openapi::{Pointer, Word};

#[derive(Debug)]
pub struct Fields<'n> {
    pub at: Pointer,
    pub shape: &'static Shape,
    entries: &'n [(String, Node)],
    /// A bit for every key there is. Readers ask for many keywords and most are absent: their bit is not set.
    present: u64,
}

/// The value of a key, and where it stands, if the key is there.
type Found<T> = Option<(T, Pointer)>;

/// Keys that differ in length or first letter mostly have different bits.
fn bit(key: &str) -> u64 {
    let first = key.as_bytes().first().copied().unwrap_or(0);
    1 << ((usize::from(first) + 5 * key.len()) % 64)
}

impl<'n> Fields<'n> {
    /// A problem, unless the node is a mapping.
    pub fn of(cx: &mut Context<'_>, node: &'n Node, at: &Pointer, shape: &'static Shape) -> Known<Self> {
        let fields = Self { at: at.clone(), shape, entries: &[], present: 0 };
        match node {
            Node::Map(entries) => {
                let present = entries.iter().fold(0, |present, (key, _)| present | bit(key));
                Ok(Self { entries, present, ..fields })
            }
            Node::Refused(refused) => Err(*refused),
            other => {
                let message = format!("{} must be a mapping, not {}", shape.what, other.kind());
                Err(cx.push(Diagnostic::at(fields.wrong_type_code(), at, message)))
            }
        }
    }

    /// The value of a key, and where it stands.
    pub fn take(&self, name: &str) -> Option<(&'n Node, Pointer)> {
        assert!(
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

    /// The value of a key as `read` takes it, or a problem about its type.
    fn typed<T>(
        &self,
        cx: &mut Context<'_>,
        name: &str,
        expected: &str,
        read: impl Fn(&'n Node) -> Option<T>,
    ) -> Known<Found<T>> {
        let Some((node, at)) = self.take(name) else { return Ok(None) };
        match (read(node), node) {
            (Some(value), _) => Ok(Some((value, at))),
            (None, Node::Refused(refused)) => Err(*refused),
            (None, other) => Err(self.wrong_type(cx, name, &at, expected, other, None)),
        }
    }

    pub fn word(&self, cx: &mut Context<'_>, name: &str) -> Known<Option<Word>> {
        let Some((node, at)) = self.take(name) else { return Ok(None) };
        match node {
            Node::Text(text) => Ok(Some(Word { at, text: text.clone() })),
            Node::Refused(refused) => Err(*refused),
            other => {
                let help = if matches!(other, Node::List(_) | Node::Map(_)) { None } else { Some("put it in quotes") };
                Err(self.wrong_type(cx, name, &at, "a string", other, help))
            }
        }
    }

    pub fn text(&self, cx: &mut Context<'_>, name: &str) -> Known<Option<String>> {
        Ok(self.word(cx, name)?.map(|word| word.text))
    }

    /// Text that only documents: without it nothing else is in doubt.
    pub fn remark(&self, cx: &mut Context<'_>, name: &str) -> Option<String> {
        self.text(cx, name).unwrap_or_default()
    }

    pub fn required_word(&self, cx: &mut Context<'_>, name: &str) -> Known<Word> {
        match self.word(cx, name)? {
            Some(word) => Ok(word),
            None => Err(self.missing(cx, name)),
        }
    }

    pub fn required_text(&self, cx: &mut Context<'_>, name: &str) -> Known<String> {
        Ok(self.required_word(cx, name)?.text)
    }

    pub fn flag(&self, cx: &mut Context<'_>, name: &str) -> Known<Option<bool>> {
        let flag = |node: &Node| if let Node::Bool(flag) = node { Some(*flag) } else { None };
        Ok(self.typed(cx, name, "`true` or `false`", flag)?.map(|(flag, _)| flag))
    }

    /// A flag that only marks: absent, or refused, it is not set.
    pub fn mark(&self, cx: &mut Context<'_>, name: &str) -> bool {
        matches!(self.flag(cx, name), Ok(Some(true)))
    }

    pub fn number(&self, cx: &mut Context<'_>, name: &str) -> Known<Option<f64>> {
        let number = |node: &Node| if let Node::Number(number) = node { number.as_f64() } else { None };
        Ok(self.typed(cx, name, "a number", number)?.map(|(number, _)| number))
    }

    /// A number of things. One below zero or with a fraction says nothing about them.
    pub fn count(&self, cx: &mut Context<'_>, name: &str) -> Known<Option<u64>> {
        let number = |node: &Node| if let Node::Number(number) = node { Some(number.as_u64()) } else { None };
        Ok(self.typed(cx, name, "a number", number)?.and_then(|(count, _)| count))
    }

    pub fn list(&self, cx: &mut Context<'_>, name: &str) -> Known<Found<&'n [Node]>> {
        self.typed(cx, name, "a list", |node| if let Node::List(items) = node { Some(items.as_slice()) } else { None })
    }

    pub fn map(&self, cx: &mut Context<'_>, name: &str) -> Known<Found<&'n [(String, Node)]>> {
        let entries = |node: &'n Node| if let Node::Map(entries) = node { Some(entries.as_slice()) } else { None };
        self.typed(cx, name, "a mapping", entries)
    }

    /// A list of strings, each with its place.
    pub fn words(&self, cx: &mut Context<'_>, name: &str) -> Known<Vec<Word>> {
        let Some((items, at)) = self.list(cx, name)? else { return Ok(Vec::new()) };
        let items = items.iter().enumerate().map(|(index, item)| (item, at.child(index)));
        all(items.map(|(item, at)| self.item_word(cx, name, item, at)))
    }

    pub fn texts(&self, cx: &mut Context<'_>, name: &str) -> Known<Vec<String>> {
        Ok(self.words(cx, name)?.into_iter().map(|word| word.text).collect())
    }

    /// A mapping from strings to strings; keys and values with their places.
    pub fn word_pairs(&self, cx: &mut Context<'_>, name: &str) -> Known<Vec<(Word, Word)>> {
        let Some((entries, at)) = self.map(cx, name)? else { return Ok(Vec::new()) };
        let mut pairs: Vec<_> = all(entries.iter().map(|(key, value)| {
            let at = at.child(key);
            let value = self.item_word(cx, name, value, at.clone())?;
            Ok((Word { at, text: key.clone() }, value))
        }))?;
        // The order of keys must not show in what is generated.
        pairs.sort_by(|(one, _), (other, _)| one.text.cmp(&other.text));
        Ok(pairs)
    }

    pub fn text_pairs(&self, cx: &mut Context<'_>, name: &str) -> Known<Vec<(String, String)>> {
        Ok(self.word_pairs(cx, name)?.into_iter().map(|(key, value)| (key.text, value.text)).collect())
    }

    /// Refuses a keyword that is understood and cannot be generated.
    pub fn refuse(&self, cx: &mut Context<'_>, name: &str, what: &str) -> Known<()> {
        match self.take(name) {
            Some((_, at)) => Err(cx.unsupported(&at, what)),
            None => Ok(()),
        }
    }

    /// Requests that the service sends: a client makes none of them, so nothing is lost.
    pub fn calls_of_the_service(&self, cx: &mut Context<'_>, name: &str) {
        let Some((node, at)) = self.take(name) else { return };
        if *node != Node::Map(Vec::new()) {
            let message = format!("`{name}` are requests that the service sends; no code is made of them");
            let help = "receive them with a web framework; `webhook` in `x-client` makes the check of their signatures";
            cx.push(Diagnostic::at_key(Code::CallsOfTheService, &at, message).help(help));
        }
    }

    pub fn missing(&self, cx: &mut Context<'_>, name: &str) -> Refused {
        if let Some((key, value)) = self.misspelt(name)
            && let Err(refused) = self.unknown(cx, key, value)
        {
            return refused;
        }
        let code = if self.shape.is_extension { Code::MalformedExtension } else { Code::MissingPart };
        let message = format!("{} needs `{name}`", self.shape.what);
        cx.push(Diagnostic::at(code, &self.at, message).help(format!("add `{name}`")))
    }

    pub fn wrong_type(
        &self,
        cx: &mut Context<'_>,
        name: &str,
        at: &Pointer,
        expected: &str,
        found: &Node,
        help: Option<&str>,
    ) -> Refused {
        let message = format!("`{name}` must be {expected}, not {}", found.kind());
        let mut diagnostic = Diagnostic::at(self.wrong_type_code(), at, message);
        // The name of this one type looks like a value.
        let quote = (name == "type" && *found == Node::Null).then_some("put the word in quotes: `'null'`");
        let dash = (expected == "a list" && matches!(found, Node::Map(_))).then_some("begin each entry with a dash");
        diagnostic.help = help.or(quote).or(dash).map(Help::from);
        cx.push(diagnostic)
    }

    /// An unknown key that may have meant this one. What `finish` says of it then says it all, and is shown once.
    fn misspelt(&self, name: &str) -> Option<(&str, &Node)> {
        let Shape { keywords, annotations, .. } = *self.shape;
        let known = || keywords.iter().chain(annotations).copied();
        let keys = self.entries.iter().map(|(key, value)| (key.as_str(), value));
        let mut unknown = keys.filter(|(key, _)| !key.starts_with("x-") && known().all(|known| known != *key));
        unknown.find(|(key, _)| nearest(key, known()).first() == Some(&name))
    }

    /// Reports every key that nobody knows: what it was meant to say is not known.
    pub fn finish(&self, cx: &mut Context<'_>) -> Known<()> {
        let Shape { keywords, annotations, extensions, .. } = *self.shape;
        all(self.entries.iter().map(|(key, value)| {
            let key = key.as_str();
            let known = keywords.contains(&key) || annotations.contains(&key) || extensions.contains(&key);
            if known { Ok(()) } else { self.unknown(cx, key, value) }
        }))
    }

    fn unknown(&self, cx: &mut Context<'_>, key: &str, value: &Node) -> Known<()> {
        let at = self.at.child(key);
        let Shape { what, keywords, annotations, extensions, is_extension } = *self.shape;
        let problem = if is_extension {
            let message = format!("`{key}` means nothing in {what}");
            Diagnostic::at_key(Code::MalformedExtension, &at, message).help(did_you_mean(key, keywords.iter().copied()))
        } else if key.starts_with("x-") {
            return extensions::unknown(cx, (key, value), at, what, extensions);
        } else {
            let message = format!("`{key}` is not a keyword of {what}");
            let near = nearest(key, keywords.iter().chain(annotations).copied());
            let help = match near.first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => "delete it, or name it `x-…` if it is for another tool".to_owned(),
            };
            Diagnostic::at_key(Code::UnknownKeyword, &at, message).help(help)
        };
        Err(cx.push(problem))
    }

    fn item_word(&self, cx: &mut Context<'_>, name: &str, item: &Node, at: Pointer) -> Known<Word> {
        match item {
            Node::Text(text) => Ok(Word { at, text: text.clone() }),
            Node::Refused(refused) => Err(*refused),
            other => {
                let message = format!("`{name}` holds strings, not {}", other.kind());
                Err(cx.push(Diagnostic::at(self.wrong_type_code(), &at, message).help("put it in quotes")))
            }
        }
    }

    fn wrong_type_code(&self) -> Code {
        if self.shape.is_extension { Code::MalformedExtension } else { Code::WrongType }
    }
}

/// All of them, or the first refusal; unlike `collect`, this looks at each.
pub fn all<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = Known<T>>) -> Known<C> {
    let mut known = C::default();
    let mut refused = None;
    for item in items {
        match item {
            Ok(item) => known.extend(std::iter::once(item)),
            Err(problem) => refused = refused.or(Some(problem)),
        }
    }
    refused.map_or(Ok(known), Err)
}
