//! `cargo xtask changes`: two descriptions go in, as the models the generator makes of them; out comes what a user of
//! the generated crate will notice, and which version the next release must at least have.
//!
//! Every change bears two judgements that do not follow from each other. Its level is about source code: does what
//! compiled against the old crate compile against the new one? Its wire is about programs that are already built: do
//! they go on working against a service that behaves as the new description says? A path that moves is nothing to the
//! first and everything to the second.

mod arguments;
mod behaviour;
mod choices;
mod command;
mod docs;
mod enums;
mod examples;
mod fields;
mod lifecycle;
mod operations;
mod outputs;
mod pairing;
mod parameters;
mod paths;
mod record;
mod report;
mod resources;
mod revision;
mod rules;
mod rust_types;
mod service;
mod shapes;
mod types;
mod verdict;
mod view;
mod wire;

#[cfg(test)]
mod tests;

use crate::codegen::api::Api;
use crate::codegen::openapi::Pointer;

pub use choices::Format;
pub use command::{Args, run, with_comparison};
pub use rules::Rule;
pub use verdict::{Verdict, verdict};

use pairing::Pairing;
use record::Record;
use view::View;

/// One thing that is not as it was.
#[derive(Clone, Debug)]
pub struct Change {
    pub rule: Rule,
    /// The path of the item in the generated crate, without the crate's name.
    pub item: String,
    pub origin: Place,
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

/// What a change asks of the version number, as Cargo's reference on compatibility and semver.org have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing to adapt to and nothing new to use.
    Patch,
    /// Something new to use, something marked as deprecated, or other behaviour behind the same signature.
    Minor,
    /// Code that compiled may no longer compile, or compiles and no longer works: a program does not find its
    /// configuration, or calls that succeeded fail.
    Major,
}

impl Level {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// What a change means for programs built with the old crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Compatible,
    /// A request of theirs is refused or goes nowhere, or an answer cannot be read.
    Breaking,
}

impl Wire {
    fn breaking_if(breaking: bool) -> Self {
        if breaking { Self::Breaking } else { Self::Compatible }
    }
}

/// Where a change is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub side: Side,
    pub pointer: Pointer,
}

/// Which of the two descriptions: what is gone can only be shown in the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Old,
    New,
}

/// Everything that differs for users of the crate, to whom models are the same that have the same name.
pub fn compare(old: &Api, new: &Api) -> Vec<Change> {
    compare_paired(old, new, &Pairing::by_name(old, new))
}

/// Everything that differs: the package and the client first, then the tree of resources with its operations, and then the
/// models, each with the one that it is paired with.
///
/// What is compared here, and in the functions below, is taken apart field by field: a new field of the model does not
/// compile until it is decided what a change of it means.
pub fn compare_paired<'a>(old: &'a Api, new: &'a Api, pairing: &Pairing<'a>) -> Vec<Change> {
    // The service comes with the package; of models and resources there are maps and lists.
    let Api { package: _, service: _, types: _, root: _, webhook: _ } = new;
    let (old, new) = (View::new(old), View::new(new));
    let mut record = Record::default();
    service::compare(&old, &new, &mut record);
    resources::compare(&old, &new, &mut record);
    types::compare(&old, &new, pairing, &mut record);
    examples::compare(&old, &new, &mut record);
    record.into_changes()
}
