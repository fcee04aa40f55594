//! Unions: their variants, one for each kind of JSON and one for each object.

use super::context::Context;
use super::docs;
use super::naming::{self, Text};
use super::sentences;
use super::tags::Tag;
use super::types::{Spot, type_of, type_of_held};
use super::unions::{self, Held, Settled, Several};
use crate::api::{Arm, JsonKind, NamingRule, Objects, Origin, TypeRef, Union, tag_text};
use crate::diagnostics::Known;
use crate::names::{Named, TypeName, VariantName};
use crate::resolve::{self, Kind, KnownSlot, Object, Schema, Slot};

pub(super) fn union<'a>(
    cx: &mut Context<'a, '_>,
    name: &TypeName,
    origin: Origin,
    schema: &'a Schema<'a>,
    alternatives: &'a resolve::Union<'a>,
) -> Union {
    let (arms, objects) = match unions::settle(cx, schema, alternatives) {
        Ok(Settled::Several(several)) => {
            let objects = match &several.tag {
                Some(tag) if tag.is_optional => Objects::ByOptionalTag(tag.wire.to_owned()),
                Some(tag) => Objects::ByTag(tag.wire.to_owned()),
                None => Objects::ByMembers,
            };
            (arms(cx, name, schema, several), objects)
        }
        // None of them gets a type of its own.
        Ok(Settled::Any | Settled::One(_)) | Err(_) => (Vec::new(), Objects::ByMembers),
    };
    Union {
        name: name.clone(),
        docs: docs::of(schema.description, || sentences::union(name)),
        deprecated: schema.deprecated,
        arms,
        objects,
        // Settled with the other types, which it may hold.
        exact: true,
        origin,
    }
}

/// Those whose type was refused are left out.
fn arms<'a>(cx: &mut Context<'a, '_>, union: &TypeName, schema: &Schema<'_>, several: Several<'a>) -> Vec<Arm> {
    let Several { kinds, objects, tag } = several;
    let mut arms: Vec<Arm> =
        kinds.into_iter().filter_map(|(kind, held)| of_kind(cx, union, schema, kind, held).ok()).collect();
    for (index, object) in objects.into_iter().enumerate() {
        arms.extend(of_object(cx, union, object, tag.as_ref().map(|tag| (tag, index))).ok());
    }
    arms
}

fn of_kind<'a>(
    cx: &mut Context<'a, '_>,
    union: &TypeName,
    schema: &Schema<'_>,
    kind: JsonKind,
    held: Held<'a>,
) -> Known<Arm> {
    let ty = type_of_held(cx, held, &Spot::new(union, kind.as_str()))?;
    let slot = match held {
        Held::Slot(slot) => slot.as_ref().ok(),
        Held::Text | Held::Integer | Held::Number | Held::Boolean => None,
    };
    Ok(Arm {
        name: VariantName::of_kind(kind),
        kind,
        tags: Vec::new(),
        docs: docs::of(slot.and_then(|slot| said(cx, slot)), || sentences::arm(kind)),
        ty,
        origin: Origin { pointer: slot.map_or(schema.at, |slot| slot.at).clone(), rule: NamingRule::Case },
    })
}

fn of_object<'a>(
    cx: &mut Context<'a, '_>,
    union: &TypeName,
    branch: &'a KnownSlot<'a>,
    tag: Option<(&Tag<'a>, usize)>,
) -> Known<Arm> {
    let slot = branch.as_ref().map_err(|refused| *refused)?;
    let (kind, schema) = (JsonKind::Object, cx.schema(slot));
    let tags = tag.map_or_else(Vec::new, |(tag, index)| tag.values[index].clone());
    let called = schema.called.filter(|called| VariantName::of_members(called).is_ok());
    // A tag that is optional is not in the name, as little as other members that are.
    let named_by = tag.filter(|(tag, _)| !tag.is_optional).and_then(|_| tags.first());
    let told_by = match (called, named_by, &schema.kind) {
        (Some(called), _, _) => called.to_owned(),
        (None, Some(tag), _) => tag_text(tag),
        (None, None, Kind::Object(object)) => requirements(object),
        (None, None, _) => String::new(),
    };
    let part = if told_by.is_empty() { kind.as_str() } else { &told_by };
    let ty = type_of(cx, branch, &Spot::new(union, part))?;
    let (name, ty, otherwise) = match ty {
        TypeRef::Named(ty) => {
            let named = match schema.component.or(schema.rust_name.map(String::as_str)) {
                Some(_) => Named { name: VariantName::of_type(&ty), rule: NamingRule::Case },
                None if told_by.is_empty() => Named { name: VariantName::of_kind(kind), rule: NamingRule::Case },
                None => naming::member_variant(cx, &Text::key(&told_by, slot.at, None))?,
            };
            let otherwise = sentences::object_arm(&ty, tag.map(|(tag, _)| (tag.wire, tags.as_slice())));
            // Objects stand in boxes, so that what is added to one of them makes the others no larger, and so that a union
            // may hold itself.
            (named, TypeRef::Boxed(Box::new(TypeRef::Named(ty))), otherwise)
        }
        map => (Named { name: VariantName::of_kind(kind), rule: NamingRule::Case }, map, sentences::arm(kind)),
    };
    let Named { name, rule } = name;
    let docs = docs::of(said(cx, slot), || otherwise);
    Ok(Arm { name, kind, tags, docs, ty, origin: Origin { pointer: slot.at.clone(), rule } })
}

/// What is said of a branch alone. What is said of a component stands with its own type.
fn said<'a>(cx: &Context<'a, '_>, slot: &Slot<'a>) -> Option<&'a str> {
    slot.description.filter(|_| cx.schema(slot).component.is_none())
}

/// What an object requires, as words.
fn requirements(object: &Object<'_>) -> String {
    let required = object.properties.iter().filter(|property| property.required);
    required.map(|property| property.wire).collect::<Vec<_>>().join(" ")
}
