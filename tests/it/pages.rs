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

/// A renderer makes a heading a link to itself, and a link within a link ends it: the outline of a book then leaves the
/// heading out.
#[test]
fn anchors_stand_before_headings() {
    for folder in ["", "resources", "types"] {
        for entry in fs::read_dir(root().join("generated/docs").join(folder)).expect("the pages are there") {
            let path = entry.expect("it can be read").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).expect("a page is text");
                let wrong = text.lines().find(|line| line.starts_with('#') && line.contains("<a "));
                assert_eq!(wrong, None, "{}", path.display());
            }
        }
    }
}
