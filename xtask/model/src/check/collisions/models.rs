//! Names inside of models: fields with the setters that stand beside them, and variants.

use super::{Claimant, Collisions, are_different, quoted};
use crate::api::{Api, Arm, Field, FieldShape, OpenEnum, Struct, TypeDef, Union, Variant};
use crate::diagnostics::{Code, Diagnostic, Location, Part};
use crate::openapi::Pointer;

pub(super) fn check(api: &Api, collisions: &mut Collisions<'_>) {
    for definition in api.types.values() {
        match definition {
            TypeDef::Struct(definition) => structure(definition, collisions),
            TypeDef::Enum(definition) | TypeDef::IntegerEnum(definition) => open_enum(definition, collisions),
            TypeDef::Union(definition) => union(definition, collisions),
            TypeDef::Newtype(_) => {}
        }
    }
}

fn structure(definition: &Struct, collisions: &mut Collisions<'_>) {
    if !are_different(definition.fields.iter().map(|field| field.name.as_str())) {
        let claimant = |field: &Field| Claimant::of_node(&field.name, &field.wire, &field.origin);
        let fields = definition.fields.iter().map(claimant).collect();
        collisions.refuse(Code::NameCollision, "field", "name all but one of them with `x-rust-name`", fields);
    }
    clearing(definition, collisions);
    outcome(definition, collisions);
}

/// A field with three states has a `clear_` beside its setter.
fn clearing(definition: &Struct, collisions: &mut Collisions<'_>) {
    let setters = || definition.fields.iter().filter(|field| field.shape.has_default());
    for setter in setters().filter(|setter| setter.name.as_str().starts_with("clear_")) {
        let clears =
            |field: &&Field| field.shape == FieldShape::OptionalNullable && field.name.after("clear") == setter.name;
        let Some(cleared) = setters().find(clears) else { continue };
        let claimants = [cleared, setter]
            .into_iter()
            .map(|field| Claimant::of_node(&setter.name, &field.wire, &field.origin))
            .collect();
        collisions.refuse(Code::NameCollision, "method", "name one of them with `x-rust-name`", claimants);
    }
}

/// The method made of `x-outcome` stands beside the setters made of fields.
fn outcome(definition: &Struct, collisions: &mut Collisions<'_>) {
    let field = definition.fields.iter().find(|field| field.name.as_str() == "outcome");
    if let (Some(field), Some(_)) = (field, &definition.outcome) {
        let message = "the property `outcome` and `x-outcome` become the same method, `outcome`";
        let problem = Diagnostic::at_key(Code::NameCollision, &field.origin.pointer, message)
            .help("name the property with `x-rust-name`")
            .related(&definition.origin.pointer.child("x-outcome"), Part::Key, "`x-outcome` is here");
        collisions.report(problem);
    }
}

fn open_enum(definition: &OpenEnum, collisions: &mut Collisions<'_>) {
    const HELP: &str = "name all but one of them in `x-rust-names` beside the enum";
    if !are_different(definition.variants.iter().map(|variant| variant.name.as_str())) {
        let claimants = definition.variants.iter().map(claimant).collect();
        collisions.refuse(Code::VariantCollision, "variant", HELP, claimants);
    }
}

fn union(definition: &Union, collisions: &mut Collisions<'_>) {
    const HELP: &str = "make all but one of them components of their own, whose names they then have";
    let claimant = |arm: &Arm| {
        let at = Location::Node(arm.origin.pointer.clone(), Part::Value);
        Claimant::new(&arm.name, arm.kind.noun().to_owned(), at)
    };
    collisions.refuse(Code::VariantCollision, "variant", HELP, definition.arms.iter().map(claimant).collect());
}

fn claimant(variant: &Variant) -> Claimant {
    let at = Location::Node(variant.origin.pointer.clone(), Part::Value);
    let claimant = Claimant::new(&variant.name, quoted(&variant.wire), at);
    claimant.chosen("x-rust-names", variant.origin.rule, in_extension(variant))
}

/// Where a name for the value stands, if one is given: beside the `enum` or `const` that has it.
fn in_extension(variant: &Variant) -> Pointer {
    let value = &variant.origin.pointer;
    let keyword = if value.last() == Some("const") { Some(value.clone()) } else { value.parent() };
    let schema = keyword.and_then(|keyword| keyword.parent()).unwrap_or_else(Pointer::root);
    schema.child("x-rust-names").child(&variant.wire)
}
