//! What a lenient run did without: where, why, and what became of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::mend::{Mend, Removed};
use crate::diagnostics::{Code, Diagnostic};
use crate::edits::references;
use crate::markdown::{cell, code_cell};
use crate::openapi::Node;
use crate::source::Pointer;

/// In the order of the description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: Vec<Entry>,
}

/// One thing that was mended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    kind: Kind,
    /// Where the problem is.
    at: Pointer,
    code: Code,
    reason: String,
    /// What was done about it.
    done: String,
    /// The node that was changed or left out.
    changed: Pointer,
    /// The operations it concerns, as `GET /path`; empty until all is mended.
    operations: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Operation,
    Part,
    Json,
    Other,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Operation, Self::Part, Self::Json, Self::Other];

    fn of(mend: &Mend) -> Self {
        match mend {
            Mend::Remove(_, Removed::Operation) => Self::Operation,
            Mend::Remove(_, Removed::Parameter | Removed::Property | Removed::Body) => Self::Part,
            Mend::AnyJson(_) | Mend::AnyText(_) => Self::Json,
            Mend::Remove(_, Removed::Keyword)
            | Mend::Text(..)
            | Mend::Complete(..)
            | Mend::DeclarePath(_)
            | Mend::Rename(..)
            | Mend::Extract(..) => Self::Other,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Operation => "Operations left out",
            Self::Part => "Parameters, properties and bodies left out",
            Self::Json => "Values without a type of their own",
            Self::Other => "Mistakes that were carried on with",
        }
    }
}

impl Entry {
    pub(super) fn new(problem: &Diagnostic, at: &Pointer, mend: &Mend) -> Self {
        Self {
            kind: Kind::of(mend),
            at: at.clone(),
            code: problem.code,
            reason: problem.message.clone(),
            done: mend.words(),
            changed: mend.at().clone(),
            operations: BTreeSet::new(),
        }
    }
}

impl Ledger {
    pub(super) fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Puts the entries into order, with the operations of the description as it was.
    pub fn finish(&mut self, description: &Node) {
        if self.is_empty() {
            return;
        }
        let users = Users::of(description);
        for entry in &mut self.entries {
            entry.operations = users.at(&entry.changed);
        }
        self.entries.sort();
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// One line, such as `left out: 2 operations, 1 part; 5 values without a type of their own; 3 other mistakes`.
    pub fn summary(&self) -> String {
        let count = |kind: Kind| self.entries.iter().filter(|entry| entry.kind == kind).count();
        let counted = |kind: Kind, one: &str, many: &str| match count(kind) {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        format!(
            "left out: {}, {}; {}; {} carried on with",
            counted(Kind::Operation, "operation", "operations"),
            counted(Kind::Part, "parameter, property or body", "parameters, properties and bodies"),
            counted(Kind::Json, "value without a type", "values without a type"),
            counted(Kind::Other, "other mistake", "other mistakes"),
        )
    }

    /// How many values have no type of their own.
    pub fn untyped(&self) -> usize {
        self.entries.iter().filter(|entry| entry.kind == Kind::Json).count()
    }

    /// `LEDGER.md`.
    pub fn markdown(&self) -> String {
        let mut text =
            "# What this crate does without\n\nThe description was read leniently: what is wrong in it, or cannot be \
                        generated, was left out or has no type of its own. Each row is one such place.\n"
                .to_owned();
        let mut by_kind: BTreeMap<Kind, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            by_kind.entry(entry.kind).or_default().push(entry);
        }
        for kind in Kind::ALL {
            let Some(entries) = by_kind.get(&kind) else { continue };
            let title = kind.title();
            let _ = write!(text, "\n## {title}\n\n| operation | reason | what was done | place |\n|---|---|---|---|\n");
            for entry in entries {
                let Entry { kind: _, at, code, reason, done, changed: _, operations } = entry;
                let operations = match operations.len() {
                    0 => "none".to_owned(),
                    1 | 2 => operations.iter().map(|name| code_cell(name)).collect::<Vec<_>>().join(", "),
                    count => format!("{count} operations"),
                };
                let (reason, place) = (cell(reason), code_cell(&format!("#{at}")));
                let _ = writeln!(text, "| {operations} | {code}: {reason} | {done} | {place} |");
            }
        }
        text
    }
}

/// Which operations use each component, directly or by way of others.
struct Users(BTreeMap<(String, String), BTreeSet<String>>);

impl Users {
    fn of(root: &Node) -> Self {
        let mut refers: BTreeMap<(String, String), Vec<(String, String)>> = BTreeMap::new();
        for (section, members) in entries(root, "components") {
            for (name, node) in members.entries() {
                references(node, refers.entry((section.clone(), name.clone())).or_default());
            }
        }
        let mut users: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for (path, item) in entries(root, "paths") {
            for (method, operation) in item.entries() {
                let mut open = Vec::new();
                references(operation, &mut open);
                let name = named(method, path);
                while let Some(component) = open.pop() {
                    let next = refers.get(&component);
                    if users.entry(component).or_default().insert(name.clone()) {
                        open.extend(next.into_iter().flatten().cloned());
                    }
                }
            }
        }
        Self(users)
    }

    /// The operations that a place belongs to.
    fn at(&self, at: &Pointer) -> BTreeSet<String> {
        match at.segments()[..] {
            ["paths", path, method, ..] => BTreeSet::from([named(method, path)]),
            ["paths", path] => BTreeSet::from([path.to_owned()]),
            ["components", section, name, ..] => {
                self.0.get(&(section.to_owned(), name.to_owned())).cloned().unwrap_or_default()
            }
            _ => BTreeSet::new(),
        }
    }
}

fn named(method: &str, path: &str) -> String {
    format!("{} {path}", method.to_uppercase())
}

fn entries<'n>(root: &'n Node, key: &str) -> &'n [(String, Node)] {
    root.get(key).map_or(&[], Node::entries)
}
