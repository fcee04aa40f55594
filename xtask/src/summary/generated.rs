//! The files of the generated crate that differ from the base, by what caused it. The first line of a file names what it
//! was made from; what of that changed too is the cause, and what none of it explains is the generator's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::codegen::files;
use crate::codegen::report::DEFAULT_OUT;
use crate::git;
use model::characters::longest_run;
use model::openapi::Limits;

/// GitHub takes a summary of a megabyte; a diff that long is not read there.
const MOST_BYTES: usize = 200_000;

/// The section of the summary.
///
/// # Errors
///
/// What git said.
pub fn section(root: &Path, base: &str, limits: &Limits) -> Result<String, String> {
    let changed: BTreeSet<String> = git::lines(root, ["diff", "--name-only", base], limits)?.into_iter().collect();
    let counts = git::lines(root, ["diff", "--numstat", "--no-renames", base, "--", DEFAULT_OUT], limits)?;
    let mut causes: BTreeMap<String, Share> = BTreeMap::new();
    for file in counts.iter().filter_map(|line| Counted::parse(line)) {
        let text = text_of(root, base, file.path, limits);
        let sources = files::sources(&text).unwrap_or_default();
        causes.entry(cause(&sources, &changed)).or_default().add(&file);
    }
    let diff = git::output(root, ["diff", "--no-renames", base, "--", DEFAULT_OUT], limits)?;
    Ok(markdown(&causes, &String::from_utf8_lossy(&diff)))
}

/// A line of `git diff --numstat`.
struct Counted<'l> {
    added: usize,
    removed: usize,
    path: &'l str,
}

impl<'l> Counted<'l> {
    fn parse(line: &'l str) -> Option<Self> {
        let mut parts = line.splitn(3, '\t');
        let [added, removed, path] = [parts.next()?, parts.next()?, parts.next()?];
        Some(Self { added: added.parse().ok()?, removed: removed.parse().ok()?, path })
    }
}

/// What one cause did.
#[derive(Default)]
struct Share {
    files: usize,
    added: usize,
    removed: usize,
}

impl Share {
    fn add(&mut self, file: &Counted<'_>) {
        self.files += 1;
        self.added += file.added;
        self.removed += file.removed;
    }
}

/// The file as it is, or as it was if it is gone. One that cannot be read tells nothing of its cause.
fn text_of(root: &Path, base: &str, path: &str, limits: &Limits) -> String {
    let now = fs::read(root.join(path)).or_else(|_| git::output(root, ["show", &format!("{base}:{path}")], limits));
    String::from_utf8_lossy(&now.unwrap_or_default()).into_owned()
}

fn cause(sources: &[String], changed: &BTreeSet<String>) -> String {
    let guilty: Vec<String> =
        sources.iter().filter(|source| changed.contains(*source)).map(|source| format!("`{source}`")).collect();
    let is_generator = |path: &String| path.starts_with("xtask/") || path == "Cargo.lock";
    if !guilty.is_empty() {
        format!("{} changed", guilty.join(" and "))
    } else if changed.iter().any(is_generator) {
        "the generator changed (`xtask`, or a dependency in `Cargo.lock`)".to_owned()
    } else {
        "nothing that it is made from changed: edited by hand, or not generated for long".to_owned()
    }
}

fn markdown(causes: &BTreeMap<String, Share>, diff: &str) -> String {
    if causes.is_empty() {
        return format!("## What changes in `{DEFAULT_OUT}`\n\nNothing.\n");
    }
    let rows: String = causes
        .iter()
        .map(|(cause, Share { files, added, removed })| format!("| {cause} | {files} | +{added} −{removed} |\n"))
        .collect();
    let end = diff.char_indices().map(|(at, _)| at).take_while(|at| *at <= MOST_BYTES).last().unwrap_or(0);
    let (shown, rest) = if diff.len() > MOST_BYTES { diff.split_at(end) } else { (diff, "") };
    let left_out = if rest.is_empty() { "" } else { "\nThe rest is left out here.\n" };
    // A fence that nothing in the diff can close.
    let fence = "`".repeat(longest_run(shown, '`').max(2) + 1);
    format!(
        "## What changes in `{DEFAULT_OUT}`\n\n| because | files | lines |\n|---|---|---|\n{rows}\n\
         <details><summary>The diff</summary>\n\n{fence}diff\n{shown}\n{fence}\n{left_out}\n</details>\n"
    )
}
