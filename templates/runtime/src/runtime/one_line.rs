//! Text of unknown origin as one line that is safe to show.

use super::redact::Secrets;
use super::transport::MAX_ERROR_BODY;

/// Foreign text as one line of at most `limit` characters without secrets. Those are taken out before the line is cut,
/// for the half of a secret would no longer be found.
pub(crate) fn shown(text: &str, limit: usize, secrets: &Secrets) -> String {
    let mut end = text.len().min(MAX_ERROR_BODY);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    shorten(&secrets.scrub(&text[..end]), limit)
}

/// One line of at most `limit` characters: white space runs become a space, other control characters are escaped.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for character in words(text) {
        let shown: String = match is_unprintable(character) {
            true => character.escape_unicode().collect(),
            false => character.into(),
        };
        length += shown.chars().count();
        if length > limit {
            return ellipsis(&line, limit);
        }
        line.push_str(&shown);
    }
    line
}

/// The characters of a text, with one space for each run of white space and none at either end.
fn words(text: &str) -> impl Iterator<Item = char> {
    text.split_whitespace().enumerate().flat_map(|(at, word)| (at > 0).then_some(' ').into_iter().chain(word.chars()))
}

/// The beginning of a line that is too long, with a sign that something is missing.
fn ellipsis(line: &str, limit: usize) -> String {
    line.chars().take(limit - 1).chain(['…']).collect()
}

/// Control characters, and those that turn the direction of text or hide: a terminal would obey them.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_to_the_limit() {
        let line = shorten(&"x".repeat(1000), 200);
        assert_eq!(line.chars().count(), 200);
        assert!(line.ends_with('…'));
        assert!(shorten(&"\u{7}".repeat(100), 20).chars().count() <= 20);
    }
}
