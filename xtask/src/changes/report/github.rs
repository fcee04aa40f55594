//! A comparison as annotations at the lines of the new description. What is gone has no line there, so it is told where it
//! stood.

use super::Comparison;
use crate::changes::{Change, Level, Wire};
use model::annotation::Annotation;

impl Comparison<'_> {
    pub(super) fn github(&self) -> String {
        let mut changes: Vec<&Change> = self.changes.iter().collect();
        // GitHub shows only the first ten of a kind.
        changes.sort_by_key(|change| (std::cmp::Reverse(change.level()), change.wire != Wire::Breaking));
        changes.into_iter().map(|change| self.annotation(change)).collect()
    }

    fn annotation(&self, change: &Change) -> String {
        let new = &self.new.locations;
        let wire = if change.wire == Wire::Breaking { ", breaks released clients" } else { "" };
        let annotation = Annotation {
            level: if change.level() == Level::Major || change.wire == Wire::Breaking { "warning" } else { "notice" },
            file: Some(new.path()),
            at: Some(new.line_column(&change.origin.pointer)),
            title: Some(&format!("{} ({}{wire})", change.rule.name(), change.level().as_str())),
            message: &format!("{}: {}", change.item, change.message),
        };
        annotation.to_string()
    }
}
