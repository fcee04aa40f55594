//! Bodies: which media type is used, and what becomes of what a request carries. An object is taken apart, so that its
//! required properties are arguments and the others setters; anything else is one argument.

use super::context::Context;
use super::docs;
use super::encoding;
use super::facts;
use super::make;
use super::media::{self, Chosen};
use super::naming::{self, Text};
use super::registry::{DraftField, Presence};
use super::types::Spot;
use crate::api::{Argument, BodyForm, Facts, NamingRule, Origin, PayloadFormat, Place, RequestBody, Style, TypeRef};
use crate::diagnostics::Known;
use crate::names::{FieldName, Role, TypeName};
use crate::openapi::Sited;
use crate::resolve::{Body, Direction, Kind, KnownSlot, Object, Operation, Slot};

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
    let chosen = media::choose(cx, body.at, &body.content, &SENT, "request body")?;
    let owner = body.component.and_then(|name| TypeName::of_schema(name).ok());
    let owner = owner.map_or_else(|| builder.clone(), |named| named.name);
    let (form, sent) = match chosen.format {
        PayloadFormat::Text | PayloadFormat::Binary => (BodyForm::Whole, raw(body, &chosen)),
        PayloadFormat::Json | PayloadFormat::Form | PayloadFormat::Multipart => {
            value(cx, &owner, body, &chosen, operation.path)?
        }
    };
    let (media_type, format) = (chosen.media_type, chosen.format);
    let parts = if format == PayloadFormat::Multipart {
        let known: Vec<_> = sent.arguments.iter().filter_map(|(_, argument)| argument.clone().ok()).collect();
        encoding::parts(cx, chosen.media, &known)?
    } else {
        Vec::new()
    };
    let body = RequestBody { media_type, required: body.required, form, format, parts };
    Ok(Sent { example: chosen.media.example, body: Some(body), ..sent })
}

const SENT: [PayloadFormat; 5] =
    [PayloadFormat::Json, PayloadFormat::Multipart, PayloadFormat::Form, PayloadFormat::Text, PayloadFormat::Binary];

/// A body that a schema describes: its fields, or one value.
fn value<'a>(
    cx: &mut Context<'a, '_>,
    owner: &TypeName,
    body: &'a Body<'a>,
    chosen: &Chosen<'a>,
    path: &str,
) -> Known<(BodyForm, Sent<'a>)> {
    let Some(known) = &chosen.media.slot else {
        let way_out = "add `schema`; `{}` stands for any JSON";
        return Err(cx.unsupported(chosen.media.at, "a request body without a schema", way_out));
    };
    let slot = known.as_ref().map_err(|refused| *refused)?;
    match &cx.schema(slot).kind {
        Kind::Object(object) => Ok((BodyForm::Fields, taken_apart(cx, owner, slot, object, chosen, path)?)),
        // What is an object after all is written as a form, member by member.
        Kind::Any | Kind::Map(_) | Kind::Union(_) => {
            Ok((BodyForm::Whole, whole(cx, owner, body, chosen.format, known)?))
        }
        _ if chosen.format == PayloadFormat::Json => {
            Ok((BodyForm::Whole, whole(cx, owner, body, chosen.format, known)?))
        }
        _ => Err(cx.unsupported(slot.at, "a form that is not an object", "describe each of its fields as a property")),
    }
}

