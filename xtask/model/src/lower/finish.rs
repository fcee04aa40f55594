//! Drafts become the types of the model, now that it is known who sends them and which of them a pagination needs: how
//! each field is held, what can be derived, what is boxed.

use std::collections::{BTreeMap, BTreeSet};

use super::boxes;
use super::registry::{Draft, DraftField, DraftStruct, PageRole, Presence};
use super::usage::Usage;
use crate::api::{Field, FieldShape, Outcome, Struct, Traits, TypeDef, TypeRef, Union};
use crate::names::TypeName;
use crate::resolve::Direction;

pub(super) fn finish(
    drafts: BTreeMap<TypeName, Draft>,
    usage: &Usage,
    mut outcomes: BTreeMap<TypeName, Outcome>,
) -> Vec<TypeDef> {
    let inexact = holders_of_floats(&drafts);
    let types = drafts
        .into_values()
        .map(|draft| match draft {
            Draft::Struct(draft) => {
                let outcome = outcomes.remove(&draft.name);
                TypeDef::Struct(Struct { outcome, ..structure(draft, usage, &inexact) })
            }
            Draft::Enum(definition) => TypeDef::Enum(definition),
            Draft::IntegerEnum(definition) => TypeDef::IntegerEnum(definition),
            Draft::Newtype(definition) => TypeDef::Newtype(definition),
            Draft::Union(union) => TypeDef::Union(Union { exact: !inexact.contains(&union.name), ..union }),
        })
        .collect();
    boxes::box_recursive_fields(types)
}

fn structure(draft: DraftStruct, usage: &Usage, inexact: &BTreeSet<TypeName>) -> Struct {
    let mut fields: Vec<Field> =
        draft.fields.into_iter().map(|field| finish_field(field, &draft.name, usage)).collect();
    let further = draft.further.map(|field| finish_field(*field, &draft.name, usage));
    fields.extend(further.map(|field| Field { shape: FieldShape::Further, ..field }));
    let exact = !inexact.contains(&draft.name);
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

fn finish_field(field: DraftField, parent: &TypeName, usage: &Usage) -> Field {
    let sent = usage.sent.contains(parent);
    // What only one side ever writes is missing where the other side reads it.
    let presence = match field.direction {
        Direction::OnlyRead if sent => Presence::Optional,
        Direction::OnlyWritten if usage.answered.contains(parent) => Presence::Optional,
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

/// The structs and unions that cannot be compared exactly, because a number with a fraction is somewhere in them.
fn holders_of_floats(drafts: &BTreeMap<TypeName, Draft>) -> BTreeSet<TypeName> {
    let mut holders: BTreeMap<&TypeName, Vec<&TypeName>> = BTreeMap::new();
    let mut open: Vec<&TypeName> = Vec::new();
    for (name, draft) in drafts {
        for ty in draft.inside() {
            match ty.innermost() {
                TypeRef::Named(target) => holders.entry(target).or_default().push(name),
                TypeRef::F32 | TypeRef::F64 => open.push(name),
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name.clone()) {
            open.extend(holders.get(name).into_iter().flatten());
        }
    }
    found
}
