//! `cargo xtask corpus`: makes a crate of every description in a folder, strictly or else leniently, compiles each with all
//! features and warnings denied, and tells in a table what was kept and what it cost. Each crate is a workspace of its own
//! below `target/corpus`, because two descriptions may name one package; what they depend on is built once for all.

mod cost;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use crate::ci::cargo;
use crate::codegen::files::FileSet;
use crate::codegen::inputs::Inputs;
use crate::codegen::{GenerateError, Generated, generate};
use crate::outcome::Outcome;
use model::diagnostics::Diagnostics;
use model::edits::{EditOptions, Strictness, operations_of};
use model::openapi::{self, Limits};
use table::{Crate, Entry};

/// Generate and compile a crate of every description in a folder.
///
/// Exit status: 0 each gave a crate that compiles without a warning and, with `--test`, passes its tests, 1 one did not, 2 wrong
/// usage.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of descriptions: .json, .yaml and .yml.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Run the tests of each crate too, which read what other versions of the service could send.
    #[arg(long)]
    test: bool,
}

/// `root` is the folder of the project.
pub fn run(args: &Args, root: &Path) -> Outcome {
    let descriptions = match descriptions(&args.folder) {
        Ok(descriptions) => descriptions,
        Err(error) => return Outcome::failure(1, format!("error: cannot read {}: {error}\n", args.folder.display())),
    };
    if descriptions.is_empty() {
        return Outcome::failure(2, format!("error: there is no description in {}\n", args.folder.display()));
    }
    let entries: Vec<Entry> = descriptions.iter().map(|path| entry(args, root, path)).collect();
    let problems = table::problems(&entries);
    let exit_code = if problems.is_empty() { 0 } else { 1 };
    Outcome { stdout: table::table(&entries), stderr: problems, exit_code }
}

fn descriptions(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("json" | "yaml" | "yml")) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn entry(args: &Args, root: &Path, path: &Path) -> Entry {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    eprintln!("{name}");
    let crate_of_it = made(args, root, path, &root.join("target/corpus").join(&name));
    Entry { name, crate_of_it }
}

fn made(args: &Args, root: &Path, path: &Path, workspace: &Path) -> Result<Crate, String> {
    let inputs = Inputs::read(root, path, Limits::default()).map_err(|error| error.to_string())?;
    let declared = openapi::parse(&inputs.description, &inputs.limits, &mut Diagnostics::default());
    let (generated, generation) = cost::of(|| generate(&inputs));
    let (strictness, generated, generation) = match generated {
        Ok(generated) => (Strictness::Strict, generated, generation),
        Err(_) => {
            let options = EditOptions { strictness: Strictness::Lenient, ..EditOptions::default() };
            let inputs = inputs.with_edits(&options, workspace).map_err(|error| error.to_string())?;
            let (generated, generation) = cost::of(|| generate(&inputs));
            (Strictness::Lenient, generated.map_err(|error| reason(&error))?, generation)
        }
    };
    let Generated { files, api, warnings: _, ledger } = generated;
    write(&files, workspace, root)?;
    let (check, checking) = cost::of(|| compile(args, root, workspace));
    Ok(Crate {
        strictness,
        kept: api.operations().count(),
        declared: declared.map_or(0, |tree| operations_of(&tree)),
        untyped: ledger.untyped(),
        lines: lines(&files),
        generation,
        check: check.map(|()| checking),
    })
}

fn reason(error: &GenerateError) -> String {
    match error {
        GenerateError::Description(problems) => {
            problems.iter().next().map_or_else(String::new, |problem| format!("{}: {}", problem.code, problem.message))
        }
        GenerateError::Edit(error) => error.to_string(),
        GenerateError::Template(error) => error.to_string(),
    }
}

fn lines(files: &FileSet) -> usize {
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs") && !path.starts_with("src/runtime/"));
    rust.map(|(_, text)| text.lines().count()).sum()
}

/// The crate as the one member of a workspace, with the versions of the repository.
fn write(files: &FileSet, workspace: &Path, root: &Path) -> Result<(), String> {
    const MANIFEST: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"crate\"]\n";
    files.write(&workspace.join("crate")).map_err(|error| error.to_string())?;
    let written = fs::write(workspace.join("Cargo.toml"), MANIFEST)
        .and_then(|()| fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")));
    written.map(drop).map_err(|error| format!("cannot write {}: {error}", workspace.display()))
}

fn compile(args: &Args, root: &Path, workspace: &Path) -> Result<(), String> {
    let check = ["check", "--all-features", "--all-targets", "--quiet"];
    let test = ["test", "--all-features", "--tests", "--quiet"];
    let output = cargo(workspace)
        .args(if args.test { test } else { check })
        .env("CARGO_TARGET_DIR", root.join("target/corpus/target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    // Tests tell on the other stream what went wrong.
    let said = [output.stderr, output.stdout].concat();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&said).into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_descriptions_is_wrong_usage() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "no description").unwrap();
        let args = Args { folder: folder.path().to_owned(), test: false };
        let outcome = run(&args, folder.path());
        let said = format!("error: there is no description in {}\n", folder.path().display());
        assert_eq!(outcome, Outcome::failure(2, said));
        let missing = Args { folder: folder.path().join("missing"), test: false };
        assert_eq!(run(&missing, folder.path()).exit_code, 1);
    }
}
