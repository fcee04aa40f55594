use crate::openapi::{Limits, Source};
use crate::read_model;

const CURATED: &str = "\
openapi: 3.1.0
info: { title: Lab, version: 1.0.0 }
servers: [{ url: 'https://lab.example.com' }]
x-client: { package: lab }
tags: [{ name: batches, description: Batches. }]
paths:
  /batches:
    get:
      operationId: listBatches
      description: Lists the batches.
      x-resource: batches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, description: Where to go on., schema: { type: string } }
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/BatchList' }
              example: { items: [{ id: bat-1, state: done }] }
components:
  schemas:
    BatchList:
      type: object
      required: [items]
      properties:
        items: { type: array, description: The batches., items: { $ref: '#/components/schemas/Batch' } }
        next_page_token: { type: string, description: Of the next page. }
    Batch:
      type: object
      required: [id]
      properties:
        id: { type: string, description: Its id. }
        state: { $ref: '#/components/schemas/State' }
    State: { type: string, description: Where it is., enum: [done, failed], x-enum-descriptions: { done: At its end., failed: Not at all. } }
";

/// The lines that a change of the description causes, each as `CODE message`.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(CURATED.contains(from), "{from}");
    let source = Source::new("lab.yaml", CURATED.replace(from, to));
    let warnings = read_model(&source, &Limits::default()).expect("the description is accepted").warnings;
    let lines: Vec<String> = warnings.iter().map(|it| format!("{} {}", it.code, it.message)).collect();
    assert_eq!(lines, expected, "{to}");
}

#[test]
fn a_description_that_says_everything_hears_nothing() {
    check("", "", &[]);
}

#[test]
fn what_has_no_description_is_named() {
    check("      description: Lists the batches.\n", "", &["W0080 the operation `listBatches` has no description"]);
    check("description: Where to go on., ", "", &["W0080 the parameter `page_token` has no description"]);
    check(", description: Its id.", "", &["W0080 the property `id` of `Batch` has no description"]);
    check("done: At its end., ", "", &["W0080 the value `done` of `State` has no description"]);
    // The property says nothing itself.
    check("description: Where it is., ", "", &["W0080 the property `state` of `Batch` has no description"]);
}

#[test]
fn examples_are_compared_with_what_is_declared() {
    let example = "              example: { items: [{ id: bat-1, state: done }] }\n";
    check(example, "", &["W0081 the operation `listBatches` has no example of its response"]);
    let undeclared = "W0082 the example of `listBatches` shows `items[0].size`, which `Batch` does not declare";
    check("state: done }]", "state: done, size: 3 }]", &[undeclared]);
}

#[test]
fn what_nothing_uses_or_describes_is_named() {
    let unused = "    Old: { type: object, properties: { a: { type: string, description: A. } } }\n    Batch:\n";
    check("    Batch:\n", unused, &["W0083 nothing uses the schema of `Old`"]);
    check("x-resource: batches", "x-resource: lots", &["W0084 no tag describes the resource `lots`"]);
}

#[test]
fn a_list_that_is_not_declared_is_named() {
    let pagination = "      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }\n";
    let message = "W0086 the operation `listBatches` looks like a list, and has no `x-pagination`";
    check(pagination, "", &[message]);
}

#[test]
fn a_lint_is_switched_off_by_its_name() {
    let allow = "{ package: lab, lints: { missing-description: allow } }\n";
    let from = "{ package: lab }\n";
    let described = CURATED.replace(", description: Its id.", "").replace(from, allow);
    let warnings = read_model(&Source::new("lab.yaml", described), &Limits::default()).unwrap().warnings;
    assert!(warnings.is_empty(), "{warnings:?}");
    let wrong =
        CURATED.replace(from, "{ package: lab, lints: { missing-descriptions: allow, missing-example: off } }\n");
    let problems = read_model(&Source::new("lab.yaml", wrong), &Limits::default()).unwrap_err();
    let codes: Vec<_> = problems.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["E0067", "E0067"]);
}

#[test]
fn a_foreign_description_hears_of_each_lint_once() {
    let foreign = CURATED.replace("x-client: { package: lab }\n", "").replace(", description: Its id.", "");
    let foreign = foreign.replace(", description: Of the next page.", "");
    let warnings = read_model(&Source::new("lab.yaml", foreign), &Limits::default()).unwrap().warnings;
    let messages: Vec<_> = warnings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["2 × operation, parameter, property or value without a description; this is the first"]);
}

#[test]
fn a_flag_that_hides_one_of_every_command_is_named() {
    let format = |more: &str| {
        format!(
            "        - {{ name: format, in: query, description: Of it.,{more} schema: {{ type: string }} }}\n        - {{ name: page_token,"
        )
    };
    let hidden = "W0087 `--format` of `listBatches` is `format`, and what every command has as `--format` is \
                  `--global-format` there";
    check("        - { name: page_token,", &format(""), &[hidden]);
    check("        - { name: page_token,", &format(" x-cli-name: shape,"), &[]);
}
