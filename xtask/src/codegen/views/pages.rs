//! The reference pages: what each resource offers, and what each type is, in the order in which a reader asks. Values
//! here are text of Markdown, ready to stand on a page; how a page is laid out is the matter of the templates.

mod anchors;
mod command;
mod curl;
mod elsewhere;
mod errors;
mod example;
mod facts;
mod json;
mod members;
mod operation;
mod places;
mod reconcile;
mod request;
mod types;
mod waiting;

use serde::Serialize;

use members::Members;
use model::api::{Api, Resource};
use operation::OperationPage;
pub use places::{Place, Section, Subject, sections};
use types::TypePage;

/// Everything that the pages show.
#[derive(Clone, Debug, Serialize)]
pub struct PagesView {
    /// The resources that have operations, each before what is below it.
    pub resources: Vec<ResourcePage>,
    /// Sorted by name.
    pub types: Vec<TypePage>,
    /// The program that calls the operations from a terminal.
    pub command: String,
    /// The class that other clients make a client with: `LlamaCloud`.
    pub client_class: String,
}

/// The page of one resource.
#[derive(Clone, Debug, Serialize)]
pub struct ResourcePage {
    /// The file, without its ending.
    pub file: String,
    /// What leads to it in code: `client.beta().batch()`.
    pub accessor: String,
    pub title: String,
    pub docs: Vec<String>,
    pub operations: Vec<OperationPage>,
}

pub(super) fn pages(api: &Api) -> PagesView {
    let resources = api.resources().filter(|resource| !resource.operations.is_empty());
    PagesView {
        resources: resources.map(|resource| page(api, resource)).collect(),
        types: types::pages(api),
        command: api.package.command.clone(),
        client_class: elsewhere::client(api),
    }
}

fn page(api: &Api, resource: &Resource) -> ResourcePage {
    let mut members = Members::new(api);
    let calls = resource.accessors().map(|accessor| format!(".{accessor}()"));
    ResourcePage {
        file: facts::file(resource).to_owned(),
        accessor: format!("client{}", calls.collect::<String>()),
        title: title(resource),
        docs: resource.docs.0.clone(),
        operations: resource
            .operations
            .iter()
            .map(|operation| operation::page(api, resource, operation, &mut members))
            .collect(),
    }
}

fn title(resource: &Resource) -> String {
    if resource.path.is_empty() { "The client".to_owned() } else { resource.path.clone() }
}
