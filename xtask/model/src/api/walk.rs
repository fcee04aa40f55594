//! Walks over the model: every resource, every operation, and the definition that a name leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Address, Api, OpenEnum, Operation, OperationPath, Reconcile, Resource, ServerVariable, Struct, TypeDef, TypeRef,
};
use crate::names::{ModuleName, TypeName};

impl Api {
    /// The definition of a model.
    pub fn model(&self, name: &TypeName) -> &TypeDef {
        self.find_model(name).expect("a type names another one of the same crate")
    }

    /// The definition of a model, where there is one of that name.
    pub fn find_model(&self, name: &TypeName) -> Option<&TypeDef> {
        self.types.get(name)
    }

    /// Every resource, each before what is below it; the root comes first.
    pub fn resources(&self) -> impl Iterator<Item = &Resource> {
        let mut open = vec![&self.root];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(next.children.iter().rev());
            Some(next)
        })
    }

    /// Every operation, in the order of the resources.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.placed_operations().map(|(_, operation)| operation)
    }

    /// The servers that only some operations go to, each once, by URL.
    pub fn own_servers(&self) -> Vec<&Address> {
        let servers: BTreeMap<_, _> =
            self.operations().filter_map(|it| it.server.as_ref()).map(|server| (&server.url, server)).collect();
        servers.into_values().collect()
    }

    /// What servers leave to the caller, each name once.
    pub fn server_variables(&self) -> Vec<&ServerVariable> {
        let of_service = self.service.servers.iter().map(|server| &server.address);
        let variables = of_service.chain(self.own_servers()).flat_map(|address| &address.variables);
        let mut names = BTreeSet::new();
        variables.filter(|variable| names.insert(&variable.name)).collect()
    }

    /// Whether every operation asks for credentials, and none can be called without.
    pub fn needs_credentials(&self) -> bool {
        let needs = |operation: &Operation| {
            !operation.security.is_empty() && operation.security.iter().all(|schemes| !schemes.is_empty())
        };
        !self.service.schemes.is_empty() && self.operations().all(needs)
    }

    /// Every operation with the resource it hangs on.
    pub fn placed_operations(&self) -> impl Iterator<Item = (&Resource, &Operation)> {
        self.resources().flat_map(|resource| resource.operations.iter().map(move |operation| (resource, operation)))
    }

    /// The models that can be got to from these, themselves included.
    pub fn reach<'a>(&'a self, start: impl IntoIterator<Item = &'a TypeName>) -> BTreeSet<&'a TypeName> {
        let mut open: Vec<&TypeName> = start.into_iter().collect();
        let mut reached = BTreeSet::new();
        while let Some(name) = open.pop() {
            if reached.insert(name) {
                open.extend(self.find_model(name).into_iter().flat_map(TypeDef::held));
            }
        }
        reached
    }

    /// The operation that another one names.
    pub fn operation(&self, path: &OperationPath) -> &Operation {
        let accessors = path.resource.split('.').filter(|accessor| !accessor.is_empty());
        let resource = accessors.fold(&self.root, |resource, accessor| {
            let found = resource
                .children
                .binary_search_by_key(&Some(accessor), |child| child.accessor.as_ref().map(ModuleName::as_str));
            &resource.children[found.expect("an operation hangs on a resource of the same crate")]
        });
        let found = resource.operations.iter().find(|operation| operation.marker == path.marker);
        found.expect("an operation names another one of the same crate")
    }

    /// The model of every error that an operation declares, where there is only one.
    pub fn only_error(&self) -> Option<&TypeName> {
        let mut errors = self.operations().flat_map(Operation::declared_errors);
        let first = errors.next()?;
        let is_only = errors.all(|other| other == first);
        match first {
            TypeRef::Named(name) if is_only => Some(name),
            _ => None,
        }
    }

    /// The create that the error of an ambiguous request leads to, where there is only one. One that hangs on the client
    /// itself has no method to look for it.
    pub fn only_reconcile(&self) -> Option<(&Resource, &Operation, &Reconcile)> {
        let mut found = self
            .placed_operations()
            .filter_map(|(place, operation)| Some((place, operation, operation.reconcile.as_ref()?)));
        let only = found.next().filter(|_| found.next().is_none());
        only.filter(|(place, ..)| !place.path.is_empty())
    }
}

impl Resource {
    /// The accessors that lead to it from the client.
    pub fn accessors(&self) -> impl Iterator<Item = &str> {
        self.path.split('.').filter(|accessor| !accessor.is_empty())
    }
}

impl TypeDef {
    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(definition) => Some(definition),
            Self::Enum(_) | Self::IntegerEnum(_) | Self::Newtype(_) | Self::Union(_) => None,
        }
    }

    /// An enum of strings.
    pub fn as_enum(&self) -> Option<&OpenEnum> {
        match self {
            Self::Enum(definition) => Some(definition),
            Self::Struct(_) | Self::IntegerEnum(_) | Self::Newtype(_) | Self::Union(_) => None,
        }
    }
}
