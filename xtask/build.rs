//! Puts the text of the runtime into the generator, which reads from it what names the runtime has.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    // Not `env!`: a target folder that was copied with its repository would go on reading the files of the other one.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let runtime = Path::new(&package).join("../templates/runtime/src/runtime");
    println!("cargo::rerun-if-changed={}", runtime.display());
    let mut files = Vec::new();
    list(&runtime.canonicalize()?, &mut files)?;
    files.sort();
    let texts: String = files.iter().map(|file| format!("include_str!({:?}),\n", file)).collect();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("runtime.rs"), format!("&[\n{texts}]\n"))
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
