//! How the output folder differs from what the generator would write, why, and what repairs it.

use serde_json::json;

use super::{annotation, count, json_line, repair, shown};
use crate::codegen::files::{Cause, Drift, DriftKind};
use crate::codegen::{Options, paths};
use model::diagnostics::MessageFormat;

/// A diff longer than this is cut for people. Machines get all of it.
const LINES_SHOWN: usize = 100;
/// The same for a diff that only repeats a whole file.
const LINES_SHOWN_OF_FILE: usize = 20;

pub(super) fn text(drifts: &[Drift], files: usize, options: &Options, format: MessageFormat) -> String {
    let mut text = String::new();
    // Of a folder that was never written, every file is missing.
    let is_shown = |drift: &&Drift| format == MessageFormat::Json || drift.cause != Cause::NeverWritten;
    for drift in drifts.iter().filter(is_shown) {
        let path = shown(options, &drift.path);
        let message = format!("{}{}", state(drift.kind), because(drift, options));
        text += &match format {
            MessageFormat::Human => format!("{path}: {message}\n{}", cut(drift)),
            MessageFormat::Short => format!("{path}: {message}\n"),
            MessageFormat::Github => {
                annotation("error", Some(&path), &format!("{message}; repair: {}", way_out(drift.kind, options)))
            }
            MessageFormat::Json => json_line(&json!({
                "reason": "drift",
                "path": path,
                "state": state_key(drift.kind),
                "cause": cause_key(&drift.cause),
                "message": message,
                "diff": drift.diff,
                "repair": way_out(drift.kind, options),
            })),
        };
    }
    text + &summary(drifts, files, options, format)
}

fn summary(drifts: &[Drift], files: usize, options: &Options, format: MessageFormat) -> String {
    let folder = shown(options, "");
    match format {
        MessageFormat::Json => json_line(&json!({
            "reason": "summary", "folder": folder, "drifted": drifts.len(), "files": files, "repair": repair(options),
        })),
        _ if drifts.is_empty() => format!("{folder} is up to date ({})\n", count(files, "file")),
        MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => {
            let missing = drifts.iter().filter(|drift| drift.cause == Cause::NeverWritten).count();
            let mut text = match missing {
                0 => format!("{folder} is not up to date: {}\n", count(drifts.len(), "difference")),
                missing => format!("nothing was generated into {folder} yet: {} missing\n", are(missing)),
            };
            if drifts.iter().any(|drift| is_ours(drift.kind)) {
                text += &format!("to repair it, run: {}\n", repair(options));
            }
            if drifts.iter().any(|drift| !is_ours(drift.kind)) {
                text += "files that the generator leaves alone have to be moved or deleted by hand\n";
            }
            text
        }
    }
}

/// Whether a run of the generator repairs it.
fn is_ours(kind: DriftKind) -> bool {
    match kind {
        DriftKind::Missing | DriftKind::Stale | DriftKind::Edited | DriftKind::Orphaned => true,
        DriftKind::EditedOrphan | DriftKind::Unknown | DriftKind::InTheWay => false,
    }
}

fn way_out(kind: DriftKind, options: &Options) -> String {
    match kind {
        DriftKind::Missing | DriftKind::Stale | DriftKind::Edited | DriftKind::Orphaned => repair(options),
        DriftKind::EditedOrphan => "move what was edited out of the folder, then delete the file".to_owned(),
        DriftKind::Unknown | DriftKind::InTheWay => "move the file out of the folder, or delete it".to_owned(),
    }
}

fn state(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::Missing => "missing",
        DriftKind::Stale => "stale",
        DriftKind::Edited => "edited by hand",
        DriftKind::Orphaned => "orphaned, no longer generated",
        DriftKind::EditedOrphan => "orphaned, no longer generated, and edited by hand",
        DriftKind::Unknown => "unknown, not written by the generator",
        DriftKind::InTheWay => "in the way: not written by the generator, and a generated file belongs here",
    }
}

fn because(drift: &Drift, options: &Options) -> String {
    match &drift.cause {
        Cause::Description => format!(" ({} changed)", paths::shown(&options.schema)),
        Cause::Template(path) => format!(" (templates/crate/{path} changed)"),
        Cause::Runtime(path) => format!(" (templates/runtime/src/runtime/{path} changed)"),
        Cause::Generator => " (the generator changed: xtask, or a dependency in Cargo.lock)".to_owned(),
        Cause::ByHand if drift.kind == DriftKind::Missing => " (deleted by hand)".to_owned(),
        Cause::ByHand => String::new(),
        Cause::NeverWritten => " (nothing was generated here yet)".to_owned(),
        Cause::Unclear => " (what changed is unclear: the record of the last run is missing or edited)".to_owned(),
    }
}

fn state_key(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::Missing => "missing",
        DriftKind::Stale => "stale",
        DriftKind::Edited => "edited",
        DriftKind::Orphaned => "orphaned",
        DriftKind::EditedOrphan => "edited-orphan",
        DriftKind::Unknown => "unknown",
        DriftKind::InTheWay => "in-the-way",
    }
}

fn cause_key(cause: &Cause) -> &'static str {
    match cause {
        Cause::Description => "description",
        Cause::Template(_) => "template",
        Cause::Runtime(_) => "runtime",
        Cause::Generator => "generator",
        Cause::ByHand => "by-hand",
        Cause::NeverWritten => "never-written",
        Cause::Unclear => "unclear",
    }
}

fn are(files: usize) -> String {
    if files == 1 { "1 file is".to_owned() } else { format!("{files} files are") }
}

fn cut(drift: &Drift) -> String {
    let most = match drift.kind {
        DriftKind::Missing | DriftKind::Orphaned => LINES_SHOWN_OF_FILE,
        DriftKind::Stale | DriftKind::Edited | DriftKind::EditedOrphan | DriftKind::Unknown | DriftKind::InTheWay => {
            LINES_SHOWN
        }
    };
    let lines = drift.diff.lines().count();
    if lines <= most {
        return drift.diff.clone();
    }
    let shown: String = drift.diff.split_inclusive('\n').take(most).collect();
    format!("{shown}... {} more; --message-format json shows all\n", count(lines - most, "line"))
}
