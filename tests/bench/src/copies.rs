//! A description that is as large as one likes: the paths and schemas of a small one, once more for each copy, under names of
//! their own. Parameters, ids and the webhook stand once, as a service has them.

use serde_json::{Map, Value};

/// The description with `number` of everything it has, itself included.
pub fn copies(description: &Value, number: u32) -> Value {
    let mut large = description.clone();
    for copy in 1..number {
        let renamed = Renamed::new(description, copy);
        for (path, item) in object(&description["paths"]) {
            large["paths"][format!("/copy{copy}{path}")] = renamed.value("", item);
        }
        for (name, schema) in object(&description["components"]["schemas"]).iter().filter(|(_, schema)| !is_id(schema))
        {
            large["components"]["schemas"][format!("{name}Copy{copy}")] = renamed.value("", schema);
        }
    }
    large
}

/// What is called otherwise in a copy.
struct Renamed {
    copy: u32,
    operations: Vec<String>,
    schemas: Vec<String>,
}

impl Renamed {
    fn new(description: &Value, copy: u32) -> Self {
        let items = object(&description["paths"]).values().flat_map(|item| object(item).values());
        let operations = items.filter_map(|operation| Some(operation["operationId"].as_str()?.to_owned())).collect();
        let schemas = object(&description["components"]["schemas"]).iter().filter(|(_, schema)| !is_id(schema));
        let schemas = schemas.map(|(name, _)| format!("#/components/schemas/{name}")).collect();
        Self { copy, operations, schemas }
    }

    /// The value under this key.
    fn value(&self, key: &str, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.clone(), self.value(key, value)));
                Value::Object(members.collect())
            }
            Value::Array(items) => items.iter().map(|item| self.value(key, item)).collect(),
            Value::String(text) => Value::String(self.text(key, text)),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn text(&self, key: &str, text: &str) -> String {
        let copy = self.copy;
        match key {
            "x-resource" => format!("copy{copy}.{text}"),
            _ if self.operations.iter().chain(&self.schemas).any(|name| name == text) => format!("{text}Copy{copy}"),
            _ => text.to_owned(),
        }
    }
}

fn is_id(schema: &Value) -> bool {
    schema["type"] == "string" && schema["enum"].is_null()
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().expect("a description has objects here")
}
