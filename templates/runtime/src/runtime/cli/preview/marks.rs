//! Secrets in text that is shown: marks stand in their place until it is known what the text is for.

use crate::runtime::redact::REDACTED;

/// Stands around the name of a variable in text that is still to be quoted. No description has it: it is in the private
/// part of Unicode.
pub(super) const MARK: char = '\u{e000}';

/// The mark, as a form has it.
pub(super) const MARK_IN_FORM: &str = "%EE%80%80";

/// A variable in place of a secret.
pub(super) fn mark(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    format!("{MARK}{name}{MARK}")
}

/// The text with a word in place of each secret.
pub(super) fn redacted(text: &str) -> String {
    let parts = text.split(MARK).enumerate();
    parts.map(|(index, part)| if index % 2 == 1 { REDACTED } else { part }).collect()
}

/// Text that a shell takes as it is, but for the variables in it.
pub(super) fn quoted(text: &str) -> String {
    let parts = text.split(MARK).enumerate();
    let quoted = parts.map(|(index, part)| match index % 2 {
        1 => format!("\"${MARK}{part}{MARK}\""),
        _ if part.is_empty() => String::new(),
        _ => format!("'{}'", part.replace('\'', r"'\''")),
    });
    quoted.collect()
}

/// Text as one word of a command.
pub(in crate::runtime::cli) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | '+' | '=');
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { quoted(text) }
}

/// The names between marks, each once.
pub(super) fn variables(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split(MARK).enumerate().filter(|(index, _)| index % 2 == 1).map(|(_, name)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_sees_variables_and_nothing_else() {
        let text = format!("it's {} $HOME", mark("x-key"));
        assert_eq!(quoted(&text).replace(MARK, ""), r#"'it'\''s '"$X_KEY"' $HOME'"#);
        assert_eq!(redacted(&text), "it's <redacted> $HOME");
        assert_eq!(variables(&quoted(&text)), ["X_KEY"]);
    }
}
