//! One snapshot for each small description: what it is warned of, and the types and resources that are emitted for it.

use std::path::Path;

use xtask::codegen::diagnostics::{Code, Diagnostics, Lint, MessageFormat, render};
use xtask::codegen::generate;
use xtask::codegen::inputs::Inputs;

use super::{fixtures, inputs, name, snapshots};

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
