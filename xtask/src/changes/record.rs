//! Collects changes. The functions that find them say what they found in one expression each.

use super::{Change, ChangeOrigin, Rule, Side, Wire};
use model::characters::is_invisible;
use model::openapi::Pointer;

/// The changes found so far.
#[derive(Debug, Default)]
pub struct Record {
    changes: Vec<Change>,
}

impl Record {
    /// A change that programs built with the old crate do not notice.
    pub fn push(&mut self, rule: Rule, item: impl Into<String>, origin: ChangeOrigin, message: impl Into<String>) {
        self.push_wire(rule, item, origin, Wire::Compatible, message);
    }

    pub fn push_wire(
        &mut self,
        rule: Rule,
        item: impl Into<String>,
        origin: ChangeOrigin,
        wire: Wire,
        message: impl Into<String>,
    ) {
        self.changes.push(Change { rule, item: item.into(), origin, wire, message: message.into() });
    }

    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }
}

/// A place in the old description.
pub fn in_old(pointer: &Pointer) -> ChangeOrigin {
    ChangeOrigin { side: Side::Old, pointer: pointer.clone() }
}

/// A place in the new description.
pub fn in_new(pointer: &Pointer) -> ChangeOrigin {
    ChangeOrigin { side: Side::New, pointer: pointer.clone() }
}

/// Text of the description between backquotes. Nobody can see what it does to a line if it is not made visible.
pub fn quoted(text: &str) -> String {
    let visible = |c: char| match c {
        '`' => "'".to_owned(),
        c if c.is_control() || is_invisible(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    };
    format!("`{}`", text.chars().map(visible).collect::<String>())
}
