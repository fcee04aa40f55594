//! What a call becomes before it is sent, and what stops it.

use std::time::Duration;

use bytes::Bytes;
use serde_json::json;

use super::*;
use crate::runtime::config::ClientBuilder;
use crate::runtime::decode::{self, DecodeError};
use crate::runtime::error::ErrorKind;
use crate::runtime::one_or_many::OneOrMany;
use crate::runtime::open_enum::{UnknownValue, open_enum};
use crate::runtime::operation::{BodyFormat, Method, Operation, Replay, Sealed};
use crate::runtime::request::Request;
use crate::runtime::service::{Auth, DefaultParameter, Scheme, Server, Service};
use crate::runtime::transport;

static SERVICE: Service = Service {
    name: "example",
    version: "1.2.3",
    servers: &[Server { url: "http://localhost/prefix", variables: &[] }],
    own_servers: &[],
    base_path: "",
    base_url_env: "",
    custom_headers_env: "",
    default_parameters: &[DefaultParameter { name: "project_id", env: "" }],
    schemes: &[Scheme { name: "bearerAuth", setter: "api_key", env: &[], auth: Auth::Bearer }],
    token_client: None,
    needs_credentials: true,
    paths: &[],
};

struct Cancel;

impl Sealed for Cancel {}

impl Operation for Cancel {
    type Output = Value;
    const SPEC: OperationSpec = OperationSpec {
        default_parameters: &["project_id"],
        body: BodyFormat::Json("application/merge-patch+json"),
        accept: "application/vnd.batches+json",
        security: &[&["bearerAuth"]],
        ..OperationSpec::new("cancelBatch", Method::Post, "/batches/{batch_id}/cancel", Replay::Safe)
    };
    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Value, DecodeError> {
        decode::json(body)
    }
}

fn client() -> Client {
    ClientBuilder::new(&SERVICE).api_key("canary").default_parameter("project_id", "p/1").build().unwrap()
}

fn cancel() -> Request<Cancel> {
    client().handle().request::<Cancel>().path_parameter("batch_id", "b 1")
}

#[track_caller]
fn sent(request: &Request<Cancel>) -> Prepared {
    request.call().prepare(&Additions::default()).expect("the request can be sent")
}

fn body(prepared: &Prepared) -> Bytes {
    transport::Body::of(prepared.body.iter().cloned()).into_bytes().expect("it lies in memory")
}

#[track_caller]
fn refused(request: Request<Cancel>, starts: &str) {
    let error = request.call().prepare(&Additions::default()).expect_err(starts);
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.attempts(), 0);
    assert!(error.to_string().starts_with(&format!("cancelBatch: {starts}")), "{error}");
    assert!(!format!("{error} {error:?} {request:?}").contains("canary"), "{error}");
}

#[test]
fn the_url_has_prefix_path_and_query() {
    let request = cancel().query_parameter("expand", ["a", "b"]).query("x", "y z");
    let expected = "http://localhost/prefix/batches/b%201/cancel?expand=a&expand=b&x=y%20z&project_id=p%2F1";
    assert_eq!(sent(&request).url, expected);
}

struct Count;

impl Sealed for Count {}

impl Operation for Count {
    type Output = ();
    const SPEC: OperationSpec = OperationSpec {
        id: "countBatches",
        method: Method::Trace,
        path: "/batches/{batch_id}?action=count&full",
        ..Cancel::SPEC
    };
    fn decode(_: http::StatusCode, body: &Bytes) -> Result<(), DecodeError> {
        decode::nothing(body)
    }
}

#[test]
fn a_fixed_query_comes_before_what_is_set() {
    let request = client().handle().request::<Count>().path_parameter("batch_id", "b?1").query("x", "y");
    let prepared = request.call().prepare(&Additions::default()).unwrap();
    assert_eq!(prepared.url, "http://localhost/prefix/batches/b%3F1?action=count&full&x=y&project_id=p%2F1");
    assert_eq!(prepared.method, Method::Trace);
}

#[test]
fn a_default_parameter_can_be_replaced_or_left_out() {
    let url = |request: Request<Cancel>| sent(&request).url;
    assert!(url(cancel().query_parameter("project_id", ["q"])).ends_with("/cancel?project_id=q"));
    assert!(url(cancel().query("project_id", "q")).ends_with("/cancel?project_id=q"));
    assert!(url(cancel().without_default("project_id")).ends_with("/cancel"));
}

#[test]
fn setting_a_parameter_again_replaces_it_and_nothing_unsets_it() {
    let request = cancel().query_parameter("status", ["A"]).query_parameter("status", ["B"]);
    assert_eq!(request.call().query_value("status"), Some("B"));
    let request = request.query_parameter("status", None::<String>);
    assert_eq!(request.call().query_value("status"), None);
    assert_eq!(request.call().filters(), [("project_id".to_owned(), "p/1".to_owned())]);
}

