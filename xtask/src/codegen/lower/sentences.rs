//! What documentation says where the description says nothing: every public item needs a sentence. They are Markdown
//! already and are not cleaned again, so text of the description enters them only through [`code`].

use crate::codegen::names::TypeName;

pub(super) fn structure(name: &TypeName) -> String {
    format!("An object of the service: {}.", code(name.as_str()))
}

pub(super) fn enumeration(name: &TypeName) -> String {
    format!("The values of {}.", code(name.as_str()))
}

pub(super) fn newtype(name: &TypeName) -> String {
    format!("A text of its own kind: {}.", code(name.as_str()))
}

pub(super) fn property(wire: &str) -> String {
    format!("The property {}.", code(wire))
}

pub(super) fn variant(wire: &str) -> String {
    if wire.is_empty() { "The empty value.".to_owned() } else { format!("The value {}.", code(wire)) }
}

pub(super) fn parameter(place: &str, wire: &str) -> String {
    format!("The {place} {}.", code(wire))
}

pub(super) fn operation(id: &str) -> String {
    format!("Calls the operation {}.", code(id))
}

pub(super) fn resource(path: &str) -> String {
    format!("The operations of {}.", code(path))
}

pub(super) fn server(url: &str) -> String {
    format!("The server {}.", code(url))
}

pub(super) fn package(title: &str) -> String {
    format!("A client of {}.", code(title))
}

pub(super) fn default_value(value: &serde_json::Value) -> String {
    let text = match value {
        serde_json::Value::String(text) if !text.trim().is_empty() => text.clone(),
        other => other.to_string(),
    };
    format!("{DEFAULT}{}.", code(&text))
}

const DEFAULT: &str = "Default: ";

/// The default that `default_value` wrote at the end of a paragraph; it is always code, so no sentence of an author's
/// is taken for it by chance.
pub(crate) fn documented_default(paragraph: &str) -> Option<&str> {
    let (_, code) = paragraph.rsplit_once(DEFAULT)?;
    let code = code.strip_suffix('.')?;
    let fence = code.len() - code.trim_start_matches('`').len();
    let inner = code.get(fence..code.len() - fence)?;
    (fence > 0).then(|| inner.trim())
}

pub(super) fn range(minimum: Option<f64>, maximum: Option<f64>) -> Option<String> {
    match (minimum, maximum) {
        (Some(minimum), Some(maximum)) => Some(format!("From {minimum} to {maximum}.")),
        (Some(minimum), None) if minimum != 0.0 => Some(format!("At least {minimum}.")),
        (None, Some(maximum)) => Some(format!("At most {maximum}.")),
        (Some(_) | None, None) => None,
    }
}

/// A code span that holds any text: on one line, shown as it is.
pub(super) fn code(text: &str) -> String {
    let text: String = super::docs::visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_is_read_back_from_its_sentence() {
        for text in ["low", "a `b` c", "`", "`a", "7."] {
            let sentence = format!("How much. {}", default_value(&text.into()));
            assert_eq!(documented_default(&sentence), Some(text), "{sentence}");
        }
        assert_eq!(documented_default("Default: none."), None);
    }
}
