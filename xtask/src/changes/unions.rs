//! The variants of a union. Unions are open: a client keeps what none of them is for, so what it may still send can break it,
//! and a variant that holds another type.

use super::docs;
use super::record::{Record, in_new, in_old};
use super::rules::Rule;
use super::rust_types::held;
use super::view::View;
use super::{Wire, wire};
use crate::rust_paths::model;
use model::api::{Arm, JsonKind, Objects, Union};

/// Compares the variants, by name. Words and name of the union are compared elsewhere.
pub fn compare(old: &View<'_>, new: &View<'_>, before: &Union, after: &Union, record: &mut Record) {
    let Union { name, docs: _, deprecated: _, arms, objects, exact, origin } = after;
    let item = |arm: &Arm| format!("{}::{}", model(name), arm.name);
    match (before.exact, exact) {
        (true, false) => {
            let message = "no longer implements `Eq` and `Hash`";
            record.push(Rule::DeriveLost, model(name), in_new(&origin.pointer), message);
        }
        (false, true) => {
            record.push(Rule::DeriveGained, model(name), in_new(&origin.pointer), "implements `Eq` and `Hash`");
        }
        (true, true) | (false, false) => {}
    }
    if before.objects != *objects {
        let shown = |objects: &Objects| match objects {
            Objects::ByTag(tag) => format!("by `{tag}`"),
            Objects::ByOptionalTag(tag) => format!("by `{tag}` or their members"),
            Objects::ByMembers => "by their members".to_owned(),
        };
        let message = format!("told objects apart {} and does {}", shown(&before.objects), shown(objects));
        let wire = Wire::breaking_if(old.is_received(&before.name) && matches!(before.objects, Objects::ByTag(_)));
        record.push_wire(Rule::KindTypeChanged, model(name), in_new(&origin.pointer), wire, message);
    }
    for arm in &before.arms {
        match arms.iter().find(|other| other.name == arm.name) {
            Some(other) => pair(old, new, before, arm, other, &item(other), record),
            None => {
                let wire = Wire::breaking_if(old.is_sent(&before.name));
                let message = format!("{} is no longer among the alternatives", noun(arm));
                record.push_wire(Rule::KindRemoved, item(arm), in_old(&arm.origin.pointer), wire, message);
            }
        }
    }
    for arm in arms.iter().filter(|arm| before.arms.iter().all(|other| other.name != arm.name)) {
        let message = format!("{} is among the alternatives now", noun(arm));
        record.push(Rule::KindAdded, item(arm), in_new(&arm.origin.pointer), message);
    }
}

fn pair(old: &View<'_>, new: &View<'_>, union: &Union, before: &Arm, after: &Arm, item: &str, record: &mut Record) {
    // The kind follows from the type.
    let Arm { name: _, kind: _, tags, docs, ty, origin } = after;
    let origin = in_new(&origin.pointer);
    if before.ty != *ty {
        let unread = old.is_received(&union.name) && !wire::client_reads(old, &before.ty, new, ty);
        let refused = old.is_sent(&union.name) && !wire::service_accepts(old, &before.ty, new, ty);
        let message = format!("held `{}` and holds `{}`", held(&before.ty), held(ty));
        record.push_wire(Rule::KindTypeChanged, item, origin.clone(), Wire::breaking_if(unread || refused), message);
    }
    if before.tags != *tags && !before.tags.is_empty() && !tags.is_empty() {
        let gone = before.tags.iter().any(|tag| !tags.contains(tag));
        let wire = Wire::breaking_if(gone && old.is_sent(&union.name));
        let message = format!("was told by {} and is told by {}", tags_of(before), tags_of(after));
        record.push_wire(Rule::KindTypeChanged, item, origin.clone(), wire, message);
    }
    docs::text(item, &origin, &before.docs, docs, record);
}

fn noun(arm: &Arm) -> String {
    match arm.kind {
        JsonKind::Object => format!("an object of type `{}`", held(arm.ty.unboxed())),
        kind => kind.noun().to_owned(),
    }
}

fn tags_of(arm: &Arm) -> String {
    arm.tag_texts().collect::<Vec<_>>().join(", ")
}
