//! The named types: structs, open enums, newtypes and unions, before it is known who sends them.

use std::collections::{BTreeMap, BTreeSet};

use super::arms;
use super::context::Context;
use super::docs;
use super::facts;
use super::naming::{self, Given, Text};
use super::registry::{Draft, DraftField, DraftStruct, PageRole, Presence, Usage};
use super::sentences;
use super::types::{Spot, element_type, owner_name, type_of};
use crate::api::{Facts, NamingRule, Newtype, OpenEnum, Origin, PartFacts, TypeRef, Variant};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Known, Location, Part, spelled};
use crate::names::{FieldName, Named, Role, TypeName, VariantName};
use crate::openapi::{Pointer, Sited};
use crate::resolve::{Direction, Enumeration, Further, Integers, Kind, Object, Property, Schema};

pub(super) fn draft<'a>(cx: &mut Context<'a, '_>, name: &TypeName, origin: Origin, schema: &'a Schema<'a>) -> Draft {
    match &schema.kind {
        Kind::Object(object) => Draft::Struct(structure(cx, name, origin, schema, object)),
        Kind::Enum(values) => Draft::Enum(open_enum(cx, name, origin, schema, values)),
        Kind::Integer(..) if let Some(integers) = &schema.integers => {
            Draft::IntegerEnum(integer_enum(cx, name, origin, schema, integers))
        }
        Kind::Any
        | Kind::String(_)
        | Kind::Integer(..)
        | Kind::Number(_)
        | Kind::Boolean
        | Kind::List(_)
        | Kind::Map(_) => Draft::Newtype(newtype(name, origin, schema)),
        Kind::Union(alternatives) => Draft::Union(arms::union(cx, name, origin, schema, alternatives)),
    }
}

fn structure<'a>(
    cx: &mut Context<'a, '_>,
    name: &TypeName,
    origin: Origin,
    schema: &'a Schema<'a>,
    object: &'a Object<'a>,
) -> DraftStruct {
    let fields = object.properties.iter().map(|property| field(cx, name, property, Role::Field));
    let fields: Vec<Known<DraftField>> = fields.collect();
    let refused = object.properties.iter().zip(&fields);
    let refused =
        refused.filter_map(|(property, field)| Some((property.wire.to_owned(), field.as_ref().err().copied()?)));
    DraftStruct {
        name: name.clone(),
        docs: docs::of(schema.description, || sentences::structure(name)),
        deprecated: schema.deprecated,
        refused: refused.collect(),
        fields: fields.into_iter().flatten().collect(),
        further: further(cx, name, schema, object).map(Box::new),
        page: None,
        outcome: schema.outcome.cloned().map(Box::new),
        usage: Usage::default(),
        origin,
    }
}

/// What holds the properties that are not named, where the description says that there may be some.
fn further<'a>(
    cx: &mut Context<'a, '_>,
    parent: &TypeName,
    schema: &Schema<'_>,
    object: &'a Object<'a>,
) -> Option<DraftField> {
    let values = match &object.further {
        Further::Unsaid => return None,
        Further::Any => None,
        Further::Each(values) => Some(values),
    };
    let name = FieldName::further();
    // What there is to say of a type that cannot be made is reported.
    let ty = element_type(cx, values, &Spot::new(parent, name.as_str())).ok()?;
    let slot = values.and_then(|values| values.as_ref().ok());
    let parts = slot.map(|slot| facts::of_part(cx, slot, &ty)).filter(|facts| *facts != Facts::default());
    let parts = parts.map(PartFacts::Values);
    Some(DraftField {
        docs: docs::of(slot.and_then(|slot| slot.description), sentences::further),
        name,
        wire: String::new(),
        deprecated: false,
        ty: TypeRef::Map(Box::new(ty)),
        presence: Presence::Optional,
        nullable: false,
        direction: Direction::Both,
        sensitive: slot.is_some_and(|slot| slot.sensitive),
        facts: Facts { parts: parts.map(Box::new), ..Facts::default() },
        role: PageRole::None,
        flag: None,
        origin: Origin { pointer: schema.at.child("additionalProperties"), rule: NamingRule::Place },
    })
}

/// A property as a field of `parent`, or as what its role says.
pub(super) fn field<'a>(
    cx: &mut Context<'a, '_>,
    parent: &TypeName,
    property: &'a Property<'a>,
    role: Role,
) -> Known<DraftField> {
    let wire = property.wire;
    let owner = property.owner.and_then(|owner| owner_name(cx, owner)).unwrap_or_else(|| parent.clone());
    let ty = type_of(cx, &property.slot, &Spot::of_property(&owner, wire));
    let slot = property.slot.as_ref().map_err(|refused| *refused)?;
    let named = naming::field(cx, &Text::key(wire, slot.at, slot.rust_name), role);
    let (ty, named) = (ty?, named?);
    let facts = facts::of(cx, slot, &ty);
    Ok(DraftField {
        name: named.name,
        wire: wire.to_owned(),
        docs: docs::of(slot.description, || sentences::property(wire)),
        deprecated: slot.deprecated,
        ty,
        presence: if property.required { Presence::Required } else { Presence::Optional },
        nullable: slot.nullable,
        direction: slot.direction,
        sensitive: slot.sensitive,
        facts,
        role: PageRole::None,
        flag: slot.cli_name.cloned(),
        origin: Origin { pointer: slot.at.clone(), rule: named.rule },
    })
}

