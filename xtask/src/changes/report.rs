//! A comparison in words: for reading (here), for a changelog, for programs, and for a pull request.

mod github;
mod json;
mod markdown;
mod table;

use super::choices::{FailOn, Format};
use super::{Change, ChangeOrigin, Level, Side, Verdict, Wire};
use crate::locations::Locations;
use model::api::Package;
use model::lenient::Ledger;

pub use table::rules;

/// Everything a report contains.
#[derive(Debug)]
pub struct Comparison<'a> {
    old: Compared<'a>,
    new: Compared<'a>,
    changes: Vec<Change>,
    verdict: Verdict,
}

/// One of the two descriptions.
#[derive(Debug)]
pub struct Compared<'a> {
    pub package: &'a Package,
    pub ledger: &'a Ledger,
    pub locations: Locations<'a>,
}

impl<'a> Comparison<'a> {
    pub fn new(old: Compared<'a>, new: Compared<'a>, changes: Vec<Change>, verdict: Verdict) -> Self {
        Self { old, new, changes, verdict }
    }

    /// Whether something is to be reported as a failure.
    pub fn fails(&self, fail_on: FailOn) -> bool {
        match fail_on {
            FailOn::Breaking => self.changes.iter().any(Change::is_breaking),
            FailOn::Version => !self.verdict.is_met(),
            FailOn::Never => false,
        }
    }

    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.text(),
            Format::Markdown => self.markdown(),
            Format::Json => self.json(),
            Format::Github => self.github(),
        }
    }

    /// What was not compared because a description was read leniently, a line for each.
    pub fn left_out(&self) -> String {
        let sides = [&self.old, &self.new].into_iter().filter(|side| !side.ledger.is_empty());
        sides.map(|side| format!("note: {}: {}\n", side.locations.path(), side.ledger.summary())).collect()
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for level in [Level::Major, Level::Minor, Level::Patch] {
            let changes: Vec<&Change> = self.changes.iter().filter(|change| change.level() == level).collect();
            if changes.is_empty() {
                continue;
            }
            text += &format!("{}\n\n", count(changes.len(), &format!("{} change", level.as_str())));
            for change in changes {
                let wire = if change.wire == Wire::Breaking { ", breaks released clients" } else { "" };
                let place = self.locations(&change.origin).shown(&change.origin.pointer);
                text += &format!("  {}: {} [{}{wire}]\n", change.item, change.message, change.rule.name());
                text += &format!("    {place} #{}\n", change.origin.pointer);
            }
            text.push('\n');
        }
        text + &self.conclusion()
    }

    /// The verdict, one or two lines.
    pub fn conclusion(&self) -> String {
        let verdict = &self.verdict;
        let old = &self.old.package.version;
        let Some(level) = verdict.level else {
            return format!("no changes that users of {} {old} can notice\n", self.old.package.name);
        };
        let (level, declared) = (level.as_str(), &verdict.declared);
        let Some(needed) = &verdict.needed else {
            return format!(
                "verdict: {level}; no release is tagged yet, so the changes ask for no other version than {declared}\n"
            );
        };
        let but = if verdict.is_met() { "and" } else { "but" };
        let mut text = format!(
            "verdict: {level}; after {old} the next version is at least {needed}, {but} {declared} is declared\n"
        );
        if verdict.wire_breaking > 0 {
            let subject = count(verdict.wire_breaking, "change");
            text += &format!("wire: {subject} may break programs built with {old}, whatever the version\n");
        }
        text
    }

    fn locations(&self, place: &ChangeOrigin) -> &Locations<'a> {
        match place.side {
            Side::Old => &self.old.locations,
            Side::New => &self.new.locations,
        }
    }
}

fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
