//! Every accepted fixture gives a crate that compiles without a warning, and so does a sample of the mutations of the
//! real description that are accepted. The crates lie below `target/`, so that a second run compiles only what has
//! changed, and what they depend on is that of the repository, built once for all.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use model::edits::{EditOptions, Extent, Strictness};
use model::openapi::Source;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::Value as Json;
use serde_yaml::Value;
use xtask::ci::cargo;
use xtask::codegen::files::FileSet;
use xtask::codegen::inputs::Inputs;
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
        let folder = workspace.join(&name);
        let edits = EditOptions { strictness, ..EditOptions::default() };
        let options = Options { edits, ..options(&fixture, &folder, Mode::Write) };
        assert_eq!(xtask::codegen::run(options).exit_code(), 0, "{name} is accepted");
        let text = fs::read_to_string(folder.join("Cargo.toml")).expect("it was written");
        write_if_changed(&folder.join("Cargo.toml"), &renamed(&text, &name));
        writeln!(manifest, "    \"{name}\",").expect("a string can be written to");
    }
    let edits = EditOptions { extent: Extent::Library, ..EditOptions::default() };
    let folder = workspace.join("library_only");
    let library =
        || xtask::codegen::run(Options { edits: edits.clone(), ..options(&real_description(), &folder, Mode::Write) });
    assert_eq!(library().exit_code(), 0);
    manifest.push_str("    \"library_only\",\n]\n");
    write_workspace(&workspace, &manifest);
    check(&workspace, &["--workspace", "--lib", "--examples"]).unwrap_or_else(|problems| panic!("{problems}"));
    // What the types of a crate read, where they are more than models and enums.
    let evolution = ["test", "--offline", "--quiet", "--test", "evolution", "--target-dir"];
    let packages = ["objects_of_several_kinds", "values_of_several_kinds", "integer_enums"];
    let output = cargo(&workspace)
        .args(evolution)
        .arg(root().join("target"))
        .args(packages.iter().flat_map(|package| ["--package", package]))
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&[output.stdout, output.stderr].concat()));
    // The code on the pages, of a service that is not like that of the repository.
    let pages = ["--package", "streamed_responses", "--test", "pages"];
    check(&workspace, &pages).unwrap_or_else(|problems| panic!("{problems}"));
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
    write_workspace(&folder, &format!("[workspace]\nresolver = \"3\"\nmembers = [\"{members}\"]\n"));
    let arguments = ["--workspace", "--all-features", "--all-targets", "--keep-going"];
    check(&folder, &arguments).unwrap_or_else(|problems| panic!("{problems}"));
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

fn write_package(folder: &Path, name: &str, files: &FileSet) {
    for (path, text) in files.iter() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies below the folder")).expect("target/ can be written");
        let manifest = path.ends_with("Cargo.toml").then(|| renamed(text, name));
        write_if_changed(&path, manifest.as_deref().unwrap_or(text));
    }
}

/// The manifest of a package under another name. Descriptions may share a title, but the packages of a workspace no name.
fn renamed(manifest: &str, name: &str) -> String {
    let (before, after) = manifest.split_once("\nname = \"").expect("a package has a name");
    let (old, after) = after.split_once('"').expect("a text ends");
    let library = old.replace('-', "_");
    let manifest = format!("{before}\nname = \"{name}\"{after}");
    manifest.replacen("[lib]\n", &format!("[lib]\nname = \"{library}\"\n"), 1)
}

/// Checks what the arguments name of a workspace. The problems are the errors and warnings of its members.
///
/// Warnings are looked for instead of denied: with `RUSTFLAGS`, everything below would be built once more.
fn check(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = cargo(folder)
        .args(["check", "--offline", "--quiet", "--message-format", "json", "--target-dir"])
        .arg(root().join("target"))
        .args(arguments)
        .output()
        .expect("cargo can be started");
    let said = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let messages = said.lines().map(|line| serde_json::from_str::<Json>(line).expect("cargo writes a value a line"));
    let problems: String =
        messages.filter_map(|message| Some(message["message"]["rendered"].as_str()?.to_owned())).collect();
    match problems.is_empty() && output.status.success() {
        true => Ok(()),
        false => Err(problems + &String::from_utf8_lossy(&output.stderr)),
    }
}

/// The manifest of a workspace, with the versions of the repository: what its members depend on is then built with the
/// repository, whose profiles Cargo finds above this folder, and nothing is asked of a registry.
fn write_workspace(folder: &Path, manifest: &str) {
    write_if_changed(&folder.join("Cargo.toml"), manifest);
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
