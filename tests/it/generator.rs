//! The generator, through its library: what it emits, what it refuses, and that the checked-in crate is its output.

mod compile;
mod determinism;
mod drift;
mod emission;
mod imports;
mod lenient;
mod overlays;
mod readme;
mod rejection;
mod semver;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use model::edits::EditOptions;
use model::openapi::Limits;
use xtask::codegen::inputs::Inputs;
use xtask::codegen::{Mode, Options, Run};

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_path_buf()
}

fn real_description() -> PathBuf {
    root().join("schema/llamacloud-batches.yaml")
}

/// The fixtures of a folder, sorted by name.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/fixtures").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of fixtures can be read")
        .map(|entry| entry.expect("the folder of fixtures can be read").path())
        .collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_stem().expect("a fixture has a name").to_string_lossy().into_owned()
}

/// The snapshots of a folder, and that there is none whose fixture is gone.
fn snapshots(folder: &str, names: impl Iterator<Item = String>) -> insta::Settings {
    let path = root().join("tests/snapshots").join(folder);
    let wanted: BTreeSet<String> = names.map(|name| format!("{name}.snap")).collect();
    for entry in std::fs::read_dir(&path).into_iter().flatten() {
        let file = entry.expect("the folder of snapshots can be read").file_name().to_string_lossy().into_owned();
        let is_pending = file.ends_with(".snap.new");
        assert!(
            is_pending || wanted.contains(&file),
            "tests/snapshots/{folder}/{file} belongs to no fixture; delete it"
        );
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(path);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn options(schema: &Path, out: &Path, mode: Mode) -> Options {
    Options {
        root: root(),
        schema: schema.to_path_buf(),
        out: out.to_path_buf(),
        limits: Limits::default(),
        edits: EditOptions::default(),
        mode,
    }
}

/// What the generator reads for this description.
fn inputs(schema: &Path) -> Inputs {
    let Options { root, schema, limits, .. } = options(schema, Path::new("unused"), Mode::Check);
    Inputs::read(&root, &schema, limits).expect("the inputs can be read")
}

fn run(schema: &Path, out: &Path, mode: Mode) -> Run {
    xtask::codegen::run(options(schema, out, mode))
}
