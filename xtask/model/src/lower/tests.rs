//! A name depends on its own node: taking anything out of a description, which is the same as adding it, leaves every
//! other name alone. The other tests settle how fields are held.

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::api::{Api, FieldShape, Resource, TypeDef, TypeRef};
use crate::openapi::{Limits, Source};
use crate::read_model;

const LIBRARY: &str = include_str!("tests/library.yaml");
/// Schemas inside of others, which are referred to where they stand.
const INNER: &str = include_str!("tests/inner.yaml");

fn lowered(text: &str) -> Option<Api> {
    read_model(&Source::new("library.yaml", text), &Limits::default()).ok().map(|model| model.api)
}

#[test]
fn taking_a_node_out_leaves_all_other_names_alone() {
    let accepted = smaller_ones_with_the_same_names(LIBRARY);
    assert!(accepted > 40, "only {accepted} of the smaller descriptions are sound");
    let accepted = smaller_ones_with_the_same_names(INNER);
    assert!(accepted > 10, "only {accepted} of the smaller descriptions are sound");
}

#[test]
fn what_is_inside_of_a_schema_is_called_after_its_place_whoever_refers_to_it() {
    let names = names(&lowered(INNER).unwrap());
    let names: Vec<&str> =
        names.iter().filter(|((kind, _), _)| *kind == "type").map(|(_, name)| name.as_str()).collect();
    for name in ["VolumeOwnerAddress", "VolumeOwnerRole", "VolumePartsItemKind", "VolumeFolderLabel", "PieceShape"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
}

/// Taken out, the one named property would leave a map, whose values are called otherwise: so only the reference goes.
#[test]
fn a_reference_renames_no_value_beside_named_properties() {
    let labels = "
        labels:
          type: object
          properties: {first: {type: string}}
          additionalProperties: {type: object, properties: {color: {type: string, enum: [red, blue]}}}
";
    let without = format!("{}{labels}", INNER.trim_end());
    let in_body = "owner: {$ref: \"#/components/schemas/Volume/properties/owner\"}";
    let with = without.replacen(
        in_body,
        &format!("{in_body}\n{:16}labels: {{$ref: \"#/components/schemas/Volume/properties/labels\"}}", ""),
        1,
    );
    let (before, after) = (names(&lowered(&without).unwrap()), names(&lowered(&with).unwrap()));
    for (node, name) in &before {
        assert_eq!(Some(name), after.get(node), "{node:?}");
    }
    let color = |name: &String| name == "VolumeLabelsAdditionalPropertiesColor";
    assert!(before.values().any(color), "{before:?}");
}

fn smaller_ones_with_the_same_names(description: &str) -> usize {
    let whole: Value = serde_yaml::from_str(description).unwrap();
    let names = names(&lowered(description).expect("the whole description is sound"));
    let mut accepted = 0;
    for path in removable(&whole, &mut Vec::new()) {
        let mut smaller = whole.clone();
        remove(&mut smaller, &path);
        let Some(api) = lowered(&serde_yaml::to_string(&smaller).unwrap()) else { continue };
        accepted += 1;
        for (node, name) in self::names(&api) {
            assert_eq!(Some(&name), names.get(&node), "{node:?} without {path:?}");
        }
    }
    accepted
}

/// Everything with a name of its own, by what it is and where it comes from.
fn names(api: &Api) -> BTreeMap<(&'static str, String), String> {
    let mut names = BTreeMap::new();
    let mut put = |kind, pointer: &dyn ToString, name: &dyn ToString| {
        names.insert((kind, pointer.to_string()), name.to_string());
    };
    for definition in api.types.values() {
        match definition {
            TypeDef::Struct(definition) => {
                put("type", &definition.origin.pointer, &definition.name);
                for field in &definition.fields {
                    put("field", &format!("{} {}", definition.name, field.wire), &field.name);
                }
            }
            TypeDef::Enum(definition) | TypeDef::IntegerEnum(definition) => {
                put("type", &definition.origin.pointer, &definition.name);
                for variant in &definition.variants {
                    put("variant", &format!("{} {}", definition.name, variant.wire), &variant.name);
                }
            }
            TypeDef::Newtype(definition) => put("type", &definition.origin.pointer, &definition.name),
            TypeDef::Union(definition) => {
                put("type", &definition.origin.pointer, &definition.name);
                for arm in &definition.arms {
                    put("arm", &format!("{} {}", definition.name, arm.origin.pointer), &arm.name);
                }
            }
        }
    }
    let mut open: Vec<&Resource> = vec![&api.root];
    while let Some(resource) = open.pop() {
        open.extend(&resource.children);
        put("resource", &resource.path, &resource.type_name.as_ref().map(ToString::to_string).unwrap_or_default());
        for operation in &resource.operations {
            put("method", &operation.id, &operation.method_name);
            put("builder", &operation.id, &operation.builder);
            for argument in operation.arguments.iter().chain(&operation.setters) {
                put("argument", &format!("{} {:?} {}", operation.id, argument.place, argument.wire), &argument.name);
            }
        }
    }
    names
}

/// The entries whose removal leaves a description that may still be sound: those of mappings that hold named things,
/// and the last of each list.
fn removable(value: &Value, path: &mut Vec<Value>) -> Vec<Vec<Value>> {
    let mut found = Vec::new();
    let children: Vec<(Value, &Value)> = match value {
        Value::Mapping(mapping) => mapping.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Sequence(list) => list.iter().enumerate().map(|(at, value)| (Value::from(at), value)).collect(),
        _ => Vec::new(),
    };
    let last = children.len().saturating_sub(1);
    let named =
        path.last().and_then(Value::as_str).is_some_and(|name| ["schemas", "properties", "paths"].contains(&name));
    for (at, (key, child)) in children.into_iter().enumerate() {
        path.push(key);
        let in_list = matches!(value, Value::Sequence(_)) && at == last && last > 0;
        let is_operation = child.get("operationId").is_some();
        if named || in_list || is_operation {
            found.push(path.clone());
        }
        found.extend(removable(child, path));
        path.pop();
    }
    found
}

fn remove(value: &mut Value, path: &[Value]) {
    let (last, parents) = path.split_last().unwrap();
    let parent = parents.iter().fold(value, |value, key| match value {
        Value::Sequence(list) => &mut list[usize::try_from(key.as_u64().unwrap()).unwrap()],
        other => other.get_mut(key).unwrap(),
    });
    match parent {
        Value::Mapping(mapping) => {
            mapping.remove(last);
        }
        Value::Sequence(list) => {
            list.pop();
        }
        _ => unreachable!("a path leads through mappings and lists"),
    }
}

fn shapes(api: &Api, name: &str) -> Vec<(String, FieldShape)> {
    let found = api.types.values().find_map(|definition| match definition {
        TypeDef::Struct(definition) if definition.name.as_str() == name => Some(definition),
        _ => None,
    });
    found.unwrap().fields.iter().map(|field| (field.wire.clone(), field.shape)).collect()
}

#[test]
fn fields_are_held_by_presence_null_and_who_sends_them() {
    let api = lowered(LIBRARY).unwrap();
    let expected = |shapes: &[(&str, FieldShape)]| -> Vec<(String, FieldShape)> {
        shapes.iter().map(|(wire, shape)| ((*wire).to_owned(), *shape)).collect()
    };
    let answered = [
        ("id", FieldShape::Required),
        ("tags", FieldShape::RequiredCollection),
        ("shelf", FieldShape::RequiredNullable),
        ("state", FieldShape::Required),
        ("lent_at", FieldShape::Optional),
        ("note", FieldShape::Optional),
        ("notes", FieldShape::OptionalCollection),
        ("sequel", FieldShape::Optional),
    ];
    assert_eq!(shapes(&api, "Book"), expected(&answered));
    let sent = [
        ("name", FieldShape::Required),
        ("marks", FieldShape::RequiredCollection),
        ("grade", FieldShape::RequiredNullable),
        ("text", FieldShape::Optional),
        ("texts", FieldShape::Optional),
        ("until", FieldShape::OptionalNullable),
    ];
    assert_eq!(shapes(&api, "Review"), expected(&sent));
}

#[test]
fn optional_recursion_is_boxed() {
    let api = lowered(LIBRARY).unwrap();
    let boxed = api.types.values().any(|definition| match definition {
        TypeDef::Struct(book) if book.name.as_str() == "Book" => {
            book.fields.iter().any(|field| field.wire == "sequel" && matches!(field.ty, TypeRef::Boxed(_)))
        }
        _ => false,
    });
    assert!(boxed);
}
