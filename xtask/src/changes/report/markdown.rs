//! A comparison as sections of a changelog. What breaks comes first; what only breaks programs already built has a
//! section of its own, because its readers have nothing to change in their code.

use super::Comparison;
use crate::changes::{Change, Level, Rule, Wire};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Breaking,
    BreakingOnTheWire,
    Added,
    Deprecated,
    Changed,
    Documentation,
}

const SECTIONS: [(Section, &str); 6] = [
    (Section::Breaking, "Breaking"),
    (Section::BreakingOnTheWire, "Breaking for programs already built"),
    (Section::Added, "Added"),
    (Section::Deprecated, "Deprecated"),
    (Section::Changed, "Changed"),
    (Section::Documentation, "Documentation"),
];

impl Comparison<'_> {
    pub(super) fn markdown(&self) -> String {
        let mut text = String::new();
        for (section, title) in SECTIONS {
            let lines: String = self.changes.iter().filter(|change| Section::of(change) == section).map(line).collect();
            if !lines.is_empty() {
                text += &format!("### {title}\n\n{lines}\n");
            }
        }
        text + &self.conclusion().lines().map(|line| format!("<!-- {line} -->\n")).collect::<String>()
    }
}

impl Section {
    fn of(change: &Change) -> Self {
        match (change.level(), change.rule) {
            (Level::Major, _) => Self::Breaking,
            _ if change.wire == Wire::Breaking => Self::BreakingOnTheWire,
            (_, Rule::Deprecated) => Self::Deprecated,
            (_, Rule::DocsChanged) => Self::Documentation,
            (_, rule) if rule.adds() => Self::Added,
            (Level::Minor | Level::Patch, _) => Self::Changed,
        }
    }
}

fn line(change: &Change) -> String {
    let wire = match (change.level(), change.wire) {
        (Level::Major, Wire::Breaking) => " Programs already built break too.",
        _ => "",
    };
    format!("- `{}`: {}.{wire}\n", change.item, change.message)
}
