//! For people: what rustc's users know, made by rustc's own renderer.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Selection;
use super::spots::{Shown, Spot, Spots};
use super::window::window;
use crate::diagnostics::{Severity, visible};

pub fn render(selection: &Selection<'_>, spots: &Spots<'_>, colored: bool) -> String {
    let renderer = if colored { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for shown in &selection.shown {
        for line in renderer.render(&report(shown, spots)).lines().filter(|line| !is_separator(line)) {
            text += line;
            text.push('\n');
        }
        text.push('\n');
    }
    text + &closing(selection)
}

/// The renderer separates a place from a line of text without a path by `:::`, as if they were of different files.
fn is_separator(line: &str) -> bool {
    let mut bare = String::new();
    for part in line.split('\u{1B}') {
        bare += match part.split_once('m') {
            Some((code, rest)) if code.starts_with('[') => rest,
            _ => part,
        };
    }
    bare.trim() == ":::"
}

fn report<'a>(shown: &'a Shown<'_>, spots: &'a Spots<'_>) -> Vec<Group<'a>> {
    let diagnostic = shown.diagnostic;
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut main = located(Group::with_title(title), &shown.spot, spots);
    if let Some(pointer) = shown.spot.pointer.as_ref().map(|pointer| format!("#{pointer}"))
        && !diagnostic.message.ends_with(&pointer)
    {
        main = main.element(Level::NOTE.message(format!("at `{}`", visible(&pointer))));
    }
    let mut groups = Vec::new();
    let help = diagnostic.help.as_ref().map(|help| visible(&help.words()).into_owned());
    if shown.related.is_empty() {
        groups.push(match help {
            Some(help) => main.element(Level::HELP.message(help)),
            None => main,
        });
        return groups;
    }
    groups.push(main);
    for (spot, message) in &shown.related {
        groups.push(located(Group::with_title(Level::NOTE.secondary_title(visible(message))), spot, spots));
    }
    groups.extend(help.map(|help| Group::with_title(Level::HELP.secondary_title(help))));
    groups
}

/// The place with its line of text. Path, line and column are given apart from the line, because the line may be cut.
fn located<'a>(group: Group<'a>, spot: &Spot, spots: &'a Spots<'_>) -> Group<'a> {
    let origin = Origin::path(spots.path).line(spot.line).char_column(spots.column(spot));
    let group = group.element(origin);
    match window(spots, spot) {
        Some(window) => {
            let mark = AnnotationKind::Primary.span(window.mark);
            group.element(Snippet::source(window.text).line_start(spot.line).annotation(mark))
        }
        None => group,
    }
}

/// How many there were, and where to read more.
fn closing(selection: &Selection<'_>) -> String {
    let mut text = String::new();
    if selection.left_out() > 0 {
        text += &format!("{} more are not shown\n", count(selection.left_out(), "problem"));
    }
    let parts = [(selection.errors, "error"), (selection.warnings, "warning")];
    let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(n, what)).collect();
    text += &format!("{}; `cargo xtask explain CODE` tells more about a code\n", parts.join(" and "));
    text
}

fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
