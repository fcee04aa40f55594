//! What a description lacks and an overlay supplies counts like its own words.

use model::edits::Overlay;
use serde_json::json;
use serde_yaml::{Mapping, Value};
use xtask::codegen::generate;
use xtask::codegen::inputs::Inputs;

use super::{fixtures, inputs, name};

/// Of services that are described by somebody else, lists are said in an overlay. How the program pages by each style is
/// shown where the runtime is tested, so it is enough that it is the same program.
#[test]
fn lists_that_an_overlay_declares_are_lists_of_the_program_and_of_the_crate() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "page_styles");
    let declared = inputs(&fixture.expect("there is such a fixture"));
    let (text, overlay, count) = taken_out(&declared.description.bytes);
    let mut plain = declared.clone();
    plain.description.bytes = text.into_bytes();
    let mut supplied = plain.clone();
    supplied.edits.overlays =
        vec![Overlay { name: "lists.yaml".into(), from_output: "lists.yaml".into(), text: overlay }];
    assert_eq!(lists(&plain), 0);
    assert_eq!(lists(&supplied), count);
    assert_eq!(sources(&supplied), sources(&declared));
}

/// The description without its lists, an overlay that has them, and how many there are.
fn taken_out(text: &[u8]) -> (String, String, usize) {
    let mut description: Value = serde_yaml::from_slice(text).expect("it is YAML");
    let mut actions = Vec::new();
    for (path, methods) in description["paths"].as_mapping_mut().into_iter().flatten() {
        for (method, operation) in methods.as_mapping_mut().into_iter().flatten() {
            let Some(list) = operation.as_mapping_mut().and_then(|keys: &mut Mapping| keys.remove("x-pagination"))
            else {
                continue;
            };
            let [path, method] = [path, method].map(|key| key.as_str().expect("keys are text"));
            let target = format!("$.paths['{path}']['{method}']");
            actions.push(json!({"target": target, "update": {"x-pagination": list}}));
        }
    }
    let count = actions.len();
    let text = serde_yaml::to_string(&description).expect("it can be written");
    (text, json!({"overlay": "1.0.0", "actions": actions}).to_string(), count)
}

/// The commands of the program that page.
fn lists(inputs: &Inputs) -> usize {
    let sources = sources(inputs);
    let (_, program) = sources.iter().find(|(path, _)| path == "src/cli.rs").expect("there is a program");
    program.matches("action: Action::List(").count()
}

/// The emitted files, without the lines that tell what they were made from.
fn sources(inputs: &Inputs) -> Vec<(String, String)> {
    let generated = generate(inputs).expect("the description is accepted");
    let sources = generated.files.iter().filter(|(path, _)| path.starts_with("src/") && !path.contains("/runtime/"));
    let body = |text: &str| text.split_once('\n').expect("there is a header").1.to_owned();
    sources.map(|(path, text)| (path.to_owned(), body(text))).collect()
}
