//! What every step of lowering shares: the description, its components by name, the types made so far and the
//! problems found. A problem found twice, because a schema is looked at from two places, is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::references::References;
use super::registry::Registry;
use crate::codegen::api::TypeRef;
use crate::codegen::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::codegen::openapi::{Document, Pointer, Schema};

pub(super) struct Context<'a, 'd> {
    pub document: &'a Document,
    pub references: References<'a>,
    pub registry: Registry,
    /// What is known of components already; most are referred to many times.
    pub component_types: BTreeMap<&'a str, TypeRef>,
    /// The schemas that have a default, and their types, to be compared when all types are made.
    pub defaults: Vec<(&'a Schema, TypeRef)>,
    diagnostics: &'d mut Diagnostics,
    told: BTreeSet<(Code, String)>,
}

impl<'a, 'd> Context<'a, 'd> {
    pub(super) fn new(document: &'a Document, diagnostics: &'d mut Diagnostics) -> Self {
        let references = References::check(document, diagnostics);
        Self {
            document,
            references,
            registry: Registry::default(),
            component_types: BTreeMap::new(),
            defaults: Vec::new(),
            diagnostics,
            told: BTreeSet::new(),
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.told.insert(identity(&diagnostic)) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports a problem in the place of a more general one about the same node.
    pub(super) fn report_instead(&mut self, general: Code, diagnostic: Diagnostic) {
        if self.told.insert(identity(&diagnostic)) {
            self.diagnostics.push_instead(general, diagnostic);
        }
    }

    /// Marks a node that suffers from an error elsewhere, such as in what it refers to.
    pub(super) fn refuse(&mut self, at: &Pointer) {
        self.diagnostics.refuse(at);
    }

    /// Whether an error was found at a node itself.
    pub(super) fn is_refused(&self, at: &Pointer) -> bool {
        self.diagnostics.is_refused(at)
    }

    /// Whether an error was found at a node or inside it.
    pub(super) fn has_refused(&self, at: &Pointer) -> bool {
        self.diagnostics.refused_in(at).next().is_some()
    }

    /// The parts of a node that an error was found at or in.
    pub(super) fn refused_in(&self, at: &Pointer) -> impl Iterator<Item = &Pointer> {
        self.diagnostics.refused_in(at)
    }

    /// Refuses something that OpenAPI has and this generator has not.
    pub(super) fn unsupported(&mut self, at: &Pointer, what: &str, way_out: &str) {
        self.report(Diagnostic::at(Code::Unsupported, at, format!("unsupported: {what}")).help(way_out));
    }
}

/// What makes a problem the same as another one. One name can be both a field and a setter; what is wrong with it is
/// wrong once, though the words differ.
fn identity(diagnostic: &Diagnostic) -> (Code, String) {
    let place = format!("{:?}", diagnostic.place);
    let is_about_a_name = matches!(diagnostic.code, Code::NameCollision | Code::UnsafeName | Code::ReservedName);
    (diagnostic.code, if is_about_a_name { place } else { place + &diagnostic.message })
}
