//! From a schema to the type that holds its values. Types that need a name get it here, and wait to be made: components
//! under theirs, inline schemas under the name of their place. A component that is no object, enum or text has no type of its
//! own; what it is stands wherever it is used.

use super::context::{Context, Waiting};
use super::naming::{self, Text};
use super::registry::Claim;
use super::unions::{self, Held, Settled};
use crate::api::{Origin, TypeRef};
use crate::bounds::Bounds;
use crate::diagnostics::{Code, Diagnostic, Known};
use crate::names::{FieldName, Named, TypeName};
use crate::openapi::{Pointer, Word};
use crate::resolve::{Enumeration, Kind, KnownSlot, Schema, Slot};

/// Where an inline schema stands, as far as its name goes: `Batch` and `config` for `BatchConfig`.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    parent: TypeName,
    parts: Vec<String>,
    /// On the schema of a property `x-rust-name` names the field, not the type.
    names_field: bool,
}

impl Spot {
    pub(super) fn new(parent: &TypeName, part: &str) -> Self {
        Self { parent: parent.clone(), parts: vec![part.to_owned()], names_field: false }
    }

    pub(super) fn of_property(parent: &TypeName, wire: &str) -> Self {
        Self { names_field: true, ..Self::new(parent, wire) }
    }

    /// The type is called like the component itself.
    pub(super) fn of_component(name: &TypeName) -> Self {
        Self { parent: name.clone(), parts: Vec::new(), names_field: false }
    }

    fn below(&self, part: &str) -> Self {
        let mut parts = self.parts.clone();
        parts.push(part.to_owned());
        Self { parent: self.parent.clone(), parts, names_field: false }
    }
}

/// The type of the values of a place, null aside.
pub(super) fn type_of<'a>(cx: &mut Context<'a, '_>, slot: &'a KnownSlot<'a>, spot: &Spot) -> Known<TypeRef> {
    let slot = slot.as_ref().map_err(|refused| *refused)?;
    let ty = type_of_schema(cx, slot, spot)?;
    if !spot.names_field && !spot.parts.is_empty() && !is_made_for(cx, slot) {
        refuse_name(cx, slot);
    }
    if slot.default.is_some() {
        cx.defaults.push((slot, ty.clone()));
    }
    Ok(ty)
}

/// Whether the schema that stands in a place becomes a type of its own.
fn is_made_for<'a>(cx: &mut Context<'a, '_>, slot: &Slot<'a>) -> bool {
    let schema = cx.schema(slot);
    let is_made = match &schema.kind {
        Kind::Enum(_) | Kind::Object(_) => true,
        Kind::Integer(..) => schema.integers.is_some(),
        // What is wrong with alternatives is reported elsewhere.
        Kind::Union(union) => !matches!(unions::settle(cx, schema, union), Ok(Settled::Any | Settled::One(_))),
        _ => false,
    };
    schema.at == slot.at && is_made
}

fn type_of_schema<'a>(cx: &mut Context<'a, '_>, slot: &'a Slot<'a>, spot: &Spot) -> Known<TypeRef> {
    if let Some(known) = cx.types.get(&slot.schema) {
        return known.clone();
    }
    let schema = cx.schema(slot);
    let ty = match named(cx, schema, spot) {
        Some(name) => {
            let named = name?;
            claim(cx, named.name.clone(), Origin { pointer: schema.at.clone(), rule: named.rule }, schema)
                .map(|()| TypeRef::Named(named.name))
        }
        None => unnamed(cx, schema, spot),
    };
    cx.types.insert(slot.schema, ty.clone());
    ty
}

/// The name of a schema that becomes a type; nothing for one that does not.
fn named<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema<'a>, spot: &Spot) -> Option<Known<Named<TypeName>>> {
    match (&schema.kind, schema.component) {
        (Kind::Enum(values), _) if let Err(refused) = check_values(cx, values) => Some(Err(refused)),
        (Kind::Enum(_) | Kind::Object(_), Some(component)) => Some(component_name(cx, component, schema)),
        (Kind::String(format), Some(component)) if !format.is_some_and(Word::is_time) => {
            Some(component_name(cx, component, schema))
        }
        (Kind::Enum(_) | Kind::Object(_), None) => Some(inline_name(cx, schema, spot)),
        (Kind::Integer(..), component) if schema.integers.is_some() => Some(match component {
            Some(component) => component_name(cx, component, schema),
            None => inline_name(cx, schema, spot),
        }),
        (Kind::Union(union), component) => match unions::settle(cx, schema, union) {
            Ok(Settled::Several(_)) => Some(match component {
                Some(component) => component_name(cx, component, schema),
                None => inline_name(cx, schema, spot),
            }),
            Ok(Settled::Any | Settled::One(_)) => None,
            Err(refused) => Some(Err(refused)),
        },
        _ => None,
    }
}

