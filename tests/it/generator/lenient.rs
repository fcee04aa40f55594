//! Descriptions with errors, read leniently: what their crates do without, and that a check needs no flags.

use std::path::Path;

use model::diagnostics::{MessageFormat, Severity};
use model::edits::{EditOptions, Extent, Strictness};
use xtask::codegen::inputs::Inputs;
use xtask::codegen::report::report;
use xtask::codegen::{Mode, Options, generate};

use super::{fixtures, inputs, name, options, real_description, snapshots};

fn lenient(edits: EditOptions) -> EditOptions {
    EditOptions { strictness: Strictness::Lenient, ..edits }
}

#[test]
fn ledgers_say_what_their_snapshots_show() {
    let fixtures = fixtures("lenient");
    let settings = snapshots("lenient", fixtures.iter().map(|fixture| name(fixture)));
    for fixture in fixtures {
        let strict = inputs(&fixture);
        assert!(generate(&strict).is_err(), "{}: there is something to be lenient about", fixture.display());
        let inputs = with_edits(strict, &lenient(EditOptions::default()));
        let generated = generate(&inputs).unwrap_or_else(|error| panic!("{}: {error:?}", fixture.display()));
        assert!(generated.warnings.iter().all(|problem| problem.severity() == Severity::Warning));
        let ledger = generated.files.get("LEDGER.md").expect("a lenient crate has a ledger");
        let ledger = ledger.lines().skip(1).collect::<Vec<_>>().join("\n");
        settings.bind(|| insta::assert_snapshot!(name(&fixture), format!("{}\n{ledger}", generated.ledger.summary())));
    }
}

#[test]
fn a_description_without_errors_gives_the_same_crate_leniently() {
    let strict = inputs(&real_description());
    let lenient = with_edits(strict.clone(), &lenient(EditOptions::default()));
    let files = |inputs| {
        let files = generate(inputs).expect("it is accepted").files;
        let of_crate = files.iter().filter(|(path, _)| *path != ".codegen.lock");
        of_crate.map(|(path, text)| (path.to_owned(), text.to_owned())).collect::<Vec<_>>()
    };
    assert!(files(&strict) == files(&lenient), "nothing is mended");
}

#[test]
fn a_library_alone_is_the_same_library_and_is_checked_without_a_flag() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let edits = EditOptions { extent: Extent::Library, ..EditOptions::default() };
    let written = xtask::codegen::run(Options {
        edits: edits.clone(),
        ..options(&real_description(), folder.path(), Mode::Write)
    });
    assert_eq!(written.exit_code(), 0, "{}", report(&written, MessageFormat::Short).stderr);
    let checked = xtask::codegen::run(options(&real_description(), folder.path(), Mode::Check));
    assert_eq!(checked.exit_code(), 0, "{}", report(&checked, MessageFormat::Short).stdout);

    let whole = inputs(&real_description());
    let library = generate(&with_edits(whole.clone(), &edits)).expect("it is accepted").files;
    let whole = generate(&whole).expect("it is accepted").files;
    let differ = ["Cargo.toml", "README.md", "src/lib.rs", ".codegen.lock"];
    for (path, text) in library.iter().filter(|(path, _)| !differ.contains(path)) {
        assert_eq!(Some(text), whole.get(path), "{path}");
    }
    let is_library = |path: &str| path.starts_with("src/") && !path.starts_with("src/runtime/cli/");
    let missing = whole.iter().map(|(path, _)| path).filter(|path| is_library(path) && library.get(path).is_none());
    assert_eq!(missing.collect::<Vec<_>>(), ["src/cli.rs", "src/main.rs"]);
    let leads = |text: &str| text.contains("docs/") || text.contains("--features cli");
    assert!(
        library.iter().all(|(path, text)| !path.starts_with("docs/") && !leads(text)),
        "nothing leads to what is not there"
    );
}

#[test]
fn a_check_needs_no_flags() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let overlay = folder.path().join("overlay.yaml");
    let text = "overlay: 1.0.0\nactions:\n  - {target: \"$.paths['/missing'].get\", update: {tags: [things]}}\n";
    std::fs::write(&overlay, text).expect("a file can be written");
    let out = folder.path().join("crate");
    let fixture =
        fixtures("lenient").into_iter().find(|path| name(path) == "faults_of_every_size").expect("it is there");
    let edits =
        lenient(EditOptions { overlays: vec![overlay.clone()], only: vec!["things".into()], ..EditOptions::default() });
    let written = xtask::codegen::run(Options { edits, ..options(&fixture, &out, Mode::Write) });
    assert_eq!(written.exit_code(), 0, "{}", report(&written, MessageFormat::Short).stderr);
    assert!(report(&written, MessageFormat::Short).stdout.contains("left out: "));
    let check = || xtask::codegen::run(options(&fixture, &out, Mode::Check));
    assert_eq!(check().exit_code(), 0, "{}", report(&check(), MessageFormat::Short).stdout);
    assert!(!out.join("src/types/state.rs").exists(), "nothing that was selected needs it");

    std::fs::write(&overlay, text.replace("things", "others")).expect("a file can be written");
    assert_eq!(check().exit_code(), 4, "an overlay belongs to what the crate was made from");
    let nothing = text.replace("['/missing']", "['/absent']");
    std::fs::write(&overlay, nothing).expect("a file can be written");
    assert_eq!(check().exit_code(), 1);
    assert!(report(&check(), MessageFormat::Short).stderr.contains("selects nothing"));
}

#[test]
fn a_selection_has_the_path_items_that_stand_elsewhere() {
    let fixture = fixtures("accepted").into_iter().find(|path| name(path) == "path_items").expect("it is there");
    let mut inputs = inputs(&fixture);
    let text = String::from_utf8(inputs.description.bytes.clone()).expect("it is text");
    let another =
        "get: {operationId: getBox, tags: [boxes], responses: {\"204\": {description: There.}}}\n      delete:";
    inputs.description.bytes = text.replace("delete:", another).into_bytes();
    for (only, operation) in [("getCratesByBoxId", "GetCratesByBoxId"), ("deleteBox", "DeleteBox")] {
        let edits = EditOptions { only: vec![only.into()], ..EditOptions::default() };
        let files = generate(&with_edits(inputs.clone(), &edits)).expect("it is accepted").files;
        let resource = files.get("src/resources/boxes.rs").expect("it has a resource");
        let markers = resource.lines().filter_map(|line| line.strip_prefix("pub struct ")?.strip_suffix("Operation;"));
        assert_eq!(markers.collect::<Vec<_>>(), [operation], "{only}");
    }
}

#[test]
fn a_selection_that_names_nothing_is_refused() {
    let edits = EditOptions { only: vec!["listBatches".into(), "listBatch".into()], ..EditOptions::default() };
    let error = generate(&with_edits(inputs(&real_description()), &edits)).expect_err("there is no such operation");
    assert!(format!("{error:?}").contains("--only listBatch: the description has no such tag"), "{error:?}");
}

fn with_edits(inputs: Inputs, edits: &EditOptions) -> Inputs {
    inputs.with_edits(edits, Path::new("unused")).expect("there is no overlay")
}
