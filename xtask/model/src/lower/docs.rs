//! Text of the description becomes documentation: Markdown goes in, lines that may stand in a doc comment come out.
//! Paragraphs, lists, headings, emphasis, code and links survive; nothing in the text can become a doctest, HTML, an
//! intra-doc link or a rustdoc warning. What a newcomer gets wrong: rustdoc takes any fence or indented block without a
//! word after it for Rust and runs it, so code is always fenced here and always called `text`.

mod blocks;
mod inline;

use crate::api::Docs;

/// The text, or where it is missing or blank, a sentence that is Markdown already.
pub(super) fn of(text: Option<&str>, otherwise: impl FnOnce() -> String) -> Docs {
    let lines = text.map(blocks::clean).unwrap_or_default();
    Docs(if lines.is_empty() { vec![otherwise()] } else { lines })
}

/// Two texts, one after the other; the second is left out where it says nothing new.
pub(super) fn of_two(first: Option<&str>, second: Option<&str>, otherwise: impl FnOnce() -> String) -> Docs {
    let first = first.map(blocks::clean).unwrap_or_default();
    let second = second.map(blocks::clean).unwrap_or_default();
    match (first.is_empty(), second.is_empty()) {
        (true, true) => Docs(vec![otherwise()]),
        (true, false) => Docs(second),
        (false, true) => Docs(first),
        (false, false) if second.starts_with(&first) => Docs(second),
        (false, false) => Docs(first.into_iter().chain([String::new()]).chain(second).collect()),
    }
}

#[cfg(test)]
mod tests;
