//! Puts the runtime into the generator, as files to copy and as the names it has: once for each change of the runtime
//! instead of in every run.

mod copy;
#[path = "../src/hash.rs"]
mod hash;
#[path = "../src/header.rs"]
#[expect(dead_code, reason = "headers are read where files are compared")]
mod header;
mod names;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use names::Names;

fn main() -> io::Result<()> {
    // Not `env!`: a target folder that was copied with its repository would go on reading the files of the other one.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let runtime = Path::new(&package).join("../../templates/runtime/src/runtime");
    println!("cargo::rerun-if-changed={}", runtime.display());
    let (mut names, mut copied) = (Names::default(), Vec::new());
    for file in list(&runtime)? {
        let text = fs::read_to_string(&file)?;
        let syntax =
            syn::parse_file(&text).map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
        names.read(&syntax);
        let path = file.strip_prefix(&runtime).map_err(io::Error::other)?.display().to_string().replace('\\', "/");
        if !copy::is_test(&path) {
            copied.push((path, copy::without_test_module(text.replace("\r\n", "\n"))));
        }
    }
    copied.sort();
    fs::write(out.join("runtime.rs"), format!("{}{}", copy::to_rust(&copied), names.to_rust()))
}

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.append(&mut list(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}
