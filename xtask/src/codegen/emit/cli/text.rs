//! Documentation as a terminal shows it: without the marks of Markdown that only serve to escape.

use crate::codegen::value_facts;
use model::api::{Docs, Facts};

/// The text, its lines as they are; fences of code are left out.
pub(super) fn plain(docs: &Docs) -> String {
    let lines = docs.0.iter().filter(|line| !line.trim_start().starts_with("```")).map(|line| unescaped(line));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// What a value is, with what is said of it beyond its type.
pub(super) fn of_value(docs: &Docs, facts: &Facts) -> String {
    let parts = [Some(plain(docs)), value_facts::sentences(facts)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Without backslashes before punctuation, but for those inside code.
fn unescaped(line: &str) -> String {
    let (mut plain, mut in_code) = (String::with_capacity(line.len()), false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes = character == '\\' && !in_code && characters.peek().is_some_and(char::is_ascii_punctuation);
        match escapes {
            true => plain.extend(characters.next()),
            false => {
                in_code ^= character == '`';
                plain.push(character);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_fences_are_left_out() {
        let lines = [r"One \[of\] `a\[b` \<these\>.", "", "```text", "code", "```"];
        let docs = Docs(lines.map(str::to_owned).to_vec());
        assert_eq!(plain(&docs), "One [of] `a\\[b` <these>.\n\ncode");
    }
}
