use super::base::*;
use super::*;
use model::api::{HttpMethod, ResponseCase, ResponseRole};
use model::openapi::Status;

const GET: &str = "resources::batches::Batches::get";

/// A page writes a type out where it comes to it first.
#[test]
fn what_is_shown_in_another_place_has_another_anchor() {
    let show_first = |api: &mut Api| {
        let first = operation("archive", "archive", HttpMethod::Put, "/archive");
        batches(api).operations.insert(0, first);
    };
    let changes = changes(|_| {}, show_first);
    let rules: Vec<Rule> = changes.iter().map(|change| change.rule).collect();
    assert_eq!(rules, [Rule::OperationAdded, Rule::AnchorRemoved]);
    let message = &changes[1].message;
    assert!(message.contains("`#list.response.items.id`"), "{message}");
    assert!(!message.contains("`#list.response.items`"), "the list is where it was: {message}");
}

#[test]
fn no_other_rule_tells_of_an_error_that_is_declared_no_more() {
    let declare = |api: &mut Api| {
        operation_mut(api, "getBatch").responses.push(ResponseCase {
            status: Status::Code(418),
            role: ResponseRole::Error,
            description: None,
            payload: None,
        });
    };
    check_from(Patch, Rule::AnchorRemoved, GET, Compatible, declare, |_| {});
}

/// Where the field goes, its links are the least of it.
#[test]
fn what_is_gone_itself_is_told_by_its_own_rule() {
    let changes = changes(|_| {}, |api| struct_mut(api, "Batch").fields.retain(|field| field.wire != "note"));
    let rules: Vec<Rule> = changes.iter().map(|change| change.rule).collect();
    assert_eq!(rules, [Rule::FieldRemoved]);
}
