//! What alternatives are together: values of one type, where they agree on the kind of JSON, or else of several kinds, which
//! the kind tells apart. Several objects are told apart by a tag or by their members; lists of several kinds are refused.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::context::Context;
use super::tags::{self, Tag};
use crate::api::JsonKind;
use crate::diagnostics::{Known, Refused};
use crate::resolve::{Kind, KnownSlot, Schema, SchemaId, Union};

/// What alternatives are together.
#[derive(Clone, Debug)]
pub(super) enum Settled<'a> {
    /// A value of any kind.
    Any,
    /// Values of one kind, which need no type of their own.
    One(Held<'a>),
    /// Values of several kinds or several objects, which become an enum.
    Several(Several<'a>),
}

#[derive(Clone, Debug)]
pub(super) struct Several<'a> {
    /// All that are no objects.
    pub kinds: BTreeMap<JsonKind, Held<'a>>,
    pub objects: Vec<&'a KnownSlot<'a>>,
    pub tag: Option<Tag<'a>>,
}

/// What the values of one kind are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held<'a> {
    Slot(&'a KnownSlot<'a>),
    /// What several alternatives have in common.
    Text,
    Integer,
    Number,
    Boolean,
}

/// What the alternatives of a schema are together.
pub(super) fn settle<'a>(cx: &mut Context<'a, '_>, schema: &Schema<'_>, union: &'a Union<'a>) -> Known<Settled<'a>> {
    let mut branches = Vec::new();
    gather(cx, union, &mut Vec::new(), &mut branches)?;
    let mut kinds: BTreeMap<JsonKind, Held<'a>> = BTreeMap::new();
    let mut objects: Vec<&'a KnownSlot<'a>> = Vec::new();
    for branch in branches {
        let slot = branch.as_ref().map_err(|refused| *refused)?;
        let Some(kind) = kind_of(&cx.schema(slot).kind) else { return Ok(Settled::Any) };
        if kind == JsonKind::Object {
            if !objects.iter().any(|other| is_same(other, branch)) {
                objects.push(branch);
            }
            continue;
        }
        match kinds.entry(kind) {
            Entry::Vacant(place) => {
                place.insert(Held::Slot(branch));
            }
            Entry::Occupied(mut first) => match together(cx, kind, *first.get(), branch) {
                Some(both) => {
                    first.insert(both);
                }
                None => return Err(refuse(cx, schema, &format!("several alternatives that are each {}", kind.noun()))),
            },
        }
    }
    // Each integer is a number, and may be written as one with a fraction.
    if kinds.contains_key(&JsonKind::Number) && kinds.remove(&JsonKind::Integer).is_some() {
        kinds.insert(JsonKind::Number, Held::Number);
    }
    if objects.iter().filter(|object| is_map(cx, object)).count() > 1 {
        return Err(refuse(cx, schema, "several alternatives that are each a map"));
    }
    Ok(match (kinds.values().next(), objects.as_slice()) {
        (Some(only), []) if kinds.len() == 1 => Settled::One(*only),
        (None, [only]) => Settled::One(Held::Slot(only)),
        _ => Settled::Several(Several { kinds, tag: tags::of(cx, union.tag, &objects), objects }),
    })
}

/// The branches, and those of branches that are alternatives themselves.
fn gather<'a>(
    cx: &mut Context<'a, '_>,
    union: &'a Union<'a>,
    around: &mut Vec<SchemaId>,
    branches: &mut Vec<&'a KnownSlot<'a>>,
) -> Known<()> {
    for branch in &union.branches {
        // A branch that was refused may have meant to be null, and to leave only one other.
        let slot = branch.as_ref().map_err(|refused| *refused)?;
        if slot.sensitive {
            let way_out = "make it a component of its own, whose type hides it";
            return Err(cx.unsupported(slot.at, "a secret among several alternatives", way_out));
        }
        match &cx.schema(slot).kind {
            Kind::Union(_) if around.contains(&slot.schema) => {}
            Kind::Union(inner) => {
                around.push(slot.schema);
                gather(cx, inner, around, branches)?;
            }
            _ => branches.push(branch),
        }
    }
    Ok(())
}

fn is_map(cx: &Context<'_, '_>, branch: &KnownSlot<'_>) -> bool {
    branch.as_ref().is_ok_and(|slot| matches!(cx.schema(slot).kind, Kind::Map(_)))
}

fn refuse(cx: &mut Context<'_, '_>, schema: &Schema<'_>, what: &str) -> Refused {
    cx.unsupported(schema.at, what, "describe the value as `{}`, which is read and sent as any JSON")
}

pub(super) fn kind_of(kind: &Kind<'_>) -> Option<JsonKind> {
    match kind {
        // An enum of anything but strings is refused where it becomes a type.
        Kind::String(_) | Kind::Enum(_) => Some(JsonKind::String),
        Kind::Integer(..) => Some(JsonKind::Integer),
        Kind::Number(_) => Some(JsonKind::Number),
        Kind::Boolean => Some(JsonKind::Boolean),
        Kind::List(_) => Some(JsonKind::List),
        Kind::Map(_) | Kind::Object(_) => Some(JsonKind::Object),
        Kind::Any | Kind::Union(_) => None,
    }
}

/// What two alternatives of one kind have in common, if that says enough of both.
fn together<'a>(cx: &Context<'a, '_>, kind: JsonKind, first: Held<'a>, second: &'a KnownSlot<'a>) -> Option<Held<'a>> {
    let schema = |held: &'a KnownSlot<'a>| held.as_ref().ok().map(|slot| cx.schema(slot));
    let values = |held| schema(held).is_some_and(|schema| matches!(schema.kind, Kind::Enum(_)));
    match (kind, first) {
        (_, Held::Slot(one)) if is_same(one, second) => Some(first),
        (JsonKind::String, Held::Slot(one)) => match (values(one), values(second)) {
            (true, true) => None,
            // An enum is open: it holds the other strings too.
            (true, false) => Some(first),
            (false, true) => Some(Held::Slot(second)),
            (false, false) => Some(Held::Text),
        },
        (JsonKind::String, Held::Text) => Some(if values(second) { Held::Slot(second) } else { Held::Text }),
        (JsonKind::Integer, _) => Some(Held::Integer),
        (JsonKind::Number, _) => Some(Held::Number),
        (JsonKind::Boolean, _) => Some(Held::Boolean),
        (JsonKind::String | JsonKind::List | JsonKind::Object, _) => None,
    }
}

fn is_same(one: &KnownSlot<'_>, other: &KnownSlot<'_>) -> bool {
    matches!((one, other), (Ok(one), Ok(other)) if one.schema == other.schema)
}
