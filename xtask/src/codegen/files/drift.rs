//! How a folder differs from the files that belong in it, file by file, with the likely cause. Reads only.

use std::path::Path;

use similar::TextDiff;

use super::scan::{State, scan};
use super::{FileSet, Origin, OutputError, RECORD_PATH, Record};

/// One file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Below the output folder, with `/`.
    pub path: String,
    pub kind: DriftKind,
    pub cause: Cause,
    /// From the file as it is to the file as it should be; empty for a file that the generator leaves alone.
    pub diff: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftKind {
    /// Should be there and is not.
    Missing,
    /// As an earlier run wrote it.
    Stale,
    /// Changed after a run wrote it.
    Edited,
    /// Written by an earlier run, and no longer part of the crate.
    Orphaned,
    /// Written by an earlier run, no longer part of the crate, and changed since, for all that can be told: not removed, the
    /// edit may be wanted.
    EditedOrphan,
    /// Not written by the generator; Cargo may still compile it.
    Unknown,
    /// Not written by the generator, and where a file of its own belongs.
    InTheWay,
}

/// What probably changed since the folder was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    Description,
    /// Path below `templates/crate`.
    Template(String),
    /// Path below `templates/runtime/src/runtime`.
    Runtime(String),
    /// Neither the description nor the template did, so it must have been the generator.
    Generator,
    ByHand,
    /// Nothing in the folder is the generator's: it has not been written yet.
    NeverWritten,
    /// There is no record to tell from.
    Unclear,
}

pub(super) fn diff(set: &FileSet, root: &Path) -> Result<Vec<Drift>, OutputError> {
    let scan = scan(set, root)?;
    let before = match scan.states.get(RECORD_PATH) {
        Some(State::Same) => set.record.clone(),
        Some(State::Stale(text)) => Record::parse(text),
        _ => None,
    };
    let causes = Causes {
        before: before.as_ref(),
        now: set.record.as_ref(),
        never_written: !scan.states.values().any(is_from_generator),
    };
    let mut drifts: Vec<_> = scan.states.iter().filter_map(|(path, state)| drift(set, path, state, &causes)).collect();
    blame_generator_for_new_files(&mut drifts);
    Ok(drifts)
}

fn is_from_generator(state: &State) -> bool {
    match state {
        State::Same | State::Stale(_) | State::Edited(_) | State::Orphaned { .. } => true,
        State::Missing | State::Unknown | State::InTheWay(_) => false,
    }
}

/// With the same inputs a missing file was deleted, unless the generator shows by other files that it has changed.
fn blame_generator_for_new_files(drifts: &mut [Drift]) {
    let changed = drifts.iter().any(|drift| drift.cause == Cause::Generator);
    for drift in drifts.iter_mut().filter(|drift| changed && drift.kind == DriftKind::Missing) {
        if drift.cause == Cause::ByHand {
            drift.cause = Cause::Generator;
        }
    }
}

fn drift(set: &FileSet, path: &str, state: &State, causes: &Causes<'_>) -> Option<Drift> {
    let wanted = set.files.get(path);
    let text = wanted.map_or("", |file| &*file.text);
    let origin = wanted.map_or(&Origin::Description, |file| &file.origin);
    let (kind, cause, diff) = match state {
        State::Same => return None,
        State::Missing => (DriftKind::Missing, causes.of_missing(origin), unified(path, "", text)),
        State::Stale(found) => (DriftKind::Stale, causes.of_stale(found, text, origin), unified(path, found, text)),
        State::Edited(found) => (DriftKind::Edited, Cause::ByHand, unified(path, found, text)),
        State::Orphaned { text: found, source, intact: true } => {
            (DriftKind::Orphaned, causes.of_orphan(source), unified(path, found, ""))
        }
        State::Orphaned { intact: false, .. } => (DriftKind::EditedOrphan, Cause::ByHand, String::new()),
        State::Unknown => (DriftKind::Unknown, Cause::ByHand, String::new()),
        State::InTheWay(_) => (DriftKind::InTheWay, Cause::ByHand, String::new()),
    };
    Some(Drift { path: path.to_owned(), kind, cause, diff })
}

/// Works back from the records: the output is a function of description, templates, runtime and generator, so what
/// none of the first three explains is the generator's.
struct Causes<'a> {
    before: Option<&'a Record>,
    now: Option<&'a Record>,
    never_written: bool,
}

impl Causes<'_> {
    fn of_stale(&self, found: &str, wanted: &str, origin: &Origin) -> Cause {
        match origin {
            Origin::Runtime(path) if body(found) != body(wanted) => Cause::Runtime(path.clone()),
            Origin::Runtime(_) | Origin::Licence => Cause::Generator,
            Origin::Template(path) => self.of_template(path),
            Origin::Description => self.of_description(),
            Origin::Inputs => self.of_record(),
        }
    }

    fn of_missing(&self, origin: &Origin) -> Cause {
        let cause = match origin {
            _ if self.never_written => Cause::NeverWritten,
            Origin::Runtime(path) => self.of_runtime(path),
            Origin::Template(path) => self.of_template(path),
            Origin::Description | Origin::Licence => self.of_description(),
            Origin::Inputs => Cause::ByHand,
        };
        if cause == Cause::Generator { Cause::ByHand } else { cause }
    }

    fn of_orphan(&self, source: &str) -> Cause {
        if let Some(path) = source.strip_prefix("templates/runtime/src/runtime/") {
            return Cause::Runtime(path.to_owned());
        }
        match source.strip_prefix("templates/crate/").and_then(|rest| rest.split(" and ").next()) {
            Some(path) => self.of_template(path),
            None => self.of_description(),
        }
    }

    fn of_template(&self, path: &str) -> Cause {
        let hash = |record: Option<&Record>| record.and_then(|record| record.templates.get(path).cloned());
        if self.before.is_some() && hash(self.before) != hash(self.now) {
            Cause::Template(path.to_owned())
        } else {
            self.of_description()
        }
    }

    fn of_runtime(&self, path: &str) -> Cause {
        match (self.before, self.now) {
            (Some(before), Some(now)) if before.runtime != now.runtime => Cause::Runtime(path.to_owned()),
            _ => self.of_description(),
        }
    }

    /// The first input whose hash is another one now.
    fn of_record(&self) -> Cause {
        let (Some(before), Some(now)) = (self.before, self.now) else { return Cause::Unclear };
        let of_other = |path: &&String| before.templates.get(*path) != now.templates.get(*path);
        let template = now.templates.keys().chain(before.templates.keys()).find(of_other);
        match template {
            _ if before.description != now.description => Cause::Description,
            Some(path) => Cause::Template(path.clone()),
            None => self.of_runtime("**"),
        }
    }

    fn of_description(&self) -> Cause {
        match (self.before, self.now) {
            (Some(before), Some(now)) if before.description != now.description => Cause::Description,
            (Some(_), Some(_)) => Cause::Generator,
            _ => Cause::Unclear,
        }
    }
}

fn body(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, body)| body)
}

/// In the form `git apply` reads.
fn unified(path: &str, found: &str, wanted: &str) -> String {
    let name = |prefix: &str, text: &str| {
        if text.is_empty() { "/dev/null".to_owned() } else { format!("{prefix}/{path}") }
    };
    TextDiff::from_lines(found, wanted)
        .unified_diff()
        .context_radius(3)
        .header(&name("a", found), &name("b", wanted))
        .to_string()
}
