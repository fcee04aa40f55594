//! One snapshot for each small description: what it is warned of, and the types and resources that are emitted for it.

use std::path::Path;

use xtask::codegen::diagnostics::{Code, Diagnostics, Lint, MessageFormat, render};
use xtask::codegen::generate;
use xtask::codegen::inputs::Inputs;

use super::{fixtures, inputs, name, real_description, snapshots};

#[test]
fn accepted_descriptions_emit_what_their_snapshots_show() {
    let fixtures = fixtures("accepted");
    let settings = snapshots("emission", fixtures.iter().map(|fixture| name(fixture)));
    for fixture in fixtures {
        let inputs = inputs_by_name(&fixture);
        let generated = generate(&inputs).unwrap_or_else(|error| panic!("{}: {error:?}", fixture.display()));
        let mut text = render(&without_lints(&generated.warnings), &inputs.description, MessageFormat::Human);
        for (path, file) in generated.files.iter().filter(|(path, _)| is_emitted_for_the_description(path)) {
            let body = file.lines().skip_while(|line| line.starts_with("// ")).collect::<Vec<_>>().join("\n");
            text.push_str(&format!("// ---- {path}\n{body}\n"));
        }
        settings.bind(|| insta::assert_snapshot!(name(&fixture), text));
    }
}

#[test]
fn lints_say_what_their_snapshots_show() {
    let fixtures = fixtures("lints");
    let settings = snapshots("lints", fixtures.iter().map(|fixture| name(fixture)));
    for fixture in fixtures {
        let inputs = inputs_by_name(&fixture);
        let generated = generate(&inputs).unwrap_or_else(|error| panic!("{}: {error:?}", fixture.display()));
        let text = render(&generated.warnings, &inputs.description, MessageFormat::Human);
        settings.bind(|| insta::assert_snapshot!(name(&fixture), text));
    }
}

/// Messages name the file relative to the working directory, which differs between runners.
fn inputs_by_name(fixture: &Path) -> Inputs {
    let mut inputs = inputs(fixture);
    inputs.description.path = fixture.file_name().expect("a fixture has a name").to_string_lossy().into_owned();
    inputs
}

/// A small description has no texts and examples to speak of. The lints have snapshots of their own.
fn without_lints(warnings: &Diagnostics) -> Diagnostics {
    let mut rest = Diagnostics::default();
    let is_lint = |code: Code| Lint::ALL.iter().any(|lint| Code::of_lint(*lint) == code);
    for warning in warnings.iter().filter(|warning| !is_lint(warning.code)) {
        rest.push(warning.clone());
    }
    rest
}

fn is_emitted_for_the_description(path: &str) -> bool {
    path.starts_with("src/types/") || path.starts_with("src/resources")
}

#[test]
fn the_manifest_has_the_links_and_keywords_of_the_description() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "links_and_keywords");
    let generated = generate(&inputs(&fixture.expect("there is such a fixture"))).expect("the description is accepted");
    let manifest = generated.files.iter().find(|(path, _)| *path == "Cargo.toml").expect("a crate has a manifest").1;
    for line in [
        r#"repository = "https://github.com/example/links""#,
        r#"documentation = "https://docs.rs/links""#,
        r#"keywords = ["links", "api"]"#,
    ] {
        assert!(manifest.lines().any(|other| other == line), "{line}:\n{manifest}");
    }
}

/// The examples of an operation have what it asks for, and no more.
#[test]
fn the_page_of_an_operation_without_security_shows_no_key() {
    let fixture = fixtures("accepted").into_iter().find(|fixture| name(fixture) == "security_schemes");
    let generated = generate(&inputs(&fixture.expect("there is such a fixture"))).expect("the description is accepted");
    let page = generated.files.get("docs/resources/the-client.md").expect("the operations have no resource");
    let examples = |operation: &str| {
        let (_, section) = page.split_once(&format!("\n## {operation}\n")).expect("each operation has a section");
        let (_, examples) = section.split_once("\n### Example\n").expect("it has an example");
        examples.split_once("\n### Errors\n").expect("its errors follow").0
    };
    assert!(examples("Get Token").contains("--api-key") && examples("Get Account").contains("-u \"$GATES_ACCOUNT\""));
    assert!(!examples("Get Login").contains('$'), "{}", examples("Get Login"));
    assert!(!examples("Get Login").contains("key"), "{}", examples("Get Login"));
}

#[test]
fn there_are_differences_only_from_an_official_tool() {
    let pages = |schema: &Path| {
        let files = generate(&inputs(schema)).expect("the description is accepted").files;
        let pages = files.iter().filter(|(path, text)| path.starts_with("docs/") && text.contains("official-tool"));
        let count = pages.count();
        (files.get("docs/differences-from-the-official-tool.md").is_some(), count > 0)
    };
    assert_eq!(pages(&real_description()), (true, true));
    assert_eq!(pages(&fixtures("accepted")[0]), (false, false));
}
