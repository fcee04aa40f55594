//! One test for each rule. A test changes one thing in a small model and says what is reported of it: exactly that,
//! and nothing else, unless it says `among_others`.

mod anchors;
mod base;
mod behaviour;
mod command;
mod descriptions;
mod enums;
mod fields;
mod operations;
mod outputs;
mod parameters;
mod report;
mod service;
mod types;
mod unions;

use super::{Change, Level, Rule, Wire, compare};
use base::base;
use model::api::{Api, by_name};

pub use Level::{Major, Minor, Patch};
pub use Wire::{Breaking, Compatible};

/// From the base model to a changed one.
fn check(level: Level, rule: Rule, item: &str, wire: Wire, change: impl Fn(&mut Api)) {
    check_from(level, rule, item, wire, |_| {}, change);
}

/// From one changed model to another.
fn check_from(level: Level, rule: Rule, item: &str, wire: Wire, old: impl Fn(&mut Api), new: impl Fn(&mut Api)) {
    let changes = changes(old, new);
    assert_eq!(changes.len(), 1, "one change is expected: {changes:#?}");
    assert_found(&changes, level, rule, item, wire);
}

/// The change brings others with it.
fn check_among_others(level: Level, rule: Rule, item: &str, wire: Wire, change: impl Fn(&mut Api)) {
    check_from_among_others(level, rule, item, wire, |_| {}, change);
}

fn check_from_among_others(
    level: Level,
    rule: Rule,
    item: &str,
    wire: Wire,
    old: impl Fn(&mut Api),
    new: impl Fn(&mut Api),
) {
    assert_found(&changes(old, new), level, rule, item, wire);
}

fn changes(old: impl Fn(&mut Api), new: impl Fn(&mut Api)) -> Vec<Change> {
    let (mut before, mut after) = (base(), base());
    old(&mut before);
    new(&mut after);
    for api in [&mut before, &mut after] {
        // Some have another name now.
        api.types = by_name(std::mem::take(&mut api.types).into_values());
    }
    compare(&before, &after)
}

fn assert_found(changes: &[Change], level: Level, rule: Rule, item: &str, wire: Wire) {
    let found = changes.iter().find(|change| change.rule == rule && change.item == item);
    let found = found.unwrap_or_else(|| panic!("no {rule:?} of {item} in {changes:#?}"));
    assert_eq!((found.level(), found.wire), (level, wire), "{found:#?}");
}

#[test]
fn equal_models_have_no_changes() {
    assert!(changes(|_| {}, |_| {}).is_empty());
}

#[test]
fn every_rule_has_a_test() {
    let tests = concat!(
        include_str!("tests/anchors.rs"),
        include_str!("tests/behaviour.rs"),
        include_str!("tests/enums.rs"),
        include_str!("tests/fields.rs"),
        include_str!("tests/operations.rs"),
        include_str!("tests/outputs.rs"),
        include_str!("tests/parameters.rs"),
        include_str!("tests/service.rs"),
        include_str!("tests/types.rs"),
        include_str!("tests/unions.rs"),
    );
    for rule in Rule::ALL {
        assert!(tests.contains(&format!("Rule::{rule:?},")), "{rule:?} has no test");
    }
}

#[test]
fn every_rule_has_a_name_of_its_own_and_reasons() {
    let mut names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        assert!(rule.reason().len() > 15, "{rule:?}");
        assert!(!rule.wire().is_empty(), "{rule:?}");
        assert!(!rule.reason().contains('|') && !rule.wire().contains('|'), "{rule:?} would break the table");
    }
}
