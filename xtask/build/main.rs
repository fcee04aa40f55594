//! Reads from the runtime what names it has, for the generator: once for each change of the runtime instead of in every
//! run.

mod names;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use names::Names;

fn main() -> io::Result<()> {
    // Not `env!`: a target folder that was copied with its repository would go on reading the files of the other one.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let runtime = Path::new(&package).join("../templates/runtime/src/runtime");
    println!("cargo::rerun-if-changed={}", runtime.display());
    let mut files = Vec::new();
    list(&runtime, &mut files)?;
    let mut names = Names::default();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let syntax =
            syn::parse_file(&text).map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
        names.read(&syntax);
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("runtime.rs"), names.to_rust())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
