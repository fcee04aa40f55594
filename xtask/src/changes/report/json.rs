//! A comparison as one JSON document.

use serde_json::{Value, json};

use super::{Compared, Comparison};
use crate::changes::{Change, Level, Side, Wire};

impl Comparison<'_> {
    pub(super) fn json(&self) -> String {
        let count = |level| self.changes.iter().filter(|change| change.level() == level).count();
        let document = json!({
            "old": side(&self.old),
            "new": side(&self.new),
            "changes": self.changes.iter().map(|change| self.change(change)).collect::<Vec<_>>(),
            "counts": {
                "major": count(Level::Major),
                "minor": count(Level::Minor),
                "patch": count(Level::Patch),
                "wire_breaking": self.verdict.wire_breaking,
            },
            "verdict": {
                "level": self.verdict.level.map(Level::as_str),
                "needed": self.verdict.needed.as_ref().map(ToString::to_string),
                "declared": self.verdict.declared.to_string(),
                "is_met": self.verdict.is_met(),
            },
        });
        format!("{document:#}\n")
    }

    fn change(&self, change: &Change) -> Value {
        let pointer = &change.origin.pointer;
        let locations = self.locations(&change.origin);
        let (line, column) = locations.line_column(pointer);
        json!({
            "rule": change.rule.name(),
            "level": change.level().as_str(),
            "wire_breaking": change.wire == Wire::Breaking,
            "item": change.item,
            "message": change.message,
            "place": {
                "side": match change.origin.side {
                    Side::Old => "old",
                    Side::New => "new",
                },
                "file": locations.path(),
                "line": line,
                "column": column,
                "pointer": pointer.to_string(),
            },
        })
    }
}

fn side(Compared { package, ledger, locations }: &Compared<'_>) -> Value {
    json!({
        "description": locations.path(),
        "package": package.name,
        "version": package.version,
        "left_out": (!ledger.is_empty()).then(|| ledger.summary()),
    })
}
