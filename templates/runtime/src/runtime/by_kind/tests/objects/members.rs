//! Objects that nothing but their members tells apart.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Classify, Job, read};
use crate::runtime::by_kind::OtherValue;
use crate::runtime::decode;
use crate::runtime::object::object;

#[derive(Clone, Debug, PartialEq)]
enum Labels {
    Classify(Box<Classify>),
    Object(BTreeMap<String, i64>),
    Other(OtherValue),
}

by_kind!(Labels(Classify, Object), object = [Classify; Object]);

#[derive(Clone, Debug, PartialEq)]
struct Named {
    id: String,
}

object!(Named, required[id]);

#[derive(Clone, Debug, PartialEq)]
struct Measured {
    id: String,
    size: i64,
    parent: Option<String>,
}

object!(Measured, required[id, size], nullable[parent]);

#[derive(Clone, Debug, PartialEq)]
struct Open {
    id: String,
    additional_properties: BTreeMap<String, i64>,
}

object!(Open, required[id]; additional_properties);

#[derive(Clone, Debug, PartialEq)]
enum Record {
    Named(Box<Named>),
    Measured(Box<Measured>),
    Open(Box<Open>),
    Other(OtherValue),
}

by_kind!(Record(Named, Measured, Open), object = [Named, Measured, Open]);

#[derive(Clone, Debug, PartialEq)]
struct Rooted {
    parent: Option<String>,
}

object!(Rooted, nullable[parent]);

#[derive(Clone, Debug, PartialEq)]
struct Orphan {
    note: Option<String>,
}

object!(Orphan, optional[note]);

#[derive(Clone, Debug, PartialEq)]
enum Origin {
    Rooted(Box<Rooted>),
    Orphan(Box<Orphan>),
    Other(OtherValue),
}

by_kind!(Origin(Rooted, Orphan), object = [Rooted, Orphan]);

#[derive(Clone, Debug, PartialEq)]
struct Count {
    left: Term,
    value: i64,
}

object!(Count, required[left, value]);

#[derive(Clone, Debug, PartialEq)]
struct Text {
    left: Term,
    value: String,
}

object!(Text, required[left, value]);

#[derive(Clone, Debug, PartialEq)]
enum Term {
    Integer(i64),
    Count(Box<Count>),
    Text(Box<Text>),
    Other(OtherValue),
}

by_kind!(Term(Integer, Count, Text), integer = Integer, object = [Count, Text]);

#[test]
fn objects_without_a_tag_are_what_knows_most_of_their_members() {
    let parse = |json: &str| {
        let Job::Parse(job) = read(json) else { panic!("{json}") };
        job
    };
    assert_eq!(parse("{}").name, None);
    assert_eq!(parse(r#"{"user_id": "u", "new": 1}"#).user_id.as_deref(), Some("u"));
    let classify = Job::Classify(Box::new(Classify { rules: vec!["a".to_owned()], user_id: "u".to_owned() }));
    assert_eq!(read::<Job>(r#"{"user_id": "u", "new": {}, "rules": ["a"]}"#), classify);
    assert_eq!(parse(r#"{"then": {"rules": ["a"], "user_id": "u"}, "name": "n"}"#).then.as_deref(), Some(&classify));
}

#[test]
fn an_object_is_kept_rather_than_read_as_what_knows_less_of_it() {
    for json in [r#"{"rules": ["a"]}"#, r#"{"rules": [], "new": 1}"#, r#"{"rules": 1, "user_id": "u"}"#] {
        let Job::Other(job) = read::<Job>(json) else { panic!("{json}") };
        assert_eq!(job.to_string(), serde_json::from_str::<Value>(json).unwrap().to_string());
    }
}

#[test]
fn a_map_takes_what_no_model_does() {
    assert!(matches!(read(r#"{"rules": [], "user_id": "u"}"#), Labels::Classify(_)));
    assert_eq!(read::<Labels>(r#"{"rules": 1}"#), Labels::Object([("rules".to_owned(), 1)].into()));
    assert_eq!(read::<Labels>("{}"), Labels::Object(BTreeMap::new()));
    assert!(matches!(read(r#"{"rules": "a"}"#), Labels::Other(_)));
}

#[track_caller]
fn record(json: &str) -> Record {
    let record: Record = read(json);
    let value: Value = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_value(&record).unwrap(), value, "nothing is lost or added");
    record
}

#[test]
fn a_model_that_holds_members_of_any_name_is_taken_where_others_would_lose_them() {
    assert!(matches!(record(r#"{"id": "a"}"#), Record::Named(_)));
    assert!(matches!(record(r#"{"id": "a", "new": 1}"#), Record::Open(_)));
    assert!(matches!(record(r#"{"id": "a", "parent": null, "size": 1}"#), Record::Measured(_)));
    // Another one knows more of this, but needs a size.
    assert!(matches!(record(r#"{"id": "a", "parent": 1}"#), Record::Open(_)));
    assert!(matches!(record(r#"{"id": "a", "size": "large"}"#), Record::Other(_)));
    assert!(matches!(record(r#"{"new": 1}"#), Record::Other(_)));
}

#[test]
fn of_models_that_fit_one_that_writes_no_more_than_came_is_taken() {
    for (json, is_rooted) in [("{}", false), (r#"{"parent": null}"#, true), (r#"{"parent": "a"}"#, true)] {
        let origin: Origin = read(json);
        assert_eq!(matches!(origin, Origin::Rooted(_)), is_rooted, "{json}");
        assert_eq!(serde_json::to_string(&origin).unwrap(), json.replace(": ", ":"));
    }
}

/// Were what is inside read once for each alternative, this would take two to the power of the levels.
#[test]
fn alternatives_that_hold_each_other_do_not_multiply_the_time_of_reading() {
    let levels = 60;
    let json = format!("{}1{}", r#"{"left": "#.repeat(levels), r#", "value": "a"}"#.repeat(levels));
    let mut term: Term = decode::json(json.as_bytes()).unwrap();
    for _ in 0..levels {
        let Term::Text(inner) = term else { panic!("{term:?}") };
        assert_eq!(inner.value, "a");
        term = inner.left;
    }
    assert_eq!(term, Term::Integer(1));
}
