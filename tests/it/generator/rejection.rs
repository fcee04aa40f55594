//! The gallery of refused descriptions: each is answered with the message its snapshot shows, and nothing is written.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use xtask::codegen::Mode;
use xtask::codegen::diagnostics::MessageFormat;
use xtask::codegen::report::report;

use super::{fixtures, name, run};

#[test]
fn refused_descriptions_are_answered_with_their_messages() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/rejection");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for fixture in fixtures("refused") {
        let text = refusal(&fixture);
        settings.bind(|| insta::assert_snapshot!(name(&fixture), text));
    }
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

#[test]
fn nesting_is_limited_before_it_costs_anything() {
    let started = Instant::now();
    for (file, text) in [("deep.json", "[".repeat(50_000)), ("deep.yaml", "- ".repeat(50_000))] {
        let message = refusal_of(file, &text);
        assert!(message.contains("E0008"), "{message}");
    }
    let nested: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(refusal_of("block.yaml", &nested).contains("E0008"));
    // A bound against the exponential, not a measurement.
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_description_over_the_size_limit_is_refused() {
    let text = format!("openapi: 3.1.0\n# {}\n", "x".repeat(17 << 20));
    let message = refusal_of("large.yaml", &text);
    assert!(message.contains("E0012") && message.contains("--max-size"), "{message}");
}
