//! Drafts become the types of the model, now that it is known who sends them and which of them a pagination needs: how
//! each field is held, what can be derived, what is boxed.

use std::collections::BTreeMap;

use super::boxes;
use super::registry::{Draft, DraftField, DraftStruct, Drafts, PageRole, Presence, Usage};
use crate::api::{Field, FieldShape, Outcome, Struct, Traits, TypeDef, TypeRef, Union};
use crate::names::TypeName;
use crate::resolve::Direction;

pub(super) fn finish(drafts: Drafts, mut outcomes: BTreeMap<TypeName, Outcome>) -> Vec<TypeDef> {
    let inexact = hold_floats(&drafts);
    let types = drafts.into_values().zip(inexact).map(|(draft, inexact)| match draft {
        Draft::Struct(draft) => {
            let outcome = outcomes.remove(&draft.name);
            TypeDef::Struct(Struct { outcome, ..structure(draft, !inexact) })
        }
        Draft::Enum(definition) => TypeDef::Enum(definition),
        Draft::IntegerEnum(definition) => TypeDef::IntegerEnum(definition),
        Draft::Newtype(definition) => TypeDef::Newtype(definition),
        Draft::Union(union) => TypeDef::Union(Union { exact: !inexact, ..union }),
    });
    boxes::box_recursive_fields(types.collect())
}

fn structure(draft: DraftStruct, exact: bool) -> Struct {
    let usage = draft.usage;
    let mut fields: Vec<Field> = draft.fields.into_iter().map(|field| finish_field(field, usage)).collect();
    let further = draft.further.map(|field| finish_field(*field, usage));
    fields.extend(further.map(|field| Field { shape: FieldShape::Further, ..field }));
    let traits = Traits {
        eq: exact,
        hash: exact,
        default: fields.iter().all(|field| field.shape.has_default()),
        masked_debug: fields.iter().any(|field| field.sensitive),
    };
    Struct {
        name: draft.name,
        docs: draft.docs,
        deprecated: draft.deprecated,
        fields,
        traits,
        page: draft.page,
        outcome: None,
        origin: draft.origin,
    }
}

/// `usage` is that of the struct it is in.
fn finish_field(field: DraftField, usage: Usage) -> Field {
    let Usage { sent, received } = usage;
    // What only one side ever writes is missing where the other side reads it.
    let presence = match field.direction {
        Direction::OnlyRead if sent => Presence::Optional,
        Direction::OnlyWritten if received => Presence::Optional,
        Direction::Both | Direction::OnlyRead | Direction::OnlyWritten => field.presence,
    };
    Field {
        shape: shape(field.role, presence, field.nullable, field.ty.is_collection(), sent),
        nullable: field.nullable,
        lenient: field.role.lenient(),
        name: field.name,
        wire: field.wire,
        docs: field.docs,
        deprecated: field.deprecated,
        ty: field.ty,
        sensitive: field.sensitive,
        facts: field.facts,
        flag: field.flag,
        origin: field.origin,
    }
}

fn shape(role: PageRole, presence: Presence, nullable: bool, collection: bool, sent: bool) -> FieldShape {
    match (role, presence) {
        (PageRole::Items, Presence::Required) => FieldShape::RequiredCollection,
        (PageRole::Items, Presence::Optional) => FieldShape::OptionalCollection,
        (PageRole::Token | PageRole::Total, _) => FieldShape::Optional,
        (PageRole::None, Presence::Required) if nullable => FieldShape::RequiredNullable,
        (PageRole::None, Presence::Required) if collection => FieldShape::RequiredCollection,
        (PageRole::None, Presence::Required) => FieldShape::Required,
        (PageRole::None, Presence::Optional) if nullable && sent => FieldShape::OptionalNullable,
        (PageRole::None, Presence::Optional) if collection && !nullable && !sent => FieldShape::OptionalCollection,
        (PageRole::None, Presence::Optional) => FieldShape::Optional,
    }
}

/// For each draft whether its values cannot be compared exactly, because a number with a fraction is somewhere in them.
fn hold_floats(drafts: &Drafts) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    let mut open = Vec::new();
    for (at, draft) in drafts.values().enumerate() {
        for ty in draft.inside() {
            match ty.innermost() {
                TypeRef::Named(target) => {
                    drafts.get_index_of(target).into_iter().for_each(|target| holders[target].push(at));
                }
                TypeRef::F32 | TypeRef::F64 => open.push(at),
                _ => {}
            }
        }
    }
    let mut found = vec![false; drafts.len()];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut found[at], true) {
            open.extend(&holders[at]);
        }
    }
    found
}
