//! Diagnostics as text: for people, for editors, for tools, for GitHub. Only here do pointers become lines and columns,
//! so a description without problems never pays for positions.

mod human;
mod machine;
mod spots;
mod window;

use self::spots::{Shown, Spots};
use super::{CAP, Diagnostics, Severity};
use crate::source::Source;

/// For whom problems are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageFormat {
    /// With the line of the description, like rustc.
    Human,
    /// `file:line:column: error[E0005]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands, which GitHub shows beside the change.
    Github,
}

/// Empty if there are no diagnostics; otherwise whole lines, in document order.
pub fn render(diagnostics: &Diagnostics, source: &Source, format: MessageFormat) -> String {
    with_spots(diagnostics, source, |shown, spots| match format {
        MessageFormat::Human => human::render(shown, spots, false),
        MessageFormat::Short => machine::short(shown, spots),
        MessageFormat::Json => machine::json(shown, spots),
        MessageFormat::Github => machine::github(shown, spots),
    })
}

/// [`MessageFormat::Human`] with terminal colours.
pub fn render_colored(diagnostics: &Diagnostics, source: &Source) -> String {
    with_spots(diagnostics, source, |shown, spots| human::render(shown, spots, true))
}

/// The diagnostics to show, in document order, and how many errors and warnings there are in all.
struct Selection<'d> {
    shown: Vec<Shown<'d>>,
    errors: usize,
    warnings: usize,
}

impl Selection<'_> {
    fn left_out(&self) -> usize {
        self.errors + self.warnings - self.shown.len()
    }
}

fn with_spots(
    diagnostics: &Diagnostics,
    source: &Source,
    write: impl FnOnce(&Selection<'_>, &Spots<'_>) -> String,
) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let spots = Spots::new(diagnostics, source);
    let mut shown: Vec<Shown<'_>> = diagnostics.iter().map(|diagnostic| spots.shown(diagnostic)).collect();
    shown.sort_by_cached_key(Shown::order);
    // What several aliases lead to is wrong once.
    shown.dedup_by(|next, kept| next.spot.span.is_some() && next.order() == kept.order());
    let errors = shown.iter().filter(|shown| shown.diagnostic.severity() == Severity::Error).count();
    let warnings = shown.len() - errors;
    // Where not all fit, errors come before warnings; among themselves both keep the order of the description.
    shown.sort_by_key(|shown| shown.diagnostic.severity());
    shown.truncate(CAP);
    shown.sort_by_cached_key(Shown::order);
    write(&Selection { shown, errors, warnings }, &spots)
}
