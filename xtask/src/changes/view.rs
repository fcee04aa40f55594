//! A model with what comparing needs to look up: types by name, and who sends and who receives them.

use std::collections::{BTreeMap, BTreeSet};

use crate::codegen::api::{Api, Operation, Output, Resource, TypeDef, TypeRef};
use crate::codegen::names::TypeName;

/// One of the two models.
#[derive(Debug)]
pub struct View<'a> {
    pub api: &'a Api,
    types: BTreeMap<&'a TypeName, &'a TypeDef>,
    /// Models that a program built with this crate may put into a request, at any depth.
    sent: BTreeSet<&'a TypeName>,
    /// Models that it may have to read.
    received: BTreeSet<&'a TypeName>,
}

impl<'a> View<'a> {
    pub fn new(api: &'a Api) -> Self {
        let types = api.types.iter().map(|definition| (definition.name(), definition)).collect();
        let mut view = Self { api, types, sent: BTreeSet::new(), received: BTreeSet::new() };
        for (_, operation) in view.operations() {
            for argument in operation.arguments.iter().chain(&operation.setters) {
                view.sent = reach(&view.types, &argument.ty, std::mem::take(&mut view.sent));
            }
            if let Output::Json(ty) = &operation.output {
                view.received = reach(&view.types, ty, std::mem::take(&mut view.received));
            }
        }
        view
    }

    pub fn find(&self, name: &TypeName) -> Option<&'a TypeDef> {
        self.types.get(name).copied()
    }

    pub fn is_sent(&self, name: &TypeName) -> bool {
        self.sent.contains(name)
    }

    pub fn is_received(&self, name: &TypeName) -> bool {
        self.received.contains(name)
    }

    /// Every operation with the resource it hangs on, in the order of the tree.
    pub fn operations(&self) -> Vec<(&'a Resource, &'a Operation)> {
        let resources = self.resources().into_iter();
        resources.flat_map(|resource| resource.operations.iter().map(move |operation| (resource, operation))).collect()
    }

    /// The root and everything below it.
    pub fn resources(&self) -> Vec<&'a Resource> {
        let mut found = vec![&self.api.root];
        let mut next = 0;
        while let Some(resource) = found.get(next) {
            found.extend(&resource.children);
            next += 1;
        }
        found
    }
}

/// Adds the models that a value of the type may contain.
fn reach<'a>(
    types: &BTreeMap<&'a TypeName, &'a TypeDef>,
    ty: &'a TypeRef,
    mut found: BTreeSet<&'a TypeName>,
) -> BTreeSet<&'a TypeName> {
    let mut waiting = vec![ty];
    while let Some(ty) = waiting.pop() {
        match ty {
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Boxed(inner) => waiting.push(inner),
            TypeRef::Named(name) if found.insert(name) => {
                if let Some(TypeDef::Struct(definition)) = types.get(name) {
                    waiting.extend(definition.fields.iter().map(|field| &field.ty));
                }
            }
            TypeRef::Named(_)
            | TypeRef::String
            | TypeRef::Bool
            | TypeRef::I32
            | TypeRef::I64
            | TypeRef::U32
            | TypeRef::U64
            | TypeRef::F32
            | TypeRef::F64
            | TypeRef::Timestamp
            | TypeRef::Date
            | TypeRef::Json => {}
        }
    }
    found
}
