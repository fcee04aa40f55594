//! What the crate makes of the description as a whole: example responses as functions for tests, and the way from an error
//! to what a create without a response made, which there is where the description has one such create.

use super::record::{Record, in_new, in_old};
use super::rules::Rule;
use super::view::View;
use crate::codegen::samples::fixtures::{self, Fixture};

pub fn compare(old: &View<'_>, new: &View<'_>, record: &mut Record) {
    error_reconcile(old, new, record);
    let (before, after) = (fixtures::all(old.api), fixtures::all(new.api));
    let is_in = |wanted: &Fixture<'_>, all: &[Fixture<'_>]| all.iter().any(|fixture| fixture.model == wanted.model);
    for fixture in before.iter().filter(|fixture| !is_in(fixture, &after)) {
        let origin = in_old(&fixture.operation.origin.pointer);
        record.push(Rule::FixtureRemoved, item(fixture), origin, "is gone: no response has an example of it");
    }
    for fixture in after.iter().filter(|fixture| !is_in(fixture, &before)) {
        let message = format!("gives the example response of `{}`", fixture.operation.id);
        record.push(Rule::FixtureAdded, item(fixture), in_new(&fixture.operation.origin.pointer), message);
    }
}

fn item(fixture: &Fixture<'_>) -> String {
    format!("test_util::fixtures::{}", fixture.model.module())
}

fn error_reconcile(old: &View<'_>, new: &View<'_>, record: &mut Record) {
    let item = "Error::reconcile";
    match (old.api.only_reconcile(), new.api.only_reconcile()) {
        (None, Some((_, create, _))) => {
            let message = format!("looks for what `{}` made", create.method_name);
            record.push(Rule::ErrorReconcileAdded, item, in_new(&create.origin.pointer), message);
        }
        (Some((_, create, _)), None) => {
            record.push(Rule::ErrorReconcileRemoved, item, in_old(&create.origin.pointer), "is gone");
        }
        (Some((_, _, before)), Some((_, create, after))) if before.list != after.list => {
            let message = format!("went by `{}` and goes by `{}`", before.list.builder, after.list.builder);
            record.push(Rule::ErrorReconcileChanged, item, in_new(&create.origin.pointer), message);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}
