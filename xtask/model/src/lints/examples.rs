//! Examples that are missing, or that show what no schema declares.

use serde_json::Value;

use super::Finding;
use crate::api::{Api, Operation, Output, TypeDef, TypeRef};

/// Operations with a body, of the request or of the response, that no example shows.
pub fn missing(api: &Api) -> Vec<Finding> {
    let mut found = Vec::new();
    for operation in api.operations() {
        let sends = operation.inputs().any(|input| input.place.is_body());
        let receives = matches!(operation.output, Output::Json(_));
        let examples = &operation.examples;
        let missing: Vec<&str> = [
            (sends && examples.request.is_none()).then_some("request"),
            (receives && examples.response.is_none()).then_some("response"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !missing.is_empty() {
            let message = format!("the operation `{}` has no example of its {}", operation.id, missing.join(" and "));
            let help = "add an `example` beside the schema: it becomes documentation, and a value for tests";
            found.push(Finding::new(&operation.origin.pointer, message, help));
        }
    }
    found
}

/// Properties in examples of responses that no schema declares. The client drops them when it reads them.
pub fn undeclared(api: &Api) -> Vec<Finding> {
    let mut found = Vec::new();
    for operation in api.operations() {
        let Some(example) = &operation.examples.response else { continue };
        let Ok(example) = serde_json::from_str::<Value>(example) else { continue };
        let mut search = Search { api, operation, found: &mut found };
        match (operation.output_model(), operation.output.json()) {
            (Some(page), _) => search.value(&example, &TypeRef::Named(page.clone()), ""),
            (None, Some(ty)) => search.value(&example, ty, ""),
            (None, None) => {}
        }
    }
    found
}

struct Search<'a> {
    api: &'a Api,
    operation: &'a Operation,
    found: &'a mut Vec<Finding>,
}

impl Search<'_> {
    /// `path` leads to the value from the root of the example.
    fn value(&mut self, value: &Value, ty: &TypeRef, path: &str) {
        match (ty, value) {
            (TypeRef::Boxed(inner) | TypeRef::Nullable(inner), value) => self.value(value, inner, path),
            (TypeRef::List(item), Value::Array(items)) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, value)| self.value(value, item, &format!("{path}[{index}]")));
            }
            (TypeRef::Map(item), Value::Object(entries)) => {
                entries.iter().for_each(|(key, value)| self.value(value, item, &joined(path, key)));
            }
            (TypeRef::Named(name), Value::Object(entries)) => {
                let Some(TypeDef::Struct(model)) = self.api.find_model(name) else { return };
                for (key, value) in entries {
                    match model.named().find(|field| field.wire == *key) {
                        Some(field) => self.value(value, &field.ty, &joined(path, key)),
                        None if model.further().is_some() => {}
                        None => self.report(name.as_str(), &joined(path, key)),
                    }
                }
            }
            _ => {}
        }
    }

    fn report(&mut self, model: &str, path: &str) {
        let message =
            format!("the example of `{}` shows `{path}`, which `{model}` does not declare", self.operation.id);
        let help = "declare the property, or take it out of the example";
        self.found.push(Finding::new(&self.operation.origin.pointer, message, help));
    }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
