//! A `type` that lists several types is the `anyOf` that it abbreviates, and is read as that: one branch for each type, with
//! the keywords that concern it. Null is no branch.

use crate::bounds::Size;
use crate::openapi::{AdditionalProperties, Range, Schema, SchemaType, Sited};

/// Beside alternatives of its own the list stays, and is refused later.
pub fn spell_out(schema: &mut Schema) {
    let listed = std::mem::take(&mut schema.types);
    let several = listed.iter().filter(|ty| **ty != SchemaType::Null).count() > 1;
    if !several || !schema.any_of.is_empty() || !schema.one_of.is_empty() {
        schema.types = listed;
        return;
    }
    schema.nullable |= listed.contains(&SchemaType::Null);
    let values = schema.constant.take().map(|constant| vec![*constant]).or(schema.enumeration.take());
    schema.nullable |= values.iter().flatten().any(|value| value.value.is_null());
    let is_text = listed.contains(&SchemaType::String);
    let format = schema.format.take();
    let range = schema.range.as_deref().copied().unwrap_or_default();
    let sizes = Range { minimum: None, exclusive_minimum: None, maximum: None, exclusive_maximum: None, ..range };
    let none = Size::default();
    let of_numbers = Range { length: none, item_count: none, property_count: none, ..range };
    for (index, ty) in listed.iter().copied().enumerate().filter(|(_, ty)| *ty != SchemaType::Null) {
        let mut branch = Schema::any(schema.at.child("type").child(index));
        branch.types = vec![ty];
        let own: Option<Vec<Sited>> =
            values.as_ref().map(|values| values.iter().filter(|value| fits(value, ty)).cloned().collect());
        if own.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        branch.enumeration = own;
        match ty {
            SchemaType::String => branch.format = format.clone(),
            SchemaType::Integer | SchemaType::Number => {
                branch.format = format.clone().filter(|_| !is_text);
                branch.range = of_numbers.boxed();
            }
            SchemaType::Array => branch.items = schema.items.take(),
            SchemaType::Object => {
                branch.properties = std::mem::take(&mut schema.properties);
                branch.required = std::mem::take(&mut schema.required);
                branch.additional_properties =
                    std::mem::replace(&mut schema.additional_properties, AdditionalProperties::No);
            }
            SchemaType::Boolean | SchemaType::Null => {}
        }
        schema.any_of.push(Ok(branch));
    }
    // What is said of numbers belongs to their branch alone.
    schema.range = sizes.boxed();
}

fn fits(value: &Sited, ty: SchemaType) -> bool {
    match ty {
        SchemaType::Null => value.value.is_null(),
        SchemaType::String => value.value.is_string(),
        SchemaType::Integer | SchemaType::Number => value.value.is_number(),
        SchemaType::Boolean => value.value.is_boolean(),
        SchemaType::Array => value.value.is_array(),
        SchemaType::Object => value.value.is_object(),
    }
}
