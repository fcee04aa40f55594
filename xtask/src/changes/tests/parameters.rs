use super::base::*;
use super::*;
use model::api::{Docs, Place, TypeRef};

const CREATE: &str = "createBatch";

/// How reports call an argument and a setter of the create.
fn taken(name: &str) -> String {
    format!("resources::batches::Batches::create({name})")
}

fn set(name: &str) -> String {
    format!("resources::batches::CreateBatch::{name}")
}

fn ty(wire: &'static str, ty: TypeRef) -> impl Fn(&mut Api) {
    move |api| argument_mut(api, CREATE, wire).ty = ty.clone()
}

#[test]
fn a_required_argument_is_not_sent_by_old_clients() {
    check(Major, Rule::ArgumentAdded, &taken("extra"), Breaking, |api| {
        operation_mut(api, CREATE).arguments.push(argument("extra", Place::BodyField, TypeRef::Bool));
    });
}

#[test]
fn an_argument_may_go() {
    check(Major, Rule::ArgumentRemoved, &taken("source"), Compatible, |api| {
        operation_mut(api, CREATE).arguments.remove(0);
    });
}

#[test]
fn arguments_have_an_order() {
    check(Major, Rule::ArgumentsReordered, "resources::batches::Batches::create", Compatible, |api| {
        operation_mut(api, CREATE).arguments.reverse();
    });
}

#[test]
fn the_name_of_an_argument_is_documentation_and_that_of_a_setter_a_method() {
    check(Patch, Rule::ArgumentRenamed, &taken("origin"), Compatible, |api| {
        argument_mut(api, CREATE, "source").name = field_name("origin");
    });
    check(Major, Rule::SetterRenamed, &set("urgency"), Compatible, |api| {
        argument_mut(api, CREATE, "priority").name = field_name("urgency");
    });
}

#[test]
fn an_argument_may_take_another_type() {
    let (source, small, large) = (taken("source"), ty("source", TypeRef::U32), ty("source", TypeRef::U64));
    check_from(Major, Rule::ArgumentTypeChanged, &source, Compatible, &small, &large);
    check_from(Major, Rule::ArgumentTypeChanged, &source, Breaking, &large, &small);
    check(Major, Rule::ArgumentTypeChanged, &taken("source"), Breaking, ty("source", TypeRef::Bool));
}

/// In a query one value is taken as well as many, elsewhere only what can be iterated over.
#[test]
fn a_list_is_taken_in_another_way_in_another_part_of_the_request() {
    let in_part = |place| {
        move |api: &mut Api| {
            *argument_mut(api, CREATE, "priority") = argument("priority", place, list(TypeRef::String));
        }
    };
    let changes = changes(in_part(Place::Query), in_part(Place::BodyField));
    assert_found(&changes, Major, Rule::SetterTypeChanged, &set("priority"), Compatible);
    let message = changes.iter().find(|change| change.rule == Rule::SetterTypeChanged).map(|it| it.message.as_str());
    assert_eq!(message, Some("took one value or many and takes an iterator"));
}

#[test]
fn an_argument_may_take_another_text_type() {
    let rule = Rule::ArgumentTextTypeChanged;
    check(Major, rule, &taken("source"), Compatible, ty("source", named("BatchId")));
    check(Major, Rule::ArgumentTextTypeChanged, &taken("source"), Breaking, ty("source", named("BatchStatus")));
    check_from(Major, rule, &taken("source"), Compatible, ty("source", named("BatchId")), |_| {});
}

#[test]
fn a_setter_may_take_another_type() {
    check(Major, Rule::SetterTypeChanged, &set("priority"), Compatible, ty("priority", TypeRef::I64));
    check(Major, Rule::SetterTypeChanged, &set("priority"), Breaking, ty("priority", TypeRef::I32));
    check(Major, Rule::SetterTextTypeChanged, &set("comment"), Compatible, ty("comment", named("BatchId")));
}

#[test]
fn one_value_in_the_query_is_a_list_of_one() {
    let to = |ty: TypeRef| move |api: &mut Api| argument_mut(api, "listBatches", "status").ty = ty.clone();
    let (one, many) = (to(named("BatchStatus")), to(list(named("BatchStatus"))));
    let item = "resources::batches::ListBatches::status";
    check_from(Major, Rule::SetterTypeChanged, item, Compatible, &one, &many);
    check_from(Major, Rule::SetterTypeChanged, item, Breaking, &many, &one);
}

