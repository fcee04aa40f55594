//! Descriptions as people change them, through the whole way from text to changes.

use crate::changes::{Rule, Wire, compare};
use crate::description::model;
use model::api::Api;
use model::edits::Edits;
use model::openapi::{Limits, Source};

use super::{Breaking, Compatible};

const LAB: &str = "\
openapi: 3.1.0
info: {title: Lab, version: 1.0.0, description: A lab.}
servers: [{url: 'https://lab.example'}]
paths:
  /jobs:
    post:
      operationId: createJob
      tags: [jobs]
      x-rust-name: create
      description: Creates.
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/JobCreate'}}}
      responses:
        '200':
          description: Made.
          content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}
  /jobs/{job_id}:
    get:
      operationId: getJob
      tags: [jobs]
      x-rust-name: get
      description: Reads.
      parameters:
        - {name: job_id, in: path, required: true, schema: {$ref: '#/components/schemas/JobId'}}
        - {name: expand, in: query, schema: {type: string}}
      responses:
        '200':
          description: One.
          content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}
components:
  schemas:
    JobId: {type: string}
    State: {type: string, enum: [OPEN, CLOSED]}
    Job:
      type: object
      required: [id, state]
      properties:
        id: {$ref: '#/components/schemas/JobId'}
        state: {$ref: '#/components/schemas/State'}
        note: {type: string}
    JobCreate:
      type: object
      required: [source]
      properties:
        source: {type: string}
        priority: {type: integer, minimum: 0}
        settings: {$ref: '#/components/schemas/Settings'}
    Settings:
      type: object
      required: [depth]
      properties:
        depth: {type: integer, format: int32}
        label: {type: string}
";

