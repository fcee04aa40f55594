//! `cargo xtask bench`: the generated client against loops written by hand, its program against curl and jq, and the
//! generator against those of others. `tests/bench` says how it is measured.

use std::path::{Path, PathBuf, absolute};

use crate::ci::cargo;

/// The measurements, each of which prints a table, and what they run.
const STEPS: [&str; 7] = [
    "xtask codegen --schema tests/bench/service.yaml --out target/bench-service --library-only",
    "run --quiet --release --locked --manifest-path tests/bench/Cargo.toml --target-dir target",
    "run --quiet --release --locked --manifest-path tests/bench/Cargo.toml --target-dir target -- transfers",
    "build --quiet --release --locked --package llamacloud --features cli",
    "run --quiet --release --locked --manifest-path tests/bench/Cargo.toml --target-dir target -- program",
    "build --quiet --release --locked --package xtask",
    "run --quiet --release --locked --manifest-path tests/bench/Cargo.toml --target-dir target -- generation",
];

/// Builds and runs the measurements; the last one, that of the generators, on these descriptions too. Gives the exit code: 0 if
/// they ran, else 1.
pub fn run(root: &Path, descriptions: &[PathBuf]) -> u8 {
    // The measurements run in the folder of the repository.
    let descriptions: Vec<PathBuf> =
        descriptions.iter().map(|path| absolute(path).unwrap_or_else(|_| path.clone())).collect();
    for step in STEPS {
        let descriptions = if step.ends_with("-- generation") { &descriptions[..] } else { &[] };
        match cargo(root).args(step.split(' ')).args(descriptions).status() {
            Ok(status) if status.success() => {}
            Ok(_) => return 1,
            Err(error) => {
                eprintln!("error: cannot run cargo: {error}");
                return 1;
            }
        }
    }
    0
}
