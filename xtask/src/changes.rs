//! `cargo xtask changes`: two descriptions go in, as the models the generator makes of them; out comes what a user of
//! the generated crate will notice, and which version the next release must at least have.
//!
//! Every change bears two judgements that do not follow from each other. Its level is about source code: does what
//! compiled against the old crate compile against the new one? Its wire is about programs that are already built: do
//! they go on working against a service that behaves as the new description says? A path that moves is nothing to the
//! first and everything to the second.

mod anchors;
mod arguments;
mod behaviour;
mod change;
mod choices;
mod command;
mod credentials;
mod docs;
mod enums;
mod examples;
mod fields;
mod level;
mod lifecycle;
mod operations;
mod outputs;
mod pair;
mod pairing;
mod parameter;
mod parameters;
mod paths;
mod record;
mod report;
mod resources;
mod revision;
mod rules;
mod rust_types;
mod servers;
mod service;
mod shapes;
mod types;
mod unions;
mod verdict;
mod view;
mod wire;

#[cfg(test)]
mod tests;

use model::api::Api;

pub use change::{Change, ChangeOrigin, Side, Wire};
pub use choices::Format;
pub use command::{Args, run, with_comparison};
pub use level::Level;
pub use rules::Rule;
pub use verdict::{Verdict, verdict};

use pairing::Pairing;
use record::Record;
use view::View;

/// Everything that differs for users of the crate, to whom models are the same that have the same name.
pub fn compare(old: &Api, new: &Api) -> Vec<Change> {
    compare_paired(old, new, &Pairing::by_name(old, new))
}

/// Everything that differs: the package and the client first, then the tree of resources with its operations, and then the
/// models, each with the one that it is paired with; links to the pages come last.
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
    anchors::compare(old.api, new.api, &mut record);
    record.into_changes()
}