fn read(text: &str) -> Api {
    let source = Source::new("lab.yaml", text);
    model(&source, &Limits::default(), &Edits::default())
        .map(|model| model.api)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// Replaces one part of the description, and expects these changes, in any order.
fn check(from: &str, to: &str, expected: &[(Rule, &str, Wire)]) {
    assert_eq!(LAB.matches(from).count(), 1, "`{from}` is one place");
    check_everywhere(from, to, expected);
}

/// Replaces the text wherever it stands.
fn check_everywhere(from: &str, to: &str, expected: &[(Rule, &str, Wire)]) {
    let changes = compare(&read(LAB), &read(&LAB.replace(from, to)));
    let mut found: Vec<_> = changes.iter().map(|change| (change.rule, change.item.as_str(), change.wire)).collect();
    let mut expected = expected.to_vec();
    found.sort_by_key(|(rule, item, _)| (*rule, *item));
    expected.sort_by_key(|(rule, item, _)| (*rule, *item));
    assert_eq!(found, expected, "`{from}` becomes `{to}`: {changes:#?}");
}

#[test]
fn fields_of_answers() {
    check(
        "note: {type: string}",
        "note: {type: string}\n        more: {type: string}",
        &[(Rule::OptionalFieldAdded, "types::Job::more", Compatible)],
    );
    check("        note: {type: string}\n", "", &[(Rule::FieldRemoved, "types::Job::note", Compatible)]);
    check("required: [id, state]", "required: [id]", &[(Rule::FieldBecameOptional, "types::Job::state", Breaking)]);
    check(
        "required: [id, state]",
        "required: [id, state, note]",
        &[(Rule::FieldBecameRequired, "types::Job::note", Compatible)],
    );
    check(
        "id: {$ref: '#/components/schemas/JobId'}",
        "id: {type: string}",
        &[(Rule::FieldTextTypeChanged, "types::Job::id", Compatible)],
    );
    check(
        "note: {type: string}",
        "note: {type: [string, 'null']}",
        &[(Rule::DocsChanged, "types::Job::note", Compatible)],
    );
    check(
        "enum: [OPEN, CLOSED]",
        "enum: [OPEN, CLOSED, HELD]",
        &[(Rule::VariantAdded, "types::State::Held", Compatible)],
    );
    check("enum: [OPEN, CLOSED]", "enum: [OPEN]", &[(Rule::VariantRemoved, "types::State::Closed", Compatible)]);
}

#[test]
fn fields_of_requests() {
    check(
        "required: [source]",
        "required: [source, priority]",
        &[(Rule::SetterBecameRequired, "resources::jobs::Jobs::create(priority)", Breaking)],
    );
    check(
        "        priority: {type: integer, minimum: 0}\n",
        "",
        &[(Rule::SetterRemoved, "resources::jobs::CreateJob::priority", Compatible)],
    );
    check(
        "priority: {type: integer, minimum: 0}",
        "priority: {type: [integer, 'null'], minimum: 0}",
        &[(Rule::ClearAdded, "resources::jobs::CreateJob::clear_priority", Compatible)],
    );
    check(
        "required: [depth]",
        "required: [depth, label]",
        &[(Rule::FieldBecameRequired, "types::Settings::label", Breaking)],
    );
    check(
        "depth: {type: integer, format: int32}",
        "depth: {type: integer}",
        &[(Rule::FieldTypeChanged, "types::Settings::depth", Compatible)],
    );
    check(
        "required: [depth]",
        "required: []",
        &[
            (Rule::FieldBecameOptional, "types::Settings::depth", Compatible),
            (Rule::DeriveGained, "types::Settings", Compatible),
        ],
    );
}

#[test]
fn operations_and_parameters() {
    check("  /jobs/{job_id}:", "  /v2/jobs/{job_id}:", &[(Rule::PathChanged, "resources::jobs::Jobs::get", Breaking)]);
    check(
        "in: query, schema: {type: string}",
        "in: query, required: true, schema: {type: string}",
        &[(Rule::SetterBecameRequired, "resources::jobs::Jobs::get(expand)", Breaking)],
    );
    check(
        "in: query, schema: {type: string}",
        "in: query, schema: {type: array, items: {type: string}}",
        &[(Rule::SetterTypeChanged, "resources::jobs::GetJob::expand", Compatible)],
    );
    check(
        "x-rust-name: get",
        "x-rust-name: read",
        &[(Rule::OperationMoved, "resources::jobs::Jobs::read", Compatible)],
    );
    check(
        "      description: Reads.\n",
        "      description: Reads.\n      deprecated: true\n",
        &[(Rule::Deprecated, "resources::jobs::Jobs::get", Compatible)],
    );
    check(
        "      description: Creates.\n",
        "      description: Creates.\n      x-retry: safe\n",
        &[(Rule::ReplayChanged, "resources::jobs::Jobs::create", Compatible)],
    );
}

#[test]
fn the_variable_of_a_path_is_an_argument_whose_name_is_not_sent() {
    let item = "resources::jobs::Jobs::get(id)";
    check_everywhere(
        "job_id",
        "id",
        &[
            (Rule::ArgumentRenamed, item, Compatible),
            (Rule::DocsChanged, item, Compatible),
            (Rule::AnchorRemoved, "resources::jobs::Jobs::get", Compatible),
        ],
    );
}

#[test]
fn another_default_is_told_as_such() {
    let said = |old: &str, new: &str| {
        let [old, new] =
            [old, new].map(|schema| read(&LAB.replace("note: {type: string}", &format!("note: {schema}"))));
        let changes = compare(&old, &new);
        assert_eq!(changes.len(), 1, "{changes:#?}");
        (changes[0].rule, changes[0].message.clone())
    };
    let check = |old, new, message: &str| assert_eq!(said(old, new), (Rule::DocsChanged, message.to_owned()));
    let (none, five) = ("{type: integer, maximum: 9}", "{type: integer, maximum: 9, default: 5}");
    let seven = "{type: integer, maximum: 9, default: 7}";
    check(five, seven, "the documented default was `5` and is `7`");
    check(none, five, "documents a default, `5`");
    check(five, none, "no longer documents a default; it was `5`");
    check(
        five,
        "{type: integer, maximum: 8, default: 5}",
        r#"the documented bounds were "at most 9" and are "at most 8""#,
    );
    let (plain, bounded) =
        ("{type: array, items: {type: integer}}", "{type: array, items: {type: integer, maximum: 9}}");
    check(plain, bounded, r#"documents "each item: at most 9""#);
    check(bounded, plain, r#"no longer documents "each item: at most 9""#);
    check(
        bounded,
        "{type: array, items: {type: integer, maximum: 8}}",
        r#"the documentation said "each item: at most 9" and says "each item: at most 8""#,
    );
}
