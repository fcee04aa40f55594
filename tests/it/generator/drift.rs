//! The checked-in crate is the generator's output, and the check sees every way in which it may not be.

use std::fs;
use std::path::Path;

use model::diagnostics::MessageFormat;
use xtask::codegen::report::report;
use xtask::codegen::{Mode, Run};

use super::{real_description, root, run};

#[test]
fn the_checked_in_crate_is_up_to_date() {
    let run = run(&real_description(), &root().join("generated"), Mode::Check);
    assert_eq!(run.exit_code(), 0, "{}", report(&run, MessageFormat::Human).stdout);
}

/// Generates the real description into a new folder, changes the folder, and gives what the check says of it.
fn check_after(change: impl FnOnce(&Path)) -> (Run, String) {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    assert_eq!(run(&real_description(), out.path(), Mode::Write).exit_code(), 0);
    change(out.path());
    let run = run(&real_description(), out.path(), Mode::Check);
    let text = report(&run, MessageFormat::Human).stdout;
    (run, text)
}

fn append(path: &Path, text: &str) {
    let old = fs::read_to_string(path).expect("the file is there");
    fs::write(path, old + text).expect("the file can be written");
}

#[test]
fn an_edited_file_is_named_with_its_difference() {
    let (run, text) = check_after(|out| append(&out.join("src/types/batch.rs"), "// mine\n"));
    assert_eq!(run.exit_code(), 4);
    assert!(text.contains("src/types/batch.rs") && text.contains("-// mine"), "{text}");
    assert!(text.contains("cargo xtask codegen"), "the repairing command is named: {text}");
}

#[test]
fn a_missing_file_is_named() {
    let (run, text) = check_after(|out| fs::remove_file(out.join("src/types/batch.rs")).expect("the file is there"));
    assert_eq!(run.exit_code(), 4);
    assert!(text.contains("src/types/batch.rs"), "{text}");
}

#[test]
fn a_file_of_somebody_else_is_named() {
    let (run, text) = check_after(|out| fs::write(out.join("src/types/mine.rs"), "").expect("the file can be written"));
    assert_eq!(run.exit_code(), 4);
    assert!(text.contains("src/types/mine.rs"), "{text}");
}

#[test]
fn generating_again_writes_nothing_and_repairs_what_was_changed() {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    assert_eq!(run(&real_description(), out.path(), Mode::Write).exit_code(), 0);
    let file = out.path().join("src/types/batch.rs");
    let written = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("the file is there");
    let text = fs::read_to_string(&file).expect("the file is there");

    assert_eq!(run(&real_description(), out.path(), Mode::Write).exit_code(), 0);
    let again = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("the file is there");
    assert_eq!(written, again, "an unchanged file is not touched");

    fs::remove_file(&file).expect("the file is there");
    assert_eq!(run(&real_description(), out.path(), Mode::Write).exit_code(), 0);
    assert_eq!(fs::read_to_string(&file).expect("the file is back"), text);
}

/// What is said of a folder that must not be written to.
fn refusal(out: &Path, shown: &Path) -> String {
    let run = run(&real_description(), out, Mode::Write);
    assert_eq!(run.exit_code(), 1);
    report(&run, MessageFormat::Human).stderr.replace(&xtask::codegen::paths::shown(shown), "OUT")
}

#[test]
fn an_output_folder_with_files_of_somebody_else_in_the_way_is_refused() {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(out.path().join("README.md"), "# My own\n").expect("the file can be written");
    fs::create_dir_all(out.path().join("src/lib.rs")).expect("the folder can be made");
    insta::assert_snapshot!(refusal(out.path(), out.path()), @"
    error: OUT/README.md: a file without the generator's header stands in its place; move it away, or delete it if it is not needed
    error: OUT/src/lib.rs: something that is not a file stands in its place; move it away
    error: 2 paths in the output folder cannot be written
    nothing was written
    ");
    assert_eq!(fs::read_dir(out.path()).expect("the folder is there").count(), 2, "nothing is written");
}

#[test]
fn an_output_folder_that_holds_the_generator_is_refused() {
    for folder in [root(), root().join("xtask/..")] {
        let text = refusal(&folder, &folder);
        assert!(text.contains("error: OUT: the generator itself lies in the output folder"), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn an_output_folder_behind_a_link_or_with_one_in_it_is_refused() {
    let (out, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let link = out.path().join("link");
    std::os::unix::fs::symlink(elsewhere.path(), &link).expect("a link can be made");
    insta::assert_snapshot!(refusal(&link, &link), @"
    error: OUT: the output folder is a symbolic link; name the folder it points at
    error: 1 path in the output folder cannot be written
    nothing was written
    ");
    fs::rename(&link, out.path().join("src")).expect("the link can be renamed");
    insta::assert_snapshot!(refusal(out.path(), out.path()), @"
    error: OUT/src: a folder belongs here, but something else stands in its place (links are not followed); move it away
    error: 1 path in the output folder cannot be written
    nothing was written
    ");
    assert_eq!(fs::read_dir(elsewhere.path()).expect("the folder is there").count(), 0, "nothing is written");
}
