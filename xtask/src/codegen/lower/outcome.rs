//! `x-outcome`: results that can be told apart by what they hold. The schema must be a component, so that it has a type
//! to hang `outcome()` on.

use super::context::Context;
use super::registry::{Draft, DraftField, Presence};
use super::targets;
use super::types::component_name;
use crate::codegen::api::{Outcome, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Part};
use crate::codegen::names::{FieldName, TypeName};
use crate::codegen::openapi::{self, Word};

pub(super) fn apply(cx: &mut Context<'_, '_>) {
    let document = cx.document;
    for (component, schema) in &document.schemas {
        let Some(settings) = &schema.outcome else { continue };
        let Some(name) = component_name(cx, component) else { continue };
        let outcome = outcome(cx, &name, settings);
        if let Some(structure) = cx.registry.structure_mut(&name) {
            structure.outcome = outcome;
        }
    }
}

fn outcome(cx: &mut Context<'_, '_>, structure: &TypeName, settings: &openapi::Outcome) -> Option<Outcome> {
    let items = targets::property(cx, structure, &settings.items.text, &settings.items)?;
    let Some(item) = item_type(cx, &items) else {
        refuse(cx, &settings.items, &items, "is not a list of objects", "name the property that holds the results");
        return None;
    };
    let done = mark(cx, &item, &settings.done);
    let error = mark(cx, &item, &settings.error);
    Some(Outcome { items: items.name, item, done: done?, error: error? })
}

fn item_type(cx: &Context<'_, '_>, items: &DraftField) -> Option<TypeName> {
    let TypeRef::List(item) = &items.ty else { return None };
    match &**item {
        TypeRef::Named(name) if matches!(cx.registry.get(name), Some(Draft::Struct(_))) => Some(name.clone()),
        _ => None,
    }
}

/// A property that is there or not, and tells by that.
fn mark(cx: &mut Context<'_, '_>, item: &TypeName, word: &Word) -> Option<FieldName> {
    let field = targets::property(cx, item, &word.text, word)?;
    if field.presence == Presence::Required && !field.nullable || matches!(field.ty, TypeRef::List(_) | TypeRef::Map(_)) {
        refuse(cx, word, &field, "is always there, so it tells nothing", "name a property that may be missing or null");
        return None;
    }
    Some(field.name)
}

fn refuse(cx: &mut Context<'_, '_>, word: &Word, field: &DraftField, problem: &str, help: &str) {
    let message = format!("`{}` {problem}", word.text.escape_default());
    let diagnostic = Diagnostic::at(Code::ExtensionTarget, &word.at, message).help(help);
    cx.report(diagnostic.related(&field.origin.pointer, Part::Key, "the property is declared here"));
}
