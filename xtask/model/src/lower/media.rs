//! Which of the media types of a body is used, and how it is written. Several types beside each other say the same in
//! different ways, so the one that holds most is taken.

use super::context::Context;
use super::headers;
use crate::api::PayloadFormat;
use crate::diagnostics::{Known, spelled};
use crate::openapi::{Pointer, Word};
use crate::resolve::{Kind, Media};

pub(super) const PLAIN_JSON: &str = "application/json";

/// The content of a body: by media type, plain JSON first.
pub(super) type Content<'a> = [(&'a str, Known<Media<'a>>)];

/// A media type of a body, and what is said of it.
#[derive(Debug)]
pub(super) struct Chosen<'a> {
    pub media: &'a Media<'a>,
    pub media_type: String,
    pub format: PayloadFormat,
}

/// The first format of `wanted` that there is. What is declared as a range, such as `*/*`, is asked for and sent as the
/// usual type of its format.
pub(super) fn choose<'a>(
    cx: &mut Context<'a, '_>,
    at: &Pointer,
    content: &'a Content<'a>,
    wanted: &[PayloadFormat],
    noun: &str,
) -> Known<Chosen<'a>> {
    let mut known = Vec::new();
    for (name, media) in content {
        let media = media.as_ref().map_err(|refused| *refused)?;
        known.push((*name, format(cx, name, media), media));
    }
    for wanted in wanted {
        if let Some((name, format, media)) = known.iter().find(|(_, format, _)| format == wanted) {
            headers::check_value(cx, name, media.at)?;
            let media_type = if name.contains('*') { usual(*format) } else { name };
            return Ok(Chosen { media, media_type: media_type.to_owned(), format: *format });
        }
    }
    Err(match known.first() {
        Some((name, _, media)) => {
            let what = format!("a {noun} of type `{}`", spelled(name));
            cx.unsupported(media.at, &what, "describe it in another media type, such as `application/json`")
        }
        None => {
            let what = format!("a {noun} without content");
            cx.unsupported(at, &what, "describe it below `content: application/json`")
        }
    })
}

fn format(cx: &Context<'_, '_>, name: &str, media: &Media<'_>) -> PayloadFormat {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => PayloadFormat::Json,
        "application/x-www-form-urlencoded" => PayloadFormat::Form,
        "multipart/form-data" => PayloadFormat::Multipart,
        "*/*" | "application/*" => by_schema(cx, media),
        // JSON one after the other is no JSON.
        "application/json-seq" | "application/jsonl" | "application/x-ndjson" => PayloadFormat::Text,
        essence if is_structured(essence, "json") => PayloadFormat::Json,
        essence if essence.starts_with("text/") => PayloadFormat::Text,
        essence if ["xml", "yaml", "x-yaml"].iter().any(|syntax| is_structured(essence, syntax)) => PayloadFormat::Text,
        _ => PayloadFormat::Binary,
    }
}

/// `application/xml`, or a type with the suffix `+xml`.
fn is_structured(essence: &str, syntax: &str) -> bool {
    let subtype = essence.strip_prefix("application/").unwrap_or_default();
    subtype == syntax || subtype.strip_suffix(syntax).is_some_and(|rest| rest.ends_with('+'))
}

/// A range says nothing of the form, but its schema does.
fn by_schema(cx: &Context<'_, '_>, media: &Media<'_>) -> PayloadFormat {
    let Some(Ok(slot)) = &media.slot else { return PayloadFormat::Binary };
    match &cx.schema(slot).kind {
        Kind::String(format) if format.is_some_and(is_binary) => PayloadFormat::Binary,
        Kind::String(_) | Kind::Enum(_) => PayloadFormat::Text,
        Kind::Any
        | Kind::Integer(..)
        | Kind::Number(_)
        | Kind::Boolean
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Object(_)
        | Kind::Union(_) => PayloadFormat::Json,
    }
}

/// Whether a string stands for bytes as they are.
pub(super) fn is_binary(format: &Word) -> bool {
    format.text == "binary"
}

fn usual(format: PayloadFormat) -> &'static str {
    match format {
        PayloadFormat::Json => PLAIN_JSON,
        PayloadFormat::Form => "application/x-www-form-urlencoded",
        PayloadFormat::Multipart => "multipart/form-data",
        PayloadFormat::Text => "text/plain",
        PayloadFormat::Binary => "application/octet-stream",
    }
}
