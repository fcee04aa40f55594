//! How the fields of a form are written, where the description says so.

use super::context::Context;
use crate::codegen::api::{PayloadFormat, Style};
use crate::codegen::openapi::Encoding;
use crate::codegen::resolve::{Kind, Media, Slot};

/// The style of a field of a form of pairs. Without one, a list is a pair for each item, and an object is JSON.
pub(super) fn style(cx: &Context<'_, '_>, media: &Media<'_>, wire: &str, slot: &Slot<'_>) -> Style {
    let Some(encoding) = media.encoding.iter().find(|encoding| encoding.property == wire) else {
        return Style::Plain;
    };
    let Encoding { property: _, content_type, style, explode } = encoding;
    let is_form = style.as_deref().is_none_or(|style| style == "form");
    let is_together = !explode.unwrap_or(is_form);
    let is_object = matches!(&cx.schema(slot).kind, Kind::Object(_) | Kind::Map(_));
    let is_json = content_type.as_deref().is_some_and(|content_type| content_type.ends_with("json"));
    match style.as_deref() {
        Some("deepObject") => Style::Deep,
        Some("spaceDelimited") if is_together => Style::Spaces,
        Some("pipeDelimited") if is_together => Style::Pipes,
        _ if style.is_some() || explode.is_some() => match (is_together, is_object) {
            (true, _) => Style::Commas,
            (false, true) => Style::Members,
            (false, false) => Style::Plain,
        },
        _ if is_json => Style::Json,
        _ => Style::Plain,
    }
}

/// The media types of the parts that have one. Of several, and of a range, it is for the caller to say which it is.
pub(super) fn part_types(format: PayloadFormat, media: &Media<'_>) -> Vec<(String, String)> {
    let is_one = |content_type: &&String| !content_type.contains([',', '*']);
    let one = |encoding: &Encoding| {
        let content_type = encoding.content_type.as_ref().filter(is_one)?;
        Some((encoding.property.clone(), content_type.clone()))
    };
    let mut types: Vec<_> =
        media.encoding.iter().filter(|_| format == PayloadFormat::Multipart).filter_map(one).collect();
    types.sort();
    types
}
