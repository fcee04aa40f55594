//! Types that hold themselves. A list or map in between ends the matter; an optional field is put into a box; a field
//! that must be there makes a value that never ends, and is refused.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::cycles::{Graph, cycles, groups, told, way_around};
use super::registry::{Draft, DraftField, Presence};
use crate::codegen::api::TypeRef;
use crate::codegen::diagnostics::{Code, Diagnostic, Part};
use crate::codegen::names::TypeName;

/// Whether there was nothing to refuse.
pub(super) fn refuse_infinite(cx: &mut Context<'_, '_>, drafts: &BTreeMap<TypeName, Draft>) -> bool {
    let cycles = cycles(&graph(drafts, must_be_there));
    let is_finite = cycles.is_empty();
    for cycle in cycles {
        let names: Vec<&str> = cycle.iter().map(TypeName::as_str).collect();
        let message = format!("`{}` requires itself, so no value of it can end: {}", names[0], way_around(&names));
        let mut places = told(cycle.len()).filter_map(|at| {
            let next = &cycle[(at + 1) % cycle.len()];
            let field =
                fields(&drafts[&cycle[at]]).iter().find(|field| must_be_there(field) && held(field) == Some(next))?;
            Some(field.origin.pointer.clone())
        });
        let first = places.next().expect("a cycle has a first step");
        let problem = Diagnostic::at_key(Code::InfiniteType, &first, message)
            .help("leave one of these properties out of `required`, or let it be null or a list");
        let problem =
            places.fold(problem, |problem, place| problem.related(&place, Part::Key, "and this is required too"));
        cx.report(problem);
    }
    is_finite
}

pub(super) fn box_recursive_fields(drafts: &mut BTreeMap<TypeName, Draft>) {
    let groups = groups(&graph(drafts, |_| true));
    let group_of: BTreeMap<TypeName, usize> =
        groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |name| (name.clone(), at))).collect();
    let lonely: BTreeSet<usize> = (0..groups.len()).filter(|at| groups[*at].len() == 1).collect();
    for (name, draft) in drafts.iter_mut() {
        let Draft::Struct(structure) = draft else { continue };
        let own = group_of[name];
        for field in structure.fields.iter_mut().filter(|field| !must_be_there(field)) {
            let recursive = held(field)
                .is_some_and(|target| group_of.get(target) == Some(&own) && (!lonely.contains(&own) || target == name));
            if recursive {
                field.ty = TypeRef::Boxed(Box::new(field.ty.clone()));
            }
        }
    }
}

/// Which type holds which in itself, through the fields that `follow` lets pass.
fn graph(drafts: &BTreeMap<TypeName, Draft>, follow: impl Fn(&DraftField) -> bool) -> Graph<TypeName> {
    let next =
        |draft| fields(draft).iter().filter(|field| follow(field)).filter_map(|field| held(field).cloned()).collect();
    drafts.iter().map(|(name, draft)| (name.clone(), next(draft))).collect()
}

fn must_be_there(field: &DraftField) -> bool {
    field.presence == Presence::Required && !field.nullable
}

fn held(field: &DraftField) -> Option<&TypeName> {
    match &field.ty {
        TypeRef::Named(name) => Some(name),
        _ => None,
    }
}

fn fields(draft: &Draft) -> &[DraftField] {
    match draft {
        Draft::Struct(structure) => &structure.fields,
        Draft::Enum(_) | Draft::Newtype(_) => &[],
    }
}
