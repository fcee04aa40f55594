//! Suggestions for a name that does not exist.

use crate::codegen::diagnostics::spelled;
use std::collections::BTreeSet;

/// The known names that resemble `name` most: at most two, the nearest first.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let lower = name.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .map(|candidate| (strsim::jaro_winkler(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score > 0.8)
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    scored.into_iter().map(|(_, candidate)| candidate).take(2).collect()
}

/// The help of a message about a name that does not exist.
pub(super) fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let mut seen = BTreeSet::new();
    let known: Vec<&str> = known.filter(|name| seen.insert(*name)).collect();
    match (nearest(name, known.iter().copied()).as_slice(), known.as_slice()) {
        ([], []) => "there is nothing to name here".to_owned(),
        ([], known) => format!("known here: {}", quoted(known, ", ")),
        (near, _) => format!("did you mean {}?", quoted(near, " or ")),
    }
}

fn quoted(names: &[&str], between: &str) -> String {
    names.iter().map(|name| format!("`{}`", spelled(name))).collect::<Vec<_>>().join(between)
}
