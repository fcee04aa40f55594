//! The signatures on the pages are those of the code.

use std::fs;
use std::path::Path;

use super::{resources, root};

#[test]
fn signatures_are_those_of_the_code() {
    let code = squeezed(&code(&root().join("generated/src/resources")));
    for page in resources() {
        assert!(!page.signatures.is_empty(), "a page of a resource has operations");
        for signature in &page.signatures {
            let (call, builder) = signature.split_once(" -> ").expect("a signature tells what it gives");
            let method = call.match_indices("().").last().map_or(call, |(at, accessor)| &call[at + accessor.len()..]);
            let (name, arguments) = method.split_once('(').expect("a method has arguments");
            let separator = if arguments == ")" { "" } else { ", " };
            let declared = format!("pub fn {name}(&self{separator}{arguments} -> {builder}<M> {{");
            assert!(code.contains(&squeezed(&declared)), "no method is declared as `{declared}`");
        }
    }
}

/// All files of a folder, one after the other.
fn code(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("the code is there").map(|entry| entry.expect("it can be read").path());
    let text = |path: &Path| fs::read_to_string(path).expect("code is text");
    entries.map(|path| if path.is_dir() { code(&path) } else { text(&path) }).collect()
}

/// However lines are broken, and whatever is imported.
fn squeezed(code: &str) -> String {
    let code: String = code.split_whitespace().collect();
    code.replace(",)", ")").replace("jiff::", "").replace("serde_json::", "")
}
