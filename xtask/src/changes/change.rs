//! One change, and where it is to be seen.

use super::level::Level;
use super::rules::Rule;
use model::openapi::Pointer;

/// One thing that is not as it was.
#[derive(Clone, Debug)]
pub struct Change {
    pub rule: Rule,
    /// The path of the item in the generated crate, without the crate's name.
    pub item: String,
    pub origin: ChangeOrigin,
    pub wire: Wire,
    /// One sentence, without a full stop.
    pub message: String,
}

impl Change {
    pub fn level(&self) -> Level {
        self.rule.level()
    }

    /// Whether somebody has to do something about it: the author of code that uses the crate, or whoever runs a
    /// program built with it.
    pub fn is_breaking(&self) -> bool {
        self.level() == Level::Major || self.wire == Wire::Breaking
    }
}

/// What a change means for programs built with the old crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Compatible,
    /// A request of theirs is refused or goes nowhere, or a response cannot be read.
    Breaking,
}

impl Wire {
    pub fn breaking_if(breaking: bool) -> Self {
        if breaking { Self::Breaking } else { Self::Compatible }
    }
}

/// Where a change is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeOrigin {
    pub side: Side,
    pub pointer: Pointer,
}

/// Which of the two descriptions: what is gone can only be shown in the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Old,
    New,
}
