//! From a schema to the type that holds its values. Types that need a name are made on the way: components under
//! theirs, inline schemas under the name of their place. A component that is no object, enum or text has no type of its
//! own; what it is stands wherever it is used.

use super::context::Context;
use super::idle_extensions;
use super::models;
use super::naming::{self, Text};
use super::registry::Claim;
use super::shape::{Shape, is_nullable, shape_of};
use crate::codegen::api::{Origin, TypeRef};
use crate::codegen::names::{Named, TypeName};
use crate::codegen::openapi::Schema;

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

/// The type of a schema's values, null aside.
pub(super) fn type_of<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema, spot: &Spot) -> TypeRef {
    let ty = type_without_default(cx, schema, spot);
    if schema.default.is_some() {
        cx.defaults.push((schema, ty.clone()));
    }
    ty
}

fn type_without_default<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema, spot: &Spot) -> TypeRef {
    let shape = shape_of(cx, schema);
    if !spot.names_field && !spot.parts.is_empty() && !matches!(shape, Shape::Enum(..) | Shape::Object(_)) {
        idle_extensions::refuse_name(cx, schema);
    }
    match shape {
        Shape::Component(name) => referred_type(cx, schema, name),
        Shape::Text => TypeRef::String,
        Shape::Scalar(ty) => ty,
        Shape::Anything => TypeRef::Json,
        Shape::List(items) => TypeRef::List(Box::new(element_type(cx, items, &spot.below("item")))),
        Shape::Map(values) => TypeRef::Map(Box::new(element_type(cx, values, &spot.below("value")))),
        shape @ (Shape::Enum(..) | Shape::Object(_)) => inline_type(cx, schema, shape, spot),
    }
}

/// What a component that was refused would have been is not known where it is referred to either.
fn referred_type<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema, name: &'a str) -> TypeRef {
    let ty = component_type(cx, name);
    let is_known = matches!(ty, TypeRef::Named(_));
    if !is_known && cx.references.named_schema(name).is_some_and(|(_, target)| cx.has_refused(&target.at)) {
        cx.refuse(&schema.at);
    }
    ty
}

/// The type a component stands for.
pub(super) fn component_type(cx: &mut Context<'_, '_>, name: &str) -> TypeRef {
    let Some((name, schema)) = cx.references.named_schema(name) else { return TypeRef::Json };
    if let Some(known) = cx.component_types.get(name) {
        return known.clone();
    }
    let ty = match shape_of(cx, schema) {
        Shape::Component(target) => component_type(cx, target),
        Shape::Enum(..) | Shape::Object(_) | Shape::Text => {
            component_name(cx, name).map_or(TypeRef::Json, TypeRef::Named)
        }
        Shape::Scalar(ty) => ty,
        Shape::Anything => TypeRef::Json,
        Shape::List(_) | Shape::Map(_) => match component_name(cx, name) {
            Some(name) => type_of(cx, schema, &Spot::of_component(&name)),
            None => TypeRef::Json,
        },
    };
    cx.component_types.insert(name, ty.clone());
    ty
}

/// The name of a component, whether a type of that name is made or not.
pub(super) fn component_name(cx: &mut Context<'_, '_>, name: &str) -> Option<TypeName> {
    let (name, schema) = cx.references.named_schema(name)?;
    let text = Text::key(name, &schema.at, schema.rust_name.as_ref());
    naming::component(cx, &text).map(|named| named.name)
}

/// Makes the types of all components that have one.
pub(super) fn lower_components(cx: &mut Context<'_, '_>) {
    for (index, (name, schema)) in cx.document.schemas.iter().enumerate() {
        if cx.references.named_schema(name).is_none() {
            continue;
        }
        match shape_of(cx, schema) {
            Shape::Component(_) | Shape::Scalar(_) | Shape::Anything => idle_extensions::refuse_name(cx, schema),
            Shape::List(_) | Shape::Map(_) => {
                component_type(cx, name);
            }
            shape @ (Shape::Enum(..) | Shape::Object(_) | Shape::Text) => {
                let text = Text::key(name, &schema.at, schema.rust_name.as_ref());
                let named = naming::component(cx, &text).unwrap_or_else(|| stand_in(index));
                let origin = Origin { pointer: schema.at.clone(), rule: named.rule };
                claim_and_make(cx, named.name, origin, schema, shape);
            }
        }
    }
}

/// What a schema without a name is looked at under, for the problems inside it; it is never seen.
fn stand_in(index: usize) -> Named<TypeName> {
    TypeName::of_schema(&format!("schema without name {index}")).expect("plain words make a name")
}

fn element_type<'a>(cx: &mut Context<'a, '_>, schema: Option<&'a Schema>, spot: &Spot) -> TypeRef {
    let Some(schema) = schema else { return TypeRef::Json };
    let ty = type_of(cx, schema, spot);
    if is_nullable(cx, schema) && ty != TypeRef::Json {
        cx.unsupported(
            &schema.at,
            "null among the values of a list or map",
            "leave null out, or describe the values as `{}`",
        );
    }
    ty
}

fn inline_type<'a>(cx: &mut Context<'a, '_>, schema: &'a Schema, shape: Shape<'a>, spot: &Spot) -> TypeRef {
    let given = schema.rust_name.as_ref().filter(|_| !spot.names_field);
    let wire = spot.parts.last().map_or("", String::as_str);
    let text = Text { way_out: "`x-rust-name`, or make it a component", ..Text::key(wire, &schema.at, given) };
    let parts: Vec<&str> = spot.parts.iter().map(String::as_str).collect();
    let Some(named) = naming::inline(cx, &text, &spot.parent, &parts) else { return TypeRef::Json };
    let origin = Origin { pointer: schema.at.clone(), rule: named.rule };
    claim_and_make(cx, named.name.clone(), origin, schema, shape);
    TypeRef::Named(named.name)
}

fn claim_and_make<'a>(cx: &mut Context<'a, '_>, name: TypeName, origin: Origin, schema: &'a Schema, shape: Shape<'a>) {
    match cx.registry.claim(&name, &origin) {
        Claim::Known => {}
        Claim::Taken(problem) => cx.report(*problem),
        Claim::New => {
            let draft = models::draft(cx, &name, origin, schema, shape);
            cx.registry.add(name, draft);
        }
    }
}
