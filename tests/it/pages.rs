//! The reference pages beside what they were written after: the published pages of the same operations, of which the
//! fixtures keep the facts (names, where they are sent, presence, kind, values), and the code that they describe.

mod facts;
mod reader;
mod signatures;

use std::fs;
use std::path::PathBuf;

use reader::Page;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The pages of resources.
fn resources() -> Vec<Page> {
    let folder = root().join("generated/docs/resources");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("the pages are there").map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    paths.iter().map(|path| Page::new(&fs::read_to_string(path).expect("a page is text"))).collect()
}