fn component_name(cx: &mut Context<'_, '_>, name: &str, schema: &Schema<'_>) -> Known<Named<TypeName>> {
    naming::component(cx, &Text::key(name, schema.at, schema.rust_name))
}

fn inline_name(cx: &mut Context<'_, '_>, schema: &Schema<'_>, spot: &Spot) -> Known<Named<TypeName>> {
    let given = schema.rust_name.filter(|_| !spot.names_field);
    let wire = spot.parts.last().map_or("", String::as_str);
    let text = Text { way_out: "`x-rust-name`, or make it a component", ..Text::key(wire, schema.at, given) };
    let own_place = if is_in_shared(cx, schema.at) { place_of(cx, schema.at) } else { None };
    let spot = own_place.as_ref().unwrap_or(spot);
    let parts: Vec<&str> = spot.parts.iter().map(String::as_str).collect();
    naming::inline(cx, &text, &spot.parent, &parts)
}

/// Whether a schema is inside of another that is referred to where it stands, and so is met on several ways.
fn is_in_shared(cx: &Context<'_, '_>, at: &Pointer) -> bool {
    let shared = &cx.resolved.shared;
    !shared.is_empty() && std::iter::successors(at.parent(), Pointer::parent).any(|around| shared.contains(&around))
}

/// The place of a schema inside of a component, whatever way led to it: its name must not depend on who refers to it first.
/// Nothing where more than the way to it names it, as among alternatives.
fn place_of(cx: &mut Context<'_, '_>, at: &Pointer) -> Option<Spot> {
    let segments = at.segments();
    let ["components", "schemas", component, inside @ ..] = segments.as_slice() else { return None };
    let mut spot = Spot::of_component(&owner_name(cx, component)?);
    let mut at = Pointer::root().child("components").child("schemas").child(component);
    // A part of a whole has no type of its own.
    let mut whole = at.clone();
    let mut rest = inside.iter();
    while let Some(segment) = rest.next() {
        at = at.child(segment);
        match *segment {
            "properties" | "$defs" | "definitions" => {
                let (owner, name) = (type_around(cx, &spot, &whole)?, rest.next()?);
                spot = if *segment == "properties" { Spot::of_property(&owner, name) } else { Spot::new(&owner, name) };
                at = at.child(name);
            }
            "items" => spot = spot.below("item"),
            // Beside named properties they are a field of a type.
            "additionalProperties" if matches!(cx.schema_at(&whole)?.kind, Kind::Object(_)) => {
                spot = Spot::new(&type_around(cx, &spot, &whole)?, FieldName::further().as_str());
            }
            "additionalProperties" => spot = spot.below("value"),
            "allOf" => {
                at = at.child(rest.next()?);
                continue;
            }
            _ => return None,
        }
        whole = at.clone();
    }
    Some(spot)
}

/// The type of an object on the way to what is inside of it.
fn type_around(cx: &Context<'_, '_>, spot: &Spot, at: &Pointer) -> Option<TypeName> {
    if spot.parts.is_empty() {
        return Some(spot.parent.clone());
    }
    let given = cx.schema_at(at).and_then(|schema| schema.rust_name).filter(|_| !spot.names_field);
    let parts: Vec<&str> = spot.parts.iter().map(String::as_str).collect();
    let named = given.map_or_else(|| spot.parent.of_place(&parts), |given| TypeName::given(given));
    named.ok().map(|named| named.name)
}

/// A type that is made of others, or comes from elsewhere.
fn unnamed<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema<'a>, spot: &Spot) -> Known<TypeRef> {
    // A component of its own name, whatever place asks first.
    let own_spot = match schema.component {
        Some(name) if matches!(schema.kind, Kind::List(_) | Kind::Map(_) | Kind::Union(_)) => {
            Some(Spot::of_component(&component_name(cx, name, schema)?.name))
        }
        _ => None,
    };
    let spot = own_spot.as_ref().unwrap_or(spot);
    Ok(match &schema.kind {
        Kind::Any => TypeRef::Json,
        Kind::String(format) => text(*format),
        Kind::Integer(format, bounds) => integer(*format, *bounds),
        Kind::Number(format) if format.is_some_and(|format| format.text == "float") => TypeRef::F32,
        Kind::Number(_) => TypeRef::F64,
        Kind::Boolean => TypeRef::Bool,
        Kind::List(items) => TypeRef::List(Box::new(element_type(cx, items.as_ref(), &spot.below("item"))?)),
        Kind::Map(values) => TypeRef::Map(Box::new(element_type(cx, values.as_ref(), &spot.below("value"))?)),
        Kind::Union(union) => match unions::settle(cx, schema, union)? {
            Settled::Any => TypeRef::Json,
            Settled::One(held) => type_of_held(cx, held, spot)?,
            Settled::Several(_) => unreachable!("several alternatives have a name"),
        },
        Kind::Enum(_) | Kind::Object(_) => unreachable!("enums and objects have names"),
    })
}

