use super::base::*;
use super::*;
use model::api::{
    Docs, EventStream, FieldShape, Framing, Output, PageParameter, Pagination, PaginationStyle, PayloadValue, Success,
    Successes, TypeDef, TypeRef,
};
use model::names::VariantName;
use model::openapi::Status;

const LIST: &str = "resources::batches::Batches::list";
const GET: &str = "resources::batches::Batches::get";

fn gives(output: Output) -> impl Fn(&mut Api) {
    move |api| operation_mut(api, "getBatch").output = output.clone()
}

fn pagination(api: &mut Api) -> &mut Pagination {
    operation_mut(api, "listBatches").pagination.as_mut().unwrap()
}

#[test]
fn an_answer_may_have_another_type() {
    check(Major, Rule::OutputChanged, GET, Breaking, gives(Output::Nothing));
    check_from(Major, Rule::OutputChanged, GET, Compatible, gives(Output::Nothing), |_| {});
    check(Major, Rule::OutputChanged, GET, Breaking, gives(Output::Json(named("BatchPage"))));
    check_from(Major, Rule::OutputChanged, GET, Compatible, gives(Output::Json(TypeRef::Json)), |_| {});
}

#[test]
fn a_stream_beside_the_json_takes_nothing_away() {
    let with = |api: &mut Api| {
        let (framing, event) = (Framing::EventStream, TypeRef::String);
        let stream = EventStream { media_type: "text/event-stream".to_owned(), framing, event };
        operation_mut(api, "getBatch").events = Some(stream);
    };
    check(Minor, Rule::EventsAdded, GET, Compatible, with);
    check_from(Patch, Rule::MediaTypeChanged, GET, Breaking, with, |api| {
        with(api);
        operation_mut(api, "getBatch").events.as_mut().unwrap().media_type = "application/jsonl".to_owned();
    });
    check_from(Major, Rule::OutputChanged, GET, Breaking, with, |_| {});
}

#[test]
fn events_are_compared_whatever_else_is_given() {
    for (id, method) in [("getBatch", GET), ("listBatches", LIST)] {
        let with = |framing, event: TypeRef| {
            move |api: &mut Api| {
                let (media_type, event) = ("application/events".to_owned(), event.clone());
                operation_mut(api, id).events = Some(EventStream { media_type, framing, event });
            }
        };
        let before = || with(Framing::EventStream, TypeRef::String);
        check(Minor, Rule::EventsAdded, method, Compatible, before());
        check_from(Major, Rule::OutputChanged, method, Breaking, before(), |_| {});
        check_from(Major, Rule::OutputChanged, method, Breaking, before(), with(Framing::EventStream, TypeRef::Bool));
        check_from(Major, Rule::OutputChanged, method, Breaking, before(), with(Framing::JsonLines, TypeRef::String));
    }
}

#[test]
fn a_new_type_and_events_beside_it_are_two_changes() {
    let change = |api: &mut Api| {
        let (media_type, framing) = ("text/event-stream".to_owned(), Framing::EventStream);
        operation_mut(api, "getBatch").events = Some(EventStream { media_type, framing, event: TypeRef::String });
        operation_mut(api, "getBatch").output = Output::Nothing;
    };
    check_among_others(Minor, Rule::EventsAdded, GET, Compatible, change);
    check_among_others(Major, Rule::OutputChanged, GET, Breaking, change);
}

/// An enum with a variant for each of these statuses.
fn by_status(bodies: &[(u16, Option<TypeRef>)]) -> Output {
    let case = |(status, body): &(u16, Option<TypeRef>)| Success {
        name: VariantName::of_success(*status),
        status: Status::Code(*status),
        docs: Docs::default(),
        body: body.clone().map(PayloadValue::Json),
    };
    Output::ByStatus(Successes { name: type_name("GetBatchSuccess"), cases: bodies.iter().map(case).collect() })
}

#[test]
fn what_is_given_may_depend_on_the_status() {
    let two = || by_status(&[(200, Some(named("Batch"))), (202, Some(TypeRef::String))]);
    let from_two = |rule, level, wire, new: &[(u16, Option<TypeRef>)]| {
        check_from(level, rule, GET, wire, gives(two()), gives(by_status(new)));
    };
    check(Major, Rule::OutputChanged, GET, Breaking, gives(two()));
    let three = [(200, Some(named("Batch"))), (202, Some(TypeRef::String)), (204, None)];
    from_two(Rule::SuccessAdded, Minor, Compatible, &three);
    from_two(Rule::OutputChanged, Major, Compatible, &three[..1]);
    from_two(Rule::OutputChanged, Major, Breaking, &[(200, Some(named("Batch"))), (202, Some(TypeRef::Bool))]);
    from_two(Rule::OutputChanged, Major, Breaking, &[(200, Some(named("Batch"))), (202, None)]);
}

#[test]
fn the_items_of_a_list_may_have_another_type() {
    check_among_others(Major, Rule::OutputChanged, LIST, Compatible, |api| {
        pagination(api).item = named("BatchId");
    });
}

#[test]
fn the_same_items_may_come_in_another_page() {
    let another_page = |shape| {
        move |api: &mut Api| {
            let mut page = struct_mut(api, "BatchPage").clone();
            page.name = type_name("OtherPage");
            page.fields[0].shape = shape;
            add_type(api, TypeDef::Struct(page));
            pagination(api).page = Some(type_name("OtherPage"));
            operation_mut(api, "listBatches").output = Output::Json(named("OtherPage"));
        }
    };
    let same = another_page(FieldShape::RequiredCollection);
    check_among_others(Patch, Rule::PageModelChanged, LIST, Compatible, same);
    check_among_others(Patch, Rule::PageModelChanged, LIST, Breaking, another_page(FieldShape::OptionalCollection));
}

#[test]
fn an_operation_may_become_a_list_and_the_reverse() {
    let plain = |api: &mut Api| operation_mut(api, "listBatches").pagination = None;
    check_from(Major, Rule::PaginationAdded, LIST, Compatible, plain, |_| {});
    check(Major, Rule::PaginationRemoved, LIST, Compatible, plain);
    check_among_others(Major, Rule::PaginationRemoved, LIST, Breaking, |api| {
        plain(api);
        operation_mut(api, "listBatches").setters.retain(|setter| setter.wire != "page_token");
    });
}

#[test]
fn old_clients_do_not_follow_another_style_of_pages() {
    check(Minor, Rule::PaginationStyleChanged, LIST, Breaking, |api| {
        pagination(api).style = PaginationStyle::Offset { offset: PageParameter::Query("offset".to_owned()) };
    });
}

#[test]
fn the_position_of_a_page_may_have_another_name() {
    check(Patch, Rule::PageParametersChanged, LIST, Breaking, |api| {
        pagination(api).style = PaginationStyle::Cursor { token: PageParameter::Query("token".to_owned()) };
    });
}
