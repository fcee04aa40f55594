//! Integers that a schema lists: what becomes an enum over the number.

use std::collections::BTreeSet;

use super::own::Own;
use super::{Integers, ListedInteger};
use crate::openapi::{Schema, SchemaType, Sited};

/// The integers that the schema itself lists. A single one is a constant, which stays a number: it tells objects apart, or
/// says nothing.
pub fn of<'d>(schema: &'d Schema, own: &Own<'d>) -> Option<Integers<'d>> {
    let listed = own.values.as_deref().filter(|values| values.len() > 1 && own.ty == Some(SchemaType::Integer))?;
    let names = names(schema, listed);
    let values = listed.iter().enumerate().map(|(index, sited)| {
        let name = names.get(index).copied();
        Some(ListedInteger { value: sited.value.as_i64()?, sited, name })
    });
    Some(Integers {
        at: &schema.at,
        values: values.collect::<Option<_>>()?,
        rust_names: pairs(&schema.rust_names),
        descriptions: pairs(&schema.enum_descriptions),
    })
}

/// What other tools call the values, one by one. They may have left null out; any other number of names, or one that
/// is given twice, does not tell which is meant.
fn names<'d>(schema: &'d Schema, listed: &[&Sited]) -> Vec<&'d str> {
    let names = &schema.value_names;
    let places = schema.enumeration.as_deref().unwrap_or_default();
    let is_listed = |place: &Sited| listed.iter().any(|sited| std::ptr::eq(*sited, place));
    let named: Vec<&str> = if names.len() == listed.len() {
        names.iter().map(String::as_str).collect()
    } else if names.len() == places.len() {
        names.iter().zip(places).filter(|(_, place)| is_listed(place)).map(|(name, _)| name.as_str()).collect()
    } else {
        Vec::new()
    };
    let plain = |name: &&str| name.replace(|c: char| !c.is_ascii_alphanumeric(), "").to_ascii_lowercase();
    let different: BTreeSet<String> = named.iter().map(plain).collect();
    if different.len() == named.len() { named } else { Vec::new() }
}

/// What is said value by value.
pub fn pairs(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(value, text)| (value.as_str(), text.as_str())).collect()
}
