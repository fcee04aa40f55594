//! Every item a user of the generated crate can name, with where it came from.

mod resources;

use super::naming::{FIELD, SCHEMA, VARIANT};
use crate::codegen::api::{Api, Field, FieldShape, NamingRule, Newtype, OpenEnum, Origin, Service, Struct, TypeDef};
use crate::codegen::openapi::Pointer;
use crate::rust_paths::model;

/// One item.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path below the crate.
    pub path: String,
    /// Other ways to write it.
    pub aliases: Vec<String>,
    /// What it is, such as "a field, `status` on the wire".
    pub what: String,
    pub pointer: Pointer,
    /// How it got its name.
    pub named: String,
}

impl Entry {
    fn new(path: impl Into<String>, what: impl Into<String>, pointer: &Pointer, named: impl Into<String>) -> Self {
        let aliases = Vec::new();
        Self { path: path.into(), aliases, what: what.into(), pointer: pointer.clone(), named: named.into() }
    }

    fn also(mut self, aliases: impl IntoIterator<Item = String>) -> Self {
        self.aliases.extend(aliases);
        self
    }

    /// The path and its other forms.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.path).chain(&self.aliases).map(String::as_str)
    }
}

pub fn catalog(api: &Api) -> Vec<Entry> {
    let mut entries = Vec::new();
    service(&api.service, &mut entries);
    for definition in &api.types {
        match definition {
            TypeDef::Struct(definition) => structure(definition, &mut entries),
            TypeDef::Enum(definition) => open_enum(definition, &mut entries),
            TypeDef::Newtype(definition) => newtype(definition, &mut entries),
        }
    }
    resources::add(api, &mut entries);
    entries
}

fn service(service: &Service, entries: &mut Vec<Entry>) {
    let root = Pointer::root();
    for (index, server) in service.servers.iter().enumerate() {
        let what = format!("a server, `{}`", server.url);
        let named = "by `x-rust-name`, or else after its description or host";
        entries.push(Entry::new(
            format!("Region::{}", server.variant),
            what,
            &root.child("servers").child(index),
            named,
        ));
    }
    for parameter in &service.default_parameters {
        let what = format!("a default for the query parameter `{}` of every operation that takes it", parameter.wire);
        let pointer = root.child("x-client").child("default-parameters").child(&parameter.wire);
        let named = FIELD.words(NamingRule::Case);
        entries.push(Entry::new(format!("ClientBuilder::{}", parameter.name), what, &pointer, named));
    }
}

fn structure(definition: &Struct, entries: &mut Vec<Entry>) {
    let path = model(&definition.name);
    entries.push(whole(&path, "a struct", &definition.origin));
    let constructor = "makes one from its required fields, in the order of the description";
    entries.push(Entry::new(format!("{path}::new"), constructor, &definition.origin.pointer, FIXED));
    for field in &definition.fields {
        entries.push(Entry::new(
            format!("{path}::{}", field.name),
            format!("a field{}, `{}` on the wire", setter_too(field), field.wire),
            &field.origin.pointer,
            FIELD.words(field.origin.rule),
        ));
        if field.shape == FieldShape::OptionalNullable {
            let what = format!("sets `{}` to null", field.wire);
            entries.push(Entry::new(
                format!("{path}::clear_{}", field.name),
                what,
                &field.origin.pointer,
                "`clear_` and the field",
            ));
        }
    }
}

/// An optional field has a setter of the same name.
fn setter_too(field: &Field) -> &'static str {
    if field.shape.has_default() { " and its setter" } else { "" }
}

fn open_enum(definition: &OpenEnum, entries: &mut Vec<Entry>) {
    let path = model(&definition.name);
    let pointer = &definition.origin.pointer;
    entries.push(whole(&path, "an open enum", &definition.origin));
    for variant in &definition.variants {
        let what = format!("a variant, `{}` on the wire", variant.wire);
        let named = VARIANT.words(variant.origin.rule);
        entries.push(Entry::new(format!("{path}::{}", variant.name), what, &variant.origin.pointer, named));
    }
    entries.push(Entry::new(format!("{path}::Unknown"), "any value the description does not list", pointer, FIXED));
    entries.push(Entry::new(format!("{path}::KNOWN"), "the values the description lists", pointer, FIXED));
}

fn newtype(definition: &Newtype, entries: &mut Vec<Entry>) {
    let what = if definition.sensitive { "a newtype over secret text" } else { "a newtype over text" };
    entries.push(whole(&model(&definition.name), what, &definition.origin));
}

const FIXED: &str = "the same for every model";

fn whole(path: &str, what: &str, origin: &Origin) -> Entry {
    Entry::new(path, what, &origin.pointer, SCHEMA.words(origin.rule))
}
