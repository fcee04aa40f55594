//! What a value is made of, as a nested list: the fields of an object, the values of an enum, and what is in those. A
//! type is written out where a page comes to it first; after that the page links to that place.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{anchors, facts};
use crate::codegen::rust_types;
use crate::codegen::value_facts;
use model::api::{Api, Argument, Docs, Field, FieldShape, Operation, Struct, Style, TypeDef, TypeRef, Variant};
use model::markdown::code;
use model::names::TypeName;

/// One entry of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// The spaces that put it below what it belongs to.
    pub indent: String,
    pub anchor: String,
    /// A code span: `status: BatchStatus`, or `"PENDING"`.
    pub label: String,
    /// `required string`, links and remarks.
    pub facts: Vec<String>,
    /// Lines with their indentation.
    pub docs: Vec<String>,
    /// What leads to it in the model, one step after the other: `Batch.config: BatchConfig`, `BatchConfig.job`.
    #[serde(skip)]
    pub way: Vec<String>,
}

/// Writes out the types of one page.
#[derive(Debug)]
pub(super) struct Members<'a> {
    api: &'a Api,
    /// Where each type stands.
    shown: BTreeMap<&'a TypeName, String>,
    /// The steps to what is written out just now.
    way: Vec<String>,
}

impl<'a> Members<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api, shown: BTreeMap::new(), way: Vec::new() }
    }

    /// A parameter, and what is in it.
    pub(super) fn of_argument(&mut self, operation: &'a Operation, argument: &'a Argument) -> Vec<Member> {
        // A member of the body may be called like a parameter, on the wire.
        let is_shared = operation.inputs().filter(|other| other.wire == argument.wire).count() > 1;
        let name = if is_shared { argument.name.as_str() } else { &argument.wire };
        let anchor = anchors::parameter(operation.method_name.as_str(), name);
        let rust = match operation.arguments.iter().any(|other| other.name == argument.name) {
            true => rust_types::required_argument(argument),
            false => rust_types::argument(argument),
        };
        let mut facts =
            vec![format!("{} {}", facts::argument_presence(operation, argument), facts::json(self.api, &argument.ty))];
        facts.push(value_facts::place(argument.place).to_owned());
        if argument.style != Style::Plain {
            facts.push(value_facts::written(argument.style).to_owned());
        }
        facts.extend(facts::of_value(&argument.facts));
        facts.extend(named_as(argument.name.as_str(), &argument.wire));
        let deprecated = argument.deprecated.then(|| "deprecated".to_owned());
        facts.extend(deprecated);
        let mut list = Vec::new();
        let label = format!("{}: {rust}", argument.name);
        let step = format!("{}({})", operation.id, argument.wire);
        self.entry(&mut list, Entry { anchor, label, facts, docs: &argument.docs, ty: Some(&argument.ty), step }, 0);
        list
    }

    /// What is in the response of an operation: the fields of its model, or nothing.
    pub(super) fn of_output(&mut self, operation: &'a Operation) -> Vec<Member> {
        let anchor = anchors::join([operation.method_name.as_str(), "response"]);
        let mut list = Vec::new();
        if let Some(model) = operation.shown_model() {
            self.inside(&mut list, model, &anchor, 0);
        }
        list
    }

    /// Where the page shows the type, if it does already.
    pub(super) fn place_of(&self, name: &TypeName) -> Option<&str> {
        self.shown.get(name).map(String::as_str)
    }

    /// The fields or values of a type on a page of its own, with links to the other types.
    pub(super) fn of_type(&mut self, definition: &'a TypeDef) -> Vec<Member> {
        let mut list = Vec::new();
        for other in definition.held() {
            // Each of them has a page, which the entry links to.
            self.shown.insert(other, String::new());
        }
        let name = definition.name();
        self.shown.remove(name);
        self.inside(&mut list, name, "", 0);
        list
    }

    fn inside(&mut self, list: &mut Vec<Member>, name: &'a TypeName, anchor: &str, depth: usize) {
        if self.shown.contains_key(name) {
            return;
        }
        self.shown.insert(name, anchor.to_owned());
        match self.api.model(name) {
            TypeDef::Struct(definition) => self.fields(list, definition, anchor, depth),
            TypeDef::Enum(definition) => {
                for variant in &definition.variants {
                    self.variant(list, (name, anchor), variant, quoted(&variant.wire), depth);
                }
            }
            TypeDef::IntegerEnum(definition) => {
                for variant in &definition.variants {
                    self.variant(list, (name, anchor), variant, variant.wire.clone(), depth);
                }
            }
            TypeDef::Union(definition) => {
                for arm in &definition.arms {
                    let anchor = joined(anchor, arm.name.as_str());
                    let label = format!("{name}::{}({})", arm.name, rust_types::held(&arm.ty));
                    let mut facts = vec![facts::json(self.api, &arm.ty)];
                    facts.extend(facts::tag(definition, arm));
                    let step = format!("{name}.{}", arm.name);
                    self.entry(list, Entry { anchor, label, facts, docs: &arm.docs, ty: Some(&arm.ty), step }, depth);
                }
            }
            TypeDef::Newtype(_) => {}
        }
    }

    fn fields(&mut self, list: &mut Vec<Member>, definition: &'a Struct, anchor: &str, depth: usize) {
        for field in &definition.fields {
            let anchor = joined(anchor, shown_name(field));
            let label = format!("{}: {}", field.name, rust_types::field(field));
            let facts = self.field_facts(field);
            let step = format!("{}.{}", definition.name, shown_name(field));
            self.entry(list, Entry { anchor, label, facts, docs: &field.docs, ty: Some(&field.ty), step }, depth);
        }
    }

    fn field_facts(&self, field: &Field) -> Vec<String> {
        let mut facts = vec![format!("{} {}", facts::field_presence(field), facts::json(self.api, &field.ty))];
        facts.extend(facts::of_value(&field.facts));
        facts.extend(named_as(field.name.as_str(), shown_name(field)));
        facts.extend(field.deprecated.then(|| "deprecated".to_owned()));
        facts.extend(field.sensitive.then(|| "secret: never shown by `{:?}`".to_owned()));
        facts
    }

    fn entry(&mut self, list: &mut Vec<Member>, entry: Entry<'a>, depth: usize) {
        let Entry { anchor, label, mut facts, docs, ty, step } = entry;
        let name = ty.and_then(TypeRef::named);
        if let Some(name) = name {
            facts.push(facts::link(name));
            facts.extend(self.again(name));
        }
        let indent = "  ".repeat(depth);
        let docs = indented(docs, &format!("{indent}  "));
        self.way.push(name.map_or(step.clone(), |name| format!("{step}: {name}")));
        list.push(Member { indent, anchor: anchor.clone(), label: code(&label), facts, docs, way: self.way.clone() });
        if let Some(name) = name {
            self.inside(list, name, &anchor, depth + 1);
        }
        self.way.pop();
    }

    /// A value of an enum, of which `label` is the JSON.
    fn variant(
        &mut self,
        list: &mut Vec<Member>,
        (owner, anchor): (&TypeName, &str),
        variant: &'a Variant,
        label: String,
        depth: usize,
    ) {
        let anchor = joined(anchor, &variant.wire);
        let facts = vec![format!("`{owner}::{}`", variant.name)];
        let step = format!("{owner}.{}", variant.wire);
        self.entry(list, Entry { anchor, label, facts, docs: &variant.docs, ty: None, step }, depth);
    }

    /// What an entry says of a type that stands elsewhere on the page: where, and the values of an enum.
    fn again(&self, name: &TypeName) -> Option<String> {
        let anchor = self.shown.get(name)?;
        match self.api.model(name) {
            TypeDef::Struct(_) | TypeDef::Union(_) if anchor.is_empty() => None,
            TypeDef::Struct(_) => Some(format!("its fields [stand above](#{anchor})")),
            TypeDef::Enum(definition) => {
                let values: Vec<String> =
                    definition.variants.iter().map(|variant| code(&quoted(&variant.wire))).collect();
                Some(format!("one of {}", values.join(", ")))
            }
            TypeDef::IntegerEnum(definition) => {
                let values: Vec<String> = definition.variants.iter().map(|variant| code(&variant.wire)).collect();
                Some(format!("one of {}", values.join(", ")))
            }
            TypeDef::Union(_) => Some(format!("its kinds [stand above](#{anchor})")),
            TypeDef::Newtype(_) => None,
        }
    }
}

struct Entry<'a> {
    anchor: String,
    label: String,
    facts: Vec<String>,
    docs: &'a Docs,
    ty: Option<&'a TypeRef>,
    /// The last of the steps to it, without its type.
    step: String,
}

/// On the page of a type, anchors are the bare names.
fn joined(anchor: &str, name: &str) -> String {
    if anchor.is_empty() { anchors::join([name]) } else { anchors::below(anchor, name) }
}

/// How the service calls a field, or the crate, where it has no name on the wire.
fn shown_name(field: &Field) -> &str {
    if field.shape == FieldShape::Further { field.name.as_str() } else { &field.wire }
}

/// How the service calls it, where that is not its name in Rust.
fn named_as(name: &str, wire: &str) -> Option<String> {
    (name != wire).then(|| format!("sent as {}", code(wire)))
}

fn indented(docs: &Docs, indent: &str) -> Vec<String> {
    docs.0.iter().map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") }).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
