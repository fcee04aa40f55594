//! One snapshot for each small description: what it is warned of, and the types and resources that are emitted for it.

use xtask::codegen::diagnostics::{MessageFormat, render};
use xtask::codegen::generate;

use super::{fixtures, inputs, name, snapshots};

#[test]
fn accepted_descriptions_emit_what_their_snapshots_show() {
    let fixtures = fixtures("accepted");
    let settings = snapshots("emission", fixtures.iter().map(|fixture| name(fixture)));
    for fixture in fixtures {
        let mut inputs = inputs(&fixture);
        // Messages name the file relative to the working directory, which differs between runners.
        inputs.description.path = fixture.file_name().expect("a fixture has a name").to_string_lossy().into_owned();
        let generated = generate(&inputs).unwrap_or_else(|error| panic!("{}: {error:?}", fixture.display()));
        let mut text = render(&generated.warnings, &inputs.description, MessageFormat::Human);
        for (path, file) in generated.files.iter().filter(|(path, _)| is_emitted_for_the_description(path)) {
            let body = file.lines().skip_while(|line| line.starts_with("// ")).collect::<Vec<_>>().join("\n");
            text.push_str(&format!("// ---- {path}\n{body}\n"));
        }
        settings.bind(|| insta::assert_snapshot!(name(&fixture), text));
    }
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
