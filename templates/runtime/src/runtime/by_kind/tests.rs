mod objects;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::value::{I128Deserializer, U128Deserializer};
use serde_json::{Value, json};

use super::OtherValue;
use crate::runtime::decode;

/// What a validation error points at.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    String(String),
    Integer(u64),
    Other(OtherValue),
}

by_kind!(Place(String, Integer), string = String, integer = Integer);

#[derive(Clone, Debug, PartialEq)]
enum Setting {
    Number(f64),
    Boolean(bool),
    List(Vec<i64>),
    Object(BTreeMap<String, Place>),
    Other(OtherValue),
}

by_kind!(Setting(Number, Boolean, List, Object), number = Number, boolean = Boolean, list = List, object = Object);

/// The value, and that it is written as it came.
#[track_caller]
fn place(json: &Value) -> Place {
    let place: Place = decode::json(json.to_string().as_bytes()).unwrap();
    assert_eq!(serde_json::to_value(&place).unwrap(), *json);
    assert_eq!(serde_json::from_value::<Place>(json.clone()).unwrap(), place);
    place
}

#[track_caller]
fn setting(json: &str) -> Setting {
    decode::json(json.as_bytes()).unwrap()
}

#[test]
fn a_value_is_the_variant_of_its_kind() {
    assert_eq!(place(&json!("body")), Place::String("body".to_owned()));
    assert_eq!(place(&json!(0)), Place::Integer(0));
    assert_eq!(setting("true"), Setting::Boolean(true));
    assert_eq!(setting("[1, 2.0, -3]"), Setting::List(vec![1, 2, -3]));
    assert_eq!(setting("[]"), Setting::List(vec![]));
    assert_eq!(setting("{}"), Setting::Object(BTreeMap::new()));
}

#[test]
fn a_whole_number_is_an_integer_where_there_are_integers_and_else_a_number() {
    let read: Place = decode::json(b"3.0").unwrap();
    assert_eq!(read, Place::Integer(3));
    for (json, number) in [("3", 3.0), ("-3", -3.0), ("3.5", 3.5)] {
        assert_eq!(setting(json), Setting::Number(number));
    }
}

#[test]
fn what_has_another_kind_is_kept_as_it_came() {
    for json in [json!(1.5), json!(null), json!(true), json!(["a", {"b": [1]}]), json!({"a": 1, "b": {"c": null}})] {
        let Place::Other(other) = place(&json) else { panic!("{json}") };
        assert_eq!(*other.json(), json);
        assert_eq!(other.to_string(), json.to_string());
        assert_eq!(other.into_json(), json);
    }
}

#[test]
fn values_inside_are_told_by_their_kind_too() {
    let Setting::Object(members) = setting(r#"{"a": "x", "b": 1, "c": [], "a": "y"}"#) else { panic!() };
    assert_eq!(members["a"], Place::String("y".to_owned()));
    assert_eq!(members["b"], Place::Integer(1));
    assert!(matches!(members["c"], Place::Other(_)));
}

#[test]
fn what_does_not_fit_the_variant_of_its_kind_is_an_error_with_its_place() {
    for (json, problem) in [
        ("[1, 1.5]", "[1]: invalid value: floating point `1.5`"),
        (r#"[1, "a"]"#, "[1]: invalid type: string \"a\""),
        (r#"{"a": -1}"#, "a: invalid value: integer `-1`"),
    ] {
        let told = decode::json::<Setting>(json.as_bytes()).unwrap_err().to_string();
        assert!(told.starts_with(problem), "{told}");
    }
}

/// What the parser gives for a number where a neighbour has switched on `arbitrary_precision`.
#[test]
fn numbers_that_come_as_text_are_numbers() {
    let read =
        |digits: &str| -> Place { serde_json::from_value(json!({ "$serde_json::private::Number": digits })).unwrap() };
    assert_eq!(read("7"), Place::Integer(7));
    assert_eq!(read("7.0"), Place::Integer(7));
    assert!(matches!(read("7.5"), Place::Other(other) if *other.json() == json!(7.5)));
}

/// What a value that was parsed before gives there for one of more than 64 bits.
#[test]
fn numbers_of_128_bits_are_numbers() {
    let large = 1 << 64;
    let setting = Setting::deserialize(U128Deserializer::<serde_json::Error>::new(large)).unwrap();
    assert_eq!(setting, Setting::Number(18_446_744_073_709_551_616.0));
    let places = [
        Place::deserialize(U128Deserializer::<serde_json::Error>::new(large)),
        Place::deserialize(I128Deserializer::new(i128::MIN)),
    ];
    for place in places {
        assert!(matches!(&place, Ok(Place::Other(other)) if other.json().is_f64()), "{place:?}");
    }
}
