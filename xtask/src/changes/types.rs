//! Models: which there are, of what kind they are, and what a struct offers as a whole.

use super::docs::{self, Described};
use super::pairing::Pairing;
use super::record::{Record, in_new, in_old};
use super::rules::Rule;
use super::view::View;
use super::{Wire, enums, fields, unions, wire};
use crate::rust_paths::model;
use model::api::{Newtype, Outcome, PageShape, Struct, Traits, TypeDef, TypeRef};

/// Compares all models with their partners.
pub fn compare<'a>(old: &View<'a>, new: &View<'a>, pairing: &Pairing<'a>, record: &mut Record) {
    for definition in old.api.types.values() {
        match pairing.partner(definition.name()) {
            Some(other) => pair(old, new, definition, other, record),
            None => removed(new, pairing, definition, record),
        }
    }
    for definition in new.api.types.values() {
        let name = definition.name();
        if !pairing.is_paired(name) {
            let message = format!("{} `{name}` is new", kind(definition));
            record.push(Rule::TypeAdded, model(name), in_new(&definition.origin().pointer), message);
        }
    }
}

/// The schema often stays where it is and only its name changes; then the message says so.
fn removed(new: &View<'_>, pairing: &Pairing<'_>, definition: &TypeDef, record: &mut Record) {
    let name = definition.name();
    let pointer = &definition.origin().pointer;
    let successor = new
        .api
        .types
        .values()
        .find(|candidate| candidate.origin().pointer == *pointer && !pairing.is_paired(candidate.name()));
    let message = match successor {
        Some(successor) => format!("{} `{name}` is called `{}` now", kind(definition), successor.name()),
        None => format!("{} `{name}` is gone", kind(definition)),
    };
    record.push(Rule::TypeRemoved, model(name), in_old(pointer), message);
}

fn pair(old: &View<'_>, new: &View<'_>, before: &TypeDef, after: &TypeDef, record: &mut Record) {
    let name = before.name();
    let item = model(after.name());
    let origin = in_new(&after.origin().pointer);
    docs::compare(&item, &origin, described(before), described(after), record);
    match (before, after) {
        (TypeDef::Struct(before), TypeDef::Struct(after)) => {
            whole_struct(before, after, record);
            fields::compare(old, new, before, after, record);
        }
        (TypeDef::Enum(before), TypeDef::Enum(after)) | (TypeDef::IntegerEnum(before), TypeDef::IntegerEnum(after)) => {
            enums::compare(old, before, after, record);
        }
        (TypeDef::Newtype(before), TypeDef::Newtype(after)) => newtype(before, after, record),
        (TypeDef::Union(before), TypeDef::Union(after)) => unions::compare(old, new, before, after, record),
        (
            TypeDef::Struct(_) | TypeDef::Enum(_) | TypeDef::IntegerEnum(_) | TypeDef::Newtype(_) | TypeDef::Union(_),
            _,
        ) => {
            let (was, is) = (TypeRef::Named(name.clone()), TypeRef::Named(after.name().clone()));
            let unread = old.is_received(name) && !wire::client_reads(old, &was, new, &is);
            let refused = old.is_sent(name) && !wire::service_accepts(old, &was, new, &is);
            let message = format!("was {} and is {}", kind_with_article(before), kind_with_article(after));
            record.push_wire(Rule::TypeKindChanged, item, origin, Wire::breaking_if(unread || refused), message);
        }
    }
}

