use super::base::*;
use super::*;
use model::api::FieldShape::{self, *};
use model::api::{Docs, Lenient, TypeRef};

fn add(model: &'static str, shape: FieldShape) -> impl Fn(&mut Api) {
    move |api| struct_mut(api, model).fields.push(field("extra", TypeRef::String, shape))
}

fn shape(model: &'static str, name: &'static str, shape: FieldShape) -> impl Fn(&mut Api) {
    move |api| field_mut(api, model, name).shape = shape
}

fn ty(model: &'static str, name: &'static str, ty: TypeRef) -> impl Fn(&mut Api) {
    move |api| field_mut(api, model, name).ty = ty.clone()
}

fn without(model: &'static str, name: &'static str) -> impl Fn(&mut Api) {
    move |api| struct_mut(api, model).fields.retain(|field| field.wire != name)
}

#[test]
fn an_optional_field_is_no_argument_of_new() {
    check(Minor, Rule::OptionalFieldAdded, "types::Batch::extra", Compatible, add("Batch", Optional));
    check(Minor, Rule::OptionalFieldAdded, "types::Options::extra", Compatible, add("Options", OptionalNullable));
}

#[test]
fn a_required_field_of_an_answer_is_an_argument_of_new() {
    check(Major, Rule::RequiredResponseFieldAdded, "types::Batch::extra", Compatible, add("Batch", Required));
}

#[test]
fn a_required_field_of_a_request_is_not_sent_by_old_clients() {
    check(Major, Rule::RequiredRequestFieldAdded, "types::Options::extra", Breaking, add("Options", Required));
    check(Major, Rule::RequiredRequestFieldAdded, "types::Options::extra", Breaking, add("Options", RequiredNullable));
}

#[test]
fn old_clients_miss_a_field_only_if_they_need_it() {
    check(Major, Rule::FieldRemoved, "types::Batch::status", Breaking, without("Batch", "status"));
    check(Major, Rule::FieldRemoved, "types::Batch::files", Breaking, without("Batch", "files"));
    check(Major, Rule::FieldRemoved, "types::Batch::note", Compatible, without("Batch", "note"));
    check(Major, Rule::FieldRemoved, "types::Options::name", Compatible, without("Options", "name"));
}

#[test]
fn a_field_may_get_another_name_in_rust() {
    check(Major, Rule::FieldRenamed, "types::Batch::remark", Compatible, |api| {
        field_mut(api, "Batch", "note").name = field_name("remark");
    });
}

#[test]
fn a_field_may_get_another_name_on_the_wire() {
    let rename = |model: &'static str, name: &'static str| {
        move |api: &mut Api| field_mut(api, model, name).wire = "other".to_owned()
    };
    check(Patch, Rule::FieldWireNameChanged, "types::Batch::status", Breaking, rename("Batch", "status"));
    check(Patch, Rule::FieldWireNameChanged, "types::Batch::note", Compatible, rename("Batch", "note"));
    check(Patch, Rule::FieldWireNameChanged, "types::Options::name", Breaking, rename("Options", "name"));
    check(Patch, Rule::FieldWireNameChanged, "types::Options::depth", Compatible, rename("Options", "depth"));
}

#[test]
fn a_field_may_get_another_type() {
    let check = |model, name, old: TypeRef, new: TypeRef, wire| {
        let item = format!("types::{model}::{name}");
        check_from(Major, Rule::FieldTypeChanged, &item, wire, ty(model, name, old), ty(model, name, new));
    };
    // Read by clients: what the service sends has to fit what they were built for.
    check("Batch", "note", TypeRef::U32, TypeRef::U64, Breaking);
    check("Batch", "note", TypeRef::U64, TypeRef::U32, Compatible);
    check("Batch", "note", TypeRef::I64, TypeRef::F64, Breaking);
    check("Batch", "note", TypeRef::F64, TypeRef::I64, Compatible);
    check("Batch", "note", TypeRef::Timestamp, TypeRef::String, Breaking);
    check("Batch", "note", TypeRef::String, TypeRef::Timestamp, Compatible);
    check("Batch", "note", TypeRef::Json, named("BatchId"), Compatible);
    check("Batch", "note", TypeRef::String, list(TypeRef::String), Breaking);
    // Sent by clients: the other way round.
    check("Options", "depth", TypeRef::U32, TypeRef::U64, Compatible);
    check("Options", "depth", TypeRef::U64, TypeRef::U32, Breaking);
    check("Options", "depth", TypeRef::Timestamp, TypeRef::String, Compatible);
    check("Options", "depth", TypeRef::String, TypeRef::Timestamp, Breaking);
}

