//! What values become, and what is refused.

use serde_json::json;

use super::*;
use crate::runtime::cli::limits::{Measure, Relation};
use crate::runtime::cli::program::Arm;
use crate::runtime::cli::yaml;

static JOB: Object =
    Object { members: &[member("type", Kind::Enum(&["a", "b"])), member("size", Kind::Integer)], further: None };

const fn member(wire: &'static str, kind: Kind) -> Member {
    Member { flag: wire, wire, kind, required: false, nullable: true, secret: false, limits: &[], help: "" }
}

fn read(kind: Kind, text: &str) -> (Result<Value, String>, usize) {
    let mut reading = Reading { now: Timestamp::UNIX_EPOCH, warnings: Vec::new() };
    let value = reading.of_kind("x", &yaml::read(text).unwrap(), &kind);
    (value, reading.warnings.len())
}

#[test]
fn a_value_is_read_as_what_it_may_be() {
    for (kind, text, expected, warnings) in [
        (Kind::Text, "1e5", json!("1e5"), 0),
        (Kind::Text, "null", json!("null"), 0),
        (Kind::Integer, "010", json!(10), 0),
        (Kind::Integer, "18446744073709551615", json!(u64::MAX), 0),
        (Kind::Integers(&["10", "20"]), "020", json!(20), 0),
        (Kind::Integers(&["10", "20"]), "30", json!(30), 1),
        (Kind::Number, "1e5", json!(100_000.0), 0),
        (Kind::Number, "3", json!(3), 0),
        (Kind::Bool, "true", json!(true), 0),
        (Kind::Enum(&["A"]), "B", json!("B"), 1),
        (Kind::List(&Kind::Text, &[]), "[007, no, 1e5]", json!(["007", "no", "1e5"]), 0),
        (Kind::Map(&Kind::Integer, &[]), "{a: 1}", json!({"a": 1}), 0),
        (Kind::Any, "[007, no, 1e5, ~, x]", json!([7, "no", 100_000.0, null, "x"]), 0),
        (Kind::Object(&JOB), "{type: c, size: ~, more: 1}", json!({"type": "c", "size": null, "more": 1}), 2),
    ] {
        assert_eq!(read(kind, text), (Ok(expected), warnings), "{text}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_without_being_repeated() {
    for (kind, text) in [
        (Kind::Integer, "3.5"),
        (Kind::Integer, "'3'"),
        (Kind::Integer, "99999999999999999999"),
        (Kind::Number, "1e999"),
        (Kind::Number, ".nan"),
        (Kind::Bool, "yes"),
        (Kind::Text, "[canary]"),
        (Kind::List(&Kind::Integer, &[]), "[1, canary]"),
        (Kind::Object(&JOB), "canary"),
        (Kind::Object(&JOB), "{size: canary}"),
        (Kind::Time, "canary"),
    ] {
        let problem = read(kind, text).0.unwrap_err();
        assert!(problem.starts_with("`x") && !problem.contains("canary"), "{problem}");
    }
}

#[test]
fn what_is_refused_is_told_what_it_has_to_be() {
    for (kind, text, expected) in [
        (Kind::Integer, "much", "a whole number, such as 10"),
        (Kind::Integer, "'3'", "a whole number, such as 10, not text"),
        (Kind::Integer, "99999999999999999999", "a whole number of at most 64 bits"),
        (Kind::Integer, "[3]", "a whole number, such as 10, not a list"),
        (Kind::Integer, "~", "a whole number, such as 10, not null"),
        (Kind::Integers(&["10", "20"]), "much", "a whole number, one of 10, 20"),
        (Kind::Integers(&["10", "20"]), "{}", "a whole number, one of 10, 20, not an object"),
        (Kind::Number, "much", "a number, such as 0.5"),
        (Kind::Bool, "yes", "true or false"),
        (Kind::Date, "soon", "a day, such as `2026-08-01`"),
        (Kind::Time, "soon", TIME),
        (Kind::List(&Kind::Integer, &[]), "3", LIST),
        (Kind::Object(&JOB), "much", OBJECT),
    ] {
        assert_eq!(read(kind, text).0, Err(format!("`x` has to be {expected}")), "{text}");
    }
}

static NOTE: Object =
    Object { members: &[member("type", Kind::Enum(&["note"])), member("text", Kind::Text)], further: None };

static STEP: Union = Union {
    tag: Some("type"),
    arms: &[arm(&["a", "b"], Kind::Object(&JOB)), arm(&["note"], Kind::Object(&NOTE))],
    secret: false,
};

static EITHER: Union =
    Union { tag: None, arms: &[arm(&[], Kind::Object(&JOB)), arm(&[], Kind::Object(&NOTE))], secret: false };

static TEXT_OR_JOBS: Union = Union {
    tag: None,
    arms: &[arm(&[], Kind::Text), arm(&[], Kind::Object(&JOB)), arm(&[], Kind::List(&Kind::Object(&JOB), &[]))],
    secret: false,
};

const fn arm(tags: &'static [&'static str], kind: Kind) -> Arm {
    Arm { tags, kind, secret: false }
}

#[test]
fn a_value_of_several_kinds_is_read_as_the_one_it_is() {
    for (union, text, expected, warnings) in [
        (&STEP, "{type: b, size: 010}", json!({"type": "b", "size": 10}), 0),
        (&STEP, "{text: 007, type: note}", json!({"text": "007", "type": "note"}), 0),
        (&STEP, "{type: note, size: x}", json!({"type": "note", "size": "x"}), 1),
        (&STEP, "{type: new, text: 007}", json!({"type": "new", "text": 7}), 1),
        (&STEP, "{text: 007}", json!({"text": 7}), 1),
        (&EITHER, "{size: 010}", json!({"size": 10}), 0),
        (&EITHER, "{text: 007, more: 010}", json!({"text": "007", "more": 10}), 1),
        (&TEXT_OR_JOBS, "{size: 010, more: 1}", json!({"size": 10, "more": 1}), 1),
        (&TEXT_OR_JOBS, "[{size: 010}]", json!([{"size": 10}]), 0),
        (&TEXT_OR_JOBS, "'5'", json!("5"), 0),
        (&TEXT_OR_JOBS, "5", json!(5), 0),
    ] {
        assert_eq!(read(Kind::Union(union), text), (Ok(expected), warnings), "{text}");
    }
    let problem = |union, text| read(Kind::Union(union), text).0.unwrap_err();
    assert_eq!(problem(&STEP, "{type: a, size: much}"), "`x.size` has to be a whole number, such as 10");
    assert_eq!(problem(&TEXT_OR_JOBS, "[{size: much}]"), "`x[0].size` has to be a whole number, such as 10");
}

const SMALL: &[Limit] = &[Limit { measure: Measure::Value, relation: Relation::AtMost, bound: 9.0 }];

const SHORT: &[Limit] = &[Limit { measure: Measure::Characters, relation: Relation::AtMost, bound: 3.0 }];

static LABELS: Object =
    Object { members: &[member("type", Kind::Text)], further: Some(&member("", Kind::Map(&Kind::Integer, SMALL))) };

#[test]
fn members_of_other_names_are_what_the_description_says_they_are() {
    assert_eq!(read(Kind::Object(&LABELS), "{type: 007, a: 010}"), (Ok(json!({"type": "007", "a": 10})), 1));
    assert_eq!(read(Kind::Object(&LABELS), "{a: 9}"), (Ok(json!({"a": 9})), 0));
    assert_eq!(read(Kind::Object(&LABELS), "{a: b}").0, Err("`x.a` has to be a whole number, such as 10".to_owned()));
}

#[test]
fn values_in_lists_and_maps_are_warned_of_by_their_place() {
    for (kind, text, expected) in [
        (Kind::List(&Kind::Integer, SMALL), "[9, 10, -1, 11]", &["x[1]", "x[3]"][..]),
        (Kind::List(&Kind::Nullable(&Kind::Text), SHORT), "[~, abc, abcd]", &["x[2]"]),
        (Kind::Map(&Kind::List(&Kind::Integer, SMALL), &[]), "{a: [1], b: [1, 10]}", &["x.b[1]"]),
        (Kind::Map(&Kind::Text, SHORT), "{a: abcd, b: äöü}", &["x.a"]),
    ] {
        let mut reading = Reading { now: Timestamp::UNIX_EPOCH, warnings: Vec::new() };
        reading.of_kind("x", &yaml::read(text).unwrap(), &kind).unwrap();
        let places = reading.warnings.iter().map(|warning| warning.split('`').nth(1).unwrap());
        assert_eq!(places.collect::<Vec<_>>(), expected, "{text}");
    }
}
