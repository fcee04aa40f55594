use std::path::Path;

use clap::Parser;

use super::comparison::{Finding, compare};
use super::deviations::parse;
use super::facts::Facts;
use super::report::{Audit, Format};
use super::{Args, run};
use model::diagnostics::Diagnostics;
use model::openapi::{self, Limits, Source};
use model::resolve;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

fn facts(operation: &str) -> Facts {
    let text = format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a: {{get: {operation}}}\n");
    let (limits, mut problems) = (Limits::default(), Diagnostics::default());
    let tree = openapi::parse(&Source::new("a.yaml", text), &limits, &mut problems).expect("well-formed");
    let document = openapi::read(&tree, &limits, &mut problems).expect("a description");
    Facts::of(&resolve::resolve(&document, &mut problems))
}

fn query(schema: &str) -> String {
    format!("{{parameters: [{{name: q, in: query, schema: {schema}}}], responses: {{'200': {{description: d}}}}}}")
}

#[track_caller]
fn check(curated: &str, other: &str, expected: &[&str]) -> Vec<Finding> {
    let findings = compare(&facts(curated), &facts(other));
    let text = Audit::new(findings.clone(), &[]).render(Format::Text);
    assert_eq!(text.lines().take(findings.len()).collect::<Vec<_>>(), expected);
    findings
}

#[test]
fn a_parameter_is_held_against_the_other_fact_by_fact() {
    for (curated, other, expected) in [
        ("{type: string}", "{type: string}", &[][..]),
        ("{type: string}", "{type: [string, 'null']}", &["GET /a query q: null: nothing here, allowed there"]),
        (
            "{type: integer, minimum: 0}",
            "{type: integer, minimum: 1}",
            &["GET /a query q: bounds: at least 0 here, at least 1 there"],
        ),
        (
            "{type: string}",
            "{anyOf: [{type: string}, {type: string, format: uuid}]}",
            &["GET /a query q: format: nothing here, uuid there"],
        ),
        ("{enum: [a, b]}", "{enum: [b, c]}", &["GET /a query q=a: adds it", "GET /a query q=c: lacks it"]),
        (
            "{type: integer, default: 3}",
            "{type: number}",
            &["GET /a query q: type: integer here, number there", "GET /a query q: default: 3 here, nothing there"],
        ),
    ] {
        check(&query(curated), &query(other), expected);
    }
}

#[test]
fn what_only_one_has_is_told_once_and_not_what_is_in_it() {
    let none = "{responses: {'200': {description: d}}}";
    let body = "{responses: {'201': {description: d, content: {application/json: {schema: {type: object, properties: \
                {x: {type: array, items: {type: object, required: [y], properties: {y: {type: string}}}}}}}}}}}";
    check(none, body, &["GET /a 200: adds it", "GET /a 201: lacks it"]);
    let without_y = body.replace("required: [y], ", "");
    check(body, &without_y, &["GET /a 201.x[].y: presence: required here, optional there"]);
}

#[test]
fn further_properties_and_the_writing_of_forms_are_held_against_each_other() {
    let with = |further: &str| {
        let schema = format!("{{type: object, properties: {{x: {{type: string}}}}{further}}}");
        format!("{{responses: {{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}}}")
    };
    let (none, texts, any) =
        (with(""), with(", additionalProperties: {type: string}"), with(", additionalProperties: true"));
    check(&none, &texts, &["GET /a 200{}: lacks it"]);
    check(&texts, &any, &["GET /a 200{}: type: string here, any JSON there"]);
    let form = |encoding: &str| {
        let schema = "{type: object, properties: {x: {type: array, items: {type: string}}}}";
        let content =
            format!("{{application/x-www-form-urlencoded: {{schema: {schema}, encoding: {{x: {encoding}}}}}}}");
        format!("{{requestBody: {{content: {content}}}, responses: {{'200': {{description: d}}}}}}")
    };
    check(
        &form("{style: form, explode: false}"),
        &form("{style: spaceDelimited, explode: false}"),
        &["GET /a body.x: encoding: style form, values in a row here, style spaceDelimited, values in a row there"],
    );
}

#[test]
fn a_reason_explains_and_must_have_something_to_explain() {
    let findings = check(
        &query("{type: string}"),
        &query("{type: integer}"),
        &["GET /a query q: type: string here, integer there"],
    );
    let audit = |deviations: &str| Audit::new(findings.clone(), &parse(deviations).expect("it is well-formed"));
    assert_eq!(audit("").exit_code(), 3);
    assert_eq!(audit("[{place: '* query *', says: type, reason: It is one.}]").exit_code(), 0);
    assert_eq!(
        audit("[{place: '* query *', says: null, reason: It is one.}]".replace("null", "bounds").as_str()).exit_code(),
        3
    );
    let both = "[{place: 'GET /a query q', says: type, reason: R.}, {place: 'GET /b*', says: adds, reason: Gone.}]";
    assert_eq!(audit(both).exit_code(), 3);
    assert!(audit(both).render(Format::Text).contains("GET /b*: nothing to explain (adds): Gone.\n"));
    assert!(parse("[{place: a, says: adds, reason: ' '}]").is_err());
    assert!(parse("[{place: a, says: adds}]").is_err());
}

#[test]
fn the_published_document_differs_for_the_reasons_in_the_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository");
    let other = root.join("tests/fixtures/audit/llamacloud-2026-08.json");
    let args = Line::try_parse_from(["audit".into(), other.into_os_string()]).expect("the arguments are right").args;
    let outcome = run(&args, root);
    assert_eq!(outcome.exit_code, 0, "{}{}", outcome.stdout, outcome.stderr);
}
