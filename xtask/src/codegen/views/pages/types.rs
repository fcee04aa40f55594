//! The page of one type: what it is in Rust and in JSON, its fields or values, and who takes or gives it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::example::path;
use super::members::{Member, Members};
use super::{anchors, facts};
use crate::codegen::views::operations::accessors;
use crate::codegen::{rust_types, samples};
use model::api::{Api, Objects, Operation, Resource, TypeDef, TypeRef, Union};
use model::markdown::code;
use model::names::{TypeName, in_code};

#[derive(Clone, Debug, Serialize)]
pub struct TypePage {
    pub name: String,
    /// The file, without its ending.
    pub file: String,
    /// `llamacloud::types::Batch`.
    pub path: String,
    pub kind: Kind,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub members: Vec<Member>,
    /// Links to the types that have it inside.
    pub held_by: Vec<String>,
    /// What takes it or gives it.
    pub uses: Vec<UseView>,
    /// An object with all of its fields, as JSON.
    pub sample: Option<String>,
}

/// An operation that a type is met in.
#[derive(Clone, Debug, Serialize)]
pub struct UseView {
    pub rust_path: String,
    pub file: String,
    pub anchor: String,
}

/// What a type is, for the words around it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Kind {
    Object {
        /// `BatchConfig::new(job: impl Into<JobConfig>)`.
        constructor: String,
    },
    Values,
    Text {
        is_secret: bool,
    },
    Alternatives {
        /// What tells them apart, in words.
        told_by: String,
    },
}

/// What tells the variants of a union apart.
fn told_by(definition: &Union) -> String {
    let objects = match &definition.objects {
        Objects::ByTag(tag) => code(tag),
        Objects::ByOptionalTag(tag) => format!("{}, or without it the members that they have", code(tag)),
        Objects::ByMembers => "the members that they have".to_owned(),
    };
    match definition.objects().count() {
        0 | 1 => "the kind of JSON".to_owned(),
        several if several == definition.arms.len() => objects,
        _ => format!("the kind of JSON, and objects by {objects}"),
    }
}

pub(super) fn pages(api: &Api) -> Vec<TypePage> {
    let mut mentions = Mentions::of(api);
    api.types.values().map(|definition| page(api, definition, &mut mentions)).collect()
}

/// Where types are met, by their names: gathered once, because each page asks for it.
#[derive(Default)]
struct Mentions<'a> {
    held_by: BTreeMap<&'a TypeName, Vec<String>>,
    uses: BTreeMap<&'a TypeName, Vec<UseView>>,
}

impl<'a> Mentions<'a> {
    fn of(api: &'a Api) -> Self {
        let mut mentions = Self::default();
        for definition in api.types.values() {
            let held: BTreeSet<&TypeName> = definition.held().filter(|held| *held != definition.name()).collect();
            for name in held {
                mentions.held_by.entry(name).or_default().push(facts::link(definition.name()));
            }
        }
        for (resource, operation) in api.placed_operations() {
            // Named by the operation itself, not through another type.
            let named = operation.inputs().filter_map(|argument| argument.ty.named());
            let named: BTreeSet<&TypeName> =
                named.chain(operation.output_model()).chain(operation.received()).collect();
            for name in named {
                mentions.uses.entry(name).or_default().push(use_view(resource, operation));
            }
        }
        mentions
    }
}

fn use_view(resource: &Resource, operation: &Operation) -> UseView {
    UseView {
        rust_path: format!("{}{}", accessors(resource), in_code(operation.method_name.as_str())),
        file: facts::file(resource).to_owned(),
        anchor: anchors::operation(operation),
    }
}

fn page<'a>(api: &'a Api, definition: &'a TypeDef, mentions: &mut Mentions<'a>) -> TypePage {
    let name = definition.name();
    let (kind, docs, deprecated) = match definition {
        TypeDef::Struct(it) => (Kind::Object { constructor: constructor(it) }, &it.docs, it.deprecated),
        TypeDef::Enum(it) | TypeDef::IntegerEnum(it) => (Kind::Values, &it.docs, it.deprecated),
        TypeDef::Union(it) => (Kind::Alternatives { told_by: told_by(it) }, &it.docs, it.deprecated),
        TypeDef::Newtype(it) => (Kind::Text { is_secret: it.sensitive }, &it.docs, it.deprecated),
    };
    let sample = definition.as_struct().and_then(|model| samples::of(api, model));
    let sample = sample.as_ref().and_then(|known| known.get("sample")).map(|sample| format!("{sample:#}"));
    TypePage {
        name: name.to_string(),
        file: name.module().to_string(),
        path: path(api, &TypeRef::Named(name.clone())),
        kind,
        docs: docs.0.clone(),
        deprecated,
        members: Members::new(api).of_type(definition),
        held_by: mentions.held_by.remove(name).unwrap_or_default(),
        uses: mentions.uses.remove(name).unwrap_or_default(),
        sample,
    }
}

fn constructor(definition: &model::api::Struct) -> String {
    let required = definition.fields.iter().filter(|field| !field.shape.has_default());
    let arguments: Vec<String> = required
        .map(|field| {
            let ty = match field.shape.is_option() {
                true => rust_types::field(field),
                false => rust_types::taken(&field.ty),
            };
            format!("{}: {ty}", in_code(field.name.as_str()))
        })
        .collect();
    format!("{}::new({})", definition.name, arguments.join(", "))
}
