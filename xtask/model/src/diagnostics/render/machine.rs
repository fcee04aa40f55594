//! For editors and tools: one line a problem.

use serde_json::{Value, json};

use super::Selection;
use super::spots::{Shown, Spot, Spots};
use crate::annotation::Annotation;
use crate::characters::{is_invisible, json_escape};
use crate::diagnostics::{Help, Severity, visible};

/// `file:line:column: error[E0005]: message (help: what to do)`.
pub fn short(selection: &Selection<'_>, spots: &Spots<'_>) -> String {
    let mut text = String::new();
    for shown in &selection.shown {
        let (line, column) = (shown.spot.line, spots.column(&shown.spot));
        let message = visible(&shown.diagnostic.message);
        text += &format!("{}:{line}:{column}: {}[{}]: {message}", spots.path, severity(shown), shown.diagnostic.code);
        if let Some(help) = &shown.diagnostic.help {
            text += &format!(" (help: {})", visible(&help.words()));
        }
        text.push('\n');
    }
    if selection.left_out() > 0 {
        text += &format!("{}: {} more problems are not shown\n", spots.path, selection.left_out());
    }
    text
}

/// One object a problem, and a last one that counts them.
pub fn json(selection: &Selection<'_>, spots: &Spots<'_>) -> String {
    let mut text = String::new();
    for shown in &selection.shown {
        let related: Vec<Value> = shown
            .related
            .iter()
            .map(|(spot, message)| with_place(json!({ "message": message }), spot, spots))
            .collect();
        let diagnostic = with_place(
            json!({
                "reason": "diagnostic",
                "code": shown.diagnostic.code.as_str(),
                "severity": severity(shown),
                "message": shown.diagnostic.message,
                "help": shown.diagnostic.help.as_ref().map(Help::words),
                "related": related,
            }),
            &shown.spot,
            spots,
        );
        text += &escaped(&diagnostic.to_string());
        text.push('\n');
    }
    let summary = json!({
        "reason": "diagnostics-summary",
        "errors": selection.errors,
        "warnings": selection.warnings,
        "not_shown": selection.left_out(),
    });
    text + &format!("{summary}\n")
}

/// Workflow commands.
pub fn github(selection: &Selection<'_>, spots: &Spots<'_>) -> String {
    let mut text = String::new();
    for shown in &selection.shown {
        let (line, column) = (shown.spot.line, spots.column(&shown.spot));
        let code = shown.diagnostic.code;
        let mut message = visible(&shown.diagnostic.message).into_owned();
        if let Some(pointer) = &shown.spot.pointer {
            message += &format!("\nat #{}", visible(&pointer.to_string()));
        }
        if let Some(help) = &shown.diagnostic.help {
            message += &format!("\nhelp: {}", visible(&help.words()));
        }
        let annotation = Annotation {
            level: severity(shown),
            file: Some(spots.path),
            at: Some((line, column)),
            title: Some(code.as_str()),
            message: &message,
        };
        text += &annotation.to_string();
    }
    if selection.left_out() > 0 {
        text += &format!("::notice::{} more problems are not shown\n", selection.left_out());
    }
    text
}

/// Characters that deceive the eye, as JSON can spell them. They only occur inside strings.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_invisible(character) || character.is_control() {
            text += &json_escape(character);
        } else {
            text.push(character);
        }
    }
    text
}

fn with_place(mut value: Value, spot: &Spot, spots: &Spots<'_>) -> Value {
    value["file"] = json!(spots.path);
    value["line"] = json!(spot.line);
    value["column"] = json!(spots.column(spot));
    value["pointer"] = json!(spot.pointer.as_ref().map(ToString::to_string));
    value
}

fn severity(shown: &Shown<'_>) -> &'static str {
    match shown.diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
