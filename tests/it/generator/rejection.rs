//! The gallery of refused descriptions: each is answered with the message its snapshot shows, and nothing is written.

use std::fs;
use std::path::Path;

use model::diagnostics::MessageFormat;
use xtask::codegen::Mode;
use xtask::codegen::report::report;

use super::{fixtures, name, run, snapshots};

#[test]
fn refused_descriptions_are_answered_with_their_messages() {
    let mut answers: Vec<_> = fixtures("refused").iter().map(|fixture| (name(fixture), refusal(fixture))).collect();
    answers.extend(too_large_for_a_fixture().map(|(name, file, text)| (name.to_owned(), refusal_of(file, &text))));
    let settings = snapshots("rejection", answers.iter().map(|(name, _)| name.clone()));
    for (name, answer) in answers {
        settings.bind(|| insta::assert_snapshot!(name, answer));
    }
}

/// Descriptions that are made here, because a file of them would only take room.
fn too_large_for_a_fixture() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    let nested: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let mut schemas = String::from(
        "openapi: 3.1.0\ninfo: { title: Many, version: 1.0.0 }\nservers: [{ url: 'https://api.example.com' }]\n\
         paths: {}\ncomponents:\n  schemas:\n",
    );
    for model in 0..3_000 {
        let fields: String = (0..20).map(|field| format!("field{field}: {{ type: string }}, ")).collect();
        schemas += &format!("    Model{model}: {{ type: object, properties: {{ {fields} }} }}\n");
    }
    [
        ("g10_deep_json", "deep.json", "[".repeat(50_000)),
        ("g10_deep_yaml", "deep.yaml", "- ".repeat(50_000)),
        ("g10_deep_blocks", "blocks.yaml", nested),
        ("g14_40_mb", "large.yaml", format!("openapi: 3.1.0\n# {}\n", "x".repeat(40_000_000))),
        ("g40_3000_schemas", "many.yaml", schemas),
    ]
    .into_iter()
}

/// Runs the generator on a description it has to refuse, and gives what it said.
fn refusal(schema: &Path) -> String {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    let run = run(schema, out.path(), Mode::Write);
    assert_eq!(run.exit_code(), 1, "{} is refused", schema.display());
    assert_eq!(fs::read_dir(out.path()).expect("the folder is there").count(), 0, "nothing is written");
    report(&run, MessageFormat::Human).stderr.replace(&folder_of(schema), "")
}

/// Messages name the file relative to the working directory, which differs between runners.
fn folder_of(schema: &Path) -> String {
    let shown = xtask::codegen::paths::shown(schema);
    shown[..shown.rfind('/').map_or(0, |at| at + 1)].to_owned()
}

/// Writes a description that is too large to be a fixture, and gives what the generator said of it.
fn refusal_of(file: &str, text: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join(file);
    fs::write(&path, text).expect("the description can be written");
    refusal(&path)
}
