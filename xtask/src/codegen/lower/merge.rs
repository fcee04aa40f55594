//! `allOf` of several objects becomes one object with the properties of all. A property that two parts declare must be
//! the same in both; one that only one part requires is required.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::shape::{Property, is_object, says_more_than_annotations};
use crate::codegen::diagnostics::{Code, Diagnostic, Part};
use crate::codegen::openapi::{AdditionalProperties, Pointer, Schema};

/// The properties of all parts; `None` if a part is no object, which has been reported.
pub(super) fn all<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema) -> Option<Vec<Property<'a>>> {
    let mut merge = Merge { properties: Vec::new(), required: BTreeSet::new(), seen: BTreeSet::new() };
    merge.add(cx, schema, None, &schema.at)?;
    let required = merge.required;
    let mut properties: Vec<Property<'a>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for property in merge.properties {
        let place = *places.entry(property.wire).or_insert(properties.len());
        match properties.get_mut(place) {
            None => properties.push(property),
            Some(first) if !says_anything(first.schema) => *first = property,
            Some(first) if !says_anything(property.schema) || same(first.schema, property.schema) => {}
            Some(first) => {
                let message = format!("the parts of `allOf` disagree about `{}`", property.wire);
                let problem = Diagnostic::at_key(Code::IncompatibleParts, &property.schema.at, message)
                    .help("declare it in one of them only")
                    .related(&first.schema.at, Part::Key, "also declared here, differently");
                cx.report(problem);
            }
        }
    }
    for property in &mut properties {
        property.required = required.contains(property.wire);
    }
    Some(properties)
}

/// The properties a schema declares itself.
pub(super) fn own_properties<'a>(schema: &'a Schema, owner: Option<&'a str>) -> Vec<Property<'a>> {
    let required: BTreeSet<&str> = schema.required.iter().map(String::as_str).collect();
    let property = |(wire, property): &'a (String, Schema)| {
        let required = required.contains(wire.as_str());
        Property { wire, schema: property, required, owner }
    };
    schema.properties.iter().map(property).collect()
}

struct Merge<'a> {
    properties: Vec<Property<'a>>,
    required: BTreeSet<&'a str>,
    /// Components already merged: a second time would add nothing.
    seen: BTreeSet<&'a str>,
}

impl<'a> Merge<'a> {
    fn add(
        &mut self,
        cx: &mut Context<'a, '_>,
        schema: &'a Schema,
        owner: Option<&'a str>,
        at: &Pointer,
    ) -> Option<()> {
        if let Some(reference) = &schema.reference {
            let (name, target) = cx.references.schema(reference)?;
            return if self.seen.insert(name) { self.add(cx, target, Some(name), at) } else { Some(()) };
        }
        if is_something_else(schema) {
            cx.unsupported(at, "an `allOf` whose parts are not all objects", "describe the value without `allOf`");
            return None;
        }
        for part in &schema.all_of {
            self.add(cx, part, owner, at)?;
        }
        self.required.extend(schema.required.iter().map(String::as_str));
        self.properties.extend(own_properties(schema, owner));
        Some(())
    }
}

/// Whether a schema is no object, nor silent about what it is.
fn is_something_else(schema: &Schema) -> bool {
    let typed_values = matches!(schema.additional_properties, AdditionalProperties::Schema(_));
    let other = schema.ty.is_some() && !is_object(schema);
    other || typed_values || schema.items.is_some() || !schema.enumeration.is_empty() || !schema.one_of.is_empty()
}

fn says_anything(schema: &Schema) -> bool {
    schema.reference.is_some() || says_more_than_annotations(schema)
}

/// Whether two schemas say the same about their values; words are not compared.
fn same(one: &Schema, other: &Schema) -> bool {
    let target = |schema: &Schema| schema.reference.as_ref().map(|reference| reference.target.clone());
    let properties = one.properties.iter().zip(&other.properties);
    let items = one.items.iter().zip(&other.items);
    target(one) == target(other)
        && one.ty == other.ty
        && one.format == other.format
        && one.nullable == other.nullable
        && one.enumeration.iter().map(|value| &value.value).eq(other.enumeration.iter().map(|value| &value.value))
        && one.required == other.required
        && one.properties.len() == other.properties.len()
        && properties.into_iter().all(|((name, one), (same_name, other))| name == same_name && same(one, other))
        && one.items.is_some() == other.items.is_some()
        && items.into_iter().all(|(one, other)| same(one, other))
        && same_values(&one.additional_properties, &other.additional_properties)
        && one.all_of.len() == other.all_of.len()
        && one.all_of.iter().zip(&other.all_of).all(|(one, other)| same(one, other))
        && one.one_of.is_empty()
        && other.one_of.is_empty()
}

fn same_values(one: &AdditionalProperties, other: &AdditionalProperties) -> bool {
    match (one, other) {
        (AdditionalProperties::Schema(one), AdditionalProperties::Schema(other)) => same(one, other),
        (AdditionalProperties::No, AdditionalProperties::No)
        | (AdditionalProperties::Any, AdditionalProperties::Any) => true,
        _ => false,
    }
}
