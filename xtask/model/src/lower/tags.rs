//! The member whose value tells the objects of a union apart: the one that a `discriminator` names, or one that each of them
//! requires to have another value, or may have with another value only.

use std::collections::BTreeSet;

use serde_json::Value;

use super::context::Context;
use crate::api::{integer, tag_text};
use crate::openapi::{Discriminator, Word};
use crate::resolve::{Kind, KnownSlot, Object, Property};

/// A member, and its values for each of the objects.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    pub wire: &'a str,
    pub values: Vec<Vec<Value>>,
    /// Whether an object may be without it, and is told by its other members then.
    pub is_optional: bool,
}

/// Nothing where no member tells all of them apart: then their members do.
pub(super) fn of<'a>(
    cx: &Context<'a, '_>,
    declared: Option<&'a Discriminator>,
    objects: &[&'a KnownSlot<'a>],
) -> Option<Tag<'a>> {
    let objects: Vec<Candidate<'a>> = objects.iter().map(|object| candidate(cx, object)).collect::<Option<_>>()?;
    if objects.len() < 2 {
        return None;
    }
    let declared = declared.and_then(|declared| {
        let wire = declared.property.text.as_str();
        let values = objects.iter().map(|object| object.mapped(cx, declared)).collect::<Option<Vec<_>>>()?;
        all_different(&values).then_some(Tag { wire, values, is_optional: false })
    });
    let told_by = |property: &Property<'a>, is_optional: bool| {
        let wire = property.wire;
        let tags = objects.iter().map(|candidate| candidate.property(wire).filter(|tag| tag.required || is_optional));
        let values = tags.map(|tag| values(cx, tag?)).collect::<Option<Vec<_>>>()?;
        all_different(&values).then_some(Tag { wire, values, is_optional })
    };
    let properties = &objects[0].object.properties;
    declared
        .or_else(|| properties.iter().filter(|property| property.required).find_map(|tag| told_by(tag, false)))
        .or_else(|| properties.iter().find_map(|tag| told_by(tag, true)))
}

struct Candidate<'a> {
    component: Option<&'a str>,
    object: &'a Object<'a>,
}

fn candidate<'a>(cx: &Context<'a, '_>, branch: &'a KnownSlot<'a>) -> Option<Candidate<'a>> {
    let schema = cx.schema(branch.as_ref().ok()?);
    match &schema.kind {
        Kind::Object(object) => Some(Candidate { component: schema.component.or(schema.called), object }),
        _ => None,
    }
}

impl<'a> Candidate<'a> {
    fn property(&self, wire: &str) -> Option<&'a Property<'a>> {
        self.object.properties.iter().find(|property| property.wire == wire)
    }

    /// The values that a discriminator maps to this object, or else those that the object itself declares, or else its name.
    /// Nothing for an object without the property, which could not be written, or whose property holds no such values.
    fn mapped(&self, cx: &Context<'a, '_>, declared: &Discriminator) -> Option<Vec<Value>> {
        let property = self.property(&declared.property.text)?;
        let leads_here = |target: &str| self.component.is_some() && target.rsplit('/').next() == self.component;
        let mapped = declared.mapping.iter().filter(|(_, target)| leads_here(&target.text));
        let mapped: Vec<Option<Value>> = mapped.map(|(value, _)| value_of(cx, property, &value.text)).collect();
        if !mapped.is_empty() {
            return mapped.into_iter().collect();
        }
        values(cx, property).or_else(|| Some(vec![value_of(cx, property, self.component?)?]))
    }
}

/// The value of a property that a discriminator calls by this text; nothing where the property is never such a value.
fn value_of(cx: &Context<'_, '_>, property: &Property<'_>, text: &str) -> Option<Value> {
    let slot = property.slot.as_ref().ok()?;
    match &cx.schema(slot).kind {
        Kind::String(format) if format.is_some_and(Word::is_time) => None,
        Kind::Any | Kind::String(_) | Kind::Enum(_) | Kind::Union(_) => Some(Value::from(text)),
        Kind::Integer(..) => text.parse::<i64>().ok().map(Value::from),
        Kind::Boolean => text.parse::<bool>().ok().map(Value::from),
        Kind::Number(_) | Kind::List(_) | Kind::Map(_) | Kind::Object(_) => None,
    }
}

/// The values that a property may be: strings, integers or truth values. A number with a fraction has many texts.
fn values(cx: &Context<'_, '_>, property: &Property<'_>) -> Option<Vec<Value>> {
    let slot = property.slot.as_ref().ok().filter(|slot| !slot.nullable)?;
    match &cx.schema(slot).kind {
        Kind::Enum(values) => Some(values.values.iter().map(|value| value.value.clone()).collect()),
        Kind::Boolean if !slot.values.is_empty() => Some(slot.values.iter().map(|value| value.value.clone()).collect()),
        Kind::Integer(..) if !slot.values.is_empty() => {
            slot.values.iter().map(|value| integer(&value.value).map(Value::from)).collect()
        }
        _ => None,
    }
}

/// By their texts: `true` and `"true"` would be told alike.
fn all_different(values: &[Vec<Value>]) -> bool {
    let mut seen = BTreeSet::new();
    values.iter().flatten().all(|value| seen.insert(tag_text(value)))
}
