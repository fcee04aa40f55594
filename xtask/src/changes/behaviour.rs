//! What an operation offers beyond its response: waiting for an end, and looking for what was made. How waiting itself
//! goes is compared in `lifecycle`.

use super::lifecycle;
use super::pair::{Pair, PlacedOperation};
use super::record::{Record, in_old};
use super::rules::Rule;
use crate::rust_paths;
use model::api::{Created, Reconcile};

pub fn compare(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    lifecycle::compare(pair, old.lifecycle.as_ref(), new.lifecycle.as_ref(), record);
    created(pair, old.created.as_ref(), new.created.as_ref(), record);
    reconcile(pair, old.reconcile.as_ref(), new.reconcile.as_ref(), record);
}

fn created(pair: &Pair<'_, '_>, old: Option<&Created>, new: Option<&Created>, record: &mut Record) {
    let item = format!("{}::and_wait", pair.builder());
    match (old, new) {
        (None, Some(_)) => record.push(Rule::CreatedAdded, item, pair.origin(), "waits for what was created"),
        (Some(_), None) => {
            let (resource, operation) = pair.before;
            let item = format!("{}::and_wait", rust_paths::builder(resource, operation));
            record.push(Rule::CreatedRemoved, item, in_old(&operation.origin.pointer), "is gone");
        }
        (Some(old), Some(new)) if old.poll != new.poll => {
            let message = format!("polled with `{}` and polls with `{}`", old.poll.builder, new.poll.builder);
            record.push(Rule::CreatedPollChanged, item, pair.origin(), message);
        }
        (Some(old), Some(new)) => {
            // What is polled takes the id alone, so it goes to the same place whatever that is called.
            let Created { poll: _, path_parameter: _, id } = new;
            if old.id != *id {
                let message = format!("found the id of what was created in `{}` and finds it in `{id}`", old.id);
                record.push(Rule::CreatedReadingChanged, item, pair.origin(), message);
            }
        }
        (None, None) => {}
    }
}

fn reconcile(pair: &Pair<'_, '_>, old: Option<&Reconcile>, new: Option<&Reconcile>, record: &mut Record) {
    let item = |(resource, operation): PlacedOperation<'_>| {
        format!("{}::reconcile_{}", rust_paths::resource(resource), operation.method_name)
    };
    // An operation of the client itself has no method to look for what it made.
    let (old, new) = (old.filter(|_| has_method(pair.before)), new.filter(|_| has_method(pair.after)));
    match (old, new) {
        (None, Some(_)) => {
            let message = "what a request without a response made can be looked for";
            record.push(Rule::ReconcileAdded, item(pair.after), pair.origin(), message);
        }
        (Some(_), None) => {
            let origin = in_old(&pair.before.1.origin.pointer);
            record.push(Rule::ReconcileRemoved, item(pair.before), origin, "is gone");
        }
        (Some(old), Some(new)) => {
            let Reconcile { list, matches, created_after } = new;
            if old.list != *list {
                let message = format!("went by `{}` and goes by `{}`", old.list.builder, list.builder);
                record.push(Rule::ReconcileListChanged, item(pair.after), pair.origin(), message);
            }
            if (&old.matches, &old.created_after) != (matches, created_after) {
                let message = "what a request without a response made is looked for in another way";
                record.push(Rule::ReconcileChanged, item(pair.after), pair.origin(), message);
            }
        }
        (None, None) => {}
    }
}

fn has_method((resource, _): PlacedOperation<'_>) -> bool {
    !resource.path.is_empty()
}
