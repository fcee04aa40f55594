use super::base::*;
use super::*;
use model::api::{Docs, FieldShape, JsonKind, TypeRef};

/// The base model, in which `Size` is a string or an integer. It is received, and sent where `name` says so.
fn with_size(holder: &'static str) -> impl Fn(&mut Api) {
    move |api| {
        add_type(api, union("Size", &[(JsonKind::String, TypeRef::String), (JsonKind::Integer, TypeRef::I64)]));
        struct_mut(api, holder).fields.push(field("size", named("Size"), FieldShape::Optional));
    }
}

#[track_caller]
fn check_size(
    holder: &'static str,
    (level, rule, item, wire): (Level, Rule, &str, Wire),
    change: impl Fn(&mut Vec<model::api::Arm>),
) {
    check_from(level, rule, item, wire, with_size(holder), |api| {
        with_size(holder)(api);
        change(&mut union_mut(api, "Size").arms);
    });
}

#[test]
fn a_kind_may_come() {
    let expected = (Minor, Rule::KindAdded, "types::Size::Boolean", Compatible);
    check_size("Batch", expected, |arms| arms.push(arm(JsonKind::Boolean, TypeRef::Bool)));
}

#[test]
fn a_kind_that_went_may_still_be_sent() {
    for (holder, wire) in [("Batch", Compatible), ("Options", Breaking)] {
        let expected = (Major, Rule::KindRemoved, "types::Size::Integer", wire);
        check_size(holder, expected, |arms| drop(arms.pop()));
    }
}

#[test]
fn a_kind_may_become_another_type() {
    let changed = |wire| (Major, Rule::KindTypeChanged, "types::Size::String", wire);
    check_size("Batch", changed(Compatible), |arms| arms[0].ty = named("Kind"));
    check_size("Batch", changed(Compatible), |arms| arms[0].ty = TypeRef::Timestamp);
    check_size("Options", changed(Breaking), |arms| arms[0].ty = TypeRef::Timestamp);
}

#[test]
fn a_kind_is_described() {
    let expected = (Patch, Rule::DocsChanged, "types::Size::String", Compatible);
    check_size("Batch", expected, |arms| arms[0].docs = Docs(vec!["In words.".to_owned()]));
}

#[test]
fn numbers_with_a_fraction_are_not_hashed() {
    let inexact = |api: &mut Api| {
        with_size("Batch")(api);
        union_mut(api, "Size").exact = false;
    };
    check_from(Major, Rule::DeriveLost, "types::Size", Compatible, with_size("Batch"), inexact);
    check_from(Minor, Rule::DeriveGained, "types::Size", Compatible, inexact, with_size("Batch"));
}

#[test]
fn what_was_of_one_kind_may_be_of_several() {
    let into_size = |holder: &'static str| {
        move |api: &mut Api| {
            with_size("Batch")(api);
            field_mut(api, holder, "name").ty = named("Size");
        }
    };
    // Old clients send strings, which are still among the kinds.
    let expected = (Major, Rule::FieldTypeChanged, "types::Options::name");
    let (level, rule, item) = expected;
    check_from(level, rule, item, Compatible, with_size("Batch"), into_size("Options"));
    check_from(level, rule, item, Breaking, into_size("Options"), with_size("Batch"));
}