/// An enum whose description names the empty value.
#[derive(Clone, Debug)]
enum Color {
    Empty,
    Red,
    Unknown(UnknownValue),
}

open_enum!(Color, [Empty = "", Red = "red"]);

#[test]
fn empty_text_is_sent_where_the_description_names_it() {
    let request = cancel().without_default("project_id").query_parameter("color", Color::KNOWN.to_vec());
    let request = request.header_parameter("x-color", Color::Empty).cookie_parameter("color", Color::Empty);
    let prepared = sent(&request);
    assert!(prepared.url.ends_with("/cancel?color=&color=red"), "{}", prepared.url);
    assert_eq!(
        (&prepared.headers["x-color"], &prepared.headers["cookie"]),
        (&"".parse().unwrap(), &"color=".parse().unwrap())
    );
    // There is no segment of a path without text.
    refused(cancel().path_parameter("batch_id", Color::Empty), "the path parameter `batch_id` is empty");
}

#[test]
fn what_the_client_is_told_to_ask_for_wins() {
    let client = ClientBuilder::new(&SERVICE).api_key("canary").header("accept", "application/json").build().unwrap();
    let request = client.handle().request::<Cancel>().path_parameter("batch_id", "b 1");
    assert_eq!(sent(&request).headers["accept"], "application/json");
}

#[test]
fn a_body_is_sent_only_if_there_is_one() {
    let prepared = sent(&cancel());
    assert!(prepared.body.is_empty());
    assert!(!prepared.headers.contains_key("content-type"));

    for (request, expected) in [
        (cancel().object_body(), json!({})),
        (cancel().body_value("reason", &"é".to_owned()).body_null("note"), json!({"reason": "é", "note": null})),
        (cancel().body_value("a", &1).body_field("b", [true]), json!({"a": 1, "b": [true]})),
        (cancel().body(&json!({"a": 1})).body_field("b", 2), json!({"a": 1, "b": 2})),
        (cancel().body(&vec![1, 2]), json!([1, 2])),
    ] {
        let prepared = sent(&request);
        assert_eq!(serde_json::from_slice::<Value>(&body(&prepared)).unwrap(), expected);
        assert_eq!(prepared.headers["content-type"], "application/merge-patch+json");
        assert_eq!(prepared.headers["accept"], "application/vnd.batches+json");
    }
}

struct Form;

impl Sealed for Form {}

impl Operation for Form {
    type Output = ();
    const SPEC: OperationSpec = OperationSpec { id: "createToken", body: BodyFormat::Form(&[]), ..Cancel::SPEC };
    fn decode(_: http::StatusCode, body: &Bytes) -> Result<(), DecodeError> {
        decode::nothing(body)
    }
}

#[test]
fn a_form_has_a_pair_for_each_field_and_item_and_none_for_null() {
    let request = client().handle().request::<Form>().path_parameter("batch_id", "b");
    let request = request.body_value("scope", &vec!["a b".to_owned(), "c&d".to_owned()]).body_value("n", &1);
    let prepared =
        request.body_field("deep", json!({"é": true})).body_null("none").call().prepare(&Additions::default()).unwrap();
    assert_eq!(prepared.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(body(&prepared), "deep=%7B%22%C3%A9%22%3Atrue%7D&n=1&scope=a%20b&scope=c%26d");
}

#[test]
fn a_form_is_made_of_an_object() {
    let request = |body: &Value| client().handle().request::<Form>().path_parameter("batch_id", "b").body(body);
    let error = request(&json!(null)).call().prepare(&Additions::default()).expect_err("null has no fields");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("a form is made of an object"), "{error}");
    assert_eq!(body(&request(&json!({"a": 1})).call().prepare(&Additions::default()).unwrap()), "a=1");
}

struct Note;

impl Sealed for Note {}

impl Operation for Note {
    type Output = ();
    const SPEC: OperationSpec = OperationSpec { id: "createNote", body: BodyFormat::Raw("text/plain"), ..Cancel::SPEC };
    fn decode(_: http::StatusCode, body: &Bytes) -> Result<(), DecodeError> {
        decode::nothing(body)
    }
}

#[test]
fn text_is_sent_as_it_is() {
    let request = client().handle().request::<Note>().path_parameter("batch_id", "b").body(&"\"é".to_owned());
    let prepared = request.call().prepare(&Additions::default()).unwrap();
    assert_eq!((body(&prepared), &prepared.headers["content-type"]), ("\"é".into(), &"text/plain".parse().unwrap()));
}

