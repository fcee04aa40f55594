//! What happens to a folder, told with two or three small files.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufRead as _;
use std::path::Path;

use tempfile::TempDir;

use super::*;

/// A crate of one emitted file, one template, one file of the runtime and a licence.
fn crate_with(body: &str, description: &str, template: &str) -> FileSet {
    let mut set = FileSet::new("schema/api.yaml");
    set.insert("src/types/batch.rs", body, Origin::Description);
    set.insert("README.md", template, Origin::Template("README.md".to_owned()));
    set.insert("src/runtime/retry.rs", "pub fn retry() {}\n", Origin::Runtime("retry.rs".to_owned()));
    set.insert("LICENSE-MIT", "MIT\n", Origin::Licence);
    let templates = BTreeMap::from([("README.md".to_owned(), template.to_owned())]);
    set.insert_record(Record::new(description.to_owned(), &templates, ""));
    set
}

fn sample() -> FileSet {
    crate_with("struct Batch;\n", "0000", "# Crate\n")
}

fn written() -> (TempDir, FileSet) {
    let (folder, set) = (TempDir::new().unwrap(), sample());
    set.write(folder.path()).unwrap();
    (folder, set)
}

fn actions(written: &Written) -> Vec<(&str, Action)> {
    written.changes.iter().map(|change| (change.path.as_str(), change.action)).collect()
}

fn drifts(set: &FileSet, root: &Path) -> Vec<(String, DriftKind, Cause)> {
    set.diff(root).unwrap().into_iter().map(|drift| (drift.path, drift.kind, drift.cause)).collect()
}

fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let path = root.join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

