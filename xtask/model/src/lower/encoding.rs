//! How the fields of a form are written, where the description says so.

use serde_json::Value;

use super::context::Context;
use super::{docs, headers, sentences};
use crate::api::{self, Argument, FormPart, Style, TypeRef};
use crate::diagnostics::{Code, Diagnostic, Known, spelled};
use crate::openapi::{Encoding, Sited};
use crate::resolve::{Kind, Media, PartHeader, Slot};

/// The style of a field of a form of pairs. Without one, a list is a pair for each item, and an object is JSON.
pub(super) fn style(cx: &Context<'_, '_>, media: &Media<'_>, wire: &str, slot: &Slot<'_>) -> Style {
    let Some(encoding) = media.encoding.iter().find(|encoding| encoding.property == wire) else {
        return Style::Plain;
    };
    let Encoding { property: _, content_type, style, explode, headers: _ } = encoding;
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

/// What is declared of the parts of a form, by the fields that something is declared of. Of several media types, and of a
/// range, it is for the caller to say which it is.
pub(super) fn parts(cx: &mut Context<'_, '_>, media: &Media<'_>, arguments: &[Argument]) -> Known<Vec<FormPart>> {
    let mut parts = Vec::new();
    for encoding in media.encoding {
        let is_one = |content_type: &&String| !content_type.contains([',', '*']);
        let media_type = encoding.content_type.as_ref().filter(is_one).cloned();
        if let Some(media_type) = &media_type {
            headers::check_value(cx, media_type, media.at)?;
        }
        let argument = arguments.iter().find(|argument| argument.wire == encoding.property);
        let is_file = argument.is_some_and(|argument| is_file(&argument.ty));
        let own = media.headers.iter().filter(|header| header.property == encoding.property);
        let headers: Vec<_> = own.map(|header| part_header(cx, header, is_file)).collect::<Known<_>>()?;
        let headers: Vec<_> = headers.into_iter().flatten().collect();
        if media_type.is_some() || !headers.is_empty() {
            parts.push(FormPart { wire: encoding.property.clone(), media_type, headers });
        }
    }
    parts.sort_by(|one, other| one.wire.cmp(&other.wire));
    Ok(parts)
}

/// A header that a part is sent with, or that has to be given; nothing for one that may be.
fn part_header(cx: &mut Context<'_, '_>, header: &PartHeader<'_>, is_file: bool) -> Known<Option<api::PartHeader>> {
    headers::check_name(cx, header.name, "header", &header.at)?;
    if header.name.eq_ignore_ascii_case("content-disposition") {
        let message = "the header `Content-Disposition` of a part is made by the client itself";
        let problem = Diagnostic::at_key(Code::HeaderName, &header.at, message);
        return Err(cx.report(problem.help("leave it out: the names of the field and of the file stand in it")));
    }
    let name = header.name.to_owned();
    let slot = header.slot.as_ref().map_err(|refused| *refused)?;
    if let Some(value) = fixed(cx, slot) {
        headers::check_value(cx, &value, &header.at)?;
        return Ok(Some(api::PartHeader { name, value: Some(value) }));
    }
    match (is_file, header.required) {
        (true, true) => Ok(Some(api::PartHeader { name, value: None })),
        (true, false) => Ok(None),
        (false, true) => {
            let what = "a header without a fixed value that a part other than a file requires";
            Err(cx.unsupported(&header.at, what, "give its schema a `const` or a `default`"))
        }
        (false, false) => {
            let message = format!("no argument is made of the header `{}` of a part that is no file", spelled(&name));
            let problem = Diagnostic::at_key(Code::IgnoredHeader, &header.at, message);
            cx.report(problem.help("with a `const` or a `default` in its schema it is sent; leave it out otherwise"));
            Ok(None)
        }
    }
}

/// The one value of a header, or what the service takes where none is sent.
fn fixed(cx: &Context<'_, '_>, slot: &Slot<'_>) -> Option<String> {
    let listed: &[&Sited] = match &cx.schema(slot).kind {
        Kind::Enum(enumeration) => &enumeration.values,
        _ => &slot.values,
    };
    let only = if let [only] = listed { Some(*only) } else { None };
    match &only.or(slot.default)?.value {
        Value::String(text) => Some(text.clone()),
        value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn is_file(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Upload => true,
        TypeRef::List(items) => is_file(items),
        _ => false,
    }
}

/// What the documentation of a field says of the headers of its part.
pub(super) fn header_docs(cx: &Context<'_, '_>, media: &Media<'_>, wire: &str, ty: &TypeRef) -> Vec<String> {
    let own = media.headers.iter().filter(|header| header.property == wire);
    own.filter_map(|header| {
        let value = header.slot.as_ref().ok().and_then(|slot| fixed(cx, slot));
        let sentence = match value {
            Some(value) => sentences::part_with(header.name, &value),
            None if is_file(ty) => sentences::part_header(header.name, header.required),
            None => return None,
        };
        let said = header.description.map(|text| docs::of(Some(text), String::new).0).unwrap_or_default();
        let said = said.first().filter(|_| said.len() == 1).filter(|line| !line.is_empty());
        Some(said.map_or(sentence.clone(), |said| format!("{sentence} {said}")))
    })
    .flat_map(|line| [String::new(), line])
    .collect()
}
