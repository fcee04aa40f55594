use super::base::*;
use super::*;
use model::api::{Docs, HttpMethod, Replay};

fn add_ping(api: &mut Api) {
    batches(api).operations.push(operation("ping", "ping", HttpMethod::Get, "/ping"));
}

fn add_resource(api: &mut Api) {
    api.root.children.push(resource("files", "Files", Vec::new()));
}

#[test]
fn a_resource_may_come_and_go() {
    check(Minor, Rule::ResourceAdded, "resources::files::Files", Compatible, add_resource);
    check_from(Major, Rule::ResourceRemoved, "resources::files::Files", Compatible, add_resource, |_| {});
}

#[test]
fn an_operation_may_come_and_go() {
    check(Minor, Rule::OperationAdded, "resources::batches::Batches::ping", Compatible, add_ping);
    check_from(Major, Rule::OperationRemoved, "resources::batches::Batches::ping", Breaking, add_ping, |_| {});
}

#[test]
fn an_operation_may_move_to_another_resource_or_name() {
    check(Major, Rule::OperationMoved, "resources::batches::Batches::query", Compatible, |api| {
        operation_mut(api, "listBatches").method_name = field_name("query");
    });
    check_among_others(Major, Rule::OperationMoved, "resources::files::Files::ping", Compatible, |api| {
        add_resource(api);
        let list = batches(api).operations.remove(0);
        api.root.children[1].operations.push(model::api::Operation { method_name: field_name("ping"), ..list });
    });
}

#[test]
fn the_operation_id_names_the_request_builder() {
    check(Major, Rule::BuilderRenamed, "resources::batches::QueryBatches", Compatible, |api| {
        let builder = type_name("QueryBatches");
        let operation = operation_mut(api, "createBatch");
        operation.marker = model::names::TypeName::of_marker(&builder);
        operation.builder = builder;
        operation.id = "queryBatches".to_owned();
    });
}

#[test]
fn errors_and_checkpoints_go_by_the_operation_id() {
    check(Minor, Rule::OperationIdChanged, "resources::batches::Batches::get", Compatible, |api| {
        operation_mut(api, "getBatch").id = "get_batch".to_owned();
    });
}

#[test]
fn an_operation_under_another_id_and_name_is_known_by_its_request() {
    let changes = changes(add_ping, |api| {
        batches(api).operations.push(operation("health", "health", HttpMethod::Get, "/ping"));
    });
    let rules: Vec<Rule> = changes.iter().map(|change| change.rule).collect();
    assert_eq!(rules, [Rule::OperationMoved, Rule::BuilderRenamed]);
}

#[test]
fn old_clients_go_on_with_the_old_method_and_path() {
    let item = "resources::batches::Batches::create";
    check(Patch, Rule::HttpMethodChanged, item, Breaking, |api| {
        operation_mut(api, "createBatch").http_method = HttpMethod::Put;
    });
    check(Patch, Rule::PathChanged, item, Breaking, |api| {
        operation_mut(api, "createBatch").path = path_template("/v2/batches");
    });
}

#[test]
fn the_name_of_a_place_in_a_path_is_not_sent() {
    check(Patch, Rule::AnchorRemoved, "resources::batches::Batches::get", Compatible, |api| {
        operation_mut(api, "getBatch").path = path_template("/batches/{id}");
    });
}

#[test]
fn whether_a_request_is_repeated_is_behaviour() {
    check(Minor, Rule::ReplayChanged, "resources::batches::Batches::create", Compatible, |api| {
        operation_mut(api, "createBatch").replay = Replay::Safe;
    });
}

#[test]
fn a_key_for_repeats_is_behaviour() {
    check(Minor, Rule::IdempotencyChanged, "resources::batches::Batches::create", Compatible, |api| {
        operation_mut(api, "createBatch").idempotency_header = Some("Idempotency-Key".to_owned());
    });
}

#[test]
fn the_client_may_add_parameters_of_its_own() {
    check(Minor, Rule::ClientDefaultsChanged, "resources::batches::Batches::list", Compatible, |api| {
        operation_mut(api, "listBatches").default_parameters.clear();
    });
}

#[test]
fn a_request_without_values_may_carry_an_empty_object() {
    check(Patch, Rule::BodyPresenceChanged, "resources::batches::Batches::create", Compatible, |api| {
        operation_mut(api, "createBatch").body.as_mut().unwrap().required = false;
    });
}

#[test]
fn another_media_type_is_not_what_old_clients_send_or_ask_for() {
    let item = "resources::batches::Batches::create";
    check(Patch, Rule::MediaTypeChanged, item, Breaking, |api| {
        operation_mut(api, "createBatch").body.as_mut().unwrap().media_type = "application/merge-patch+json".to_owned();
    });
    check(Patch, Rule::MediaTypeChanged, item, Breaking, |api| {
        operation_mut(api, "createBatch").accept = "application/vnd.lab+json".to_owned();
    });
}

#[test]
fn an_operation_is_described_shown_and_may_be_deprecated() {
    let item = "resources::batches::Batches::get";
    check(Patch, Rule::DocsChanged, item, Compatible, |api| {
        operation_mut(api, "getBatch").docs = Docs(vec!["Reads one.".to_owned()]);
    });
    check(Patch, Rule::DocsChanged, item, Compatible, |api| {
        operation_mut(api, "getBatch").examples.request = Some("{}".to_owned());
    });
    check(Minor, Rule::Deprecated, item, Compatible, |api| operation_mut(api, "getBatch").deprecated = true);
}
