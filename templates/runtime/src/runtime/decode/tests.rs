//! What is read, what is refused, and where an error points.

use super::*;
use crate::runtime::object::object;

#[derive(Debug, PartialEq)]
struct Item {
    id: String,
}

object!(Item, required[id]);

#[derive(Debug, PartialEq)]
struct Listing {
    items: Vec<Item>,
    next: Option<String>,
    total: Option<u64>,
}

object!(Listing, required[items], optional[next as Token, total as Total]);

fn listing(body: &str) -> Result<Listing, String> {
    json(body.as_bytes()).map_err(|problem| problem.to_string())
}

#[track_caller]
fn refused(body: &str, starts: &str) {
    let problem = listing(body).expect_err(body);
    assert!(problem.starts_with(starts), "{body}: {problem}");
}

#[test]
fn null_is_an_empty_list_and_absence_is_not() {
    assert_eq!(listing(r#"{"items":null}"#), Ok(Listing { items: vec![], next: None, total: None }));
    refused("{}", "missing field `items`");
}

#[test]
fn tokens_and_totals_are_read_in_either_form() {
    for (body, next, total) in [
        (r#"{"items":[],"next":"a","total":7}"#, Some("a"), Some(7)),
        (r#"{"items":[],"next":12,"total":"7"}"#, Some("12"), Some(7)),
        (r#"{"items":[],"next":"","total":7.0}"#, Some(""), Some(7)),
        (r#"{"items":[],"next":null,"total":null}"#, None, None),
        (
            r#"{"items":[],"next":-123456789012345678901234567890,"total":18446744073709551615}"#,
            Some("-123456789012345678901234567890"),
            Some(u64::MAX),
        ),
    ] {
        let read = listing(body).unwrap();
        assert_eq!((read.next.as_deref(), read.total), (next, total), "{body}");
    }
    for (token, unexpected) in [("[]", "sequence"), ("{}", "map"), ("true", "boolean `true`")] {
        let expected = format!("next: invalid type: {unexpected}, expected a page token");
        refused(&format!(r#"{{"items":[],"next":{token}}}"#), &expected);
    }
    refused(r#"{"items":[],"next":"\ud800"}"#, "next: ");
}

#[test]
fn a_total_that_is_none_reads_as_absent() {
    for total in ["-1", r#""""#, r#""many""#, "1.5", "1e300", r#""-1""#, "true", "[7]", r#"{"value":7}"#] {
        let body = format!(r#"{{"items":[],"total":{total},"next":"a"}}"#);
        let read = listing(&body).unwrap();
        assert_eq!((read.total, read.next.as_deref()), (None, Some("a")), "{body}");
    }
}

#[test]
fn an_error_names_the_path() {
    refused(r#"{"items":[{"id":"a"},{"id":7}]}"#, "items[1].id: invalid type: integer `7`, expected a string");
    refused(r#"{"items":[{}]}"#, "items[0]: missing field `id`");
    refused("7", "invalid type: integer `7`, expected an object");
    refused("<html>", "expected value at line 1");
    refused(r#"{"items":[]} x"#, "trailing characters");
}

#[test]
fn empty_bodies_and_broken_text_are_errors() {
    refused("", "the body is empty");
    refused(" \n", "the body is empty");
    assert!(json::<Item>(b"null").is_err());
}

#[test]
fn text_that_is_not_utf_8_is_named_whether_it_is_read_or_not() {
    for (body, told) in [
        (&b"{\"id\":\"\xff\xfe\"}"[..], "id: the text is not UTF-8"),
        (b"{\"id\":\"a\",\"more\":[\"\xff\"]}", "more: the text is not UTF-8"),
        (b"{\"id\":\"a\"} \xff", "the text is not UTF-8"),
        (b"\xff\xfe{\0", "the text is not UTF-8"),
        // What is wrong before it comes first.
        (b"{\"id\":7,\"more\":\"\xff\"}", "id: invalid type: integer `7`, expected a string at line 1 column 7"),
    ] {
        assert_eq!(json::<Item>(body).unwrap_err().to_string(), told);
    }
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(json::<Item>(b"\xef\xbb\xbf{\"id\":\"a\"}").unwrap().id, "a");
}

#[test]
fn deep_nesting_in_an_unknown_field_does_not_overflow_the_stack() {
    let deep = format!(r#"{{"id":"a","extra":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    match json::<Item>(deep.as_bytes()) {
        Ok(item) => assert_eq!(item.id, "a"),
        Err(problem) => assert!(problem.to_string().contains("recursion limit"), "{problem}"),
    }
}

#[test]
fn nesting_deeper_than_128_levels_is_an_error() {
    for (levels, read) in [(126, true), (127, false)] {
        let value = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let body = format!(r#"{{"a":{value}}}"#);
        let result = json::<std::collections::BTreeMap<String, serde_json::Value>>(body.as_bytes());
        assert_eq!(result.is_ok(), read, "{levels}: {result:?}");
    }
}

#[test]
fn text_and_bytes_are_given_as_they_are() {
    assert_eq!(text(b"\xef\xbb\xbfa \xc3\xa9").unwrap(), "a é");
    assert_eq!(text(b"\xff").unwrap_err().to_string(), "the body is not UTF-8");
    assert_eq!(binary(&Bytes::from_static(b"\xff\x00")).unwrap(), b"\xff\x00"[..]);
}

#[test]
fn a_success_without_a_body_is_none_where_one_is_declared() {
    assert_eq!(optional::<u64>(b"").unwrap(), None);
    assert_eq!(optional::<u64>(b"7").unwrap(), Some(7));
    assert!(optional::<u64>(b" ").is_err());
}