fn taken_apart<'a>(
    cx: &mut Context<'a, '_>,
    owner: &TypeName,
    slot: &'a Slot<'a>,
    object: &'a Object<'a>,
    chosen: &Chosen<'a>,
    path: &str,
) -> Known<Sent<'a>> {
    let format = chosen.format;
    // A component has a type already, and its fields are what is sent.
    let component = match cx.types.get(&slot.schema) {
        Some(Ok(TypeRef::Named(name))) => Some(name.clone()),
        Some(Err(refused)) => return Err(*refused),
        Some(Ok(_)) | None => None,
    };
    // A parameter of the path keeps the bare name, for its type too.
    let in_body = owner.of_place(&["body"]).map_or_else(|_| owner.clone(), |named| named.name);
    let arguments = object.properties.iter().filter_map(|property| {
        // Outside of JSON there is no null: a field that may be null can be left out.
        let is_json = format == PayloadFormat::Json;
        let is_nullable = property.slot.as_ref().is_ok_and(|slot| slot.nullable);
        let required = property.required && (is_json || !is_nullable);
        let presence = if required { Presence::Required } else { Presence::Optional };
        let role = if required { Role::Argument } else { Role::Setter };
        let is_set_by_service = property.slot.as_ref().is_ok_and(|slot| slot.direction == Direction::OnlyRead);
        if is_set_by_service {
            return None;
        }
        let argument = match component.as_ref().and_then(|name| cx.registry.field(name, property.wire).cloned()) {
            Some(field) => renamed(cx, field, property.slot.as_deref().ok(), role),
            None => {
                let parent = if is_in_path(path, property.wire) { &in_body } else { owner };
                make::field(cx, parent, property, role).map(argument)
            }
        };
        let file = if format == PayloadFormat::Multipart { file_type(cx, &property.slot) } else { None };
        let style = match (&property.slot, format) {
            (Ok(slot), PayloadFormat::Form) => encoding::style(cx, chosen.media, property.wire, slot),
            _ => Style::Plain,
        };
        let argument = argument.map(|argument| Argument {
            style,
            nullable: argument.nullable && is_json,
            ty: file.unwrap_or(if is_json { argument.ty } else { argument.ty.without_null() }),
            ..argument
        });
        let argument = argument.map(|mut argument| {
            if format == PayloadFormat::Multipart {
                argument.docs.0.extend(encoding::header_docs(cx, chosen.media, property.wire, &argument.ty));
            }
            argument
        });
        Some((presence, argument))
    });
    let arguments = arguments.collect();
    Ok(Sent { arguments, taken_apart: component, ..Sent::default() })
}

/// Whether a parameter of the path has the name of a property in Rust, whatever they are called on the wire.
fn is_in_path(path: &str, property: &str) -> bool {
    let name = |wire| FieldName::new(Role::Argument, wire).ok().map(|named| named.name);
    let parameters = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let property = name(property);
    property.is_some() && parameters.map(name).any(|parameter| parameter == property)
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
        style: Style::Plain,
        docs: field.docs,
        deprecated: field.deprecated,
        ty: field.ty,
        nullable: field.nullable,
        flag: field.flag,
        facts: field.facts,
        origin: field.origin,
    }
}

/// The type of a part that is a file, or a list of files.
fn file_type<'a>(cx: &Context<'a, '_>, slot: &KnownSlot<'a>) -> Option<TypeRef> {
    match &cx.schema(slot.as_ref().ok()?).kind {
        Kind::String(Some(format)) if media::is_binary(format) => Some(TypeRef::Upload),
        Kind::List(Some(items)) => file_type(cx, items).map(|file| TypeRef::List(Box::new(file))),
        _ => None,
    }
}

/// Text or bytes, which are not looked at.
fn raw<'a>(body: &'a Body<'a>, chosen: &Chosen<'a>) -> Sent<'a> {
    let argument = Argument {
        name: FieldName::body(),
        wire: "body".to_owned(),
        place: Place::Body,
        style: Style::Plain,
        docs: docs::of(body.description, || "The body of the request.".to_owned()),
        deprecated: false,
        ty: if chosen.format == PayloadFormat::Text { TypeRef::String } else { TypeRef::Upload },
        nullable: false,
        flag: None,
        facts: Facts::default(),
        origin: Origin { pointer: chosen.media.at.clone(), rule: NamingRule::Place },
    };
    Sent { arguments: vec![(presence(body), Ok(argument))], ..Sent::default() }
}

fn presence(body: &Body<'_>) -> Presence {
    if body.required { Presence::Required } else { Presence::Optional }
}

fn whole<'a>(
    cx: &mut Context<'a, '_>,
    owner: &TypeName,
    body: &'a Body<'a>,
    format: PayloadFormat,
    known: &'a KnownSlot<'a>,
) -> Known<Sent<'a>> {
    let ty = make::type_of(cx, known, &Spot::new(owner, "body"))?;
    let slot = known.as_ref().map_err(|refused| *refused)?;
    let facts = facts::of(cx, slot, &ty);
    let argument = Argument {
        name: FieldName::body(),
        wire: "body".to_owned(),
        place: Place::Body,
        style: Style::Plain,
        docs: docs::of(body.description, || "The body of the request.".to_owned()),
        deprecated: slot.deprecated,
        ty,
        // Nothing stands for null in a form.
        nullable: slot.nullable && format == PayloadFormat::Json,
        flag: None,
        facts,
        origin: Origin { pointer: slot.at.clone(), rule: NamingRule::Place },
    };
    Ok(Sent { arguments: vec![(presence(body), Ok(argument))], ..Sent::default() })
}
