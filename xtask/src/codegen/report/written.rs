//! What a run of `codegen` did to the output folder.

use serde_json::json;

use super::{count, json_line, shown};
use crate::codegen::Options;
use crate::codegen::files::{Action, Change, Written};
use model::diagnostics::MessageFormat;

pub(super) fn text(written: &Written, options: &Options, format: MessageFormat) -> String {
    match format {
        MessageFormat::Json => json_text(written, options),
        MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => human(written, options),
    }
}

/// More new files than these are only counted: a crate that is written for the first time has about a hundred.
const CREATED_SHOWN: usize = 10;

fn human(written: &Written, options: &Options) -> String {
    let mut text = String::new();
    let created = written.changes.iter().filter(|change| change.action == Action::Created).count();
    let is_shown = |change: &&Change| change.action != Action::Created || created <= CREATED_SHOWN;
    for change in written.changes.iter().filter(is_shown) {
        let path = shown(options, &change.path);
        text += &match change.action {
            Action::Restored => format!("restored {path} (it had been edited by hand)\n"),
            action => format!("{} {path}\n", name(action)),
        };
    }
    for path in &written.left_alone {
        text += &format!("left alone {} (this command did not write it)\n", shown(options, path));
    }
    for path in &written.kept {
        let path = shown(options, path);
        text +=
            &format!("left alone {path} (no longer generated, but edited by hand; move the edit away and delete it)\n");
    }
    let folder = shown(options, "");
    if written.changes.is_empty() {
        return text + &format!("{folder} is up to date ({})\n", count(written.unchanged, "file"));
    }
    let actions = [Action::Created, Action::Updated, Action::Restored, Action::Removed];
    let counts = actions.into_iter().filter_map(|action| {
        let number = written.changes.iter().filter(|change| change.action == action).count();
        (number > 0).then(|| format!("{number} {}", name(action)))
    });
    let counts: Vec<_> = counts.chain([format!("{} unchanged", written.unchanged)]).collect();
    text + &format!("{folder}: {}\n", counts.join(", "))
}

fn json_text(written: &Written, options: &Options) -> String {
    let changes = written
        .changes
        .iter()
        .map(|change| json!({"reason": "change", "path": shown(options, &change.path), "action": name(change.action)}));
    let left_alone =
        written.left_alone.iter().map(|path| json!({"reason": "left-alone", "path": shown(options, path)}));
    let kept = written.kept.iter().map(|path| json!({"reason": "kept", "path": shown(options, path)}));
    let summary = json!({
        "reason": "summary",
        "folder": shown(options, ""),
        "changed": written.changes.len(),
        "unchanged": written.unchanged,
    });
    changes.chain(left_alone).chain(kept).chain([summary]).map(|value| json_line(&value)).collect()
}

fn name(action: Action) -> &'static str {
    match action {
        Action::Created => "created",
        Action::Updated => "updated",
        Action::Restored => "restored",
        Action::Removed => "removed",
    }
}
