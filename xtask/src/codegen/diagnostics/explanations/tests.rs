use super::*;
use crate::codegen::diagnostics::{Diagnostics, Severity};
use crate::codegen::lower;
use crate::codegen::openapi::{Limits, Source, read};

#[test]
fn every_code_has_one_entry_in_the_tables() {
    for code in Code::ALL {
        let entries = TABLES.iter().flat_map(|table| table.iter()).filter(|entry| entry.code == *code);
        assert_eq!(entries.count(), 1, "{code}");
    }
}

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
fn the_wrong_description_gets_the_code_and_the_right_one_does_not() {
    let mut failures = Vec::new();
    for entry in TABLES.iter().flat_map(|table| table.iter()) {
        let code = entry.code;
        if let Some(wrong) = wrong_bytes(entry) {
            let found = codes_of(wrong, &Limits::default());
            if !found.contains(&code) {
                failures.push(format!("{code}: the wrong description gets {found:?}"));
            }
        }
        let found = codes_of(complete(entry.right), &Limits::default());
        if found.iter().any(|found| *found == code || found.severity() == Severity::Error) {
            failures.push(format!("{code}: the right description gets {found:?}"));
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

/// What cannot be shown as it is, is made here.
fn wrong_bytes(entry: &Entry) -> Option<Vec<u8>> {
    match entry.code {
        Code::TooLarge => None,
        Code::Encoding => Some(b"openapi: 3.1.0 # caf\xE9\n".to_vec()),
        Code::EmptyDescription | Code::RootNotMapping => Some(entry.wrong.as_bytes().to_vec()),
        _ => Some(complete(entry.wrong)),
    }
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
    let mut diagnostics = Diagnostics::default();
    if let Some(document) = read(&Source::new(path, bytes), limits, &mut diagnostics) {
        lower::lower(&document, &mut diagnostics);
    }
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}