/// Its fields, its words and its name are compared elsewhere.
fn whole_struct(old: &Struct, new: &Struct, record: &mut Record) {
    let Struct { name, docs: _, deprecated: _, fields: _, traits, page, outcome: _, origin } = new;
    // That `Debug` is masked follows from the fields.
    let Traits { eq, hash, default, masked_debug: _ } = *traits;
    let item = model(name);
    let origin = in_new(&origin.pointer);
    let traits = [("Eq", old.traits.eq, eq), ("Hash", old.traits.hash, hash), ("Default", old.traits.default, default)];
    for (name, before, after) in traits {
        match (before, after) {
            (true, false) => {
                record.push(Rule::DeriveLost, &item, origin.clone(), format!("no longer implements `{name}`"));
            }
            (false, true) => record.push(Rule::DeriveGained, &item, origin.clone(), format!("implements `{name}`")),
            (true, true) | (false, false) => {}
        }
    }
    outcome(old, new, record);
    if let (Some(before), Some(after)) = (&old.page, page) {
        let roles = |page: &PageShape| {
            // The type of the items is that of the field.
            let PageShape { item: _, items, items_required: _, next_page_token, total_size, has_more, total_pages } =
                page.clone();
            (items, next_page_token, total_size, has_more, total_pages)
        };
        if roles(before) != roles(after) {
            let message = "other fields hold the items, the next token or the total of a page";
            record.push(Rule::PageFieldsChanged, item, origin, message);
        }
    }
}

/// What tells good results from bad ones.
fn outcome(old: &Struct, new: &Struct, record: &mut Record) {
    let item = format!("{}::outcome", model(&new.name));
    let origin = in_new(&new.origin.pointer);
    match (&old.outcome, &new.outcome) {
        (None, Some(after)) => {
            let message = format!("sorts the results in `{}`", after.items);
            record.push(Rule::OutcomeAdded, item, origin, message);
        }
        (Some(_), None) => record.push(Rule::OutcomeRemoved, item, in_old(&old.origin.pointer), "is gone"),
        (Some(before), Some(after)) if before.item != after.item => {
            let message = format!("gave `Outcome<{}>` and gives `Outcome<{}>`", before.item, after.item);
            record.push(Rule::OutcomeTypeChanged, item, origin, message);
        }
        (Some(before), Some(after)) if before != after => {
            let Outcome { items, item: _, done, error } = after;
            let message = format!(
                "sorts `{items}` by `{done}` and `{error}`, and sorted `{}` by `{}` and `{}`",
                before.items, before.done, before.error
            );
            record.push(Rule::OutcomeChanged, item, origin, message);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// Its words and its name are compared elsewhere.
fn newtype(old: &Newtype, new: &Newtype, record: &mut Record) {
    let Newtype { name, docs: _, deprecated: _, sensitive, origin } = new;
    let origin = in_new(&origin.pointer);
    match (old.sensitive, *sensitive) {
        (false, true) => {
            let message = "is a secret now: `Display` is gone, `Debug` is masked";
            record.push(Rule::NewtypeBecameSecret, model(name), origin, message);
        }
        (true, false) => {
            let message = "is no longer a secret: `Display` is added, `Debug` shows the text";
            record.push(Rule::NewtypeNoLongerSecret, model(name), origin, message);
        }
        (true, true) | (false, false) => {}
    }
}

fn described(definition: &TypeDef) -> Described<'_> {
    let (docs, deprecated) = match definition {
        TypeDef::Struct(definition) => (&definition.docs, definition.deprecated),
        TypeDef::Enum(definition) | TypeDef::IntegerEnum(definition) => (&definition.docs, definition.deprecated),
        TypeDef::Newtype(definition) => (&definition.docs, definition.deprecated),
        TypeDef::Union(definition) => (&definition.docs, definition.deprecated),
    };
    Described { docs, deprecated }
}

fn kind(definition: &TypeDef) -> &'static str {
    match definition {
        TypeDef::Struct(_) => "struct",
        TypeDef::Enum(_) | TypeDef::IntegerEnum(_) => "enum",
        TypeDef::Newtype(_) => "newtype",
        TypeDef::Union(_) => "union",
    }
}

fn kind_with_article(definition: &TypeDef) -> &'static str {
    match definition {
        TypeDef::Struct(_) => "a struct",
        TypeDef::Enum(_) => "an enum",
        TypeDef::IntegerEnum(_) => "an enum of integers",
        TypeDef::Newtype(_) => "a newtype",
        TypeDef::Union(_) => "a union",
    }
}
