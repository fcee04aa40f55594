//! What every step of lowering shares: the resolved description, the types made so far, and the problems found. A problem
//! found twice, because a parameter is shared by several operations, is reported once.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::registry::Registry;
use crate::api::{Origin, TypeRef};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Known, Refused};
use crate::names::TypeName;
use crate::openapi::Pointer;
use crate::resolve::{KnownSlot, Resolved, Schema, SchemaId, Slot};

pub(super) struct Context<'a, 'd> {
    pub resolved: &'a Resolved<'a>,
    /// Component schemas by name.
    pub components: BTreeMap<&'a str, &'a KnownSlot<'a>>,
    /// The schemas by their places, where some are referred to where they stand.
    places: BTreeMap<&'a Pointer, &'a Schema<'a>>,
    pub registry: Registry,
    /// The types of the schemas that have been looked at.
    pub types: HashMap<SchemaId, Known<TypeRef>>,
    /// The types that have a name, and have still to be made.
    pub waiting: VecDeque<Waiting<'a>>,
    /// The places with a default, and their types, to be compared when all types are made.
    pub defaults: Vec<(&'a Slot<'a>, TypeRef)>,
    /// Where the defaults of page sizes stand.
    pub page_sizes: BTreeSet<&'a Pointer>,
    /// The operations that could be lowered, by id: where they stand in the list of them.
    pub operations: BTreeMap<&'a str, usize>,
    /// The ids of operations that could not be lowered.
    pub refused_operations: BTreeMap<&'a str, Refused>,
    diagnostics: &'d mut Diagnostics,
    reported: BTreeMap<(Code, String), Refused>,
}

/// A type that has its name.
pub(super) struct Waiting<'a> {
    pub name: TypeName,
    pub origin: Origin,
    pub schema: &'a Schema<'a>,
}

impl<'a, 'd> Context<'a, 'd> {
    pub(super) fn new(resolved: &'a Resolved<'a>, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            resolved,
            components: resolved.components.iter().map(|(name, slot)| (*name, slot)).collect(),
            places: match resolved.shared.is_empty() {
                true => BTreeMap::new(),
                false => resolved.schemas.iter().map(|schema| (schema.at, schema)).collect(),
            },
            registry: Registry::default(),
            types: HashMap::new(),
            waiting: VecDeque::new(),
            defaults: Vec::new(),
            page_sizes: BTreeSet::new(),
            operations: BTreeMap::new(),
            refused_operations: BTreeMap::new(),
            diagnostics,
            reported: BTreeMap::new(),
        }
    }

    pub(super) fn schema(&self, slot: &Slot<'_>) -> &'a Schema<'a> {
        &self.resolved.schemas[slot.schema]
    }

    /// The schema that stands in a place itself, if others are looked for by their places.
    pub(super) fn schema_at(&self, at: &Pointer) -> Option<&'a Schema<'a>> {
        self.places.get(at).copied()
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) -> Refused {
        let identity = identity(&diagnostic);
        if let Some(refused) = self.reported.get(&identity) {
            return *refused;
        }
        let refused = self.diagnostics.push(diagnostic);
        self.reported.insert(identity, refused);
        refused
    }

    /// Refuses something that OpenAPI has and this generator has not.
    pub(super) fn unsupported(&mut self, at: &Pointer, what: &str, way_out: &str) -> Refused {
        self.report(Diagnostic::at(Code::Unsupported, at, format!("unsupported: {what}")).help(way_out))
    }
}

/// What makes a problem the same as another one. One name can be both a field and a setter; what is wrong with it is
/// reported once even if worded differently.
fn identity(diagnostic: &Diagnostic) -> (Code, String) {
    let place = format!("{:?}", diagnostic.place);
    let is_about_a_name = matches!(diagnostic.code, Code::NameCollision | Code::UnsafeName | Code::ReservedName);
    (diagnostic.code, if is_about_a_name { place } else { place + &diagnostic.message })
}
