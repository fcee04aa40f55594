//! Bodies: which media type is used, and what becomes of what a request carries. An object is taken apart, so that its
//! required properties are arguments and the others setters; anything else is one argument.

use super::context::Context;
use super::docs;
use super::headers;
use super::models;
use super::naming::{self, Text};
use super::registry::{DraftField, Presence};
use super::types::{Spot, type_of};
use crate::codegen::api::{Argument, BodyForm, NamingRule, Origin, Place, RequestBody, TypeRef};
use crate::codegen::diagnostics::{Known, spelled};
use crate::codegen::names::{FieldName, Role, TypeName};
use crate::codegen::openapi::{Method, Pointer, Sited};
use crate::codegen::resolve::{Body, Direction, Kind, Media, Object, Operation, Slot};

/// What an operation sends in its body.
#[derive(Debug, Default)]
pub(super) struct Sent<'a> {
    pub arguments: Vec<(Presence, Known<Argument>)>,
    pub body: Option<RequestBody>,
    /// The component whose properties are the arguments; it needs no type for that.
    pub taken_apart: Option<TypeName>,
    pub example: Option<&'a Sited>,
}

pub(super) fn sent<'a>(cx: &mut Context<'a, '_>, builder: &TypeName, operation: &'a Operation<'a>) -> Known<Sent<'a>> {
    let Some(body) = &operation.body else { return Ok(Sent::default()) };
    let body = body.as_ref().map_err(|refused| *refused)?;
    if let Method::Get | Method::Head = operation.method {
        let what = format!("a body that is sent with {}, to which HTTP gives no meaning", operation.method.verb());
        let way_out = "leave `requestBody` out if the service does not need it; otherwise leave the operation out";
        return Err(cx.unsupported(&operation.at.child("requestBody"), &what, way_out));
    }
    let (media_type, media) = json(cx, body.at, &body.content, "request body")?;
    let Some(known) = &media.slot else {
        let way_out = "add `schema`; `{}` stands for any JSON";
        return Err(cx.unsupported(media.at, "a request body without a schema", way_out));
    };
    let slot = known.as_ref().map_err(|refused| *refused)?;
    let owner = body.component.and_then(|name| TypeName::of_schema(name).ok());
    let owner = owner.map_or_else(|| builder.clone(), |named| named.name);
    let (form, sent) = match &cx.schema(slot).kind {
        Kind::Object(object) => (BodyForm::Fields, taken_apart(cx, &owner, slot, object)?),
        _ => (BodyForm::Whole, whole(cx, &owner, body, known)?),
    };
    Ok(Sent { example: media.example, body: Some(RequestBody { media_type, required: body.required, form }), ..sent })
}

pub(super) const PLAIN_JSON: &str = "application/json";

/// The JSON among the media types of a body, as it is declared. Other types beside it say the same in another way and are not needed.
pub(super) fn json<'a>(
    cx: &mut Context<'a, '_>,
    at: &Pointer,
    content: &'a [(&'a str, Known<Media<'a>>)],
    noun: &str,
) -> Known<(String, &'a Media<'a>)> {
    if let Some((name, media)) = content.iter().find(|(name, _)| is_json(name)) {
        let media = media.as_ref().map_err(|refused| *refused)?;
        headers::check_value(cx, name, media.at)?;
        // A range stands for types that nobody names.
        let name = if name.contains('*') { PLAIN_JSON } else { name };
        return Ok((name.to_owned(), media));
    }
    match content.first() {
        Some((name, media)) => {
            let media = media.as_ref().map_err(|refused| *refused)?;
            let what = format!("a {noun} of type `{}`", spelled(name));
            Err(cx.unsupported(
                media.at,
                &what,
                "only `application/json` can be sent and read; leave the operation out",
            ))
        }
        None => Err(cx.unsupported(
            at,
            &format!("a {noun} without content"),
            "describe it below `content: application/json`",
        )),
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn taken_apart<'a>(
    cx: &mut Context<'a, '_>,
    owner: &TypeName,
    slot: &'a Slot<'a>,
    object: &'a Object<'a>,
) -> Known<Sent<'a>> {
    // A component has a type already, and its fields are what is sent.
    let component = match cx.types.get(&slot.schema) {
        Some(Ok(TypeRef::Named(name))) => Some(name.clone()),
        Some(Err(refused)) => return Err(*refused),
        Some(Ok(_)) | None => None,
    };
    let arguments = object.properties.iter().filter_map(|property| {
        let presence = if property.required { Presence::Required } else { Presence::Optional };
        let role = if property.required { Role::Argument } else { Role::Setter };
        let is_set_by_service = property.slot.as_ref().is_ok_and(|slot| slot.direction == Direction::OnlyRead);
        if is_set_by_service {
            return None;
        }
        let argument = match component.as_ref().and_then(|name| cx.registry.field(name, property.wire).cloned()) {
            Some(field) => renamed(cx, field, property.slot.as_ref().ok(), role),
            None => models::field(cx, owner, property, role).map(argument),
        };
        Some((presence, argument))
    });
    let arguments = arguments.collect();
    Ok(Sent { arguments, taken_apart: component, ..Sent::default() })
}

/// The field of a model as an argument, whose names are others than those of fields.
fn renamed(cx: &mut Context<'_, '_>, field: DraftField, slot: Option<&Slot<'_>>, role: Role) -> Known<Argument> {
    let given = slot.and_then(|slot| slot.rust_name);
    let named = naming::field(cx, &Text::key(&field.wire, &field.origin.pointer, given), role)?;
    let origin = Origin { rule: named.rule, ..field.origin.clone() };
    Ok(argument(DraftField { name: named.name, origin, ..field }))
}

fn argument(field: DraftField) -> Argument {
    Argument {
        name: field.name,
        wire: field.wire,
        place: Place::BodyField,
        docs: field.docs,
        deprecated: field.deprecated,
        ty: field.ty,
        nullable: field.nullable,
        origin: field.origin,
    }
}

fn whole<'a>(
    cx: &mut Context<'a, '_>,
    owner: &TypeName,
    body: &'a Body<'a>,
    known: &'a Known<Slot<'a>>,
) -> Known<Sent<'a>> {
    let ty = type_of(cx, known, &Spot::new(owner, "body"))?;
    let slot = known.as_ref().map_err(|refused| *refused)?;
    let argument = Argument {
        name: FieldName::body(),
        wire: "body".to_owned(),
        place: Place::Body,
        docs: docs::of_described(body.description, slot, || "The body of the request.".to_owned()),
        deprecated: slot.deprecated,
        ty,
        nullable: slot.nullable,
        origin: Origin { pointer: slot.at.clone(), rule: NamingRule::Place },
    };
    let presence = if body.required { Presence::Required } else { Presence::Optional };
    Ok(Sent { arguments: vec![(presence, Ok(argument))], ..Sent::default() })
}
