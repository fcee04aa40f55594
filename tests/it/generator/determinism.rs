//! The same bytes, whatever surrounds the run; and whatever the description says, an answer instead of a panic.

use std::fs;

use model::openapi::Source;
use proptest::prelude::*;
use serde_yaml::Value;
use xtask::codegen::inputs::Inputs;
use xtask::codegen::{GenerateError, generate};

use super::{fixtures, inputs, real_description};
use crate::support::answer;
use crate::support::mutation::mutate;

fn with_text(inputs: &Inputs, text: &str) -> Inputs {
    Inputs { description: Source::new("description.yaml".to_owned(), text.as_bytes().to_vec()), ..inputs.clone() }
}

fn files(inputs: &Inputs) -> Vec<(String, String)> {
    let generated = generate(inputs).expect("the description is accepted");
    generated.files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

#[test]
fn two_runs_and_two_line_endings_give_the_same_bytes() {
    let inputs = inputs(&real_description());
    let text = String::from_utf8(inputs.description.bytes.clone()).expect("the description is UTF-8");
    let once = files(&with_text(&inputs, &text));
    assert_eq!(once, files(&with_text(&inputs, &text)));
    assert_eq!(once, files(&with_text(&inputs, &text.replace('\n', "\r\n"))));
    assert_eq!(once, files(&with_text(&inputs, &format!("\u{feff}{text}"))));
}

#[test]
fn the_same_description_in_json_gives_the_same_bytes() {
    let inputs = inputs(&real_description());
    let value: Value = serde_yaml::from_slice(&inputs.description.bytes).expect("the description is YAML");
    let json = serde_json::to_string_pretty(&value).expect("the description can be written as JSON");
    assert_eq!(files(&inputs), files(&with_text(&inputs, &json)));
}

#[test]
fn the_order_of_keys_does_not_show() {
    let inputs = inputs(&real_description());
    let mut texts = vec![inputs.description.bytes.clone(), CHOICES.into()];
    texts.extend(fixtures("accepted").iter().map(|path| fs::read(path).expect("the fixture can be read")));
    let yaml = |value: &Value| serde_yaml::to_string(value).expect("a value can be written as YAML");
    for text in texts {
        let value: Value = serde_yaml::from_slice(&text).expect("the description is YAML");
        let turned = reversed(value.clone());
        assert_eq!(files(&with_text(&inputs, &yaml(&value))), files(&with_text(&inputs, &yaml(&turned))));
    }
}

/// Where one of several things that have a name is chosen: a scheme, a success, a media type, an example, the operation
/// that describes a parameter of the client.
const CHOICES: &str = r"
openapi: 3.1.0
info: { title: Choices, version: 1.0.0 }
servers: [{ url: 'https://api.example.com' }]
x-client: { default-parameters: { team: {} } }
paths:
  /a:
    get:
      operationId: readA
      parameters: [{ name: team, in: query, description: The team of A., schema: { type: string } }]
      responses:
        '200':
          description: Done.
          content:
            application/json: { schema: { type: string }, examples: { z: { value: one }, a: { value: two } } }
            application/other+json: { schema: { type: integer }, example: 3 }
        '201':
          description: Made.
          content: { application/json: { schema: { type: string }, example: three } }
  /b:
    get:
      operationId: readB
      parameters: [{ name: team, in: query, description: The team of B., schema: { type: string } }]
      responses: { '204': { description: Nothing. } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
";

/// The same mappings, with their keys in the opposite order.
fn reversed(value: Value) -> Value {
    match value {
        Value::Mapping(map) => {
            let entries: Vec<_> = map.into_iter().map(|(key, value)| (key, reversed(value))).collect();
            Value::Mapping(entries.into_iter().rev().collect())
        }
        Value::Sequence(list) => Value::Sequence(list.into_iter().map(reversed).collect()),
        scalar => scalar,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_description_is_refused_or_gives_code_that_parses_and_comes_out_the_same_twice(bytes in proptest::collection::vec(any::<u8>(), 4..32)) {
        let inputs = inputs(&real_description());
        let value: Value = serde_yaml::from_slice(&inputs.description.bytes).expect("the description is YAML");
        let text = serde_yaml::to_string(&mutate(&value, &bytes)).expect("a value can be written as YAML");
        answer::check(&with_text(&inputs, &text));
    }

    #[test]
    fn arbitrary_text_is_refused_without_a_panic(text in "(?s).{0,200}") {
        let refused = matches!(generate(&with_text(&inputs(&real_description()), &text)), Err(GenerateError::Description(_)));
        prop_assert!(refused);
    }
}