fn open_enum(
    cx: &mut Context<'_, '_>,
    name: &TypeName,
    origin: Origin,
    schema: &Schema<'_>,
    enumeration: &Enumeration<'_>,
) -> OpenEnum {
    // Maps, because an enum may have thousands of values.
    let names: BTreeMap<_, _> = enumeration.rust_names.iter().copied().collect();
    let words: BTreeMap<_, _> = enumeration.descriptions.iter().copied().collect();
    let variants = enumeration.values.iter().filter_map(|value| {
        let wire = value.value.as_str()?;
        let given = names.get(wire).map(|name| Given { name, at: name_in_extension(enumeration.at, wire) });
        let text = Text { given, ..value_text(wire, value) };
        let named = naming::variant(cx, &text).ok()?;
        Some(variant(named, wire, value, words.get(wire).copied()))
    });
    let variants = variants.collect();
    let values: BTreeSet<&str> = enumeration.values.iter().filter_map(|value| value.value.as_str()).collect();
    refuse_unknown_values(cx, enumeration.at, &values, &enumeration.rust_names, &enumeration.descriptions);
    of_variants(name, origin, schema, variants)
}

/// An integer is called as the description says, or else another tool, or else by its number.
fn integer_enum(
    cx: &mut Context<'_, '_>,
    name: &TypeName,
    origin: Origin,
    schema: &Schema<'_>,
    integers: &Integers<'_>,
) -> OpenEnum {
    let names: BTreeMap<_, _> = integers.rust_names.iter().copied().collect();
    let words: BTreeMap<_, _> = integers.descriptions.iter().copied().collect();
    let variants = integers.values.iter().filter_map(|listed| {
        let wire = listed.value.to_string();
        let given = names.get(wire.as_str()).map(|name| Given { name, at: name_in_extension(integers.at, &wire) });
        let named = match given {
            Some(given) => naming::variant(cx, &Text { given: Some(given), ..value_text(&wire, listed.sited) }).ok()?,
            None => VariantName::of_integer(listed.value, listed.name),
        };
        Some(variant(named, &wire, listed.sited, words.get(wire.as_str()).copied()))
    });
    let variants = variants.collect();
    let values: Vec<String> = integers.values.iter().map(|listed| listed.value.to_string()).collect();
    let values: BTreeSet<&str> = values.iter().map(String::as_str).collect();
    refuse_unknown_values(cx, integers.at, &values, &integers.rust_names, &integers.descriptions);
    of_variants(name, origin, schema, variants)
}

fn of_variants(name: &TypeName, origin: Origin, schema: &Schema<'_>, variants: Vec<Variant>) -> OpenEnum {
    OpenEnum {
        name: name.clone(),
        docs: docs::of(schema.description, || sentences::enumeration(name)),
        deprecated: schema.deprecated,
        variants,
        origin,
    }
}

/// Where the name of a value stands, if one is given.
fn name_in_extension(declared: &Pointer, wire: &str) -> Pointer {
    declared.child("x-rust-names").child(wire)
}

fn value_text<'t>(wire: &'t str, value: &Sited) -> Text<'t> {
    let at = Location::Node(value.at.clone(), Part::Value);
    Text { wire, at, given: None, way_out: "`x-rust-names` beside the enum" }
}

fn variant(named: Named<VariantName>, wire: &str, value: &Sited, described: Option<&str>) -> Variant {
    Variant {
        name: named.name,
        wire: wire.to_owned(),
        docs: docs::of(described, || sentences::variant(wire)),
        origin: Origin { pointer: value.at.clone(), rule: named.rule },
    }
}

/// A name or description of a value that is not there would quietly do nothing.
fn refuse_unknown_values(
    cx: &mut Context<'_, '_>,
    declared: &Pointer,
    values: &BTreeSet<&str>,
    names: &[(&str, &str)],
    descriptions: &[(&str, &str)],
) {
    for (extension, entries) in [("x-rust-names", names), ("x-enum-descriptions", descriptions)] {
        for (value, _) in entries.iter().filter(|(value, _)| !values.contains(value)) {
            let message = format!("the enum has no value `{}`", spelled(value));
            let at = declared.child(extension).child(value);
            let help = did_you_mean(value, values.iter().copied());
            cx.report(Diagnostic::at_key(Code::ExtensionTarget, &at, message).help(help));
        }
    }
}

fn newtype(name: &TypeName, origin: Origin, schema: &Schema<'_>) -> Newtype {
    Newtype {
        name: name.clone(),
        docs: docs::of(schema.description, || sentences::newtype(name)),
        deprecated: schema.deprecated,
        sensitive: schema.sensitive,
        origin,
    }
}
