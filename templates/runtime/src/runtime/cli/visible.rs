//! Text of the service for a terminal, which obeys control characters: they are shown as escapes.

/// The text without anything that a terminal would obey.
pub(super) fn visible(text: &str) -> String {
    escaped(text, |_| false)
}

/// As [`visible`], over several lines.
pub(super) fn visible_lines(text: &str) -> String {
    escaped(text, |c| matches!(c, '\n' | '\t'))
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            c if is_kept(c) => out.push(c),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_told_nothing_to_obey() {
        assert_eq!(visible("a\u{1b}]0;x\u{7}\u{9b}31m\nb\u{7f}é"), "a\\u{1b}]0;x\\u{7}\\u{9b}31m\\nb\\u{7f}é");
        assert_eq!(visible_lines("a\n\tb\r"), "a\n\tb\\u{d}");
    }
}
