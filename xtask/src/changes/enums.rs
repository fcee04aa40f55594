//! The variants of an enum. Enums are open: a client keeps a value it does not know, so only what it may still send
//! can break it.

use super::Wire;
use super::docs;
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::view::View;
use crate::rust_paths::model;
use model::api::{OpenEnum, Variant};

/// Compares the variants: by name, or else by the value on the wire.
pub fn compare(old: &View<'_>, before: &OpenEnum, after: &OpenEnum, record: &mut Record) {
    let wire = Wire::breaking_if(old.is_sent(&before.name));
    let item = |variant: &Variant| format!("{}::{}", model(&after.name), variant.name);
    for variant in &before.variants {
        match partner(variant, before, after) {
            Some(other) => pair(variant, other, &item(other), wire, record),
            None => {
                let message = format!("the value {} is gone", quoted(&variant.wire));
                record.push_wire(Rule::VariantRemoved, item(variant), in_old(&variant.origin.pointer), wire, message);
            }
        }
    }
    for variant in after.variants.iter().filter(|variant| partner(variant, after, before).is_none()) {
        let message = format!("the value {} is new", quoted(&variant.wire));
        record.push(Rule::VariantAdded, item(variant), in_new(&variant.origin.pointer), message);
    }
    order(before, after, record);
}

fn partner<'e>(variant: &Variant, own: &OpenEnum, other: &'e OpenEnum) -> Option<&'e Variant> {
    other.variants.iter().find(|candidate| candidate.name == variant.name).or_else(|| {
        let renamed = other.variants.iter().find(|candidate| candidate.wire == variant.wire)?;
        own.variants.iter().all(|variant| variant.name != renamed.name).then_some(renamed)
    })
}

fn pair(old: &Variant, new: &Variant, item: &str, wire: Wire, record: &mut Record) {
    let Variant { name, wire: value, docs, origin } = new;
    let origin = in_new(&origin.pointer);
    if old.name != *name {
        record.push(Rule::VariantRenamed, item, origin.clone(), format!("was called `{}`", old.name));
    }
    if old.wire != *value {
        let message = format!("stood for {} and stands for {}", quoted(&old.wire), quoted(value));
        record.push_wire(Rule::VariantWireNameChanged, item, origin.clone(), wire, message);
    }
    docs::text(item, &origin, &old.docs, docs, record);
}

fn order(before: &OpenEnum, after: &OpenEnum, record: &mut Record) {
    let kept = before.variants.iter().filter_map(|variant| partner(variant, before, after));
    let there = after.variants.iter().filter(|variant| partner(variant, after, before).is_some());
    if !kept.map(|variant| &variant.name).eq(there.map(|variant| &variant.name)) {
        let item = format!("{}::KNOWN", model(&after.name));
        record.push(Rule::VariantsReordered, item, in_new(&after.origin.pointer), "has another order");
    }
}
