//! Scalars in every form that services send, at any depth.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;

use super::*;
use crate::runtime::decode;
use crate::runtime::nullable::Nullable;

#[track_caller]
fn reads<T: Wire + PartialEq + Debug>(json: &str, expected: T) {
    assert_eq!(decode::json::<T>(json.as_bytes()).as_ref(), Ok(&expected), "{json}");
    // As the body of a webhook, or a member of a union, is read.
    assert_eq!(T::read(&serde_json::from_str::<Value>(json).unwrap()).unwrap(), expected, "{json}");
}

#[track_caller]
fn refuses<T: Wire + Debug>(json: &str, problem: &str) {
    let told = decode::json::<T>(json.as_bytes()).expect_err(json).to_string();
    assert!(told.starts_with(problem), "{told}");
}

#[test]
fn a_whole_number_is_an_integer_however_it_is_written() {
    for json in ["3", "3.0", "3e0", "0.3e1", "300e-2", "3.000"] {
        reads(json, 3_u32);
        reads(json, 3_u64);
        reads(json, 3_i32);
        reads(json, 3_i64);
    }
    reads("-3.0", -3_i32);
    reads("-0.0", 0_u64);
    reads("-0", 0_u32);
    reads("9007199254740991.0", 9_007_199_254_740_991_u64);
    reads("18446744073709551615", u64::MAX);
    reads("-9223372036854775808", i64::MIN);
}

#[test]
fn a_number_that_does_not_fit_or_has_a_fraction_is_no_integer() {
    for json in ["3.5", "1e-3", "-1", "-1.0", "4294967296", "4294967296.0", "1e300"] {
        refuses::<u32>(json, "invalid value: ");
    }
    refuses::<i32>("2147483648.0", "invalid value: floating point `2147483648.0`, expected a whole number from ");
    refuses::<u64>("-1", "invalid value: integer `-1`, expected a whole number from 0 to 18446744073709551615");
    // The number that was sent can no longer be told from its neighbours.
    for json in ["9007199254740992.0", "9007199254740993.0", "1e18"] {
        refuses::<u64>(json, "invalid value: floating point");
    }
    refuses::<i64>(r#""3""#, "invalid type: string \"3\", expected a whole number from ");
    refuses::<u64>("1e400", "number out of range");
}

#[test]
fn integers_are_read_alike_in_whatever_holds_them() {
    reads("[1.0,2,3e0]", vec![1_u64, 2, 3]);
    reads("[[1.0],null,[]]", vec![vec![1_i32], vec![], vec![]]);
    reads("[1.0,null]", vec![Some(1_i64), None]);
    reads(r#"{"a":[1.0],"b":null}"#, BTreeMap::from([("a".to_owned(), vec![1_u32]), ("b".to_owned(), vec![])]));
}

#[test]
fn a_problem_in_a_container_has_its_path() {
    refuses::<Vec<u64>>("[1.0,1.5]", "[1]: invalid value: floating point `1.5`");
    refuses::<BTreeMap<String, Vec<Option<u32>>>>(r#"{"a":[null,-1.0]}"#, "a[1]: invalid value: floating point `-1.0`");
    refuses::<Vec<u64>>("{}", "invalid type: map, expected a list");
    refuses::<BTreeMap<String, u64>>("[]", "invalid type: sequence, expected an object");
}

#[test]
fn three_states_survive_the_wire() {
    reads("null", Nullable::<u64>::Null);
    reads("1.0", Nullable::Value(1_u64));
    for (value, json) in [(Nullable::Null, "null"), (Nullable::Value(1_u64), "1")] {
        assert_eq!(serde_json::to_string(&Write(&value)).unwrap(), json);
    }
}

#[test]
fn a_number_that_is_not_finite_is_no_null() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(serde_json::to_string(&Write(&Some(number))).is_err(), "{number}");
        assert!(serde_json::to_string(&Write(&vec![number as f32])).is_err(), "{number}");
    }
    assert_eq!(serde_json::to_string(&Write(&vec![0.1, -0.0])).unwrap(), "[0.1,-0.0]");
}

#[test]
fn raw_json_is_taken_as_it_came() {
    let json = r#"[{"a": 1.0,  "a":2},[ ],"é\u00e9",null]"#;
    let items = decode::json::<Vec<Box<RawValue>>>(json.as_bytes()).unwrap();
    let items: Vec<&str> = items.iter().map(|item| item.get()).collect();
    assert_eq!(items, [r#"{"a": 1.0,  "a":2}"#, "[ ]", r#""é\u00e9""#, "null"]);
}

proptest! {
    #[test]
    fn an_integer_is_read_as_itself_or_not_at_all(number: i64, zeros in 1_usize..4) {
        prop_assert_eq!(decode::json(number.to_string().as_bytes()), Ok(number));
        if let Ok(read) = decode::json::<i64>(format!("{number}.{}", "0".repeat(zeros)).as_bytes()) {
            prop_assert_eq!(read, number);
        }
    }

    #[test]
    fn small_integers_are_read_from_floats(number in 1 - (1_i64 << 53)..1 << 53) {
        prop_assert_eq!(decode::json(format!("{number}.0").as_bytes()), Ok(number));
        prop_assert_eq!(decode::json(format!("{number}e0").as_bytes()), Ok(number));
    }

    #[test]
    fn what_is_written_is_read(
        values in prop::collection::btree_map(".{0,6}", prop::collection::vec(prop::option::of(any::<i64>()), 0..4), 0..4),
    ) {
        let json = serde_json::to_vec(&Write(&values)).unwrap();
        prop_assert_eq!(decode::json(&json), Ok(values));
    }
}
