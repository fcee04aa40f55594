//! Pairs of descriptions that differ in one thing: what `changes` says of each, and whether cargo-semver-checks says the
//! same of the crates made from them. What it said is recorded in `tests/fixtures/changes/README.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clap::Parser;
use model::api::Api;
use model::edits::Edits;
use model::openapi::Limits;
use xtask::changes::{self, compare};
use xtask::codegen::Mode;
use xtask::description;

use super::{fixtures, name, root, run};

/// The arguments as they stand on the command line.
#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: changes::Args,
}

#[test]
fn the_changes_of_each_pair_are_told_as_its_snapshot_shows() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/changes");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for pair in pairs() {
        let text = told(&pair);
        settings.bind(|| insta::assert_snapshot!(name(&pair), text));
    }
}

#[test]
fn the_record_shows_our_verdict_of_each_pair() {
    let recorded: BTreeMap<String, String> = record().into_iter().map(|(name, row)| (name, row.ours)).collect();
    let judged: BTreeMap<String, String> = pairs().iter().map(|pair| (name(pair), ours(pair))).collect();
    assert_eq!(recorded, judged);
}

/// Takes minutes the first time: the dependencies of the crates are built once, without the features that bring TLS.
#[test]
#[ignore = "needs cargo-semver-checks, which is no part of the project"]
fn cargo_semver_checks_says_of_each_pair_what_is_recorded() {
    let pairs = pairs();
    let [old, new] = ["old", "new"].map(|side| document(&pairs, side));
    let table: BTreeMap<String, Row> = pairs
        .iter()
        .map(|pair| {
            let (theirs, lints) = judge(&old.join(document_name(pair)), &new.join(document_name(pair)));
            (name(pair), Row { ours: ours(pair), theirs, lints })
        })
        .collect();
    let recorded = record();
    let rows: String = table.iter().map(|(name, row)| format!("{}\n", row.shown(name))).collect();
    assert!(recorded == table, "the record differs from what was found:\n{rows}");
}

/// One line of the record.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    ours: String,
    theirs: String,
    /// The lints that failed.
    lints: String,
}

impl Row {
    fn shown(&self, name: &str) -> String {
        format!("| `{name}` | {} | {} | {} |", self.ours, self.theirs, self.lints)
    }
}

/// The table of the record. What stands behind its columns is for people.
fn record() -> BTreeMap<String, Row> {
    let text = fs::read_to_string(root().join("tests/fixtures/changes/README.md")).expect("the record can be read");
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| `")?.split('|').map(str::trim).collect();
        let [name, ours, theirs, lints, ..] = cells.as_slice() else { panic!("a row is cut off: {line}") };
        let [ours, theirs, lints] = [ours, theirs, lints].map(|cell| (*cell).to_owned());
        Some((name.trim_end_matches('`').to_owned(), Row { ours, theirs, lints }))
    });
    rows.collect()
}

fn pairs() -> Vec<PathBuf> {
    fixtures("changes").into_iter().filter(|path| path.is_dir()).collect()
}

fn model(path: &Path) -> Api {
    let limits = Limits::default();
    let source = description::read(path, &limits).expect("the description can be read");
    description::model(&source, &limits, &Edits::default())
        .map(|model| model.api)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// What the command prints, with its exit status.
fn told(pair: &Path) -> String {
    let [old, new] = ["old.yaml", "new.yaml"].map(|side| pair.join(side));
    let words = [Path::new("changes"), Path::new("--since"), &old, Path::new("--schema"), &new];
    let outcome = changes::run(&Line::try_parse_from(words).expect("the arguments are right").args, &root());
    assert_eq!(outcome.stderr, "");
    let shown = xtask::codegen::paths::shown(&old);
    let folder = shown.strip_suffix("old.yaml").expect("the path ends in the name of the file");
    format!("{}exit status: {}\n", outcome.stdout.replace(folder, ""), outcome.exit_code)
}

fn ours(pair: &Path) -> String {
    let changes = compare(&model(&pair.join("old.yaml")), &model(&pair.join("new.yaml")));
    let level = changes.iter().map(changes::Change::level).max();
    level.map_or("none", changes::Level::as_str).to_owned()
}

/// Generates the crates of one side and gives the folder with what rustdoc says of them, as JSON. Both sides use the
/// same folders, so that everything is built once.
fn document(pairs: &[PathBuf], side: &str) -> PathBuf {
    let workspace = root().join("target/semver");
    let mut members = String::new();
    for pair in pairs {
        let name = name(pair);
        let schema = pair.join(side).with_extension("yaml");
        assert_eq!(
            run(&schema, &workspace.join("crates").join(&name), Mode::Write).exit_code(),
            0,
            "{name} is accepted"
        );
        members += &format!("\"crates/{name}\", ");
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    fs::write(workspace.join("Cargo.toml"), manifest).expect("target/ can be written");
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock")).expect("the lock file is checked in");
    let mut command = Command::new(env!("CARGO"));
    command.args(["doc", "--workspace", "--lib", "--no-deps", "--offline", "--no-default-features"]);
    command.args(["--features", "blocking,test-util"]).current_dir(&workspace);
    command.env("CARGO_TARGET_DIR", workspace.join("target"));
    // Rustdoc's JSON is not stable; cargo-semver-checks asks the stable compiler for it with these very words.
    command.env("RUSTC_BOOTSTRAP", "1").env(
        "RUSTDOCFLAGS",
        "-Zunstable-options --document-private-items --document-hidden-items --output-format=json --cap-lints=allow",
    );
    let output = command.output().expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let documents = workspace.join(side);
    fs::create_dir_all(&documents).expect("target/ can be written");
    for pair in pairs {
        let name = document_name(pair);
        fs::copy(workspace.join("target/doc").join(&name), documents.join(&name)).expect("rustdoc wrote it");
    }
    documents
}

fn document_name(pair: &Path) -> String {
    format!("{}.json", name(pair))
}

/// The verdict of cargo-semver-checks, and the lints that failed. The release is called a patch, so that it tells of
/// what asks for a minor version, too.
fn judge(old: &Path, new: &Path) -> (String, String) {
    let mut command = Command::new(env!("CARGO"));
    command.args(["semver-checks", "check-release", "--release-type", "patch", "--color", "never"]);
    command.arg("--baseline-rustdoc").arg(old).arg("--current-rustdoc").arg(new);
    let output = command.output().expect("cargo can be started");
    let text = text_of(&output);
    let verdict =
        match (output.status.success(), text.contains("requires new major"), text.contains("requires new minor")) {
            (true, _, _) => "none",
            (false, true, _) => "major",
            (false, false, true) => "minor",
            (false, false, false) => panic!("cargo-semver-checks failed: {text}"),
        };
    let lint = |line: &str| Some(line.strip_prefix("--- failure ")?.split(':').next()?.to_owned());
    let mut lints: Vec<String> = text.lines().filter_map(lint).collect();
    lints.sort();
    (verdict.to_owned(), if lints.is_empty() { "-".to_owned() } else { lints.join(", ") })
}

fn text_of(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream)).concat()
}
