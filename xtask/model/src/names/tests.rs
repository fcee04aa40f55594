use super::*;

fn check_variant(wire: &str, expected: &str) {
    assert_eq!(VariantName::new(wire).unwrap().name.as_str(), expected, "{wire:?}");
}

fn check_field(wire: &str, expected: &str) {
    assert_eq!(FieldName::new(Role::Field, wire).unwrap().name.as_str(), expected, "{wire:?}");
}

fn check_type(wire: &str, expected: &str) {
    assert_eq!(TypeName::of_schema(wire).unwrap().name.as_str(), expected, "{wire:?}");
}

#[test]
fn variants_are_upper_camel_case() {
    check_variant("PENDING", "Pending");
    check_variant("parse_v2", "ParseV2");
    check_variant("batch.success", "BatchSuccess");
    check_variant("A-B", "AB");
    check_variant("3d", "_3d");
    check_variant("", "Empty");
    check_variant("+", "Plus");
    check_variant("-", "Minus");
    check_variant("+1", "Plus1");
    check_variant("-created_at", "MinusCreatedAt");
    check_variant(">=", "GreaterEqual");
    check_variant("1.0", "_1_0");
    check_variant("10", "_10");
    check_variant("self", "Self_");
    check_variant("\"}); panic!();//", "Panic");
}

#[test]
fn fields_are_snake_case() {
    check_field("createdAt", "created_at");
    check_field("FooBar", "foo_bar");
    check_field("foo-bar", "foo_bar");
    check_field("output_tables_as_HTML", "output_tables_as_html");
    check_field("type", "type");
    check_field("self", "self_");
    check_field("Self", "self_");
    check_field("super", "super_");
    check_field("crate", "crate_");
    check_field("_", "underscore");
    check_field("$ref", "ref");
    check_field("+1", "plus_1");
    check_field("3d", "_3d");
}

#[test]
fn reserved_types_get_a_fixed_suffix() {
    for reserved in ["Option", "Vec", "Result", "String", "Error", "Client", "Box", "Self", "Page"] {
        let named = TypeName::of_schema(reserved).unwrap();
        assert_eq!(named.name.as_str(), format!("{reserved}Model"));
        assert_eq!(named.rule, NamingRule::Reserved);
    }
    check_type("std", "Std");
    check_type("batch-config", "BatchConfig");
}

#[test]
fn setters_give_way_to_the_methods_of_a_request() {
    let named = FieldName::new(Role::Setter, "timeout").unwrap();
    assert_eq!((named.name.as_str(), named.rule), ("timeout_", NamingRule::Reserved));
    assert_eq!(FieldName::new(Role::Argument, "timeout").unwrap().name.as_str(), "timeout");
}

#[test]
fn methods_give_way_to_conversions() {
    for role in [Role::Method, Role::Setter] {
        let named = FieldName::new(role, "into").unwrap();
        assert_eq!(named.name.as_str(), if role == Role::Method { "into_" } else { "into" });
    }
    assert_eq!(ModuleName::of_tag("Try into").unwrap().name.as_str(), "try_into_");
}

#[test]
fn inline_types_are_named_after_their_place() {
    let batch = TypeName::of_schema("Batch").unwrap().name;
    let named = batch.of_place(&["job_config", "Item"]).unwrap();
    assert_eq!((named.name.as_str(), named.rule), ("BatchJobConfigItem", NamingRule::Place));
    assert_eq!(TypeName::of_schema("V1").unwrap().name.of_place(&["2d"]).unwrap().name.as_str(), "V1_2d");
}

#[test]
fn modules_avoid_files_that_mean_something_else() {
    let module = |name: &str| TypeName::of_schema(name).unwrap().name.module().as_str().to_owned();
    assert_eq!(module("BatchStatus"), "batch_status");
    assert_eq!(module("Mod"), "mod_type");
    assert_eq!(module("Std"), "std_type");
    assert_eq!(module("Con"), "con_type");
    assert_eq!(module("Type"), "type");
}

#[test]
fn text_without_a_name_is_refused() {
    assert_eq!(TypeName::of_schema("!!!"), Err(Unnameable::Nothing));
    assert_eq!(TypeName::of_schema(""), Err(Unnameable::Nothing));
    assert_eq!(TypeName::of_schema("Имя"), Err(Unnameable::Foreign('И')));
    assert_eq!(VariantName::new("ok\u{202e}"), Err(Unnameable::Invisible('\u{202e}')));
    assert_eq!(FieldName::new(Role::Field, "ﬁeld"), Err(Unnameable::Foreign('ﬁ')));
}

#[test]
fn given_names_are_taken_as_they_are_or_refused() {
    assert_eq!(TypeName::given("HTTPHeader").unwrap().name.as_str(), "HTTPHeader");
    assert_eq!(FieldName::given(Role::Method, "list").unwrap().rule, NamingRule::Extension);
    assert_eq!(TypeName::given("lower"), Err(Unnameable::NotThisCase));
    assert_eq!(TypeName::given("Two_Words"), Err(Unnameable::NotThisCase));
    assert_eq!(FieldName::given(Role::Field, "twoWords"), Err(Unnameable::NotThisCase));
    assert_eq!(VariantName::given("V1_0").unwrap().name.as_str(), "V1_0");
}

#[test]
fn waiters_replace_the_verb() {
    assert_eq!(TypeName::of_waiter("getBatch").unwrap().as_str(), "WaitBatch");
    assert_eq!(TypeName::of_waiter("poll").unwrap().as_str(), "WaitPoll");
}

#[test]
fn an_operation_id_is_proposed_from_verb_and_path() {
    assert_eq!(proposed_operation_id("GET", "/api/v2/batches/{batch_id}"), "getApiV2BatchesByBatchId");
}

#[test]
fn packages_and_variables_come_from_the_title() {
    assert_eq!(package_name("../../Evil Lab!").unwrap(), "evil-lab");
    assert_eq!(package_name("Types").unwrap(), "api-types");
    assert_eq!(environment_variable("Lab Service", "API_KEY").unwrap(), "LAB_SERVICE_API_KEY");
}

#[test]
fn an_integer_is_called_as_another_tool_says_or_by_its_number() {
    let name = |value, called| VariantName::of_integer(value, called).name.to_string();
    assert_eq!(name(200, None), "Value200");
    assert_eq!(name(-1, None), "Minus1");
    assert_eq!(name(i64::MIN, None), "Minus9223372036854775808");
    assert_eq!(name(0, Some("NOT_FOUND")), "NotFound");
    assert_eq!(name(0, Some("unknown")), "Unknown_");
    assert_eq!(name(0, Some("§")), "Value0");
}
