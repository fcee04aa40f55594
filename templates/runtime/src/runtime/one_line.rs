//! Text of unknown origin as one line that is safe to show.

use super::redact::Secrets;
use super::transport::MAX_ERROR_BODY;

/// Foreign text as one line of at most `limit` characters without secrets. Those are taken out before the line is cut,
/// for the half of a secret would no longer be found.
pub(crate) fn shown(text: &str, limit: usize, secrets: &Secrets) -> String {
    shorten(&secrets.scrub(beginning(text)), limit)
}

/// The text up to the 64 KiB that are looked at. If it is that long, it may have been cut, and is given without the word
/// it ends in: that may be half a secret, and all there is to show if white space is all that stands before it.
pub(crate) fn beginning(text: &str) -> &str {
    if text.len() < MAX_ERROR_BODY {
        return text;
    }
    let mut end = MAX_ERROR_BODY;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = &text[..end];
    cut.rfind(char::is_whitespace).map_or(cut, |end| &cut[..end])
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

    #[test]
    fn half_a_secret_at_the_end_of_what_is_looked_at_is_not_shown() {
        let secrets = Secrets::new(["llx-canary".to_owned()]);
        for before in [MAX_ERROR_BODY - 20, MAX_ERROR_BODY - 6, MAX_ERROR_BODY - 1] {
            for space in [" ", "\n", "\u{a0}"] {
                let spaces = space.repeat(before / space.len());
                let line = shown(&format!("{spaces}llx-canary and more of it"), 200, &secrets);
                assert!(!line.contains("llx"), "{before}: {line}");
            }
        }
        assert_eq!(shown(&"x".repeat(MAX_ERROR_BODY), 3, &secrets), "xx…");
    }
}
