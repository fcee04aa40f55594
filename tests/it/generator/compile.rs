//! Every accepted fixture gives a crate that compiles without a warning, and so does a sample of the mutations of the
//! real description that are accepted. The crates lie below `target/`, so that a second run compiles only what has
//! changed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_yaml::Value;
use xtask::codegen::edits::{EditOptions, Strictness};
use xtask::codegen::files::FileSet;
use xtask::codegen::inputs::Inputs;
use xtask::codegen::openapi::Source;
use xtask::codegen::{Mode, Options, generate};

use super::{fixtures, inputs, name, options, real_description, root};
use crate::support::mutation::mutate;

#[test]
fn the_crate_of_every_accepted_fixture_compiles_without_a_warning() {
    let workspace = root().join("target/fixtures");
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    let strict = fixtures("accepted").into_iter().map(|fixture| (fixture, Strictness::Strict));
    let lenient = fixtures("lenient").into_iter().map(|fixture| (fixture, Strictness::Lenient));
    for (fixture, strictness) in strict.chain(lenient) {
        let name = name(&fixture);
        let edits = EditOptions { strictness, ..EditOptions::default() };
        let options = Options { edits, ..options(&fixture, &workspace.join(&name), Mode::Write) };
        assert_eq!(xtask::codegen::run(options).exit_code(), 0, "{name} is accepted");
        writeln!(manifest, "    \"{name}\",").expect("a string can be written to");
    }
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\n");
    write_if_changed(&workspace.join("Cargo.toml"), &manifest);
    lock(&workspace);
    let arguments = ["check", "--workspace", "--lib", "--examples", "--offline", "--quiet"];
    cargo(&workspace, &workspace.join("target"), &arguments).unwrap_or_else(|errors| panic!("{errors}"));
}

/// Other mutations and more of them: `MUTATIONS=FIRST..END`.
#[test]
fn accepted_mutations_compile_without_a_warning() {
    let range = std::env::var("MUTATIONS").unwrap_or("0..4".to_owned());
    let (first, end) = range.split_once("..").expect("a range, such as 0..100");
    let number = |text: &str| text.parse::<u64>().expect("a range of numbers");
    let inputs = inputs(&real_description());
    let folder = root().join("target/mutations");
    let names: Vec<String> = (number(first)..number(end)).map(|number| format!("mutation-{number}")).collect();
    for (name, number) in names.iter().zip(number(first)..) {
        let (text, files) = accepted_mutation(&inputs, number);
        write_package(&folder.join(name), name, &files);
        write_if_changed(&folder.join(name).join("mutation.yaml"), &text);
    }
    let members = names.join("\", \"");
    write_if_changed(
        &folder.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\"{members}\"]\n"),
    );
    lock(&folder);
    let arguments = ["check", "--workspace", "--all-features", "--all-targets", "--keep-going", "--offline", "--quiet"];
    cargo(&folder, &folder.join("target"), &arguments).unwrap_or_else(|errors| panic!("{errors}"));
}

/// The first mutation of this series that is accepted and makes a difference to the code.
fn accepted_mutation(inputs: &Inputs, number: u64) -> (String, FileSet) {
    let value: Value = serde_yaml::from_slice(&inputs.description.bytes).expect("the description is YAML");
    let plain = generate(inputs).expect("the description is accepted").files;
    let code = |files: &FileSet| {
        let of_description = files.iter().filter(|(path, _)| path.starts_with("src/") && !path.contains("runtime"));
        of_description.map(|(path, text)| (path.to_owned(), text.to_owned())).collect::<Vec<_>>()
    };
    let plain = code(&plain);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), seeded(number));
    let bytes = proptest::collection::vec(any::<u8>(), 4..32);
    loop {
        let bytes = bytes.new_tree(&mut runner).expect("bytes can be made").current();
        let text = serde_yaml::to_string(&mutate(&value, &bytes)).expect("a value can be written as YAML");
        let source = Source::new("mutation.yaml".to_owned(), text.clone().into_bytes());
        if let Ok(generated) = generate(&Inputs { description: source, ..inputs.clone() })
            && code(&generated.files) != plain
        {
            return (text, generated.files);
        }
    }
}

fn seeded(number: u64) -> TestRng {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    TestRng::from_seed(RngAlgorithm::ChaCha, &seed)
}

/// All mutations have one name, which the packages of a workspace must not share.
fn write_package(folder: &Path, name: &str, files: &FileSet) {
    for (path, text) in files.iter() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies below the folder")).expect("target/ can be written");
        let manifest = path.ends_with("Cargo.toml").then(|| {
            let (before, after) = text.split_once("\nname = \"").expect("a package has a name");
            let (old, after) = after.split_once('"').expect("a text ends");
            let library = old.replace('-', "_");
            let manifest = format!("{before}\nname = \"{name}\"{after}");
            manifest.replacen("[lib]\n", &format!("[lib]\nname = \"{library}\"\n"), 1)
        });
        write_if_changed(&path, manifest.as_deref().unwrap_or(text));
    }
}

/// Runs cargo with warnings denied. The errors are what it said.
fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .expect("cargo can be started");
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// The versions of the repository: nothing is asked of a registry.
fn lock(folder: &Path) {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is checked in");
    if !folder.join("Cargo.lock").exists() {
        fs::write(folder.join("Cargo.lock"), lock).expect("target/ can be written");
    }
}

fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("target/ can be written");
}
