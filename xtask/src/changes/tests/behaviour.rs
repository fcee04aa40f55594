use super::base::*;
use super::*;
use model::api::{Lifecycle, Phase};

const WAIT: &str = "resources::batches::Batches::wait";
const AND_WAIT: &str = "resources::batches::CreateBatch::and_wait";
const RECONCILE: &str = "resources::batches::Batches::reconcile_create";

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
    let cancel = |builder: &'static str| move |api: &mut Api| lifecycle(api).cancel = Some(operation_path(builder));
    let (stop, halt) = (cancel("StopBatch"), cancel("HaltBatch"));
    check_from(Patch, Rule::WaitingChanged, WAIT, Compatible, stop, halt);
}

/// The methods are there in either case, so the compiler does not tell that they fail.
#[test]
fn waiting_that_cannot_cancel_fails_where_it_is_asked_to() {
    let with = |api: &mut Api| lifecycle(api).cancel = Some(operation_path("StopBatch"));
    check(Minor, Rule::CancelAdded, WAIT, Compatible, with);
    check_from(Major, Rule::CancelRemoved, WAIT, Compatible, with, |_| {});
    let changes = changes(with, |_| {});
    let shown = "can no longer cancel, as it did with `StopBatch`: after `cancel_on_drop` or `cancel_on_timeout` it fails \
                 before anything is sent";
    assert_eq!(changes[0].message, shown);
    assert_eq!(changes[0].origin.side, crate::changes::Side::Old);
}

#[test]
fn what_was_created_may_be_waited_for() {
    let without = |api: &mut Api| operation_mut(api, "createBatch").created = None;
    check_from(Minor, Rule::CreatedAdded, AND_WAIT, Compatible, without, |_| {});
    check(Major, Rule::CreatedRemoved, AND_WAIT, Compatible, without);
    check(Major, Rule::CreatedPollChanged, AND_WAIT, Compatible, |api| {
        operation_mut(api, "createBatch").created.as_mut().unwrap().poll = operation_path("ListBatches");
    });
    check(Patch, Rule::CreatedReadingChanged, AND_WAIT, Compatible, |api| {
        operation_mut(api, "createBatch").created.as_mut().unwrap().id = field_name("status");
    });
}

#[test]
fn what_was_made_may_be_looked_for() {
    let without = |api: &mut Api| operation_mut(api, "createBatch").reconcile = None;
    check_from_among_others(Minor, Rule::ReconcileAdded, RECONCILE, Compatible, without, |_| {});
    check_among_others(Major, Rule::ReconcileRemoved, RECONCILE, Compatible, without);
    check_among_others(Major, Rule::ReconcileListChanged, RECONCILE, Compatible, |api| {
        operation_mut(api, "createBatch").reconcile.as_mut().unwrap().list = operation_path("GetBatch");
    });
    check(Patch, Rule::ReconcileChanged, RECONCILE, Compatible, |api| {
        operation_mut(api, "createBatch").reconcile.as_mut().unwrap().matches.clear();
    });
}

/// There is one way from an error to what was made, or none: it would not be known which create to look for.
#[test]
fn an_error_leads_to_what_the_only_create_made() {
    let item = "Error::reconcile";
    let second = |api: &mut Api| {
        let reconcile = operation_mut(api, "createBatch").reconcile.clone();
        operation_mut(api, "getBatch").reconcile = reconcile;
    };
    check_among_others(Major, Rule::ErrorReconcileRemoved, item, Compatible, second);
    check_from_among_others(Minor, Rule::ErrorReconcileAdded, item, Compatible, second, |_| {});
    check_among_others(Major, Rule::ErrorReconcileChanged, item, Compatible, |api| {
        operation_mut(api, "createBatch").reconcile.as_mut().unwrap().list = operation_path("GetBatch");
    });
}

#[test]
fn an_example_answer_is_a_function_for_tests() {
    let item = "test_util::fixtures::batch";
    let shown = |api: &mut Api| operation_mut(api, "getBatch").examples.response = Some("{}".to_owned());
    check_among_others(Minor, Rule::FixtureAdded, item, Compatible, shown);
    check_from_among_others(Major, Rule::FixtureRemoved, item, Compatible, shown, |_| {});
    // Another operation shows the same model.
    let changes = changes(shown, |api| {
        operation_mut(api, "createBatch").examples.response = Some("{}".to_owned());
    });
    assert!(changes.iter().all(|change| change.rule == Rule::DocsChanged), "{changes:#?}");
}
