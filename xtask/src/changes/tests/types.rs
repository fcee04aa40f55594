use super::base::*;
use super::*;
use model::api::{Outcome, TypeDef, TypeRef};

fn add_spare(api: &mut Api) {
    add_type(api, TypeDef::Struct(structure("Spare", Vec::new())));
}

#[test]
fn a_model_may_come_and_go() {
    check(Minor, Rule::TypeAdded, "types::Spare", Compatible, add_spare);
    check_from(Major, Rule::TypeRemoved, "types::Spare", Compatible, add_spare, |_| {});
}

#[test]
fn a_new_name_is_a_removal_and_an_addition() {
    let changes = changes(add_spare, |api| {
        add_spare(api);
        struct_mut(api, "Spare").name = type_name("Reserve");
    });
    let messages: Vec<_> = changes.iter().map(|change| (change.rule, change.message.as_str())).collect();
    assert_eq!(
        messages,
        [(Rule::TypeRemoved, "struct `Spare` is called `Reserve` now"), (Rule::TypeAdded, "struct `Reserve` is new"),]
    );
}

/// The model is judged where it is used: another name alone is nothing on the wire.
#[test]
fn a_renamed_model_is_read_by_old_clients() {
    let changes = changes(
        |_| {},
        |api| {
            enum_mut(api, "Kind").name = type_name("Sort");
            field_mut(api, "Batch", "kind").ty = named("Sort");
        },
    );
    assert_found(&changes, Major, Rule::FieldTextTypeChanged, "types::Batch::kind", Compatible);
    assert!(changes.iter().all(|change| change.wire == Compatible), "{changes:#?}");
}

#[test]
fn another_kind_of_model_offers_other_things() {
    let to_newtype = |name: &'static str| {
        move |api: &mut Api| {
            add_type(api, TypeDef::Newtype(newtype(name)));
        }
    };
    check(Major, Rule::TypeKindChanged, "types::Kind", Compatible, to_newtype("Kind"));
    check_among_others(Major, Rule::TypeKindChanged, "types::Options", Breaking, to_newtype("Options"));
    // The service no longer takes every text, and a client may send any.
    let without_waiting = |api: &mut Api| operation_mut(api, "getBatch").lifecycle = None;
    let old = |api: &mut Api| {
        without_waiting(api);
        to_newtype("BatchStatus")(api);
    };
    check_from(Major, Rule::TypeKindChanged, "types::BatchStatus", Breaking, old, without_waiting);
}

#[test]
fn a_trait_may_be_lost_or_gained() {
    let no_eq = |api: &mut Api| struct_mut(api, "Batch").traits.eq = false;
    check(Major, Rule::DeriveLost, "types::Batch", Compatible, no_eq);
    check_from(Minor, Rule::DeriveGained, "types::Batch", Compatible, no_eq, |_| {});
}

#[test]
fn new_takes_its_arguments_in_the_order_of_the_description() {
    check(Major, Rule::ConstructorReordered, "types::Batch::new", Compatible, |api| {
        struct_mut(api, "Batch").fields.swap(0, 1);
    });
    // Optional fields are no arguments.
    assert!(changes(|_| {}, |api| struct_mut(api, "Batch").fields.swap(2, 4)).is_empty());
}

#[test]
fn a_page_may_be_taken_apart_in_another_way() {
    check(Patch, Rule::PageFieldsChanged, "types::BatchPage", Compatible, |api| {
        struct_mut(api, "BatchPage").page.as_mut().unwrap().next_page_token = None;
    });
}

#[test]
fn results_may_be_sorted_in_another_way_or_no_longer() {
    let sorted = |item: &'static str, done: &'static str| {
        move |api: &mut Api| {
            struct_mut(api, "BatchPage").outcome = Some(Outcome {
                items: field_name("items"),
                item: type_name(item),
                done: field_name(done),
                error: field_name("note"),
            });
        }
    };
    let item = "types::BatchPage::outcome";
    check(Minor, Rule::OutcomeAdded, item, Compatible, sorted("Batch", "kind"));
    check_from(Major, Rule::OutcomeRemoved, item, Compatible, sorted("Batch", "kind"), |_| {});
    check_from(Minor, Rule::OutcomeChanged, item, Compatible, sorted("Batch", "kind"), sorted("Batch", "status"));
    check_from(Major, Rule::OutcomeTypeChanged, item, Compatible, sorted("Batch", "kind"), sorted("Options", "kind"));
}

#[test]
fn deprecation_is_a_minor_change_and_its_end_a_patch() {
    let deprecate = |api: &mut Api| struct_mut(api, "Batch").deprecated = true;
    check(Minor, Rule::Deprecated, "types::Batch", Compatible, deprecate);
    check_from(Patch, Rule::DeprecationLifted, "types::Batch", Compatible, deprecate, |_| {});
}

#[test]
fn recursive_models_are_compared_in_finite_time() {
    let tree = |name: &'static str| {
        move |api: &mut Api| {
            let child = field("child", TypeRef::Boxed(Box::new(named(name))), model::api::FieldShape::Optional);
            add_type(api, TypeDef::Struct(structure(name, vec![child])));
            struct_mut(api, "Batch").fields.push(field("tree", named(name), model::api::FieldShape::Optional));
        }
    };
    let changes = changes(tree("Tree"), tree("Forest"));
    assert_found(&changes, Major, Rule::FieldTypeChanged, "types::Batch::tree", Compatible);
}
