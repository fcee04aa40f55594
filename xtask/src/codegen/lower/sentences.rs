//! What documentation says where the description says nothing: every public item needs a sentence. They are Markdown
//! already and are not cleaned again, so text of the description enters them only through [`code`].

use super::plain::one_line;
use crate::codegen::json_kind::JsonKind;
use crate::codegen::names::TypeName;
use crate::codegen::openapi::Sited;
use crate::codegen::resolve::{Bound, Bounds};

pub(super) fn structure(name: &TypeName) -> String {
    format!("An object of the service: {}.", code(name.as_str()))
}

pub(super) fn enumeration(name: &TypeName) -> String {
    format!("The values of {}.", code(name.as_str()))
}

pub(super) fn newtype(name: &TypeName) -> String {
    format!("A text of its own kind: {}.", code(name.as_str()))
}

pub(super) fn union(name: &TypeName) -> String {
    format!("One of several kinds of value: {}.", code(name.as_str()))
}

pub(super) fn arm(kind: JsonKind) -> String {
    let noun = kind.noun();
    format!("{}{}.", noun[..1].to_uppercase(), &noun[1..])
}

pub(super) fn object_arm(ty: &TypeName, tag: Option<(&str, &[String])>) -> String {
    let object = format!("An object of type {}", code(ty.as_str()));
    match tag {
        Some((tag, values)) => {
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            format!("{object}, whose {} is {}.", code(tag), values.join(" or "))
        }
        None => format!("{object}."),
    }
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

/// Which numbers or truth values there are; that both truth values are allowed goes without saying.
pub(super) fn allowed(values: &[&Sited]) -> Option<String> {
    let mut texts: Vec<String> = values.iter().map(|sited| code(&sited.value.to_string())).collect();
    let is_any = values.len() == 2 && values.iter().all(|sited| sited.value.is_boolean());
    let last = texts.pop().filter(|_| !is_any)?;
    Some(match texts.as_slice() {
        [] => format!("Always {last}."),
        others => format!("One of {} and {last}.", others.join(", ")),
    })
}

/// What the least and the greatest value are. That a number is not negative follows from its type.
pub(super) fn range(bounds: Bounds) -> Option<String> {
    let Bounds { minimum, maximum } = bounds;
    if let (Some(Bound { value: minimum, is_exclusive: false }), Some(Bound { value: maximum, is_exclusive: false })) =
        (minimum, maximum)
    {
        return Some(format!("From {minimum} to {maximum}."));
    }
    let minimum = minimum.filter(|minimum| maximum.is_some() || minimum.is_exclusive || minimum.value != 0.0);
    let minimum = minimum.map(|Bound { value, is_exclusive }| match is_exclusive {
        true => format!("More than {value}"),
        false => format!("At least {value}"),
    });
    let maximum = maximum.map(|Bound { value, is_exclusive }| match is_exclusive {
        true => format!("Less than {value}"),
        false => format!("At most {value}"),
    });
    match (minimum, maximum) {
        (Some(minimum), Some(maximum)) => Some(format!("{minimum}, {}.", lower_first(&maximum))),
        (one, other) => one.or(other).map(|bound| bound + "."),
    }
}

fn lower_first(text: &str) -> String {
    text.replacen(|_: char| true, &text[..1].to_lowercase(), 1)
}

/// A code span that holds any text: on one line, shown as it is.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_that_are_not_allowed_themselves_are_told_from_others() {
        let bound = |value, is_exclusive| Some(Bound { value, is_exclusive });
        for (minimum, maximum, expected) in [
            (bound(1.0, false), bound(9.0, false), Some("From 1 to 9.")),
            (bound(0.0, false), None, None),
            (bound(0.0, true), None, Some("More than 0.")),
            (bound(0.0, true), bound(1.0, false), Some("More than 0, at most 1.")),
            (None, bound(1.5, true), Some("Less than 1.5.")),
        ] {
            assert_eq!(range(Bounds { minimum, maximum }).as_deref(), expected);
        }
    }

    #[test]
    fn a_default_is_read_back_from_its_sentence() {
        for text in ["low", "a `b` c", "`", "`a", "7."] {
            let sentence = format!("How much. {}", default_value(&text.into()));
            assert_eq!(documented_default(&sentence), Some(text), "{sentence}");
        }
        assert_eq!(documented_default("Default: none."), None);
    }
}
