use super::*;
use model::edits::Edits;
use model::openapi::Limits;

const LAB: &str = "\
openapi: 3.1.0
info: {title: Lab, version: 1.0.0}
servers: [{url: 'https://lab.example'}]
x-client:
  default-parameters:
    project_id: {}
paths:
  /batches:
    get:
      operationId: listBatches
      x-resource: batches
      x-rust-name: list
      description: Lists.
      parameters:
        - {name: page_size, in: query, schema: {type: integer, minimum: 0}}
        - {name: project_id, in: query, schema: {type: string}}
      responses:
        '200':
          description: All.
          content: {application/json: {schema: {$ref: '#/components/schemas/Batch'}}}
  /batches/{batch_id}:
    get:
      operationId: getBatch
      tags: [batches]
      parameters:
        - {name: batch_id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: One.
          content: {application/json: {schema: {$ref: '#/components/schemas/Batch'}}}
components:
  schemas:
    Batch:
      type: object
      required: [status]
      properties:
        status: {$ref: '#/components/schemas/BatchStatus'}
        noteText: {type: string}
    BatchStatus:
      type: string
      enum: [PENDING, COMPLETED]
      x-rust-names: {COMPLETED: Done}
";

fn explained(item: &str) -> Result<String, String> {
    let source = Source::new("lab.yaml", LAB);
    let model = description::model(&source, &Limits::default(), &Edits::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    explain(item, &model, &source)
}

/// The item is found, and this is where it is said to be.
fn check(item: &str, path: &str, position: &str, words: &str) {
    let text = explained(item).unwrap_or_else(|message| panic!("{item}: {message}"));
    assert_eq!(text.lines().next(), Some(path), "{item}");
    assert!(text.contains(&format!("lab.yaml:{position} (")), "{item}: {text}");
    assert!(text.contains(words), "{item}: {text}");
}

#[test]
fn models_are_found_by_their_path_or_its_end() {
    for item in ["types::Batch", "Batch", "crate::types::Batch", "lab::types::Batch", "::lab::types::Batch"] {
        check(item, "types::Batch", "33:5", "the name of the schema in Pascal case");
    }
    for item in ["types::Batch::status", "Batch::status", "batch::STATUS", "Batch.status"] {
        check(item, "types::Batch::status", "37:9", "a field, `status` on the wire");
    }
    check("Batch::note_text", "types::Batch::note_text", "38:9", "a field and its setter, `noteText` on the wire");
    check("BatchStatus::Pending", "types::BatchStatus::Pending", "41:14", "the value on the wire in Pascal case");
    check("BatchStatus::Done", "types::BatchStatus::Done", "41:23", "by `x-rust-names`");
}

#[test]
fn methods_are_found_by_path_call_and_operation() {
    let path = "resources::batches::Batches::list";
    let forms = [path, "resources::Batches::list", "Batches::list", "client.batches().list()", "Client::batches::list"];
    for item in forms.into_iter().chain(["listBatches", "crate::resources::batches::Batches<M>::list"]) {
        check(item, path, "9:5", "by `x-rust-name`");
    }
    check("Batches::get_batch", "resources::batches::Batches::get_batch", "22:5", "the operationId in snake case");
    check("ListBatches", "resources::batches::ListBatches", "9:5", "the operationId in Pascal case");
    check("ListBatchesOperation", "resources::batches::ListBatchesOperation", "9:5", "as a type");
}

#[test]
fn parameters_are_found_through_the_method_and_the_builder() {
    let path = "resources::batches::ListBatches::page_size";
    for item in ["Batches::list::page_size", "ListBatches::page_size", "client.batches().list().page_size", path] {
        check(item, path, "15:11", "a setter, `page_size` in the query");
    }
    check("Batches::get_batch(batch_id)", "resources::batches::Batches::get_batch(batch_id)", "26:11", "in the path");
    check(
        "ListBatches::maybe_page_size",
        "resources::batches::ListBatches::maybe_page_size",
        "15:11",
        "if there is a value",
    );
}

#[test]
fn resources_and_the_client_have_places_too() {
    check("client.batches()", "resources::batches::Batches", "11:7", "by `x-resource`");
    check("ClientBuilder::project_id", "ClientBuilder::project_id", "6:5", "a default for the query parameter");
}

#[test]
fn a_short_path_may_fit_several_items() {
    let text = explained("page_size").unwrap();
    assert_eq!(text.matches("  is  ").count(), 1, "{text}");
    let text = explained("project_id").unwrap();
    assert!(text.contains("ClientBuilder::project_id\n") && text.contains("ListBatches::project_id\n"), "{text}");
}

#[test]
fn a_wrong_path_gets_the_nearest_ones() {
    assert_eq!(
        explained("types::Batch::stauts").unwrap_err(),
        "there is no item `types::Batch::stauts`; did you mean `types::Batch::status`?"
    );
    assert!(explained("Batches::lst").unwrap_err().contains("did you mean `resources::batches::Batches::list`"));
    for item in ["", "::", "zzzzzz", "<<", "()"] {
        let message = explained(item).unwrap_err();
        assert!(message.contains("a path is written like"), "{item}: {message}");
    }
}