#[test]
fn text_may_get_a_type_of_its_own() {
    let rule = Rule::FieldTextTypeChanged;
    check(Major, rule, "types::Batch::id", Compatible, ty("Batch", "id", TypeRef::String));
    check(Major, rule, "types::Batch::note", Compatible, ty("Batch", "note", named("BatchId")));
    check(
        Major,
        Rule::FieldTextTypeChanged,
        "types::Options::name",
        Compatible,
        ty("Options", "name", named("BatchId")),
    );
    // Clients take any text for an enum, a service does not.
    check(Major, rule, "types::Batch::note", Compatible, ty("Batch", "note", named("Kind")));
    check(Major, rule, "types::Options::name", Breaking, ty("Options", "name", named("Kind")));
}

#[test]
fn a_field_may_become_optional() {
    let rule = Rule::FieldBecameOptional;
    check(Major, rule, "types::Batch::status", Breaking, shape("Batch", "status", Optional));
    check(Major, rule, "types::Batch::status", Breaking, shape("Batch", "status", RequiredNullable));
    check(
        Major,
        Rule::FieldBecameOptional,
        "types::Batch::files",
        Breaking,
        shape("Batch", "files", OptionalCollection),
    );
    // A list that is null has always been read as empty.
    check(Major, rule, "types::Batch::files", Compatible, shape("Batch", "files", RequiredNullable));
    check(Major, rule, "types::Options::name", Compatible, shape("Options", "name", Optional));
}

#[test]
fn a_field_may_become_required() {
    let rule = Rule::FieldBecameRequired;
    check(Major, rule, "types::Batch::note", Compatible, shape("Batch", "note", Required));
    check(Major, Rule::FieldBecameRequired, "types::Options::depth", Breaking, shape("Options", "depth", Required));
}

#[test]
fn null_may_be_told_apart_from_absence() {
    let rule = Rule::FieldNullabilityChanged;
    check(Major, rule, "types::Options::depth", Compatible, shape("Options", "depth", OptionalNullable));
    check(Major, Rule::FieldNullabilityChanged, "types::Options::label", Breaking, shape("Options", "label", Optional));
}

/// What breaks is the way to make a value, so that is what is told.
#[test]
fn a_field_may_move_between_new_and_a_setter_while_its_type_stays() {
    let said = |model: &'static str, name: &'static str, old, new| {
        let changes = changes(shape(model, name, old), shape(model, name, new));
        changes[0].message.clone()
    };
    let (required, optional) = (Rule::FieldBecameRequired, Rule::FieldBecameOptional);
    check(Major, required, "types::Batch::note", Compatible, shape("Batch", "note", RequiredNullable));
    check(Major, required, "types::Options::depth", Breaking, shape("Options", "depth", RequiredNullable));
    let null = shape("Options", "depth", RequiredNullable);
    // Old clients send null for it, and the service now wants it left out.
    check_from(Major, optional, "types::Options::depth", Breaking, null, |_| {});
    assert_eq!(
        said("Batch", "note", Optional, RequiredNullable),
        "is always there now, if only as null; `new` takes it as an argument, and its setter is gone"
    );
    assert_eq!(
        said("Batch", "note", RequiredNullable, Optional),
        "may be missing now; `new` no longer takes it, and a setter does"
    );
    assert_eq!(
        said("Batch", "note", OptionalNullable, RequiredNullable),
        "is always there now, if only as null: was `Nullable<String>` and is `Option<String>`; `new` takes it as an \
         argument, and its setter is gone"
    );
    assert_eq!(
        said("Batch", "note", Required, RequiredNullable),
        "may be null now: was `String` and is `Option<String>`"
    );
}

#[test]
fn a_field_may_be_read_from_other_forms() {
    check(Patch, Rule::FieldReadingChanged, "types::Batch::note", Compatible, |api| {
        field_mut(api, "Batch", "note").lenient = Lenient::Token;
    });
}

#[test]
fn a_field_may_be_hidden_from_debug() {
    check(Patch, Rule::FieldSensitivityChanged, "types::Batch::note", Compatible, |api| {
        field_mut(api, "Batch", "note").sensitive = true;
    });
}

#[test]
fn a_field_is_described_and_may_be_deprecated() {
    check(Patch, Rule::DocsChanged, "types::Batch::note", Compatible, |api| {
        field_mut(api, "Batch", "note").docs = Docs(vec!["A note.".to_owned()]);
    });
    check(Patch, Rule::DocsChanged, "types::Batch::note", Compatible, |api| {
        let note = field_mut(api, "Batch", "note");
        note.nullable = !note.nullable;
    });
    check(Minor, Rule::Deprecated, "types::Batch::note", Compatible, |api| {
        field_mut(api, "Batch", "note").deprecated = true;
    });
}

#[test]
fn a_removed_field_is_shown_in_the_old_description() {
    let changes = changes(|_| {}, without("Batch", "note"));
    assert_eq!(changes[0].origin.side, crate::changes::Side::Old);
    assert_eq!(changes[0].origin.pointer.to_string(), "/components/schemas/Batch/properties/note");
}
