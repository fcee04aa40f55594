//! The variants of a union. Unions are open: a client keeps values of a kind it does not know, so what it may still send can
//! break it, and a kind that has become another type.

use super::docs;
use super::record::{Record, in_new, in_old};
use super::rules::Rule;
use super::rust_types::held;
use super::view::View;
use super::{Wire, wire};
use crate::codegen::api::{Arm, Union};
use crate::rust_paths::model;

/// Compares the variants, by the kind of JSON they stand for. Words and name of the union are compared elsewhere.
pub fn compare(old: &View<'_>, new: &View<'_>, before: &Union, after: &Union, record: &mut Record) {
    let Union { name, docs: _, deprecated: _, arms, exact, origin } = after;
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
    for arm in &before.arms {
        match arms.iter().find(|other| other.kind == arm.kind) {
            Some(other) => pair(old, new, before, arm, other, &item(other), record),
            None => {
                let wire = Wire::breaking_if(old.is_sent(&before.name));
                let message = format!("{} is no longer among the kinds", arm.kind.noun());
                record.push_wire(Rule::KindRemoved, item(arm), in_old(&arm.origin.pointer), wire, message);
            }
        }
    }
    for arm in arms.iter().filter(|arm| before.arms.iter().all(|other| other.kind != arm.kind)) {
        let message = format!("{} is among the kinds now", arm.kind.noun());
        record.push(Rule::KindAdded, item(arm), in_new(&arm.origin.pointer), message);
    }
}

fn pair(old: &View<'_>, new: &View<'_>, union: &Union, before: &Arm, after: &Arm, item: &str, record: &mut Record) {
    // The name follows from the kind.
    let Arm { name: _, kind: _, docs, ty, origin } = after;
    let origin = in_new(&origin.pointer);
    if before.ty != *ty {
        let unread = old.is_received(&union.name) && !wire::client_reads(old, &before.ty, new, ty);
        let refused = old.is_sent(&union.name) && !wire::service_accepts(old, &before.ty, new, ty);
        let message = format!("held `{}` and holds `{}`", held(&before.ty), held(ty));
        record.push_wire(Rule::KindTypeChanged, item, origin.clone(), Wire::breaking_if(unread || refused), message);
    }
    docs::text(item, &origin, &before.docs, docs, record);
}
