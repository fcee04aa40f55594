//! Mistakes that people make in YAML, and what they are told. `^` in the expected line stands before what is marked.

use crate::diagnostics::{Diagnostics, MessageFormat, render};
use crate::openapi::{Limits, Source, parse};

const DESCRIPTION: &str = r#"openapi: 3.1.0
info:
  title: Jobs
  version: 1.0.0
servers: [{url: 'https://example.com'}]
paths:
  /jobs/{id}:
    get:
      operationId: getJob
      summary: Gets a job.
      description: >-
        A long
        text.
      tags: [jobs]
      parameters:
        - name: id
          in: path
          required: true
          schema: {type: string}
      responses:
        '200':
          description: "The job."
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Job'}
components:
  schemas:
    Job:
      type: object
      required: [state]
      properties:
        state: {type: string}
"#;

/// Makes one mistake, and compares the line that is named, the message and the help.
#[track_caller]
fn check(right: &str, wrong: &str, line: &str, message: &str, help: &str) {
    assert!(DESCRIPTION.contains(right), "{right}");
    let text = DESCRIPTION.replacen(right, wrong, 1);
    let mut diagnostics = Diagnostics::default();
    parse(&Source::new("a.yaml", text.clone()), &Limits::default(), &mut diagnostics);
    let shown = render(&diagnostics, &Source::new("a.yaml", text.clone()), MessageFormat::Short);
    let number: usize = shown.split(':').nth(1).unwrap().parse().unwrap();
    assert_eq!(text.lines().nth(number - 1).unwrap().trim(), line, "{shown}");
    let problem = diagnostics.iter().next().unwrap();
    assert_eq!(problem.message, message);
    assert_eq!(problem.help.as_ref().unwrap().words(), help);
}

#[test]
fn indentation() {
    check(
        "      summary: G",
        "     summary: G",
        "summary: Gets a job.",
        "the line is indented by 5 spaces, and what it could belong to by 4 or 6",
        "indent it by 4 or 6 spaces",
    );
    check(
        "      summary: G",
        "       summary: G",
        "summary: Gets a job.",
        "the line is indented further than `operationId` above, which has a value already",
        "indent it by 6 spaces",
    );
    check(
        "        - name: id\n",
        "      - name: id\n",
        "in: path",
        "the line is indented further than `name` above, which has a value already",
        "indent it by 8 spaces",
    );
    check(
        "      responses:",
        "         responses:",
        "responses:",
        "the line is indented by 9 spaces, and what it could belong to by 8 or 10",
        "indent it by 8 or 10 spaces",
    );
    check(
        "      tags: [jobs]",
        "      - tags: [jobs]",
        "- tags: [jobs]",
        "an item of a list stands among keys",
        "delete the dash, begin what stands above with one too, or put a key before the list",
    );
    check(
        "        text.",
        "    text.",
        "text.",
        "the line is indented less than the text above, and is no key either",
        "indent it like the text, if it belongs to it",
    );
}

#[test]
fn signs_that_are_missing() {
    check(
        "summary: Gets a job.",
        "summary Gets a job.",
        "summary Gets a job.",
        "there is no colon behind `summary`",
        "write `summary: Gets a job.`",
    );
    check(
        "      responses:",
        "      responses",
        "responses",
        "there is no colon behind `responses`",
        "write `responses:`",
    );
    check("components:", "components", "components", "there is no colon behind `components`", "write `components:`");
    check("    Job:\n", "    Job\n", "Job", "there is no colon behind `Job`", "write `Job:`");
    check(
        "operationId: getJob",
        "operationId:getJob",
        "operationId:getJob",
        "there is no space behind the colon",
        "write `operationId: getJob`",
    );
    check("- name: id", "-name: id", "-name: id", "there is no space behind the dash", "write `- name`");
    check(
        "summary: Gets",
        ": Gets",
        ": Gets a job.",
        "there is no key before the colon",
        "write the key, or delete the line",
    );
}

#[test]
fn quotes() {
    check(
        "\"The job.\"",
        "\"The job.",
        "description: \"The job.",
        "the quote `\"` is not closed",
        "put `\"` at the end of the text",
    );
    check(
        "\"The job.\"",
        "\"The job\n  goes on.\"",
        "goes on.\"",
        "the line belongs to a text in quotes, and is not indented further than the key of the text",
        "indent it by more than 10 spaces",
    );
    check("'200':", "'200:", "'200:", "the quote `'` is not closed on this line", "put `'` at the end of the text");
    check(
        "summary: Gets a job.",
        "summary: 'Gets the user's job.'",
        "summary: 'Gets the user's job.'",
        "the line goes on behind the closing quote",
        "write `''` for a quote inside of the text, or put the text in double quotes",
    );
    check(
        "\"The job.\"",
        r#""The \job.""#,
        r#"description: "The \job.""#,
        "a backslash in double quotes begins an escape that YAML does not have",
        r"write `\\` for a backslash, or put the text in single quotes",
    );
}

#[test]
fn brackets() {
    check(
        "[state]",
        "[state",
        "required: [state",
        "the bracket `[` is not closed",
        "put `]` behind what belongs into it",
    );
    check(
        "schema: {type: string}",
        "schema: {type: string",
        "schema: {type: string",
        "the bracket `{` is not closed",
        "put `}` behind what belongs into it",
    );
    check(
        "schema: {type: string}",
        "schema: {type: string}}",
        "schema: {type: string}}",
        "the bracket `}` closes nothing",
        "delete it, or put the text in quotes if it belongs to it",
    );
    check(
        "schema: {type: string}",
        "schema: {\n            type: string\n            format: byte\n          }",
        "format: byte",
        "a comma is missing before this line",
        "inside of `{`, entries end with a comma",
    );
    check(
        "schemas/Job'}",
        "schemas/Job' description: x}",
        "schema: {$ref: '#/components/schemas/Job' description: x}",
        "the line goes on behind the closing quote",
        "put a comma between the two, if they are two",
    );
    check(
        "[jobs]",
        "[jobs: a: b]",
        "tags: [jobs: a: b]",
        "what stands in `[` does not go on like this",
        "put a comma between entries, and quotes around text that holds `: `",
    );
}
