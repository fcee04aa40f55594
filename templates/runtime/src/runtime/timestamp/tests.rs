//! Which texts are times, and how a time is written.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::runtime::nullable::Nullable;
use crate::runtime::object::object;

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
fn never_is_written_as_it_is_usually_sent() {
    for (sent, written) in [
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z"),
        ("9999-12-30T22:00:00.5Z", "9999-12-30T22:00:00.5Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
    ] {
        assert_eq!(text(parse(sent).unwrap()).unwrap(), written);
    }
    assert!(text(Timestamp::MIN).is_err());
}

fn digits(places: usize) -> impl Strategy<Value = String> {
    prop::string::string_regex(&format!("[0-9]{{{places}}}")).unwrap()
}

proptest! {
    #[test]
    fn the_plain_form_reads_as_the_parser_reads_it(
        (year, month, day) in (0..10_000, 0..14, 0..33),
        (hour, minute, second) in (0..26, 0..62, 0..62),
        fraction in prop::option::of((0_usize..12).prop_flat_map(digits)),
        end in prop::sample::select(vec!["Z", "z", "", "+00:00", " Z"]),
    ) {
        let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
        let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{end}");
        if let Some(plain) = plain::parse(&text) {
            prop_assert_eq!(Some(plain), parse_any(&text), "{}", text);
        }
        prop_assert_eq!(parse(&text), parse_any(&text), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,40}", cut in 0_usize..40) {
        let (_, _) = (parse(&text), plain::parse(&text));
        let time = "2026-01-02T03:04:05.678901234Z";
        let mixed: String = time.chars().take(cut).chain(text.chars()).collect();
        prop_assert_eq!(parse(&mixed), parse_any(&mixed), "{}", mixed);
    }

    #[test]
    fn every_time_that_can_be_written_is_read_again(seconds in -62_167_219_200_i64..=253_402_207_200, nanoseconds in 0..1_000_000_000) {
        if let Ok(timestamp) = Timestamp::new(seconds, nanoseconds) {
            let text = text(timestamp).unwrap();
            prop_assert_eq!(parse(&text), Some(timestamp));
        }
    }
}

#[test]
fn the_plain_form_needs_no_parser() {
    for text in ["2019-12-27T18:11:19Z", "2019-12-27T18:11:19.1Z", "2024-02-29T23:59:59.123456789Z"] {
        assert_eq!(plain::parse(text), Some(text.parse().unwrap()), "{text}");
    }
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

#[derive(Debug, PartialEq)]
struct Model {
    required: Timestamp,
    optional: Option<Timestamp>,
    nullable: Nullable<Timestamp>,
    list: Vec<Timestamp>,
    optional_list: Option<Vec<Timestamp>>,
    map: BTreeMap<String, Vec<Timestamp>>,
}

object!(Model, required[required], optional[optional, nullable, list, optional_list, map]);

#[test]
fn every_form_survives_the_wire() {
    for json in [
        r#"{"required":"2026-01-02T03:04:05Z"}"#,
        r#"{"required":"2026-01-02T03:04:05Z","nullable":null}"#,
        concat!(
            r#"{"required":"2026-01-02T03:04:05Z","optional":"2026-01-02T03:04:05.5Z","#,
            r#""nullable":"2026-01-02T03:04:05Z","list":["2026-01-02T03:04:05Z"],"#,
            r#""optional_list":["2026-01-02T03:04:05Z"],"map":{"a":["2026-01-02T03:04:05Z"]}}"#
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
