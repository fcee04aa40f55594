//! `cargo xtask bench`: the generated client against a loop written by hand. `tests/bench` says how it is measured.

use std::path::Path;

use crate::ci::cargo;

/// Builds and runs the measurement, which prints a table. Gives the exit code: 0 if it ran, else 1.
pub fn run(root: &Path) -> u8 {
    let program = "run --quiet --release --locked --manifest-path tests/bench/Cargo.toml --target-dir target";
    match cargo(root).args(program.split(' ')).status() {
        Ok(status) if status.success() => 0,
        Ok(_) => 1,
        Err(error) => {
            eprintln!("error: cannot run cargo: {error}");
            1
        }
    }
}
