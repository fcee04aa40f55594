//! Makes types: what a place needs, with all that it holds. Types wait for it rather than being made where they are found,
//! because a field of a model has a type, which may be a model, to any depth.

use super::context::{Context, Waiting};
use super::models;
use super::registry::DraftField;
use super::types::{self, Spot};
use super::unions::{self, Settled};
use crate::api::{NamingRule, Origin, TypeRef};
use crate::diagnostics::Known;
use crate::names::{Role, TypeName};
use crate::openapi::Word;
use crate::resolve::{Kind, KnownSlot, Property, Schema};

/// The type of the values of a place, null aside.
pub(super) fn type_of<'a>(cx: &mut Context<'a, '_>, slot: &'a KnownSlot<'a>, spot: &Spot) -> Known<TypeRef> {
    let ty = types::type_of(cx, slot, spot);
    make_waiting(cx);
    ty
}

/// A property as a field of `parent`, or as what its role says.
pub(super) fn field<'a>(
    cx: &mut Context<'a, '_>,
    parent: &TypeName,
    property: &'a Property<'a>,
    role: Role,
) -> Known<DraftField> {
    let field = models::field(cx, parent, property, role);
    make_waiting(cx);
    field
}

/// The types of all components that have one.
pub(super) fn components(cx: &mut Context<'_, '_>) {
    let resolved = cx.resolved;
    for (index, (name, known)) in resolved.components.iter().enumerate() {
        let Ok(slot) = known else { continue };
        let schema = cx.schema(slot);
        let is_named = matches!(&schema.kind, Kind::Enum(_) | Kind::Object(_))
            || schema.integers.is_some()
            || matches!(schema.kind, Kind::String(format) if !format.is_some_and(Word::is_time));
        let may_hold_names = match &schema.kind {
            Kind::List(_) | Kind::Map(_) => true,
            Kind::Union(union) => !matches!(unions::settle(cx, schema, union), Ok(Settled::Any)),
            _ => false,
        };
        if schema.component != Some(*name) || !(is_named || may_hold_names) {
            types::refuse_name(cx, slot);
        }
        // Without a name the schema is still looked at, for the problems inside it, under a name that is never seen.
        let stand_in = TypeName::of_schema(&format!("schema without name {index}")).expect("plain words make a name");
        let is_refused = type_of(cx, known, &Spot::of_component(&stand_in.name)).is_err();
        if is_refused && matches!(schema.kind, Kind::Object(_)) {
            look_into(cx, schema, stand_in.name);
        }
    }
}

/// Looks at what is inside a type that got no name.
fn look_into<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema<'a>, stand_in: TypeName) {
    let origin = Origin { pointer: schema.at.clone(), rule: NamingRule::Place };
    // What there is to say of it is reported.
    let _ = models::draft(cx, &stand_in, origin, schema);
    make_waiting(cx);
}

/// The struct, enum or newtype of a component, by the name of the component.
pub(super) fn component_type<'a>(cx: &mut Context<'a, '_>, name: &str) -> Option<Known<TypeRef>> {
    let slot = *cx.components.get(name)?;
    let stand_in = TypeName::of_schema("a component").expect("plain words make a name").name;
    Some(type_of(cx, slot, &Spot::of_component(&stand_in)))
}

/// A type may hold others, which wait in turn.
fn make_waiting(cx: &mut Context<'_, '_>) {
    while let Some(Waiting { name, origin, schema }) = cx.waiting.pop_front() {
        let draft = models::draft(cx, &name, origin, schema);
        cx.registry.add(name, draft);
    }
}
