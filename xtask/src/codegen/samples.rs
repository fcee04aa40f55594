//! What the tests of the generated crate read about its types: of each enum its values, of each model a sample with all of
//! its fields, and which of them must be there, may be null, and hold an enum.

pub mod fixtures;
mod synthesis;

use serde_json::{Map, Value, json};

use super::api::{Api, Field, FieldShape, Struct, TypeDef, TypeRef};

/// Where the data lies in the generated crate.
pub const PATH: &str = "tests/evolution/types.jsonc";

/// The text of the file; nothing if there is no type to test.
pub fn data(api: &Api) -> Option<String> {
    let (mut models, mut enums, mut unions) = (Map::new(), Map::new(), Map::new());
    for definition in &api.types {
        let name = definition.name().to_string();
        match definition {
            TypeDef::Struct(definition) => models.extend(of(api, definition).map(|model| (name, model))),
            TypeDef::Enum(definition) => {
                let wires: Vec<&str> = definition.variants.iter().map(|variant| variant.wire.as_str()).collect();
                enums.insert(name, json!(wires));
            }
            TypeDef::Union(definition) => {
                unions.insert(name, synthesis::of_arms(api, definition).into());
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
    api.types.iter().any(|definition| matches!(definition, TypeDef::Struct(model) if of(api, model).is_some()))
}

pub fn has_enums(api: &Api) -> bool {
    api.types.iter().any(|definition| matches!(definition, TypeDef::Enum(_)))
}

pub fn has_unions(api: &Api) -> bool {
    api.types.iter().any(|definition| matches!(definition, TypeDef::Union(_)))
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
    }))
}

fn is_enum(api: &Api, ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Named(name) if matches!(api.model(name), TypeDef::Enum(_)))
}
