//! What the tests of the generated crate read about its types: of each enum its values, of each model a sample with all of
//! its fields, and which of them must be there, may be null, and hold an enum, and of each union what it may be.

pub mod fixtures;
mod synthesis;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use model::api::{Api, Arm, Field, FieldShape, Objects, Struct, TypeDef, TypeRef, Union};
use model::check;
use model::json_kind::JsonKind;

/// Where the data lies in the generated crate.
pub const PATH: &str = "tests/evolution/types.jsonc";

/// The text of the file; nothing if there is no type to test.
pub fn data(api: &Api) -> Option<String> {
    let (mut models, mut enums, mut unions) = (Map::new(), Map::new(), Map::new());
    for definition in api.types.values() {
        let name = definition.name().to_string();
        match definition {
            TypeDef::Struct(definition) => models.extend(of(api, definition).map(|model| (name, model))),
            TypeDef::Enum(definition) => {
                let wires: Vec<&str> = definition.variants.iter().map(|variant| variant.wire.as_str()).collect();
                enums.insert(name, json!(wires));
            }
            TypeDef::Union(definition) => {
                unions.insert(name, of_union(api, definition));
            }
            TypeDef::IntegerEnum(_) | TypeDef::Newtype(_) => {}
        }
    }
    let kinds = [("models", models), ("enums", enums), ("unions", unions)];
    let kinds: Map<String, Value> = kinds
        .into_iter()
        .filter(|(_, types)| !types.is_empty())
        .map(|(kind, types)| (kind.to_owned(), types.into()))
        .collect();
    (!kinds.is_empty()).then(|| format!("{:#}\n", Value::from(kinds)))
}

/// Whether there is a model that is small enough to have a sample.
pub fn has_models(api: &Api) -> bool {
    api.types.values().any(|definition| matches!(definition, TypeDef::Struct(model) if of(api, model).is_some()))
}

pub fn has_enums(api: &Api) -> bool {
    api.types.values().any(|definition| matches!(definition, TypeDef::Enum(_)))
}

pub fn has_unions(api: &Api) -> bool {
    api.types.values().any(|definition| matches!(definition, TypeDef::Union(_)))
}

/// What is known of one model; `None` if its sample would be too large to be of use.
pub fn of(api: &Api, definition: &Struct) -> Option<Value> {
    let sample = synthesis::sample(api, definition)?;
    let fields = |keep: &dyn Fn(&Field) -> bool| -> Vec<&str> {
        definition.named().filter(|field| keep(field)).map(|field| field.wire.as_str()).collect()
    };
    Some(json!({
        "sample": sample,
        "required": fields(&|field| field.shape.must_be_present()),
        "nullable": fields(&|field| field.shape != FieldShape::Required),
        "enums": fields(&|field| is_enum(api, &field.ty)),
        "further": synthesis::further(api, definition),
        "kept": definition.named().filter_map(|field| Some((field.wire.clone(), kept(api, &field.ty)?))).collect::<Map<_, _>>(),
    }))
}

/// A value that is kept though it is none of those that are known, or null among others.
fn kept(api: &Api, ty: &TypeRef) -> Option<Value> {
    match ty {
        TypeRef::Boxed(inner) => kept(api, inner),
        TypeRef::Named(name) => matches!(api.model(name), TypeDef::IntegerEnum(_)).then(|| json!(987_654_321)),
        TypeRef::List(item) => Some(json!([kept_inside(api, item)?])),
        TypeRef::Map(item) => Some(json!({ "key": kept_inside(api, item)? })),
        _ => None,
    }
}

fn kept_inside(api: &Api, ty: &TypeRef) -> Option<Value> {
    match ty {
        TypeRef::Nullable(_) => Some(Value::Null),
        other => kept(api, other),
    }
}

/// What is known of a union: values of what it may be, of which kinds of JSON that is, and what tells objects apart. Shared are
/// the objects that an alternative before theirs fits too, so that nothing tells which one they are, and closed those in which
/// a further member means nothing, by their indices.
fn of_union(api: &Api, definition: &Union) -> Value {
    let tag = definition.objects.tag();
    let is_closed = |arm: &Arm| arm.kind == JsonKind::Object && is_closed(api, &arm.ty);
    let mut objects = definition.arms.iter().filter(|arm| arm.kind == JsonKind::Object);
    let are_told = tag.is_some() || objects.all(is_closed);
    let (arms, samples): (Vec<&Arm>, Vec<Value>) = synthesis::of_arms(api, definition).into_iter().unzip();
    let is_shared = |(arm, sample): (&&Arm, &Value)| {
        let mut before = definition.arms_of(api, sample).into_iter().take_while(|other| other.name != arm.name);
        before.any(|other| check::fits(api, sample, &other.ty))
    };
    let are_shared = arms.iter().zip(&samples).map(is_shared);
    // Nothing tells what an object without members is once it has one that nobody knows.
    let is_empty = |sample: &Value| sample.as_object().is_some_and(Map::is_empty);
    let are_closed = arms.iter().zip(&samples).map(|(arm, sample)| are_told && is_closed(arm) && !is_empty(sample));
    json!({
        "samples": samples,
        "shared": indices(are_shared),
        "closed": indices(are_closed),
        "kinds": definition.arms.iter().map(|arm| written(arm.kind)).collect::<BTreeSet<_>>(),
        "tag": tag,
        "is_tag_optional": matches!(definition.objects, Objects::ByOptionalTag(_)),
    })
}

/// Where it is so.
fn indices(is_so: impl Iterator<Item = bool>) -> Vec<usize> {
    is_so.enumerate().filter(|(_, is_so)| *is_so).map(|(index, _)| index).collect()
}

fn is_closed(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Boxed(inner) => is_closed(api, inner),
        TypeRef::Named(name) => {
            matches!(api.model(name), TypeDef::Struct(definition) if definition.further().is_none())
        }
        _ => false,
    }
}

/// As JSON calls it, where a number is a number.
fn written(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::String => "string",
        JsonKind::Integer | JsonKind::Number => "number",
        JsonKind::Boolean => "boolean",
        JsonKind::List => "array",
        JsonKind::Object => "object",
    }
}

fn is_enum(api: &Api, ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Named(name) if matches!(api.model(name), TypeDef::Enum(_)))
}
