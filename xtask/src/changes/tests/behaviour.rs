use super::model::*;
use super::*;
use crate::codegen::api::{Lifecycle, Phase};

const WAIT: &str = "resources::batches::Batches::wait";
const AND_WAIT: &str = "resources::batches::CreateBatch::and_wait";
const RECONCILE: &str = "resources::batches::CreateBatch::reconcile";

fn lifecycle(api: &mut Api) -> &mut Lifecycle {
    operation_mut(api, "getBatch").lifecycle.as_mut().unwrap()
}

#[test]
fn waiting_may_come_and_go() {
    let without = |api: &mut Api| operation_mut(api, "getBatch").lifecycle = None;
    check_from(Minor, Rule::LifecycleAdded, WAIT, Compatible, without, |_| {});
    check(Major, Rule::LifecycleRemoved, WAIT, Compatible, without);
}

#[test]
fn a_value_may_count_as_something_else() {
    check(Minor, Rule::LifecycleChanged, WAIT, Breaking, |api| lifecycle(api).phases[1].1 = Phase::Failed);
}

/// Old clients take a value they do not know as not ended: right for one that is in flight, wrong for an end.
#[test]
fn old_clients_wait_on_at_an_end_they_do_not_know() {
    let add = |phase| {
        move |api: &mut Api| {
            enum_mut(api, "BatchStatus").variants.push(variant("BatchStatus", "STOPPED"));
            lifecycle(api).phases.push((variant_name("Stopped"), phase));
        }
    };
    check_among_others(Minor, Rule::LifecycleChanged, WAIT, Breaking, add(Phase::Failed));
    check(Minor, Rule::VariantAdded, "types::BatchStatus::Stopped", Compatible, add(Phase::InFlight));
}

#[test]
fn waiting_may_go_another_way() {
    check(Patch, Rule::WaitingChanged, WAIT, Compatible, |api| {
        lifecycle(api).final_query.push(("expand".to_owned(), "results".to_owned()));
    });
}

#[test]
fn what_was_created_may_be_waited_for() {
    let without = |api: &mut Api| operation_mut(api, "createBatch").created = None;
    check_from(Minor, Rule::CreatedAdded, AND_WAIT, Compatible, without, |_| {});
    check(Major, Rule::CreatedRemoved, AND_WAIT, Compatible, without);
    check(Major, Rule::CreatedPollChanged, AND_WAIT, Compatible, |api| {
        operation_mut(api, "createBatch").created.as_mut().unwrap().poll = operation_path("list", "ListBatches");
    });
    check(Patch, Rule::CreatedReadingChanged, AND_WAIT, Compatible, |api| {
        operation_mut(api, "createBatch").created.as_mut().unwrap().id = field_name("status");
    });
}

#[test]
fn what_was_made_may_be_looked_for() {
    let without = |api: &mut Api| operation_mut(api, "createBatch").reconcile = None;
    check_from(Minor, Rule::ReconcileAdded, RECONCILE, Compatible, without, |_| {});
    check(Major, Rule::ReconcileRemoved, RECONCILE, Compatible, without);
    check(Patch, Rule::ReconcileChanged, RECONCILE, Compatible, |api| {
        operation_mut(api, "createBatch").reconcile.as_mut().unwrap().matches.clear();
    });
}
