use super::base::*;
use super::*;
use model::api::{Docs, TypeDef};

fn secret(api: &mut Api) {
    if let TypeDef::Newtype(newtype) = &mut api.types[1] {
        newtype.sensitive = true;
    }
}

#[test]
fn a_value_may_come() {
    check(Minor, Rule::VariantAdded, "types::Kind::C", Compatible, |api| {
        enum_mut(api, "Kind").variants.push(variant("Kind", "C"));
    });
}

#[test]
fn a_value_that_went_may_still_be_sent() {
    let pop = |name: &'static str| {
        move |api: &mut Api| {
            enum_mut(api, name).variants.pop();
        }
    };
    check(Major, Rule::VariantRemoved, "types::Kind::B", Compatible, pop("Kind"));
    check(Major, Rule::VariantRemoved, "types::BatchStatus::Done", Breaking, pop("BatchStatus"));
}

#[test]
fn a_variant_may_get_another_name_in_rust() {
    check(Major, Rule::VariantRenamed, "types::Kind::First", Compatible, |api| {
        enum_mut(api, "Kind").variants[0].name = variant_name("First");
    });
}

#[test]
fn a_variant_may_stand_for_another_value() {
    let rename = |name: &'static str| move |api: &mut Api| enum_mut(api, name).variants[0].wire = "other".to_owned();
    check(Patch, Rule::VariantWireNameChanged, "types::Kind::A", Compatible, rename("Kind"));
    check(Patch, Rule::VariantWireNameChanged, "types::BatchStatus::Pending", Breaking, rename("BatchStatus"));
}

#[test]
fn the_order_of_values_is_only_seen_in_known() {
    check(Patch, Rule::VariantsReordered, "types::Kind::KNOWN", Compatible, |api| {
        enum_mut(api, "Kind").variants.reverse();
    });
}

#[test]
fn a_value_is_described() {
    check(Patch, Rule::DocsChanged, "types::Kind::A", Compatible, |api| {
        enum_mut(api, "Kind").variants[0].docs = Docs(vec!["The first.".to_owned()]);
    });
}

#[test]
fn a_secret_cannot_be_displayed() {
    check(Major, Rule::NewtypeBecameSecret, "types::BatchId", Compatible, secret);
    check_from(Minor, Rule::NewtypeNoLongerSecret, "types::BatchId", Compatible, secret, |_| {});
}
