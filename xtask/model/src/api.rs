//! The model of what will be generated: named, resolved, typed and sorted. `lower` makes it; `emit`, the templates and
//! the commands that compare and explain read it. There is no OpenAPI here, and no decision: every one was taken before
//! a value of these types exists. What can be asked about the model is a method of it.

mod fields;
mod flags;
mod lifecycle;
mod operations;
mod pagination;
mod path_template;
mod requests;
mod responses;
mod service;
// The runtime's own, so that the pages show what it sends.
#[path = "../../../templates/runtime/src/runtime/style.rs"]
mod style;
mod type_ref;
mod types;
mod unions;
mod walk;

pub use fields::{Facts, Field, FieldShape, Lenient, PartFacts};
pub use lifecycle::{Created, Lifecycle, OperationPath, Outcome, Phase, Reconcile};
pub use operations::{Examples, HttpMethod, Operation, Replay, Resource};
pub use pagination::{PageParameter, PageShape, Pagination, PaginationStyle, PropertyPath};
pub use path_template::PathTemplate;
pub use requests::{Argument, BodyForm, FormPart, PartHeader, PayloadFormat, Place, RequestBody};
pub use responses::{
    EventStream, Framing, Output, Payload, PayloadValue, ResponseCase, ResponseRole, Success, Successes,
};
pub use service::{Address, Auth, DefaultParameter, Scheme, Server, ServerVariable, Service, TokenClient, Webhook};
pub use style::Style;
pub use type_ref::TypeRef;
pub use types::{Arm, Newtype, Objects, OpenEnum, Struct, Traits, TypeDef, Union, Variant, by_name, integer};
pub use unions::tag_text;

use indexmap::IndexMap;

pub use crate::json_kind::JsonKind;
pub use crate::names::NamingRule;
use crate::names::TypeName;
use crate::openapi::Pointer;
pub use crate::openapi::Status;

/// Everything the generated crate will contain.
#[derive(Clone, Debug)]
pub struct Api {
    pub package: Package,
    pub service: Service,
    /// By name, and sorted by it.
    pub types: IndexMap<TypeName, TypeDef>,
    /// The tree of `client.a().b()`; the root holds what hangs on the client itself.
    pub root: Resource,
    pub webhook: Option<Webhook>,
}

/// The generated package as Cargo sees it.
#[derive(Clone, Debug)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// The program that the feature `cli` gives.
    pub command: String,
    /// The tool for the command line that the service has itself.
    pub official_command: Option<String>,
    /// One sentence.
    pub summary: String,
    pub docs: Docs,
    /// A URL.
    pub repository: Option<String>,
    /// A URL.
    pub documentation: Option<String>,
    /// What crates.io takes: at most five.
    pub keywords: Vec<String>,
}

/// Text of the description, already safe to stand in a doc comment: one entry per line, no line breaks inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub Vec<String>);

/// Where in the description something came from, and the rule that named it (shown by `codegen --explain`).
#[derive(Clone, Debug)]
pub struct Origin {
    pub pointer: Pointer,
    pub rule: NamingRule,
}
