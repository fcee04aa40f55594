//! `x-outcome`: the list of results and the two properties that tell a good one from a bad one. Both must be able to be
//! missing, or they tell nothing.

use std::collections::BTreeMap;

use super::context::Context;
use super::registry::{Draft, DraftField, DraftStruct, Drafts, Presence};
use crate::api::{Outcome, TypeRef};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Known, Part, spelled};
use crate::names::{FieldName, TypeName};
use crate::openapi::{self, Word};

/// The outcomes of the types that have one.
pub(super) fn resolve(cx: &mut Context<'_, '_>, drafts: &Drafts) -> BTreeMap<TypeName, Outcome> {
    let mut outcomes = BTreeMap::new();
    for draft in drafts.values() {
        if let Draft::Struct(structure) = draft
            && let Some(settings) = &structure.outcome
            && let Ok(outcome) = outcome(cx, drafts, structure, settings)
        {
            outcomes.insert(structure.name.clone(), outcome);
        }
    }
    outcomes
}

fn outcome(
    cx: &mut Context<'_, '_>,
    drafts: &Drafts,
    structure: &DraftStruct,
    settings: &openapi::Outcome,
) -> Known<Outcome> {
    let items = field(cx, structure, &settings.items)?;
    let Some(results) = result_type(drafts, &items.ty) else {
        let message = format!("`{}` is no list of objects", spelled(&items.wire));
        let problem = mismatch(&settings.items, message, items);
        return Err(
            cx.report(problem.help("name the property that holds the results, or describe the `items` of this one"))
        );
    };
    let done = telling(cx, results, &settings.done);
    let error = telling(cx, results, &settings.error);
    Ok(Outcome { items: items.name.clone(), item: results.name.clone(), done: done?, error: error? })
}

fn result_type<'d>(drafts: &'d Drafts, ty: &TypeRef) -> Option<&'d DraftStruct> {
    let TypeRef::List(item) = ty else { return None };
    let TypeRef::Named(name) = &**item else { return None };
    match drafts.get(name)? {
        Draft::Struct(structure) => Some(structure),
        Draft::Enum(_) | Draft::IntegerEnum(_) | Draft::Newtype(_) | Draft::Union(_) => None,
    }
}

/// A property that is there or not, and so is held as an `Option`.
fn telling(cx: &mut Context<'_, '_>, results: &DraftStruct, word: &Word) -> Known<FieldName> {
    let field = field(cx, results, word)?;
    let optional = field.presence == Presence::Optional;
    let is_collection = field.ty.is_collection();
    let has_three_states = optional && field.nullable && results.usage.sent;
    if (!field.nullable && (!optional || is_collection)) || has_three_states {
        let message = format!("`{}` does not tell by being there or not", spelled(&field.wire));
        let help = "name a property of results that may be missing or null, of a schema that is not also sent";
        return Err(cx.report(mismatch(word, message, field).help(help)));
    }
    Ok(field.name.clone())
}

fn field<'s>(cx: &mut Context<'_, '_>, structure: &'s DraftStruct, word: &Word) -> Known<&'s DraftField> {
    if let Some(found) = structure.fields.iter().find(|field| field.wire == word.text) {
        return Ok(found);
    }
    if let Some((_, refused)) = structure.refused.iter().find(|(wire, _)| *wire == word.text) {
        return Err(*refused);
    }
    let message = format!("`{}` has no property `{}`", structure.name, spelled(&word.text));
    let help = did_you_mean(&word.text, structure.fields.iter().map(|field| field.wire.as_str()));
    Err(cx.report(Diagnostic::at(Code::ExtensionTarget, &word.at, message).help(help)))
}

fn mismatch(word: &Word, message: String, field: &DraftField) -> Diagnostic {
    let problem = Diagnostic::at(Code::ExtensionTarget, &word.at, message);
    problem.related(&field.origin.pointer, Part::Key, "the property is declared here")
}
