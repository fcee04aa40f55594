//! `--lenient`: a description with errors is mended where they are, and read again, until it has none. What a mend takes
//! away is in the ledger, and its error becomes a warning.
//!
//! The stages know nothing of this: they refuse what they always refuse, and each mend is one to the value tree, at the
//! smallest unit around the problem that can be done without (a keyword, a schema, a parameter, an operation). So what
//! one stage learns to accept needs no change here, and no second path leads to a model.

mod ledger;
mod mend;
mod unit;

use std::collections::BTreeSet;

use super::diagnostics::{Diagnostic, Diagnostics, Location, Severity};
use super::edits::EditedTree;
use super::openapi::Node;
use super::source::{Pointer, Source};
use ledger::Entry;
pub use ledger::Ledger;
use mend::Mend;

/// Where the ledger lies in the output folder.
pub const LEDGER_PATH: &str = "LEDGER.md";

/// Mends what was found wrong in one reading. Says whether there is anything to read again: if not, what is wrong is not
/// in a part that can be left out.
pub fn mend(source: &Source, tree: &mut EditedTree, problems: &Diagnostics, mended: &mut Mended) -> bool {
    let mut touched: Vec<Pointer> = Vec::new();
    let mut progress = false;
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
    // Their places are those of the tree that was read, which the first mend changes.
    let errors: Vec<Diagnostic> = errors.map(|problem| problem.relocated(|at| tree.origin(at))).collect();
    for problem in errors {
        let Some(at) = problem.pointer().cloned() else { continue };
        if touched.iter().any(|touched| at.is_in(touched)) {
            // It is gone with what was around it, or will be found again.
            progress = true;
            continue;
        }
        let quoted = quoted(source, &problem).map(|text| Mend::Text(at.clone(), text));
        let mends = quoted.into_iter().chain(mend::mends(tree, &at, problem.code));
        for mend in mends {
            if mended.tried.insert(mend.clone()) && mend.apply(tree) {
                touched.push(mend.at().clone());
                mended.ledger.add(Entry::new(&problem, &at, &mend));
                mended.problems.push(problem.carried_on(&mend.words()));
                progress = true;
                break;
            }
        }
    }
    progress
}

/// What has been mended so far.
#[derive(Debug, Default)]
pub struct Mended {
    ledger: Ledger,
    /// The errors there were, as warnings.
    problems: Diagnostics,
    /// What was tried and did not help, or not enough, is not tried again.
    tried: BTreeSet<Mend>,
}

impl Mended {
    /// The ledger, and the errors as warnings. `description` is what was mended, as it was before.
    pub fn finish(mut self, description: &Node) -> (Ledger, Diagnostics) {
        self.ledger.finish(description);
        (self.ledger, self.problems)
    }
}

/// The text of a value that was refused for being unquoted.
fn quoted(source: &Source, problem: &Diagnostic) -> Option<String> {
    let Location::Bytes(range, Some(_)) = &problem.place else { return None };
    let text = std::str::from_utf8(source.bytes.get(range.clone())?).ok()?;
    Some(text.trim().to_owned())
}