/// A request does not hold the value, so nobody sees a box around it.
#[test]
fn a_box_around_an_argument_is_not_seen() {
    let changes = changes(|_| {}, ty("options", TypeRef::Boxed(Box::new(named("Options")))));
    assert!(changes.is_empty(), "{changes:#?}");
}

#[test]
fn null_may_be_allowed_or_forbidden() {
    let nullable = |wire: &'static str, is| move |api: &mut Api| argument_mut(api, CREATE, wire).nullable = is;
    check(Major, Rule::ArgumentNullabilityChanged, &taken("source"), Compatible, nullable("source", true));
    check_from(Major, Rule::ArgumentNullabilityChanged, &taken("source"), Breaking, nullable("source", true), |_| {});
    check(Minor, Rule::ClearAdded, &set("clear_priority"), Compatible, nullable("priority", true));
    check(Major, Rule::ClearRemoved, &set("clear_comment"), Breaking, nullable("comment", false));
}

#[test]
fn what_was_required_may_become_optional_and_the_reverse() {
    check(Major, Rule::ArgumentBecameOptional, &set("source"), Compatible, |api| {
        let operation = operation_mut(api, CREATE);
        let argument = operation.arguments.remove(0);
        operation.setters.push(argument);
    });
    check(Major, Rule::SetterBecameRequired, &taken("priority"), Breaking, |api| {
        let operation = operation_mut(api, CREATE);
        let setter = operation.setters.remove(0);
        operation.arguments.push(setter);
    });
}

#[test]
fn a_setter_may_come_and_go() {
    check(Minor, Rule::SetterAdded, &set("extra"), Compatible, |api| {
        operation_mut(api, CREATE).setters.push(argument("extra", Place::Query, TypeRef::Bool));
    });
    check(Major, Rule::SetterRemoved, &set("priority"), Compatible, |api| {
        operation_mut(api, CREATE).setters.remove(0);
    });
}

#[test]
fn a_parameter_may_get_another_name_on_the_wire() {
    let rename = |wire: &'static str| move |api: &mut Api| argument_mut(api, CREATE, wire).wire = "other".to_owned();
    check(Patch, Rule::ParameterWireNameChanged, &taken("source"), Breaking, rename("source"));
    check(Patch, Rule::ParameterWireNameChanged, &set("priority"), Compatible, rename("priority"));
}

/// Variables of a path are filled in by their order, so of a name that stays in Rust nothing but links take notice.
#[test]
fn a_variable_of_a_path_may_get_another_name() {
    let in_path = |api: &mut Api| {
        argument_mut(api, "getBatch", "batch_id").wire = "id".to_owned();
        operation_mut(api, "getBatch").path = path_template("/batches/{id}");
        operation_mut(api, CREATE).created.as_mut().unwrap().path_parameter = "id".to_owned();
    };
    check(Patch, Rule::AnchorRemoved, "resources::batches::Batches::get", Compatible, in_path);
    check_among_others(Patch, Rule::ArgumentRenamed, "resources::batches::Batches::get(id)", Compatible, |api| {
        in_path(api);
        argument_mut(api, "getBatch", "id").name = field_name("id");
    });
}

#[test]
fn a_parameter_may_move_within_the_request() {
    let to_query = |wire: &'static str| move |api: &mut Api| argument_mut(api, CREATE, wire).place = Place::Query;
    check(Patch, Rule::ParameterMoved, &taken("source"), Breaking, to_query("source"));
    check(Patch, Rule::ParameterMoved, &set("priority"), Compatible, to_query("priority"));
}

#[test]
fn a_parameter_is_described_and_may_be_deprecated() {
    check(Patch, Rule::DocsChanged, &set("priority"), Compatible, |api| {
        argument_mut(api, CREATE, "priority").docs = Docs(vec!["How soon.".to_owned()]);
    });
    check(Minor, Rule::Deprecated, &set("priority"), Compatible, |api| {
        argument_mut(api, CREATE, "priority").deprecated = true;
    });
}
