//! Files in place of values: `@notes.txt`, `@file://notes.txt`, and `@data://photo.png` in base64. `\@` is an `@`.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::stdin::Stdin;
use super::text;

/// The text that a value stands for.
///
/// # Errors
///
/// The file cannot be read, and the value looks like the name of one.
pub(super) fn resolved(name: &str, text: String, stdin: &mut Stdin) -> Result<String, String> {
    // What has neither a dot nor a slash may be a name that begins with `@`.
    read(name, text, stdin, |reference| !reference.contains(['.', '/']))
}

/// The YAML or JSON that a value stands for. Neither begins with `@`, so that is always a file.
///
/// # Errors
///
/// The file cannot be read.
pub(super) fn resolved_value(name: &str, text: String, stdin: &mut Stdin) -> Result<String, String> {
    read(name, text, stdin, |_| false)
}

fn read(name: &str, text: String, stdin: &mut Stdin, may_be_text: fn(&str) -> bool) -> Result<String, String> {
    if let Some(escaped) = text.strip_prefix("\\@") {
        return Ok(format!("@{escaped}"));
    }
    let Some(reference) = text.strip_prefix('@') else { return Ok(text) };
    if reference == "-" {
        return stdin.take().map_err(|problem| format!("`{name}`: {problem}"));
    }
    if let Some(path) = reference.strip_prefix("data://") {
        let bytes = fs::read(path).map_err(|error| format!("`{name}`: cannot read {path}: {error}"))?;
        return Ok(STANDARD.encode(bytes));
    }
    let path = reference.strip_prefix("file://").unwrap_or(reference);
    match fs::read(path) {
        Ok(bytes) => text::decoded(bytes)
            .map_err(|encoding| format!("`{name}`: {path} is not {encoding}; `@data://` sends any file")),
        Err(_) if may_be_text(reference) => Ok(text),
        Err(_) if path.is_empty() => Err(format!("`{name}`: `@` names no file")),
        Err(error) => Err(format!("`{name}`: cannot read {path}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_files_have_to_be_there() {
        let mut stdin = Stdin::default();
        let mut check = |text: &str| resolved("x", text.to_owned(), &mut stdin);
        assert_eq!(check("plain"), Ok("plain".to_owned()));
        assert_eq!(check("@someone"), Ok("@someone".to_owned()));
        assert_eq!(check("\\@someone"), Ok("@someone".to_owned()));
        assert!(check("@no-such/file").is_err());
        assert!(check("@no-such.yaml").is_err());
        for file in ["@someone", "@"] {
            assert!(resolved_value("x", file.to_owned(), &mut stdin).is_err(), "{file}");
        }
    }
}
