//! Links to the reference pages that lead nowhere any more, though what they led to is still there. Where it is gone too,
//! the change that took it away tells enough.

use std::collections::BTreeSet;

use super::record::{Record, in_old, quoted};
use super::rules::Rule;
use crate::codegen::views::pages::{Place, Section, Subject, sections};
use crate::rust_paths;
use model::api::Api;

pub fn compare(old: &Api, new: &Api, record: &mut Record) {
    let after = sections(new);
    let links = |section: &Section<'_>| {
        let page = section.page.clone();
        section.places.iter().map(move |place| (page.clone(), place.anchor.clone())).collect::<Vec<_>>()
    };
    let links: BTreeSet<(String, String)> = after.iter().flat_map(links).collect();
    let steps: BTreeSet<&String> =
        after.iter().flat_map(|section| &section.places).flat_map(|place| &place.way).collect();
    for section in sections(old) {
        let is_lost = |place: &&Place| {
            !links.contains(&(section.page.clone(), place.anchor.clone()))
                && place.way.iter().all(|step| steps.contains(step))
        };
        let lost = outermost(section.places.iter().filter(is_lost).map(|place| place.anchor.as_str()));
        if !lost.is_empty() {
            let anchors: Vec<String> = lost.iter().map(|anchor| quoted(&format!("#{anchor}"))).collect();
            let message = format!("`{}` no longer has {}, to which links may lead", section.page, anchors.join(", "));
            let (item, pointer) = match section.subject {
                Subject::Operation(place, operation) => {
                    (rust_paths::method(place, operation), &operation.origin.pointer)
                }
                Subject::Type(definition) => (rust_paths::model(definition.name()), &definition.origin().pointer),
            };
            record.push(Rule::AnchorRemoved, item, in_old(pointer), message);
        }
    }
}

/// Without those that stand below another one.
fn outermost<'a>(anchors: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for anchor in anchors {
        let is_below = |outer: &&str| anchor.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
        if !found.iter().any(is_below) {
            found.push(anchor);
        }
    }
    found
}
