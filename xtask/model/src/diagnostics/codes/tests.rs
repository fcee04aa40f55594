//! The list of codes, and the descriptions in the explanations.
//!
//! A block of an explanation tells what is expected of it, as in rustc's: `yaml,E0030` gets the code, `yaml` is accepted.
//! A block is part of a description, and gets the required beginning; `whole` stands for itself. A block of another format
//! is not tried.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;
use crate::openapi::{Limits, Source};
use crate::read_model;

#[test]
fn codes_are_in_number_order_and_named_for_their_severity() {
    let number = |code: &Code| code.as_str()[1..].parse::<u16>().expect("four digits");
    for pair in Code::ALL.windows(2) {
        assert!(number(&pair[0]) <= number(&pair[1]), "{} before {}", pair[0], pair[1]);
    }
    for code in Code::ALL {
        let letter = if code.severity() == Severity::Error { "E" } else { "W" };
        assert!(code.as_str().starts_with(letter), "{code}");
    }
}

#[test]
fn every_explanation_is_of_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/explanations");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let codes = Code::ALL.iter().map(|code| format!("{code}.md"));
    assert_eq!(files.collect::<BTreeSet<_>>(), codes.collect());
}

#[test]
fn the_wrong_description_gets_the_code_and_the_right_one_does_not() {
    let mut failures = Vec::new();
    for code in Code::ALL {
        let blocks = blocks(code.explanation());
        assert!(blocks.len() > 1, "{code}: a wrong and a right description are expected");
        for Block { info, text } in blocks {
            let marks: Vec<&str> = info.split(',').collect();
            if !matches!(marks[0], "yaml" | "json") {
                continue;
            }
            let bytes = if marks.contains(&"whole") { text.into_bytes() } else { complete(&text) };
            let found = codes_of(bytes, &Limits::default());
            let is_wrong = marks.contains(&code.as_str());
            let is_refused = found.iter().any(|found| found == code || found.severity() == Severity::Error);
            if is_wrong != found.contains(code) || (!is_wrong && is_refused) {
                failures.push(format!("{code}: ```{info} gets {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn too_large_is_a_matter_of_the_limit() {
    let limits = Limits { max_bytes: 10, ..Limits::default() };
    assert_eq!(codes_of(complete("paths: {}\n"), &limits), [Code::TooLarge]);
    let limits = Limits { max_schemas: 2, ..Limits::default() };
    let of = |schema: &str| codes_of(complete(&format!("components: {{ schemas: {{ A: {schema} }} }}\n")), &limits);
    assert_eq!(of("{ type: array, items: { type: integer } }"), []);
    assert_eq!(of("{ type: string, enum: [a] }"), [Code::TooLarge]);
}

/// No block of a Markdown file can show this.
#[test]
fn bytes_that_are_not_utf8_are_refused() {
    let found = codes_of(b"openapi: 3.1.0 # caf\xE9\n".to_vec(), &Limits::default());
    assert_eq!(found, [Code::Encoding]);
}

struct Block {
    info: String,
    text: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    // Every other part is inside of a fence.
    let inside = markdown.split("```").skip(1).step_by(2);
    let block = |block: &str| block.split_once('\n').map(|(info, text)| (info.to_owned(), text.to_owned()));
    inside.filter_map(block).map(|(info, text)| Block { info, text }).collect()
}

fn complete(part: &str) -> Vec<u8> {
    if part.starts_with("openapi") || part.starts_with('{') {
        return part.as_bytes().to_vec();
    }
    let paths = if part.contains("paths:") { "" } else { "paths: {}\n" };
    let servers = if part.contains("servers:") { "" } else { "servers: [{ url: 'https://api.example.com' }]\n" };
    format!("openapi: 3.1.0\ninfo: {{ title: Example, version: 1.0.0 }}\n{servers}{paths}{part}").into_bytes()
}

fn codes_of(bytes: Vec<u8>, limits: &Limits) -> Vec<Code> {
    let path = if bytes.starts_with(b"{") { "example.json" } else { "example.yaml" };
    let model = read_model(&Source::new(path, bytes), limits);
    let diagnostics = model.map_or_else(|problems| problems, |model| model.warnings);
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}
