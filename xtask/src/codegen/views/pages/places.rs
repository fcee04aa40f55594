//! Every place of the pages that a link can lead to, beside what leads to the same thing in the model: whoever compares two
//! models sees from it which links end.

use super::members::{Member, Members};
use super::{anchors, errors, facts};
use crate::codegen::views::operations::accessors;
use model::api::{Api, Operation, Resource, TypeDef};

/// The part of a page that is about one item.
#[derive(Debug)]
pub struct Section<'a> {
    /// From the folder of the pages: `resources/batches.md`.
    pub page: String,
    pub subject: Subject<'a>,
    /// What encloses others stands before them.
    pub places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Operation(&'a Resource, &'a Operation),
    Type(&'a TypeDef),
}

/// One anchor.
#[derive(Clone, Debug)]
pub struct Place {
    pub anchor: String,
    /// What is there, step by step. Each step says the same in any model: a place of which all steps are in another model
    /// is about something that is there too.
    pub way: Vec<String>,
}

/// The sections of all pages, in the order of resources and types.
pub fn sections(api: &Api) -> Vec<Section<'_>> {
    let of_resources = api.resources().flat_map(|resource| {
        let mut members = Members::new(api);
        let page = format!("resources/{}.md", facts::file(resource));
        let section = |operation| Section {
            page: page.clone(),
            subject: Subject::Operation(resource, operation),
            places: of_operation(api, resource, operation, &mut members),
        };
        resource.operations.iter().map(section).collect::<Vec<_>>()
    });
    let of_types = api.types.values().map(|definition| Section {
        page: format!("types/{}.md", definition.name().module()),
        subject: Subject::Type(definition),
        places: Members::new(api).of_type(definition).into_iter().map(Place::from).collect(),
    });
    of_resources.chain(of_types).collect()
}

impl From<Member> for Place {
    fn from(member: Member) -> Self {
        Self { anchor: member.anchor, way: member.way }
    }
}

fn of_operation<'a>(
    api: &'a Api,
    resource: &Resource,
    operation: &'a Operation,
    members: &mut Members<'a>,
) -> Vec<Place> {
    let name = operation.method_name.as_str();
    let method = format!("{}{name}", accessors(resource));
    let request = format!("{} {}", operation.http_method.as_str(), operation.path.anonymous());
    let anchor = anchors::operation(operation);
    let mut places = Vec::new();
    let mut add = |anchor: String, steps: Vec<String>| {
        let way = [method.clone()].into_iter().chain(steps).collect();
        places.push(Place { anchor, way });
    };
    add(anchor.clone(), vec![request.clone()]);
    for member in operation.inputs().flat_map(|argument| members.of_argument(operation, argument)) {
        add(member.anchor, member.way);
    }
    let model = operation.shown_model();
    let given = model.map(|model| format!("{method} gives {model}"));
    add(anchors::join([name, "response"]), given.iter().cloned().collect());
    for member in members.of_output(operation) {
        add(member.anchor, given.iter().cloned().chain(member.way).collect());
    }
    if operation.lifecycle.is_some() || operation.created.is_some() {
        add(format!("wait/{anchor}"), vec![request.clone(), format!("{method} is waited for")]);
    }
    if operation.reconcile.is_some() {
        add(format!("reconcile/{anchor}"), vec![request, format!("{method} is looked for")]);
    }
    let of_errors = ["connect", "lost", "decode"].map(str::to_owned).into_iter();
    let statuses = errors::errors(api, operation).statuses;
    for error in of_errors.chain(statuses.into_iter().flat_map(|row| row.anchors)) {
        add(anchors::join([name, "errors", &error]), Vec::new());
    }
    places
}
