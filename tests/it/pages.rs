//! The reference pages beside what they were written after: the published pages of the same operations, of which the
//! fixtures keep the facts (names, where they are sent, presence, kind, values), and the code that they describe.

mod facts;
mod reader;
mod signatures;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use model::openapi::Limits;
use model::read_model;
use reader::Page;
use xtask::codegen::inputs::read_description;
use xtask::codegen::views::pages::sections;

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

/// What is compared between two descriptions is what stands on the pages.
#[test]
fn the_places_of_the_model_are_the_anchors_of_the_pages() {
    let schema = root().join("schema/llamacloud-batches.yaml");
    let limits = Limits::default();
    let source = read_description(&schema, &limits).expect("the description can be read");
    let model = read_model(&source, &limits).expect("the description is accepted");
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for section in sections(&model.api) {
        let anchors = section.places.into_iter().map(|place| place.anchor);
        expected.entry(section.page).or_default().extend(anchors);
    }
    for (page, anchors) in expected {
        let text = fs::read_to_string(root().join("generated/docs").join(&page)).expect("there is such a page");
        let written = text.split("<a id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
        assert_eq!(written.collect::<BTreeSet<_>>(), anchors, "{page}");
    }
}
