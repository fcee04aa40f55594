//! Every accepted fixture gives a crate that compiles without a warning. The crates lie in one workspace below
//! `target/`, so that a second run compiles only what has changed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use xtask::codegen::Mode;

use super::{fixtures, name, root, run};

#[test]
fn the_crate_of_every_accepted_fixture_compiles_without_a_warning() {
    let workspace = root().join("target/fixtures");
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for fixture in fixtures("accepted") {
        let name = name(&fixture);
        assert_eq!(run(&fixture, &workspace.join(&name), Mode::Write).exit_code(), 0, "{name} is accepted");
        writeln!(manifest, "    \"{name}\",").expect("a string can be written to");
    }
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\n");
    write_if_changed(&workspace.join("Cargo.toml"), &manifest);
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is checked in");
    if !workspace.join("Cargo.lock").exists() {
        fs::write(workspace.join("Cargo.lock"), lock).expect("target/ can be written");
    }

    let output = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--lib", "--examples", "--offline", "--quiet"])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("target/ can be written");
}
