//! Doc comments: text of the description and sentences of our own become one `#[doc]` attribute per line.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::codegen::api::{Docs, Facts};
use crate::codegen::value_facts;

/// Where our own sentences are broken. Lines of the description are kept as they are.
const WIDTH: usize = 96;

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
        let lines = self.attributes();
        quote!(#(#![doc = #lines])*)
    }

    fn attributes(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") })
    }
}

impl ToTokens for DocText {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = self.attributes();
        tokens.extend(quote!(#(#[doc = #lines])*));
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
}
