//! Compares an output folder with the files that belong in it. Reads only; `write` and `diff` both start here.
//!
//! Links are never followed: a link that stands where a file belongs is in the way, whatever it points at.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::walk::{Kind, walk};
use super::{FileSet, Origin, OutputError, Refusal};
use model::header;

/// What was found at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Wanted, not there.
    Missing,
    /// Wanted, there, equal.
    Same,
    /// Wanted, there, as an earlier run wrote it, or of a version whose hashes nobody checks any more.
    Stale(String),
    /// Wanted, there, changed since a run wrote it.
    Edited(String),
    /// Bears our header, but is not wanted any more.
    Orphaned { text: String, source: String, intact: bool },
    /// Not ours, and not in the way.
    Unknown,
    /// Not ours, and where a wanted file belongs.
    InTheWay(Refusal),
}

/// The folder as it was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    pub states: BTreeMap<String, State>,
    /// New files that runs which were killed have left beside their targets.
    pub leftovers: Vec<PathBuf>,
}

pub(super) fn scan(set: &FileSet, root: &Path) -> Result<Scan, OutputError> {
    let mut scan = Scan::default();
    let mut found = list(set, root, &mut scan)?;
    for (path, file) in &set.files {
        let state = match blocked(path, &found) {
            Some(refusal) => State::InTheWay(refusal),
            None => match found.remove(path) {
                None => State::Missing,
                Some(Kind::File) => compare(path, &file.text, &file.origin, root)?,
                Some(Kind::Link) => refuse(path, "a symbolic link stands in its place", "remove the link"),
                Some(_) => refuse(path, "something that is not a file stands in its place", "move it away"),
            },
        };
        scan.states.insert(path.clone(), state);
    }
    for (path, kind) in found {
        if kind != Kind::Folder && !scan.states.contains_key(&path) {
            let state = identify(&path, kind, root)?;
            scan.states.insert(path, state);
        }
    }
    Ok(scan)
}

/// The files and folders below the root. What is apart goes straight into the scan.
fn list(set: &FileSet, root: &Path, scan: &mut Scan) -> Result<BTreeMap<String, Kind>, OutputError> {
    let mut found = BTreeMap::new();
    // With a slash at its end the path of a link would mean the folder behind it.
    let without_slash: PathBuf = root.components().collect();
    match fs::symlink_metadata(without_slash) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(OutputError::io(root, "read")(error)),
        Ok(metadata) if metadata.is_symlink() => {
            return Err(refuse_root("the output folder is a symbolic link", "name the folder it points at"));
        }
        Ok(metadata) if !metadata.is_dir() => {
            return Err(refuse_root("the output folder is a file", "name a folder with --out"));
        }
        Ok(_) => {}
    }
    for (path, kind) in walk(set, root).map_err(OutputError::io(root, "list"))? {
        match kind {
            Kind::Tools => {}
            Kind::Package => drop(scan.states.insert(format!("{path}/"), State::Unknown)),
            Kind::Leftover => scan.leftovers.push(root.join(path)),
            Kind::File | Kind::Folder | Kind::Link | Kind::Other => drop(found.insert(path, kind)),
        }
    }
    Ok(found)
}

/// A link or file where a folder on the way to this path belongs.
fn blocked(path: &str, found: &BTreeMap<String, Kind>) -> Option<Refusal> {
    let ancestors = path.match_indices('/').map(|(at, _)| &path[..at]);
    let blocker = ancestors.into_iter().find(|folder| found.get(*folder).is_some_and(|kind| *kind != Kind::Folder))?;
    Some(Refusal {
        path: blocker.to_owned(),
        reason: "a folder belongs here, but something else stands in its place (links are not followed)",
        help: "move it away",
    })
}

fn compare(path: &str, wanted: &str, origin: &Origin, root: &Path) -> Result<State, OutputError> {
    let bytes = read(&root.join(path))?;
    if bytes == wanted.as_bytes() {
        return Ok(State::Same);
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // An empty file holds nothing that could be lost.
    let without_header = bytes.is_empty() || *origin == Origin::Licence;
    Ok(match header::read(&text) {
        Some(header) if header.intact || header.earlier => State::Stale(text),
        Some(_) => State::Edited(text),
        None if without_header => State::Edited(text),
        None => refuse(
            path,
            "a file without the generator's header stands in its place",
            "move it away, or delete it if it is not needed",
        ),
    })
}

fn identify(path: &str, kind: Kind, root: &Path) -> Result<State, OutputError> {
    if kind != Kind::File {
        return Ok(State::Unknown);
    }
    let bytes = read(&root.join(path))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(match header::read(&text) {
        Some(header) => State::Orphaned { source: header.source, intact: header.intact, text: text.into_owned() },
        None => State::Unknown,
    })
}

fn read(path: &Path) -> Result<Vec<u8>, OutputError> {
    fs::read(path).map_err(OutputError::io(path, "read"))
}

fn refuse(path: &str, reason: &'static str, help: &'static str) -> State {
    State::InTheWay(Refusal { path: path.to_owned(), reason, help })
}

fn refuse_root(reason: &'static str, help: &'static str) -> OutputError {
    OutputError::Refused(vec![Refusal { path: String::new(), reason, help }])
}
