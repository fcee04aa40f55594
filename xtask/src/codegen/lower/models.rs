//! The named types: structs, open enums and newtypes, before it is known who sends them.

use std::collections::{BTreeMap, BTreeSet};

use super::collisions::{self, Claimant};
use super::context::Context;
use super::docs;
use super::naming::{self, Given, Text};
use super::nearest::did_you_mean;
use super::registry::{Direction, Draft, DraftField, DraftStruct, PageRole, Presence};
use super::sentences;
use super::shape::{Property, Shape, description, is_nullable, is_sensitive};
use super::types::{Spot, component_name, type_of};
use crate::codegen::api::{NamingRule, Newtype, OpenEnum, Origin, Variant};
use crate::codegen::diagnostics::{Code, Diagnostic, Part, Place, spelled};
use crate::codegen::names::{Role, TypeName, VariantName};
use crate::codegen::openapi::{Pointer, Schema};

pub(super) fn draft<'a>(
    cx: &mut Context<'a, '_>,
    name: &TypeName,
    origin: Origin,
    schema: &'a Schema,
    shape: Shape<'a>,
) -> Draft {
    match shape {
        Shape::Object(properties) => Draft::Struct(structure(cx, name, origin, schema, properties)),
        Shape::Enum(declared, values) => Draft::Enum(open_enum(cx, name, origin, schema, declared, &values)),
        _ => Draft::Newtype(newtype(cx, name, origin, schema)),
    }
}

fn structure<'a>(
    cx: &mut Context<'a, '_>,
    name: &TypeName,
    origin: Origin,
    schema: &'a Schema,
    properties: Vec<Property<'a>>,
) -> DraftStruct {
    let fields: Vec<DraftField> = properties.iter().filter_map(|property| field(cx, name, property)).collect();
    let claimants = fields.iter().map(|field| Claimant::of_node(&field.name, &field.wire, &field.origin)).collect();
    collisions::refuse(cx, Code::NameCollision, "field", "name all but one of them with `x-rust-name`", claimants);
    refuse_clearing_twice(cx, &fields);
    DraftStruct {
        name: name.clone(),
        docs: docs::of(description(cx, schema), || sentences::structure(name)),
        deprecated: schema.deprecated,
        fields,
        page: None,
        outcome: schema.outcome.clone(),
        origin,
    }
}

fn field<'a>(cx: &mut Context<'a, '_>, parent: &TypeName, property: &Property<'a>) -> Option<DraftField> {
    let Property { wire, schema, required, owner } = *property;
    let owner = owner.and_then(|owner| component_name(cx, owner)).unwrap_or_else(|| parent.clone());
    let ty = type_of(cx, schema, &Spot::of_property(&owner, wire));
    let named = naming::field(cx, &Text::key(wire, &schema.at, schema.rust_name.as_ref()), Role::Field)?;
    Some(DraftField {
        name: named.name,
        wire: wire.to_owned(),
        docs: docs::of_value(cx, schema, || sentences::property(wire)),
        deprecated: schema.deprecated,
        ty,
        presence: if required { Presence::Required } else { Presence::Optional },
        nullable: is_nullable(cx, schema),
        direction: direction(schema),
        sensitive: is_sensitive(cx, schema),
        role: PageRole::None,
        origin: Origin { pointer: schema.at.clone(), rule: named.rule },
    })
}

/// A nullable field may get a `clear_` beside its setter.
fn refuse_clearing_twice(cx: &mut Context<'_, '_>, fields: &[DraftField]) {
    let optional = || fields.iter().filter(|field| field.presence == Presence::Optional);
    for setter in optional() {
        let Some(cleared) = setter.name.as_str().strip_prefix("clear_") else { continue };
        let nullable = optional().find(|field| field.nullable && field.name.as_str() == cleared);
        let pair = nullable.into_iter().chain([setter]);
        let claimants = pair.map(|field| Claimant::of_node(&setter.name, &field.wire, &field.origin)).collect();
        collisions::refuse(cx, Code::NameCollision, "method", "name one of them with `x-rust-name`", claimants);
    }
}

pub(super) fn direction(schema: &Schema) -> Direction {
    match (schema.read_only, schema.write_only) {
        (true, false) => Direction::OnlyRead,
        (false, true) => Direction::OnlyWritten,
        (false, false) | (true, true) => Direction::Both,
    }
}

