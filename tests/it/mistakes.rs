//! Mistakes that are easy to make: which error the compiler gives, where, and what this crate adds to it.
//!
//! The programs lie in `tests/fixtures/mistakes` and say themselves what is expected, as rustc's own tests do: `//~ E0277`
//! is the code of the error of its line (`error` where it has none, or the name of a lint), and `//~| text` below is part of
//! what that error says. Only words of this crate are expected there: rustc's own change from one release to the next.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use serde_json::Value;

/// What is wrong on a line, and what is said about it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mistake {
    line: usize,
    code: String,
    texts: Vec<String>,
}

#[test]
fn each_mistake_is_an_error_on_its_line_in_our_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/mistakes");
    for entry in fs::read_dir(folder).expect("the folder of fixtures can be read") {
        let program = entry.expect("the folder of fixtures can be read").path();
        check(&program);
    }
}

#[track_caller]
fn check(program: &Path) {
    let text = fs::read_to_string(program).expect("a fixture can be read");
    let (expected, found) = (expected(&text), compile(program));
    let places = |mistakes: &[Mistake]| mistakes.iter().map(|it| (it.line, it.code.clone())).collect::<Vec<_>>();
    assert_eq!(places(&found), places(&expected), "{}: {found:#?}", program.display());
    for (expected, found) in expected.iter().zip(&found) {
        for text in &expected.texts {
            let is_said = found.texts.iter().any(|said| said.contains(text));
            assert!(is_said, "{}:{}: `{text}` is missing: {found:#?}", program.display(), found.line);
        }
    }
}

/// What the comments of a program expect.
fn expected(program: &str) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    for (index, line) in program.lines().enumerate() {
        if let Some((_, text)) = line.split_once("//~| ") {
            mistakes.last_mut().expect("a text follows a code").texts.push(text.to_owned());
        } else if let Some((_, code)) = line.split_once("//~ ") {
            mistakes.push(Mistake { line: index + 1, code: code.to_owned(), texts: Vec::new() });
        }
    }
    mistakes
}

/// What the compiler says of a program, by line.
fn compile(program: &Path) -> Vec<Mistake> {
    let output = tempfile::tempdir().expect("a temporary folder can be made");
    let (library, dependencies) = library();
    let rustc = Command::new("rustc")
        .args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--error-format", "json"])
        .arg("--extern")
        .arg(format!("llamacloud={}", library.display()))
        .arg("-L")
        .arg(format!("dependency={}", dependencies.display()))
        .arg("--out-dir")
        .arg(output.path())
        .arg(program)
        .output()
        .expect("rustc can be started");
    let said = String::from_utf8(rustc.stderr).expect("rustc writes UTF-8");
    let messages = said.lines().map(|line| serde_json::from_str::<Value>(line).expect("rustc writes a value a line"));
    let mut mistakes: Vec<Mistake> = messages.filter_map(|message| mistake(&message)).collect();
    mistakes.sort();
    mistakes
}

/// One error or warning; the summary at the end has no place.
fn mistake(message: &Value) -> Option<Mistake> {
    let primary = list(message, "spans").iter().find(|span| span["is_primary"] == true)?;
    let mut texts = Vec::new();
    for part in std::iter::once(message).chain(list(message, "children")) {
        texts.extend(part["message"].as_str());
        texts.extend(
            list(part, "spans")
                .iter()
                .flat_map(|span| [&span["label"], &span["suggested_replacement"]])
                .filter_map(Value::as_str),
        );
    }
    Some(Mistake {
        line: usize::try_from(primary["line_start"].as_u64()?).ok()?,
        code: message["code"]["code"].as_str().unwrap_or("error").to_owned(),
        texts: texts.into_iter().map(str::to_owned).collect(),
    })
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// The library these tests are linked with, and where what it depends on lies. Cargo has just built it, so it is the
/// newest of its name; older ones have other features or were made of other sources.
fn library() -> (PathBuf, PathBuf) {
    let test = std::env::current_exe().expect("a test knows its own file");
    let folder = test.parent().expect("a file lies in a folder").to_path_buf();
    let files = fs::read_dir(&folder).expect("the folder of the test can be read").filter_map(|entry| entry.ok());
    let libraries = files.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("libllamacloud-") && name.ends_with(".rlib")
    });
    let age = |path: &PathBuf| path.metadata().and_then(|it| it.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    (libraries.max_by_key(age).expect("the library lies beside the test"), folder)
}
