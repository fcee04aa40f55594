//! What an operation offers beyond its answer: waiting for an end, and looking for what was made.

use super::Wire;
use super::operations::Pair;
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::view::View;
use crate::codegen::api::{Created, Lifecycle, Phase, Reconcile, TypeDef};
use crate::rust_paths;

pub fn compare(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    lifecycle(pair, old.lifecycle.as_ref(), new.lifecycle.as_ref(), record);
    created(pair, old.created.as_ref(), new.created.as_ref(), record);
    reconcile(pair, old.reconcile.as_ref(), new.reconcile.as_ref(), record);
}

fn lifecycle(pair: &Pair<'_, '_>, old: Option<&Lifecycle>, new: Option<&Lifecycle>, record: &mut Record) {
    let item = |place: super::resources::Place<'_>, lifecycle: &Lifecycle| {
        format!("{}::{}", rust_paths::resource(place.0), lifecycle.method_name)
    };
    match (old, new) {
        (None, Some(new)) => {
            let message = format!("`{}` is new", new.waiter);
            record.push(Rule::LifecycleAdded, item(pair.after, new), in_new(&new.origin.pointer), message);
        }
        (Some(old), None) => {
            let message = format!("`{}` is gone", old.waiter);
            record.push(Rule::LifecycleRemoved, item(pair.before, old), in_old(&old.origin.pointer), message);
        }
        (Some(old), Some(new)) => {
            let (item, origin) = (item(pair.after, new), in_new(&new.origin.pointer));
            for message in misjudged(pair, old, new) {
                record.push_wire(Rule::LifecycleChanged, &item, origin.clone(), Wire::Breaking, message);
            }
            if waiting(old) != waiting(new) {
                let message = "finds the status, cancels or reads the result in another way";
                record.push(Rule::WaitingChanged, item, origin, message);
            }
        }
        (None, None) => {}
    }
}

/// Values that an old client takes for something else than they are. It goes on waiting at values it does not know.
fn misjudged(pair: &Pair<'_, '_>, old: &Lifecycle, new: &Lifecycle) -> Vec<String> {
    let before = phases(pair.old, old);
    let assumed =
        |value: &str| before.iter().find(|(known, _)| *known == value).map_or(Phase::InFlight, |(_, phase)| *phase);
    let differ = |(value, phase): (&str, Phase)| {
        let was = assumed(value);
        (was != phase).then(|| format!("{} counted as {} and counts as {}", quoted(value), word(was), word(phase)))
    };
    phases(pair.new, new).into_iter().filter_map(differ).collect()
}

/// The values of the status on the wire, with what they mean.
fn phases<'a>(view: &View<'a>, lifecycle: &Lifecycle) -> Vec<(&'a str, Phase)> {
    let Some(TypeDef::Enum(status)) = view.find(&lifecycle.status_type) else { return Vec::new() };
    let phase = |name| lifecycle.phases.iter().find(|(variant, _)| variant == name).map(|(_, phase)| *phase);
    status.variants.iter().filter_map(|variant| Some((variant.wire.as_str(), phase(&variant.name)?))).collect()
}

fn waiting(lifecycle: &Lifecycle) -> impl PartialEq {
    let cancel = lifecycle.cancel.as_ref().map(|path| path.marker.clone());
    (lifecycle.status_path.clone(), cancel, lifecycle.final_query.clone())
}

fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::InFlight => "in flight",
        Phase::Succeeded => "succeeded",
        Phase::Failed => "failed",
    }
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
        (Some(old), Some(new)) if old.poll.marker != new.poll.marker => {
            let message = format!("polled with `{}` and polls with `{}`", old.poll.builder, new.poll.builder);
            record.push(Rule::CreatedPollChanged, item, pair.origin(), message);
        }
        // What is polled takes the id alone, so it goes to the same place whatever that is called.
        (Some(old), Some(new)) => {
            if old.id != new.id {
                let message = format!("found the id of what was created in `{}` and finds it in `{}`", old.id, new.id);
                record.push(Rule::CreatedReadingChanged, item, pair.origin(), message);
            }
        }
        (None, None) => {}
    }
}

fn reconcile(pair: &Pair<'_, '_>, old: Option<&Reconcile>, new: Option<&Reconcile>, record: &mut Record) {
    let item = |(resource, operation): super::resources::Place<'_>| {
        format!("{}::reconcile_{}", rust_paths::resource(resource), operation.method_name)
    };
    let way = |reconcile: &Reconcile| (reconcile.matches.clone(), reconcile.created_after.clone());
    match (old, new) {
        (None, Some(_)) => {
            let message = "what an unanswered request made can be looked for";
            record.push(Rule::ReconcileAdded, item(pair.after), pair.origin(), message);
        }
        (Some(_), None) => {
            let origin = in_old(&pair.before.1.origin.pointer);
            record.push(Rule::ReconcileRemoved, item(pair.before), origin, "is gone");
        }
        (Some(old), Some(new)) => {
            if old.list.marker != new.list.marker {
                let message = format!("went by `{}` and goes by `{}`", old.list.builder, new.list.builder);
                record.push(Rule::ReconcileListChanged, item(pair.after), pair.origin(), message);
            }
            if way(old) != way(new) {
                let message = "what an unanswered request made is looked for in another way";
                record.push(Rule::ReconcileChanged, item(pair.after), pair.origin(), message);
            }
        }
        (None, None) => {}
    }
}