fn open_enum<'a>(
    cx: &mut Context<'a, '_>,
    name: &TypeName,
    origin: Origin,
    schema: &'a Schema,
    declared: &'a Schema,
    values: &[(&'a str, &'a Pointer)],
) -> OpenEnum {
    // Maps, because an enum may have thousands of values.
    let names: BTreeMap<_, _> = declared.rust_names.iter().map(|(value, name)| (value.as_str(), name)).collect();
    let texts: BTreeMap<_, _> = declared.enum_descriptions.iter().map(|(value, text)| (value.as_str(), text)).collect();
    let variants: Vec<Variant> = values
        .iter()
        .filter_map(|(wire, at)| {
            let given = names.get(wire).map(|name| Given { name, at: name_in_extension(declared, wire) });
            variant(cx, wire, at, given, texts.get(wire).map(|text| text.as_str()))
        })
        .collect();
    refuse_equal_variants(cx, declared, &variants);
    refuse_unknown_values(cx, declared, values);
    OpenEnum {
        name: name.clone(),
        docs: docs::of(description(cx, schema), || sentences::enumeration(name)),
        deprecated: schema.deprecated,
        variants,
        origin,
    }
}

/// Where the name of a value stands, if one is given.
fn name_in_extension(declared: &Schema, wire: &str) -> Pointer {
    declared.at.child("x-rust-names").child(wire)
}

fn variant(
    cx: &mut Context<'_, '_>,
    wire: &str,
    at: &Pointer,
    given: Option<Given<'_>>,
    described: Option<&str>,
) -> Option<Variant> {
    let way_out = "`x-rust-names` beside the enum";
    let named = naming::variant(cx, &Text { wire, at: Place::Node(at.clone(), Part::Value), given, way_out })?;
    Some(Variant {
        name: named.name,
        wire: wire.to_owned(),
        docs: docs::of(described, || sentences::variant(wire)),
        origin: Origin { pointer: at.clone(), rule: named.rule },
    })
}

/// Equal values are another mistake, told where the text is read; here only different values of one name count.
fn refuse_equal_variants(cx: &mut Context<'_, '_>, declared: &Schema, variants: &[Variant]) {
    const HELP: &str = "name all but one of them in `x-rust-names` beside the enum";
    let mut seen = BTreeSet::new();
    let distinct: Vec<&Variant> =
        variants.iter().filter(|variant| seen.insert((&variant.name, &variant.wire))).collect();
    let claimant = |variant: &&Variant| {
        Claimant::new(
            &variant.name,
            collisions::quoted(&variant.wire),
            Place::Node(variant.origin.pointer.clone(), Part::Value),
        )
        .chosen("x-rust-names", variant.origin.rule, name_in_extension(declared, &variant.wire))
    };
    let claimants = distinct.iter().map(claimant).collect();
    collisions::refuse(cx, Code::VariantCollision, "variant", HELP, claimants);
    for variant in distinct.iter().filter(|variant| variant.name.as_str() == VariantName::UNKNOWN) {
        let message = format!(
            "`{}` becomes the variant `Unknown`, which every enum has for values it does not know",
            spelled(&variant.wire)
        );
        let at = match variant.origin.rule {
            NamingRule::Extension => name_in_extension(declared, &variant.wire),
            NamingRule::Case | NamingRule::Reserved | NamingRule::Place => variant.origin.pointer.clone(),
        };
        let problem = Diagnostic::at(Code::VariantCollision, &at, message);
        cx.report(problem.help("name it in `x-rust-names` beside the enum, such as `NotKnown`"));
    }
}

/// A name or description of a value that is not there would quietly do nothing.
fn refuse_unknown_values(cx: &mut Context<'_, '_>, schema: &Schema, values: &[(&str, &Pointer)]) {
    let values: BTreeSet<&str> = values.iter().map(|(value, _)| *value).collect();
    for (extension, entries) in
        [("x-rust-names", &schema.rust_names), ("x-enum-descriptions", &schema.enum_descriptions)]
    {
        for (value, _) in entries.iter().filter(|(value, _)| !values.contains(value.as_str())) {
            let message = format!("the enum has no value {}", collisions::quoted(value));
            let at = schema.at.child(extension).child(value);
            let help = did_you_mean(value, values.iter().copied());
            cx.report(Diagnostic::at_key(Code::ExtensionTarget, &at, message).help(help));
        }
    }
}

fn newtype<'a>(cx: &mut Context<'a, '_>, name: &TypeName, origin: Origin, schema: &'a Schema) -> Newtype {
    Newtype {
        name: name.clone(),
        docs: docs::of(description(cx, schema), || sentences::newtype(name)),
        deprecated: schema.deprecated,
        sensitive: schema.sensitive,
        origin,
    }
}
