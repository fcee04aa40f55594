//! What documentation says where the description says nothing: every public item needs a sentence. They are Markdown
//! already and are not cleaned again, so text of the description enters them only through [`code`].

use serde_json::Value;

use super::plain::one_line;
use crate::api::tag_text;
use crate::json_kind::JsonKind;
use crate::markdown;
use crate::names::TypeName;
use crate::openapi::Status;

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

pub(super) fn success(status: &Status) -> String {
    format!("A response with the status {}.", code(&status.to_string()))
}

pub(super) fn arm(kind: JsonKind) -> String {
    let noun = kind.noun();
    format!("{}{}.", noun[..1].to_uppercase(), &noun[1..])
}

pub(super) fn object_arm(ty: &TypeName, tag: Option<(&str, &[Value])>) -> String {
    let object = format!("An object of type {}", code(ty.as_str()));
    match tag {
        Some((tag, values)) => {
            let values: Vec<String> = values.iter().map(|value| code(&tag_text(value))).collect();
            format!("{object}, whose {} is {}.", code(tag), values.join(" or "))
        }
        None => format!("{object}."),
    }
}

pub(super) fn property(wire: &str) -> String {
    format!("The property {}.", code(wire))
}

pub(super) fn further() -> String {
    "What the service says beside the named properties.".to_owned()
}

pub(super) fn variant(wire: &str) -> String {
    if wire.is_empty() { "The empty value.".to_owned() } else { format!("The value {}.", code(wire)) }
}

pub(super) fn parameter(place: &str, wire: &str) -> String {
    format!("The {place} {}.", code(wire))
}

pub(super) fn part_with(header: &str, value: &str) -> String {
    format!("Its part has the header {}.", code(&format!("{header}: {value}")))
}

pub(super) fn part_header(header: &str, required: bool) -> String {
    let needs = if required { "needs" } else { "can have" };
    format!("Its part {needs} the header {}, which `Upload::header` sets.", code(header))
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

pub(super) fn server_variable(name: &str) -> String {
    format!("The part {} of the address of the service.", code(name))
}

pub(super) fn scheme(name: &str) -> String {
    format!("Sets the credentials {}.", code(name))
}

pub(super) fn package(title: &str) -> String {
    format!("A client of {}.", code(title))
}

/// A code span that holds any text: on one line, shown as it is.
pub(super) fn code(text: &str) -> String {
    markdown::code(&one_line(text))
}
