//! Which texts are times, and how a time is written.

use std::collections::BTreeMap;

use super::*;
use crate::runtime::nullable::Nullable;

#[track_caller]
fn check(text: &str, expected: Option<&str>) {
    assert_eq!(parse(text).map(|timestamp| timestamp.to_string()).as_deref(), expected, "{text}");
}

#[test]
fn rfc_3339_is_read_with_and_without_an_offset() {
    check("2019-12-27T18:11:19.117Z", Some("2019-12-27T18:11:19.117Z"));
    check("2019-12-27T18:11:19+02:00", Some("2019-12-27T16:11:19Z"));
    check("2019-12-27t18:11:19z", Some("2019-12-27T18:11:19Z"));
    check("2019-12-27 18:11:19Z", Some("2019-12-27T18:11:19Z"));
    check("2019-12-27T18:11:19", Some("2019-12-27T18:11:19Z"));
    check("2019-12-27T18:11:19.5", Some("2019-12-27T18:11:19.5Z"));
}

#[test]
fn the_end_of_time_is_the_last_time_there_is() {
    for never in ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59", "9999-12-30T22:00:01.5+00:00"] {
        assert_eq!(parse(never), Some(Timestamp::MAX), "{never}");
    }
    check("9999-12-30T22:00:00Z", Some("9999-12-30T22:00:00Z"));
    check("9999-12-31T25:00:00Z", None);
    check("9999-12-31T23:59:59 soon", None);
}

#[test]
fn nine_digits_of_a_fraction_are_kept_and_more_are_cut() {
    check("2019-12-27T18:11:19.123456789Z", Some("2019-12-27T18:11:19.123456789Z"));
    check("2019-12-27T18:11:19.123456789999Z", Some("2019-12-27T18:11:19.123456789Z"));
    check("2019-12-27T18:11:19.1234567899", Some("2019-12-27T18:11:19.123456789Z"));
    check("2019-12-27T18:11:19.100000Z", Some("2019-12-27T18:11:19.1Z"));
}

#[test]
fn what_is_no_time_is_refused() {
    for text in [
        "",
        "soon",
        "2019-13-27T18:11:19Z",
        "2019-13-27T18:11:19",
        "2019-02-30T18:11:19Z",
        "2019-12-27T25:11:19Z",
        "2019-12-27",
        "1577470279",
        "18:11:19",
        "2019-12-27T18:11:19é",
        "2019-12-27T18:11:19+99:00",
    ] {
        check(text, None);
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Model {
    #[serde(with = "crate::runtime::timestamp")]
    required: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional")]
    optional: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Nullable::is_absent", with = "nullable")]
    nullable: Nullable<Timestamp>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "list")]
    list: Vec<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_list")]
    optional_list: Option<Vec<Timestamp>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "map")]
    map: BTreeMap<String, Timestamp>,
}

#[test]
fn every_form_survives_the_wire() {
    for json in [
        r#"{"required":"2026-01-02T03:04:05Z"}"#,
        r#"{"required":"2026-01-02T03:04:05Z","nullable":null}"#,
        concat!(
            r#"{"required":"2026-01-02T03:04:05Z","optional":"2026-01-02T03:04:05.5Z","#,
            r#""nullable":"2026-01-02T03:04:05Z","list":["2026-01-02T03:04:05Z"],"#,
            r#""optional_list":["2026-01-02T03:04:05Z"],"map":{"a":"2026-01-02T03:04:05Z"}}"#
        ),
    ] {
        let model: Model = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&model).unwrap(), json);
    }
}

#[test]
fn null_is_read_as_nothing_where_nothing_is_possible() {
    let json = r#"{"required":"2026-01-02T03:04:05Z","optional":null,"list":null,"optional_list":null,"map":null}"#;
    let model: Model = serde_json::from_str(json).unwrap();
    assert_eq!((model.optional, model.list.len(), model.optional_list, model.map.len()), (None, 0, None, 0));
    let problem = serde_json::from_str::<Model>(r#"{"required":"2026-13-02T03:04:05Z"}"#).unwrap_err();
    assert!(
        problem.to_string().starts_with("invalid value: string \"2026-13-02T03:04:05Z\", expected a date and time")
    );
}
