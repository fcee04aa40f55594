//! The tour of the README: its change of the description applies, and changes the files that it names.

use std::collections::BTreeMap;
use std::fs;

use model::openapi::Source;
use xtask::codegen::generate;
use xtask::codegen::inputs::Inputs;

use super::{inputs, real_description, root};

#[test]
fn the_change_of_the_tour_does_what_the_readme_shows() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let (_, tour) = readme.split_once("patch -p1 <<'END'\n").expect("the tour begins with a patch");
    let (patch, rest) = tour.split_once("\nEND\n").expect("the patch ends");
    let (_, rest) = rest.split_once("```text\n").expect("the output of codegen follows");
    let (output, _) = rest.split_once("\n```").expect("the output ends");

    let before = inputs(&real_description());
    let text = String::from_utf8(before.description.bytes.clone()).expect("the description is UTF-8");
    let lines = |kept: [char; 2]| -> String {
        let hunk = patch.lines().skip_while(|line| !line.starts_with("@@")).skip(1);
        hunk.filter(|line| line.starts_with(kept)).map(|line| format!("{}\n", &line[1..])).collect()
    };
    let (old, new) = (lines([' ', '-']), lines([' ', '+']));
    assert_eq!(text.matches(&old).count(), 1, "the patch has one place:\n{old}");
    // At another line `patch` applies it too, and leaves the old file behind.
    let line = text[..text.find(&old).unwrap_or_default()].lines().count() + 1;
    assert!(patch.contains(&format!("\n@@ -{line},")), "the patch begins at line {line}");
    let description = Source::new("description.yaml".to_owned(), text.replace(&old, &new).into_bytes());
    let after = Inputs { description, ..before.clone() };

    let (before, after) = (bodies(&before), bodies(&after));
    let named: Vec<&str> = output.lines().filter_map(|line| line.strip_prefix("updated generated/")).collect();
    assert!(named.len() > 3, "the output names files: {output}");
    for path in named {
        assert_ne!(before.get(path), after.get(path), "{path} does not change");
    }
}

/// Every file without its first line, which names the description.
fn bodies(inputs: &Inputs) -> BTreeMap<String, String> {
    let generated = generate(inputs).expect("the description is accepted");
    let body = |text: &str| text.split_once('\n').map_or(String::new(), |(_, body)| body.to_owned());
    generated.files.iter().map(|(path, text)| (path.to_string(), body(text))).collect()
}
