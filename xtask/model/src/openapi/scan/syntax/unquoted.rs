//! Text that should stand in quotes is the usual reason for a syntax error in YAML, and the parser's words do not say so.

use super::{Cause, Error};

pub fn cause(error: &Error<'_>) -> Option<Cause> {
    let help = help(error.line.text, error.at - error.line.start)?;
    Some(Cause { span: error.at..error.at, message: error.words.to_owned(), help })
}

/// What to do about an error at this byte of a line; nothing where the line does not look like unquoted text.
fn help(line: &str, at: usize) -> Option<String> {
    let value = value_start(line)?;
    let (before, rest) = (line.get(value..at)?, line.get(at..)?);
    let first = line[value..].chars().next()?;
    let starts_text = match first {
        '%' | '@' | '`' | '*' | '&' | '!' | '|' | '>' | '?' | '-' | ',' | ']' | '}' => before.is_empty(),
        '[' => before.trim_end().ends_with(']'),
        '{' => before.trim_end().ends_with('}'),
        _ if rest.starts_with(':') => return Some("put the text in quotes, because it holds `: `".to_owned()),
        _ => false,
    };
    starts_text.then(|| format!("put the text in quotes, because it starts with `{first}`"))
}

/// Where the first value of a line begins: behind the dashes of lists and a key, one of which there must be.
fn value_start(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let mut start = indent;
    while let Some(item) = line[start..].strip_prefix("- ") {
        start = line.len() - item.trim_start().len();
    }
    match line[start..].split_once(": ") {
        Some((_, value)) => Some(line.len() - value.trim_start().len()),
        None => (start > indent).then_some(start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_yaml_takes_for_something_else_belongs_in_quotes() {
        for (line, expected) in [
            ("summary: all^: of it", Some("it holds `: `")),
            ("  - name: a b^: c", Some("it holds `: `")),
            ("summary: ^%d of it", Some("it starts with `%`")),
            ("  - ^@me", Some("it starts with `@`")),
            ("summary: [a]^ link", Some("it starts with `[`")),
            // Wrong indentation, and an error inside of brackets.
            ("  summary^: a", None),
            ("  properties^:", None),
            ("example: {a: b c^: d}", None),
        ] {
            let at = line.find('^').unwrap();
            let help = help(&line.replace('^', ""), at);
            assert_eq!(help.is_some(), expected.is_some(), "{line}: {help:?}");
            assert!(help.unwrap_or_default().ends_with(expected.unwrap_or_default()), "{line}");
        }
    }
}
