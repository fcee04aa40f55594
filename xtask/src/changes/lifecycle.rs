//! Waiting for an end: which values of the status are one, and what waiters do on the way to it.

use super::Wire;
use super::pair::{Pair, PlacedOperation};
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::view::View;
use crate::rust_paths;
use model::api::{Lifecycle, Phase, TypeDef};

pub fn compare(pair: &Pair<'_, '_>, old: Option<&Lifecycle>, new: Option<&Lifecycle>, record: &mut Record) {
    let item = |place: PlacedOperation<'_>, lifecycle: &Lifecycle| {
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
            cancelling(old, new, &item, record);
            if waiting(old) != waiting(new) {
                let message = "finds the status or reads the result in another way";
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

/// The methods of the waiter stay where they are; whether they have something to call shows when waiting begins.
fn cancelling(old: &Lifecycle, new: &Lifecycle, item: &str, record: &mut Record) {
    let in_old = in_old(&old.origin.pointer.child("cancel"));
    let in_new = in_new(&new.origin.pointer.child("cancel"));
    match (&old.cancel, &new.cancel) {
        (None, Some(after)) => {
            let message = format!("can cancel, with `{}`", after.builder);
            record.push(Rule::CancelAdded, item, in_new, message);
        }
        (Some(before), None) => {
            let message = format!(
                "can no longer cancel, as it did with `{}`: after `cancel_on_drop` or `cancel_on_timeout` it fails \
                 before anything is sent",
                before.builder
            );
            record.push(Rule::CancelRemoved, item, in_old, message);
        }
        (Some(before), Some(after)) if before != after => {
            let message = format!("cancelled with `{}` and cancels with `{}`", before.builder, after.builder);
            record.push(Rule::WaitingChanged, item, in_new, message);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// What is not compared elsewhere: the waiter is called after the operation, and its method always alike.
fn waiting(lifecycle: &Lifecycle) -> impl PartialEq + use<'_> {
    let Lifecycle {
        waiter: _,
        method_name: _,
        status_path,
        status_type: _,
        phases: _,
        gives_phase: _,
        cancel: _,
        final_query,
        origin: _,
    } = lifecycle;
    (status_path, final_query)
}

fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::InFlight => "in flight",
        Phase::Succeeded => "succeeded",
        Phase::Failed => "failed",
    }
}
