//! Formats that nobody knows, or that do not fit the type: a slip of a letter would change the type of a field in silence.
//!
//! What OpenAPI's registry of formats and JSON Schema know is no problem, even where it has no effect here.

use super::context::Context;
use crate::diagnostics::suggest::{did_you_mean, nearest};
use crate::openapi::Schema;
use crate::openapi::SchemaType::{self, Integer, Number, String};

/// The formats of <https://spec.openapis.org/registry/format>, by the types they can stand at.
const KNOWN: &[(&[SchemaType], &[&str])] = &[
    (
        &[String],
        &[
            "base64url",
            "binary",
            "byte",
            "char",
            "commonmark",
            "date",
            "date-time",
            "date-time-local",
            "duration",
            "email",
            "etag",
            "hostname",
            "html",
            "http-date",
            "idn-email",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "iri",
            "iri-reference",
            "json-pointer",
            "media-range",
            "password",
            "regex",
            "relative-json-pointer",
            "sf-binary",
            "sf-boolean",
            "sf-string",
            "sf-token",
            "time",
            "time-local",
            "uri",
            "uri-reference",
            "uri-template",
            "uuid",
        ],
    ),
    (
        &[Integer, Number],
        &["double-int", "int16", "int32", "int8", "sf-integer", "uint16", "uint32", "uint8", "unixtime"],
    ),
    (&[Integer, Number, String], &["int64", "uint64"]),
    (&[Number], &["double", "float", "sf-decimal"]),
    (&[Number, String], &["decimal", "decimal128"]),
];

/// A schema without a type may be a part of another one, which has it.
pub fn check(cx: &mut Context<'_>, schema: &Schema) {
    let Some(format) = schema.format.as_ref().map(|format| format.text.as_str()) else { return };
    let mut types = schema.types.iter().copied().filter(|ty| *ty != SchemaType::Null);
    let (Some(ty), None) = (types.next(), types.next()) else { return };
    let of_type = KNOWN.iter().filter(|(types, _)| types.contains(&ty)).flat_map(|(_, formats)| *formats);
    let all = || KNOWN.iter().flat_map(|(_, formats)| *formats);
    if of_type.clone().any(|known| *known == format) {
        return;
    }
    let name = ty.as_str();
    let near = nearest(format, of_type.copied());
    let (message, help) = if all().any(|known| *known == format) {
        let owners = KNOWN.iter().filter(|(_, formats)| formats.contains(&format));
        let types: Vec<&str> = owners.flat_map(|(types, _)| *types).map(|ty| ty.as_str()).collect();
        let help =
            format!("it belongs to `{}`; delete it, or mend the type if that is what is sent", types.join("` or `"));
        (format!("`{format}` is no format of type `{name}`"), help)
    } else if near.is_empty() {
        let help = "it has no effect; leave it if another tool reads it".to_owned();
        (format!("`{format}` is no known format of type `{name}`"), help)
    } else {
        (format!("`{format}` is no known format of type `{name}`"), did_you_mean(format, near))
    };
    cx.odd_format(format, schema.at.child("format"), message, help);
}
