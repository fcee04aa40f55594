//! Two schemas that hold at once: what one leaves open the other says, and the narrower of two wins.

use std::collections::HashSet;

use super::Enumeration;
use super::head::{ObjectShape, Shape, UnionShape};
use crate::diagnostics::Known;
use crate::openapi::{AdditionalProperties, Schema, Sited, Word};

/// What values are that are both; `None` if there are none, or none that one type could hold.
pub fn both<'d>(one: &Shape<'d>, other: &Shape<'d>) -> Option<Shape<'d>> {
    use Shape::{Any, Boolean, Enum, Integer, List, Number, Object, String, Union};
    Some(match (one, other) {
        (Any, shape) | (shape, Any) => shape.clone(),
        (String(one), String(other)) => String(format(*one, *other)?),
        (String(_), Enum(values)) | (Enum(values), String(_)) if values.is_text => Enum(values.clone()),
        (Enum(one), Enum(other)) => Enum(common(one, other)?),
        (Integer(one, bounds), Integer(other, tighter)) => Integer(format(*one, *other)?, bounds.and(*tighter)),
        (Integer(format, bounds), Number(_)) | (Number(_), Integer(format, bounds)) => Integer(*format, *bounds),
        (Number(one), Number(other)) => Number(format(*one, *other)?),
        (Boolean, Boolean) => Boolean,
        (List(one), List(other)) => List(joined(one, other)),
        (Object(one), Object(other)) => Object(objects(one, other)),
        (Union(union), Object(object)) | (Object(object), Union(union)) => {
            let base = union.base.as_ref().map_or_else(|| object.clone(), |base| objects(base, object));
            Union(UnionShape { base: Some(base), ..union.clone() })
        }
        _ => return None,
    })
}

fn format<'d>(one: Option<&'d Word>, other: Option<&'d Word>) -> Option<Option<&'d Word>> {
    match (one, other) {
        (Some(one), Some(other)) if one.text != other.text => None,
        (one, other) => Some(one.or(other)),
    }
}

/// The values that both list, as the one that lists fewer says it.
fn common<'d>(one: &Enumeration<'d>, other: &Enumeration<'d>) -> Option<Enumeration<'d>> {
    let (few, many) = if other.values.len() < one.values.len() { (other, one) } else { (one, other) };
    let is_in_both = |value: &&Sited| many.values.iter().any(|known| known.value == value.value);
    let values: Vec<&Sited> = few.values.iter().copied().filter(is_in_both).collect();
    (!values.is_empty()).then(|| Enumeration { values, ..few.clone() })
}

pub fn objects<'d>(one: &ObjectShape<'d>, other: &ObjectShape<'d>) -> ObjectShape<'d> {
    let mut whole = one.clone();
    for declared in &other.declared {
        match whole.declared.iter_mut().find(|known| known.wire == declared.wire) {
            Some(known) => {
                for place in &declared.places {
                    let is_known = |it: &(_, &_)| it.0 == place.0 && std::ptr::eq(it.1, place.1);
                    if !known.places.iter().any(is_known) {
                        known.places.push(*place);
                    }
                }
            }
            None => whole.declared.push(declared.clone()),
        }
    }
    whole.required = joined(&one.required, &other.required);
    whole.additional = joined(&one.additional, &other.additional);
    whole.is_open |= other.is_open;
    whole
}

/// All that stands in one of them. What is a part of a schema in two ways stands in both, and would double on each level.
fn joined<'d, T>(one: &[&'d T], other: &[&'d T]) -> Vec<&'d T> {
    let known: HashSet<*const T> = one.iter().map(|it| std::ptr::from_ref(*it)).collect();
    one.iter().chain(other.iter().filter(|it| !known.contains(&std::ptr::from_ref(**it)))).copied().collect()
}

/// Whether two schemas say the same of their values; words are not compared.
pub fn same(one: &Schema, other: &Schema) -> bool {
    let target = |schema: &Schema| schema.reference.as_ref().map(|reference| reference.target.clone());
    let format = |schema: &Schema| schema.format.as_ref().map(|format| format.text.clone());
    let values = |schema: &Schema| -> Vec<_> {
        schema.enumeration.iter().flatten().chain(schema.constant.as_deref()).map(|value| value.value.clone()).collect()
    };
    let required = |schema: &Schema| -> Vec<_> { schema.required.iter().map(|word| word.text.clone()).collect() };
    let properties = one.properties.iter().zip(&other.properties);
    target(one) == target(other)
        && one.types == other.types
        && format(one) == format(other)
        && one.nullable == other.nullable
        && values(one) == values(other)
        && required(one) == required(other)
        && one.properties.len() == other.properties.len()
        && properties.into_iter().all(|((name, one), (same_name, other))| name == same_name && both_same(one, other))
        && all_same(one.items.as_deref().into_iter(), other.items.as_deref().into_iter())
        && same_values(&one.additional_properties, &other.additional_properties)
        && all_same(one.all_of.iter(), other.all_of.iter())
        && all_same(one.any_of.iter(), other.any_of.iter())
        && all_same(one.one_of.iter(), other.one_of.iter())
}

fn both_same(one: &Known<Schema>, other: &Known<Schema>) -> bool {
    matches!((one, other), (Ok(one), Ok(other)) if same(one, other))
}

fn all_same<'s>(
    mut one: impl Iterator<Item = &'s Known<Schema>>,
    mut other: impl Iterator<Item = &'s Known<Schema>>,
) -> bool {
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if both_same(one, other) => {}
            _ => return false,
        }
    }
}

fn same_values(one: &AdditionalProperties, other: &AdditionalProperties) -> bool {
    match (one, other) {
        (AdditionalProperties::Schema(one), AdditionalProperties::Schema(other)) => both_same(one, other),
        (AdditionalProperties::No, AdditionalProperties::No)
        | (AdditionalProperties::Any, AdditionalProperties::Any) => true,
        _ => false,
    }
}
