//! Doc comments: text of the description and sentences of our own become one `#[doc]` attribute, whose lines `format`
//! takes apart.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, parse_quote};

use super::syntax;

use crate::codegen::value_facts;
use model::api::{Docs, Facts};

/// Where our own sentences are broken. Lines of the description are kept as they are.
const WIDTH: usize = 96;

/// Stands between the lines of a doc comment until it is printed. Not the end of a line, which would make it a comment of
/// another form.
pub const LINE_END: char = '\u{1}';

/// What a deprecated type says. It has no attribute, because every mention inside the crate would be a warning.
pub const DEPRECATED_TYPE: &str = "The service has marked it as deprecated.";

/// A doc comment in the making, one entry per line.
#[derive(Clone, Debug, Default)]
pub struct DocText(Vec<String>);

impl DocText {
    /// Starts with a sentence of our own.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self::default().paragraph(text)
    }

    /// Starts with the text of the description, or with `otherwise` where it has none: every public item has a
    /// doc comment.
    pub fn of(docs: &Docs, otherwise: impl AsRef<str>) -> Self {
        if docs.0.is_empty() { Self::new(otherwise) } else { Self(docs.0.clone()) }
    }

    /// Adds a paragraph of our own.
    #[must_use]
    pub fn paragraph(mut self, text: impl AsRef<str>) -> Self {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(wrap(text.as_ref()));
        self
    }

    /// Adds a paragraph where there is something to say.
    #[must_use]
    pub fn maybe(self, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.paragraph(text),
            None => self,
        }
    }

    /// Adds what the description says of a value beyond its type, in one line.
    #[must_use]
    pub fn facts(mut self, facts: &Facts) -> Self {
        if let Some(sentences) = value_facts::sentences(facts) {
            self.0.extend([String::new(), sentences]);
        }
        self
    }

    /// Adds a section such as `# Errors`.
    #[must_use]
    pub fn section(self, title: &str, text: impl AsRef<str>) -> Self {
        self.paragraph(format!("# {title}")).paragraph(text)
    }

    /// The doc comment of a whole file.
    pub fn inner(&self) -> TokenStream {
        let texts = self.literals();
        quote!(#(#![doc = #texts])*)
    }

    /// The same as syntax, of an item or a field.
    pub fn outer(&self) -> Vec<Attribute> {
        self.attributes().iter().map(|text| syntax::doc(text)).collect()
    }

    /// These, and what else stands in front of the item.
    pub fn outer_and(&self, further: impl IntoIterator<Item = TokenStream>) -> Vec<Attribute> {
        let further = further.into_iter().map(|attribute| parse_quote!(#attribute));
        self.outer().into_iter().chain(further).collect()
    }

    fn literals(&self) -> impl Iterator<Item = Literal> {
        self.attributes().into_iter().map(|text| syntax::text_literal(&text))
    }

    /// One for all lines: an attribute costs more than its text. Where a line holds the very sign that separates them, each
    /// has its own.
    fn attributes(&self) -> Vec<String> {
        let lines = self.0.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        if self.0.is_empty() || self.0.iter().any(|line| line.contains(LINE_END)) {
            return lines.collect();
        }
        let mut text = String::with_capacity(self.0.iter().map(|line| line.len() + 2).sum());
        for line in lines {
            if !text.is_empty() {
                text.push(LINE_END);
            }
            text.push_str(&line);
        }
        vec![text]
    }
}

impl ToTokens for DocText {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let texts = self.literals();
        tokens.extend(quote!(#(#[doc = #texts])*));
    }
}

/// The deprecation attribute of something a caller uses by name.
pub fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated = "the service has marked it as deprecated"]))
}

fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_sentences_are_broken_and_the_description_is_not() {
        let long = "word ".repeat(30).trim_end().to_owned();
        let text = DocText::of(&Docs(vec![long.clone()]), "unused").paragraph(&long);
        assert_eq!(text.0[0], long);
        assert!(text.0[2..].iter().all(|line| line.len() <= WIDTH));
        assert_eq!(text.0[2..].join(" "), long);
    }

    #[test]
    fn lines_share_an_attribute_unless_one_holds_what_separates_them() {
        let docs = |lines: &[&str]| DocText::of(&Docs(lines.iter().map(|&line| line.to_owned()).collect()), "unused");
        assert_eq!(docs(&["first", "", "last"]).attributes(), [" first\u{1}\u{1} last"]);
        assert_eq!(docs(&["a\u{1}b", "last"]).attributes(), [" a\u{1}b", " last"]);
    }
}
