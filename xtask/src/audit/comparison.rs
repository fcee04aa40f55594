//! Two descriptions, place by place.

use std::collections::BTreeMap;

use super::facts::{Fact, Facts};

/// One thing that the two descriptions do not agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// By wire names, such as `GET /api/v2/batches query limit`.
    pub place: String,
    pub says: Says,
}

/// What the curated description says of a place, beside the other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// Nothing.
    Lacks,
    /// What the other one does not know of.
    Adds,
    /// Something else.
    Otherwise { about: Fact, here: String, there: String },
}

/// Everything that differs, by place. Of a place that only one of them has, what is inside it is not told.
pub fn compare(curated: &Facts, other: &Facts) -> Vec<Finding> {
    let (curated, other) = (curated.places(), other.places());
    let mut findings = Vec::new();
    let places: BTreeMap<&String, ()> = curated.keys().chain(other.keys()).map(|place| (place, ())).collect();
    let mut told: Option<&String> = None;
    for place in places.into_keys() {
        if told.is_some_and(|told| is_inside(place, told)) {
            continue;
        }
        let says = match (curated.get(place), other.get(place)) {
            (Some(here), Some(there)) => {
                findings.extend(otherwise(place, here, there));
                continue;
            }
            (None, _) => Says::Lacks,
            (_, None) => Says::Adds,
        };
        told = Some(place);
        findings.push(Finding { place: place.clone(), says });
    }
    findings
}

type Said = BTreeMap<Fact, String>;

fn otherwise(place: &str, here: &Said, there: &Said) -> Vec<Finding> {
    const NOTHING: &str = "nothing";
    let about: BTreeMap<Fact, ()> = here.keys().chain(there.keys()).map(|fact| (*fact, ())).collect();
    let said = |said: &Said, fact| said.get(&fact).cloned().unwrap_or_else(|| NOTHING.to_owned());
    let both = about.into_keys().map(|fact| (fact, said(here, fact), said(there, fact)));
    let differ = both.filter(|(_, here, there)| here != there);
    differ
        .map(|(about, here, there)| Finding { place: place.to_owned(), says: Says::Otherwise { about, here, there } })
        .collect()
}

/// Places are written so that what is inside of one begins with it.
fn is_inside(place: &str, outer: &str) -> bool {
    place.strip_prefix(outer).is_some_and(|rest| rest.starts_with([' ', '.', '[', '{', '=']))
}
