//! Every item a user of the generated crate can name, with where it came from.

mod resources;

use super::naming::{FIELD, SCHEMA, VARIANT};
use crate::rust_paths::model;
use model::api::{
    Api, Arm, DefaultParameter, Field, FieldShape, JsonKind, Newtype, OpenEnum, Origin, Scheme, Server, ServerVariable,
    Service, Struct, TokenClient, TypeDef, Union, Variant,
};
use model::openapi::Pointer;

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
    // The package and its webhooks have no names that were made of the description.
    let Api { package: _, service, types, root: _, webhook: _ } = api;
    self::service(service, &mut entries);
    for ServerVariable { name, setter, env: _, default: _, values: _, docs: _, origin } in api.server_variables() {
        let what = format!("sets `{name}` in the address of the service");
        let named = FIELD.words(origin.rule);
        entries.push(Entry::new(format!("ClientBuilder::{setter}"), what, &origin.pointer, named));
    }
    for definition in types.values() {
        match definition {
            TypeDef::Struct(definition) => structure(definition, &mut entries),
            TypeDef::Enum(definition) => open_enum(definition, "an open enum", &mut entries),
            TypeDef::IntegerEnum(definition) => open_enum(definition, "an open enum of integers", &mut entries),
            TypeDef::Newtype(definition) => newtype(definition, &mut entries),
            TypeDef::Union(definition) => union(definition, &mut entries),
        }
    }
    resources::add(api, &mut entries);
    entries
}

fn service(service: &Service, entries: &mut Vec<Entry>) {
    let Service {
        title: _,
        servers,
        base_path: _,
        schemes: _,
        token_client,
        base_url_env: _,
        custom_headers_env: _,
        default_parameters,
    } = service;
    for Server { variant, address, docs: _, origin } in servers {
        let url = &address.url;
        let named = "by `x-rust-name`, or else after its description or host";
        entries.push(Entry::new(format!("Region::{variant}"), format!("a server, `{url}`"), &origin.pointer, named));
    }
    for Scheme { name, setter, env: _, auth: _, docs: _, origin } in service.schemes_with_setter() {
        let what = format!("sets the credentials of the security scheme `{name}`");
        let named = FIELD.words(origin.rule);
        entries.push(Entry::new(format!("ClientBuilder::{setter}"), what, &origin.pointer, named));
    }
    if let Some(TokenClient { scheme, url, scopes: _, setter, id_env: _, secret_env: _, origin }) = token_client {
        let what = format!("gets the tokens of the security scheme `{scheme}` at `{url}`");
        let named = FIELD.words(origin.rule);
        entries.push(Entry::new(format!("ClientBuilder::{setter}"), what, &origin.pointer, named));
    }
    for DefaultParameter { wire, name, env: _, docs: _, origin } in default_parameters {
        let what = format!("a default for the query parameter `{wire}` of every operation that takes it");
        let named = FIELD.words(origin.rule);
        entries.push(Entry::new(format!("ClientBuilder::{name}"), what, &origin.pointer, named));
    }
}

fn structure(definition: &Struct, entries: &mut Vec<Entry>) {
    let Struct { name, docs: _, deprecated: _, fields, traits: _, page: _, outcome, origin } = definition;
    let path = model(name);
    entries.push(whole(&path, "a struct", origin));
    let constructor = "makes one from its required fields, in the order of the description";
    entries.push(Entry::new(format!("{path}::new"), constructor, &origin.pointer, FIXED));
    if outcome.is_some() {
        let what = "tells the results that went well from the others";
        entries.push(Entry::new(format!("{path}::outcome"), what, &origin.pointer, "the same for every `x-outcome`"));
    }
    for field in fields {
        self::field(&path, field, entries);
    }
}

fn field(model: &str, field: &Field, entries: &mut Vec<Entry>) {
    let Field {
        name,
        wire,
        docs: _,
        deprecated: _,
        ty: _,
        shape,
        nullable: _,
        lenient: _,
        sensitive: _,
        facts: _,
        flag: _,
        origin,
    } = field;
    entries.push(Entry::new(
        format!("{model}::{name}"),
        format!("a field{}, `{wire}` on the wire", setter_too(*shape)),
        &origin.pointer,
        FIELD.words(origin.rule),
    ));
    if *shape == FieldShape::OptionalNullable {
        let what = format!("sets `{wire}` to null");
        entries.push(Entry::new(format!("{model}::clear_{name}"), what, &origin.pointer, "`clear_` and the field"));
    }
}

/// An optional field has a setter of the same name.
fn setter_too(shape: FieldShape) -> &'static str {
    if shape.has_default() { " and its setter" } else { "" }
}

fn open_enum(definition: &OpenEnum, what: &str, entries: &mut Vec<Entry>) {
    let OpenEnum { name, docs: _, deprecated: _, variants, origin } = definition;
    let path = model(name);
    let pointer = &origin.pointer;
    entries.push(whole(&path, what, origin));
    for Variant { name, wire, docs: _, origin } in variants {
        let what = format!("a variant, `{wire}` on the wire");
        entries.push(Entry::new(format!("{path}::{name}"), what, &origin.pointer, VARIANT.words(origin.rule)));
    }
    entries.push(Entry::new(format!("{path}::Unknown"), "any value the description does not list", pointer, FIXED));
    entries.push(Entry::new(format!("{path}::KNOWN"), "the values the description lists", pointer, FIXED));
}

fn newtype(definition: &Newtype, entries: &mut Vec<Entry>) {
    let Newtype { name, docs: _, deprecated: _, sensitive, origin } = definition;
    let what = if *sensitive { "a newtype over a secret string" } else { "a newtype over a string" };
    entries.push(whole(&model(name), what, origin));
}

fn union(definition: &Union, entries: &mut Vec<Entry>) {
    let Union { name, docs: _, deprecated: _, arms, objects: _, exact: _, origin } = definition;
    let path = model(name);
    entries.push(whole(&path, "an enum of several kinds of value", origin));
    for Arm { name, kind, tags: _, docs: _, ty: _, origin } in arms {
        let what = format!("a variant, {} on the wire", kind.noun());
        let why = match kind {
            JsonKind::Object => "after its component, its tag or what it requires",
            _ => "after the kind of JSON",
        };
        entries.push(Entry::new(format!("{path}::{name}"), what, &origin.pointer, why));
    }
    entries.push(Entry::new(format!("{path}::Other"), "what is none of the others", &origin.pointer, FIXED));
}

const FIXED: &str = "the same for every model";

fn whole(path: &str, what: &str, origin: &Origin) -> Entry {
    Entry::new(path, what, &origin.pointer, SCHEMA.words(origin.rule))
}