fn listing(root: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_second_run_changes_nothing() {
    let (folder, set) = written();
    let before = listing(folder.path());
    let again = set.write(folder.path()).unwrap();
    assert_eq!((again.changes, again.unchanged), (vec![], 5));
    assert_eq!(listing(folder.path()), before);
    assert_eq!(drifts(&set, folder.path()), []);
}

#[test]
fn the_record_is_written_last() {
    let folder = TempDir::new().unwrap();
    let written = sample().write(folder.path()).unwrap();
    assert_eq!(written.changes.last().unwrap().path, RECORD_PATH);
}

#[test]
fn what_is_no_longer_generated_is_removed_with_its_folder_and_the_rest_is_left_alone() {
    let (folder, _) = written();
    let root = folder.path();
    fs::create_dir_all(root.join("src/notes")).unwrap();
    fs::write(root.join("src/notes/mine.rs"), "// mine\n").unwrap();
    fs::create_dir_all(root.join("target/debug")).unwrap();
    fs::write(root.join("target/debug/a.rs"), header::with_header("a.rs", "x", "")).unwrap();
    let mut set = FileSet::new("schema/api.yaml");
    set.insert("LICENSE-MIT", "MIT\n", Origin::Licence);

    let written = set.write(root).unwrap();

    assert_eq!(written.left_alone, ["src/notes/mine.rs"]);
    assert!(written.changes.iter().all(|change| change.action == Action::Removed));
    assert!(!root.join("src/types").exists() && !root.join("src/runtime").exists());
    assert_eq!(
        listing(root).into_keys().collect::<Vec<_>>(),
        ["LICENSE-MIT", "src/notes/mine.rs", "target/debug/a.rs"]
    );
}

#[test]
fn an_orphan_that_was_edited_is_named_and_left_alone() {
    let (folder, _) = written();
    let edited = "src/types/batch.rs".to_owned();
    edit(folder.path(), &edited, "struct Batch;", "struct Mine;");
    let mut set = FileSet::new("schema/api.yaml");
    set.insert("README.md", "# Crate\n", Origin::Template("README.md".to_owned()));

    let drift = drifts(&set, folder.path()).into_iter().find(|(path, ..)| *path == edited).unwrap();
    assert_eq!(drift, (edited.clone(), DriftKind::EditedOrphan, Cause::ByHand));
    let written = set.write(folder.path()).unwrap();
    assert_eq!(written.kept, std::slice::from_ref(&edited));
    assert!(fs::read_to_string(folder.path().join(edited)).unwrap().contains("struct Mine;"));
}

/// Whose hashes cannot be checked.
#[test]
fn what_an_earlier_version_wrote_is_updated_and_its_orphans_may_be_edited() {
    let (folder, set) = written();
    let orphan = "src/types/old.rs".to_owned();
    let mut before = set.clone();
    before.insert(orphan.as_str(), "struct Old;\n", Origin::Description);
    before.write(folder.path()).unwrap();
    let generated: Vec<_> =
        before.iter().map(|(path, _)| path.to_owned()).filter(|path| !path.starts_with("LICENSE")).collect();
    for path in &generated {
        edit(folder.path(), path, "xxh3:", "sha256:");
    }

    let found = drifts(&set, folder.path());
    assert_eq!(found.len(), generated.len(), "{found:?}");
    for (path, kind, _) in found {
        assert_eq!(kind, if path == orphan { DriftKind::EditedOrphan } else { DriftKind::Stale }, "{path}");
    }
    let again = set.write(folder.path()).unwrap();
    assert_eq!((&again.kept, again.changes.len()), (&vec![orphan], generated.len() - 1));
    assert!(again.changes.iter().all(|change| change.action == Action::Updated), "{:?}", again.changes);
}

#[test]
fn another_crate_below_the_folder_is_not_an_orphan() {
    let (folder, set) = written();
    let mut other = FileSet::new("other.yaml");
    other.insert("Cargo.toml", "[package]\n", Origin::Description);
    other.insert("src/lib.rs", "", Origin::Description);
    other.write(&folder.path().join("other")).unwrap();

    let written = set.write(folder.path()).unwrap();

    assert_eq!(actions(&written), []);
    assert_eq!(written.left_alone, ["other/"]);
    assert!(folder.path().join("other/src/lib.rs").exists());
}

#[test]
fn an_edit_a_deletion_and_an_addition_are_each_named() {
    let (folder, set) = written();
    let root = folder.path();
    edit(root, "src/types/batch.rs", "struct Batch;", "struct Edited;");
    fs::remove_file(root.join("README.md")).unwrap();
    fs::write(root.join("src/extra.rs"), "fn extra() {}\n").unwrap();

    assert_eq!(
        drifts(&set, root),
        [
            ("README.md".to_owned(), DriftKind::Missing, Cause::ByHand),
            ("src/extra.rs".to_owned(), DriftKind::Unknown, Cause::ByHand),
            ("src/types/batch.rs".to_owned(), DriftKind::Edited, Cause::ByHand),
        ]
    );
    let diff = &set.diff(root).unwrap()[2].diff;
    assert!(diff.contains("-struct Edited;\n+struct Batch;\n"), "{diff}");

    let written = set.write(root).unwrap();
    assert_eq!(actions(&written), [("README.md", Action::Created), ("src/types/batch.rs", Action::Restored)]);
    assert_eq!(written.left_alone, ["src/extra.rs"]);
}

#[test]
fn the_cause_is_found_by_what_changed_since() {
    let (folder, _) = written();
    let causes = |set: &FileSet| {
        drifts(set, folder.path()).into_iter().map(|(path, _, cause)| (path, cause)).collect::<Vec<_>>()
    };
    let record = RECORD_PATH.to_owned();
    let emitted = "src/types/batch.rs".to_owned();
    let template = Cause::Template("README.md".to_owned());
    let set = crate_with("struct New;\n", "1111", "# Crate\n");
    assert_eq!(causes(&set), [(record.clone(), Cause::Description), (emitted.clone(), Cause::Description)]);
    let set = crate_with("struct New;\n", "0000", "# Crate\n");
    assert_eq!(causes(&set), [(emitted.clone(), Cause::Generator)]);
    let set = crate_with("struct Batch;\n", "0000", "# New\n");
    assert_eq!(causes(&set), [(record.clone(), template.clone()), ("README.md".to_owned(), template)]);

    edit(folder.path(), RECORD_PATH, "0000", "2222");
    let set = crate_with("struct New;\n", "1111", "# Crate\n");
    assert_eq!(causes(&set), [(record, Cause::ByHand), (emitted, Cause::Unclear)]);
}

#[test]
fn a_missing_file_is_put_down_to_what_changed_and_else_to_a_hand() {
    let (folder, set) = written();
    fs::remove_file(folder.path().join("src/types/batch.rs")).unwrap();
    let cause = |set: &FileSet| {
        drifts(set, folder.path()).into_iter().find(|(path, ..)| path == "src/types/batch.rs").unwrap().2
    };
    assert_eq!(cause(&set), Cause::ByHand);
    assert_eq!(cause(&crate_with("struct Batch;\n", "1111", "# Crate\n")), Cause::Description);
    let mut generator = FileSet::new("schema/api.yaml");
    generator.insert("src/types/batch.rs", "struct Batch;\n", Origin::Description);
    generator.insert("README.md", "# Made otherwise\n", Origin::Template("README.md".to_owned()));
    let templates = BTreeMap::from([("README.md".to_owned(), "# Crate\n".to_owned())]);
    generator.insert_record(Record::new("0000".to_owned(), &templates, ""));
    assert_eq!(cause(&generator), Cause::Generator);
}

#[test]
fn what_is_copied_of_the_runtime_bears_the_header_of_its_origin() {
    let mut set = FileSet::new("schema/api.yaml");
    for (path, text) in model::runtime::files(model::edits::Extent::Whole) {
        let (_, body) = text.split_once("\n\n").unwrap();
        set.insert(path, body, Origin::Runtime(path.to_owned()));
        assert_eq!(set.get(path), Some(text));
    }
    assert!(!set.is_empty());
}

#[test]
fn a_changed_runtime_is_named_as_the_cause() {
    let (folder, _) = written();
    let mut set = FileSet::new("schema/api.yaml");
    set.insert("src/runtime/retry.rs", "pub fn changed() {}\n", Origin::Runtime("retry.rs".to_owned()));
    let drift = drifts(&set, folder.path()).into_iter().find(|(path, ..)| path == "src/runtime/retry.rs").unwrap();
    assert_eq!(drift.2, Cause::Runtime("retry.rs".to_owned()));
}

fn refused(set: &FileSet, root: &Path) -> Vec<String> {
    let before = listing(root);
    let result = set.write(root);
    assert_eq!(listing(root), before, "a refused run writes nothing");
    match result {
        Err(OutputError::Refused(refusals)) => refusals.into_iter().map(|refusal| refusal.path).collect(),
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[test]
fn a_file_without_the_header_is_not_overwritten() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("README.md"), "# My own\n").unwrap();
    assert_eq!(refused(&sample(), folder.path()), ["README.md"]);
    assert_eq!(drifts(&sample(), folder.path())[2].1, DriftKind::InTheWay);
}

#[test]
fn a_folder_that_was_never_written_is_told_from_one_that_lost_files() {
    let folder = TempDir::new().unwrap();
    for (_, kind, cause) in drifts(&sample(), &folder.path().join("not there")) {
        assert_eq!((kind, cause), (DriftKind::Missing, Cause::NeverWritten));
    }
}

#[test]
fn an_emptied_file_and_one_with_merge_conflicts_are_still_ours() {
    let (folder, set) = written();
    fs::write(folder.path().join("README.md"), "").unwrap();
    edit(folder.path(), "src/types/batch.rs", "// @generated", "<<<<<<< HEAD\n// @generated");
    let written = set.write(folder.path()).unwrap();
    assert_eq!(actions(&written), [("README.md", Action::Restored), ("src/types/batch.rs", Action::Restored)]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (folder, set) = written();
    let (root, elsewhere) = (folder.path(), TempDir::new().unwrap());
    fs::remove_dir_all(root.join("src/types")).unwrap();
    symlink(elsewhere.path(), root.join("src/types")).unwrap();
    assert_eq!(refused(&set, root), ["src/types"]);

    let link = elsewhere.path().join("link");
    symlink(root, &link).unwrap();
    assert_eq!(refused(&set, &link), [""]);
    assert_eq!(refused(&set, &link.join("")), [""]);
}

#[test]
fn a_path_that_leaves_the_folder_is_refused() {
    let folder = TempDir::new().unwrap();
    for path in ["../evil.rs", "/evil.rs", "src//a.rs", "src/../../evil.rs", "c:evil.rs", "src\\evil.rs"] {
        let mut set = FileSet::new("schema/api.yaml");
        set.insert(path, "", Origin::Description);
        assert_eq!(refused(&set, folder.path()), [path]);
    }
}

/// Run by the next test in a process of its own, which can write no file of more than a few hundred bytes.
#[test]
#[ignore = "has to fail"]
fn child_writes_a_file_that_does_not_fit() {
    let root = std::env::var_os("CRATE_TO_WRITE").expect("the test that starts it says where");
    let mut set = crate_with("struct New;\n", "1111", "# New\n");
    set.insert("src/zz/deep/large.rs", &"// Large.\n".repeat(10_000), Origin::Description);
    let error = set.write(Path::new(&root)).unwrap_err();
    assert!(matches!(error, OutputError::Io { .. }), "{error}");
    println!("refused");
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_changes_nothing() {
    let (folder, _) = written();
    let before = listing(folder.path());
    let output = std::process::Command::new("sh")
        .args(["-c", r#"trap '' XFSZ; ulimit -f 2; exec "$0" "$@""#])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "codegen::files::tests::child_writes_a_file_that_does_not_fit", "--ignored", "--nocapture"])
        .env("CRATE_TO_WRITE", folder.path())
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && stdout.contains("refused"), "{stdout}");
    assert_eq!(listing(folder.path()), before);
    assert!(!folder.path().join("src/zz").exists(), "no empty folder is left");
}

#[test]
fn a_rename_that_fails_is_reported_as_unfinished_and_the_next_run_completes_the_folder() {
    let (folder, _) = written();
    let root = folder.path();
    let mut set = crate_with("struct New;\n", "1111", "# New\n");
    set.insert("zz/last.rs", "", Origin::Description);
    // Renaming a file over a folder fails, as does a folder over one that is not empty, and only when its turn comes: the folder
    // is made behind the plan's back.
    let changes = plan::plan(&scan::scan(&set, root).unwrap()).changes;
    let staged = stage::stage(&set, root, &changes).unwrap();
    fs::create_dir_all(root.join("zz/last.rs")).unwrap();
    let error = write::commit(root, &changes, staged).unwrap_err();
    assert!(matches!(error, OutputError::Unfinished { .. }), "{error}");
    fs::remove_dir(root.join("zz/last.rs")).unwrap();

    let missing: Vec<_> = drifts(&set, root).into_iter().map(|(path, kind, _)| (path, kind)).collect();
    let record = (RECORD_PATH.to_owned(), DriftKind::Stale);
    assert_eq!(missing, [record, ("zz/last.rs".to_owned(), DriftKind::Missing)]);
    set.write(root).unwrap();
    assert_eq!(drifts(&set, root), []);
}

#[test]
fn the_leavings_of_a_killed_run_are_cleared_away() {
    let (folder, set) = written();
    let (file, inside) =
        (folder.path().join("src/types/.codegen-staged-abc"), folder.path().join(".codegen-staged-def"));
    fs::write(&file, "half").unwrap();
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join("Cargo.toml"), "half").unwrap();
    assert_eq!(drifts(&set, folder.path()), []);
    set.write(folder.path()).unwrap();
    assert!(!file.exists() && !inside.exists());
}

#[test]
fn what_others_put_into_the_folder_stays() {
    let (folder, _) = written();
    let root = folder.path();
    for path in ["notes.md", "src/notes/mine.rs", "target/debug/cache", ".git/HEAD", "tools/Cargo.toml"] {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), "mine\n").unwrap();
    }
    let old = listing(root);
    let unchanged = fs::metadata(root.join("LICENSE-MIT")).unwrap().modified().unwrap();

    crate_with("struct New;\n", "1111", "# New\n").write(root).unwrap();

    let new = listing(root);
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    assert!(new["README.md"].contains("# New"));
    assert_eq!(new.values().filter(|text| *text == "mine\n").count(), 5);
    assert_eq!(fs::metadata(root.join("LICENSE-MIT")).unwrap().modified().unwrap(), unchanged, "Cargo looks at it");
}

/// Run by the next test in a process of its own: writes one crate and the other, until it is killed.
#[test]
#[ignore = "runs until it is killed"]
fn child_writes_for_ever() {
    let root = std::env::var_os("CRATE_TO_WRITE").expect("the test that starts it says where");
    let crates = [sample(), crate_with("struct New;\n", "1111", "# New\n")];
    println!("\nstarted");
    loop {
        crates.iter().for_each(|set| drop(set.write(Path::new(&root)).unwrap()));
    }
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_run_completes_the_crate() {
    let (folder, set) = written();
    let root = folder.path();
    let old = listing(root);
    crate_with("struct New;\n", "1111", "# New\n").write(root).unwrap();
    let new = listing(root);
    for round in 0..40_u64 {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "codegen::files::tests::child_writes_for_ever", "--ignored", "--nocapture"])
            .env("CRATE_TO_WRITE", root)
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "started"));
        std::thread::sleep(std::time::Duration::from_micros(round * 1_370 % 9_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = listing(root);
        for path in old.keys() {
            assert!(found[path] == old[path] || found[path] == new[path], "round {round}: {path}: {}", found[path]);
        }
        let differing: Vec<_> = old.keys().filter(|path| found[*path] != old[*path]).cloned().collect();
        assert_eq!(drifts(&set, root).into_iter().map(|(path, ..)| path).collect::<Vec<_>>(), differing);
    }
    set.write(root).unwrap();
    assert_eq!(listing(root), old, "and what the kills left is cleared away");
}