#[test]
fn headers_of_a_call_replace_those_of_the_client() {
    let prepared = sent(&cancel().header("Authorization", "Basic other").header_parameter("temporal-namespace", "n"));
    assert_eq!(prepared.headers["authorization"], "Basic other");
    assert_eq!(prepared.headers["temporal-namespace"], "n");
    assert_eq!(sent(&cancel()).headers["authorization"], "Bearer canary");
    let prepared = sent(&cancel().cookie_parameter("session", "abc").cookie_parameter("b", 1).header("cookie", "c=2"));
    assert_eq!(prepared.headers["cookie"], "session=abc; b=1; c=2");
}

#[test]
fn what_must_not_be_sent_is_refused_before_sending() {
    refused(cancel().path_parameter("batch_id", ".."), "the path parameter `batch_id` would point at another path");
    refused(
        cancel().path_parameter("batch_id", "canary\r\n"),
        "the path parameter `batch_id` holds a control character",
    );
    refused(cancel().query_parameter("status", [""]), "the query parameter `status` is empty");
    refused(cancel().header_parameter("x-a", ""), "the header `x-a` is empty");
    refused(cancel().cookie_parameter("session", ""), "the cookie `session` is empty");
    refused(cancel().header("x-a", "canary\r\nx: y"), "the value of the header `x-a` is not legal");
    refused(cancel().header("x canary", "1"), "the name of a header is not legal");
    refused(cancel().header("Authorization", " "), "the header `authorization` has no credentials");
    refused(cancel().header("Authorization", "Bearer "), "the header `authorization` has no credentials");
    refused(cancel().cookie_parameter("session", "canary; x"), "the value of the cookie `session` is not legal");
    refused(cancel().query_parameter("ratio", [f64::INFINITY]), "`ratio` cannot be sent: it is not a finite number");
    refused(cancel().body_value("ratios", &vec![1.5, f64::NAN]), "the body field `ratios` cannot be sent: it is not a");
    refused(cancel().timeout(Duration::ZERO), "the timeout is zero");
    refused(cancel().deadline(Duration::ZERO), "the deadline is zero");
    refused(cancel().body(&vec![1]).body_field("canary", 1), "the body is not an object");
}

#[test]
fn a_url_may_be_as_long_as_the_libraries_below_can_hold() {
    let before = sent(&cancel().query("x", "")).url.len();
    let longest = sent(&cancel().query("x", "y".repeat(65_534 - before))).url;
    assert!(http::Uri::try_from(&longest).is_ok());
    assert!(http::Uri::try_from(longest + "y").is_err());
    refused(cancel().query("x", "y".repeat(65_535 - before)), "the URL has 65535 bytes");
}

#[test]
fn a_request_shows_names_and_no_values() {
    let request = cancel().header("x-a", "canary").query("q", "canary").body_field("secret", "canary");
    let shown = format!("{request:?}");
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("cancelBatch") && shown.contains("secret") && shown.contains("x-a"), "{shown}");
}

#[test]
fn values_that_are_more_than_one_text_are_written_in_their_style() {
    let request = cancel()
        .query_parameter_as("filter", Style::Deep, &json!({ "name": "a&b", "near": { "x": 1 }, "none": null }))
        .query_list("tags", Style::Commas, OneOrMany::<String>::from(["a/b".to_owned(), "c".to_owned()]))
        .query_list("words", Style::Spaces, OneOrMany::<String>::from(["a".to_owned(), "b".to_owned()]))
        .query_list("kinds", Style::Pipes, OneOrMany::<String>::from(["a".to_owned(), "b".to_owned()]))
        .query_list("nothing", Style::Commas, OneOrMany::<String>::from(Vec::<String>::new()))
        .query_parameter("text", ["a,b"])
        .query_parameter_as("json", Style::Json, &json!({ "a": [1] }));
    let query = "filter%5Bname%5D=a%26b&filter%5Bnear%5D%5Bx%5D=1&tags=a%2Fb,c&words=a%20b&kinds=a%7Cb&text=a%2Cb\
                 &json=%7B%22a%22%3A%5B1%5D%7D&project_id=p%2F1";
    assert_eq!(sent(&request).url, format!("http://localhost/prefix/batches/b%201/cancel?{query}"));
    let again = request.query_parameter_as("filter", Style::Deep, &json!({ "age": 2 }));
    assert!(!sent(&again).url.contains("name") && sent(&again).url.contains("filter%5Bage%5D=2"));

    let path = cancel().path_parameter_as("batch_id", Style::Pairs, &json!({ "x": 1, "y": 2.5 }));
    assert!(sent(&path).url.contains("/batches/x=1,y=2.5/cancel"));
    let header = cancel().header_parameter_as("x-ids", Style::Commas, &vec![1_i64, 2]);
    assert_eq!(sent(&header).headers["x-ids"], "1,2");

    let comma = OneOrMany::<String>::from("a,b".to_owned());
    refused(cancel().query_list("tags", Style::Commas, comma), "`tags` cannot be sent: it holds a comma");
    refused(cancel().path_parameter("batch_id", json!([])), "`batch_id` cannot be sent: it is a list");
}