/// The type of what alternatives of one kind have in common.
pub(super) fn type_of_held<'a>(cx: &mut Context<'a, '_>, held: Held<'a>, spot: &Spot) -> Known<TypeRef> {
    match held {
        Held::Slot(slot) => type_of(cx, slot, spot),
        Held::Text => Ok(TypeRef::String),
        Held::Integer => Ok(TypeRef::I64),
        Held::Number => Ok(TypeRef::F64),
        Held::Boolean => Ok(TypeRef::Bool),
    }
}

fn text(format: Option<&Word>) -> TypeRef {
    match format.map(|format| format.text.as_str()) {
        Some("date-time") => TypeRef::Timestamp,
        Some("date") => TypeRef::Date,
        _ => TypeRef::String,
    }
}

fn integer(format: Option<&Word>, bounds: Bounds) -> TypeRef {
    let format = format.map_or("", |format| format.text.as_str());
    let unsigned = bounds.minimum.is_some_and(|minimum| minimum.value >= 0.0) || format.starts_with("uint");
    let short = matches!(format, "int32" | "uint32" | "int16" | "uint16" | "int8" | "uint8");
    match (unsigned, short) {
        (true, true) => TypeRef::U32,
        (true, false) => TypeRef::U64,
        (false, true) => TypeRef::I32,
        (false, false) => TypeRef::I64,
    }
}

pub(super) fn element_type<'a>(
    cx: &mut Context<'a, '_>,
    slot: Option<&'a KnownSlot<'a>>,
    spot: &Spot,
) -> Known<TypeRef> {
    let Some(slot) = slot else { return Ok(TypeRef::Json) };
    let ty = type_of(cx, slot, spot)?;
    let is_nullable = slot.as_ref().is_ok_and(|slot| slot.nullable) && ty != TypeRef::Json;
    Ok(if is_nullable { TypeRef::Nullable(Box::new(ty)) } else { ty })
}

/// An enum has to be one of strings.
fn check_values(cx: &mut Context<'_, '_>, values: &Enumeration<'_>) -> Known<()> {
    let Some(other) = values.values.iter().find(|value| !value.value.is_string()) else {
        return Ok(());
    };
    if values.is_text && values.values.iter().any(|value| value.value.is_string()) {
        let message = format!("{} is not a string, like other values of this enum", other.value);
        let problem = Diagnostic::at(Code::EnumValueType, &other.at, message);
        Err(cx.report(problem.help("quote it, if the service means the string")))
    } else {
        let way_out = "leave `enum` out and list the values in the description";
        Err(cx.unsupported(&values.values[0].at, "an enum of anything but strings", way_out))
    }
}

/// The name of the type of a component that declares a property; its own, if it gets one.
pub(super) fn owner_name(cx: &mut Context<'_, '_>, component: &str) -> Option<TypeName> {
    let slot = *cx.components.get(component)?;
    let schema = cx.schema(slot.as_ref().ok()?);
    naming::component(cx, &Text::key(component, schema.at, schema.rust_name)).ok().map(|named| named.name)
}

fn claim<'a>(cx: &mut Context<'a, '_>, name: TypeName, origin: Origin, schema: &'a Schema<'a>) -> Known<()> {
    match cx.registry.claim(&name, &origin) {
        Claim::Known => Ok(()),
        Claim::Taken(problem) => Err(cx.report(*problem)),
        Claim::New => {
            cx.waiting.push_back(Waiting { name, origin, schema });
            Ok(())
        }
    }
}

/// A name for a schema that gets no type: what it is stands wherever it is used.
pub(super) fn refuse_name(cx: &mut Context<'_, '_>, slot: &Slot<'_>) {
    if slot.rust_name.is_some() {
        let at: Pointer = slot.at.child("x-rust-name");
        let message = "`x-rust-name` has no meaning in a schema that gets no type of its own";
        let problem = Diagnostic::at_key(Code::UnknownExtension, &at, message);
        cx.report(problem.help("delete it; it names properties, objects, enums, and components of text"));
    }
}
