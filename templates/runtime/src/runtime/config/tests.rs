//! What a builder accepts, what it refuses, and that it never repeats a value.
//!
//! Most of these build a client for https, which takes one of the TLS features.
#![cfg(any(feature = "rustls", feature = "native-tls"))]

use std::ffi::OsString;

use http::HeaderMap;

use super::*;
use crate::runtime::call::{Additions, Call};
use crate::runtime::client::Client;
use crate::runtime::operation::{Method, OperationSpec, Replay};
use crate::runtime::service::{Auth, DefaultParameter, Scheme, Server};

static SERVICE: Service = Service {
    name: "example",
    version: "1.2.3",
    servers: &[Server { url: "https://api.example.com", variables: &[] }],
    own_servers: &[],
    base_path: "",
    base_url_env: "EXAMPLE_BASE_URL",
    custom_headers_env: "EXAMPLE_CUSTOM_HEADERS",
    default_parameters: &[DefaultParameter { name: "project_id", env: "EXAMPLE_PROJECT_ID" }],
    schemes: &[Scheme {
        name: "bearerAuth",
        setter: "api_key",
        env: &["EXAMPLE_API_KEY", "EXAMPLE_OLD_KEY"],
        auth: Auth::Bearer,
    }],
    token_client: None,
    needs_credentials: true,
    paths: &["/v2/things", "/v2/things/{id}"],
};

fn builder() -> ClientBuilder {
    ClientBuilder::new(&SERVICE)
}

fn env(variables: &'static [(&'static str, &'static str)]) -> ClientBuilder {
    builder().from_lookup(|name| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| OsString::from(value))
    })
}

/// The service with its key in a header of its own.
static NAMED: Service = Service {
    schemes: &[Scheme { name: "headerKey", setter: "api_key", env: &[], auth: Auth::Header("x-api-key") }],
    ..SERVICE
};

static ANY: OperationSpec = OperationSpec {
    security: &[&["bearerAuth"], &["headerKey"]],
    ..OperationSpec::new("getThings", Method::Get, "/things", Replay::Safe)
};

/// The headers of a request that asks for the key.
fn sent(client: &Client) -> HeaderMap {
    Call::new(client.clone(), &ANY).prepare(&Additions::default()).unwrap().headers
}

fn header(client: &Client, name: &str) -> String {
    sent(client)[name].to_str().unwrap().to_owned()
}

#[track_caller]
fn refused(builder: ClientBuilder, starts: &str) {
    let debug = format!("{builder:?}");
    let error = builder.build().expect_err(starts);
    let shown = format!("{error} {error:?} {debug}");
    assert!(error.to_string().starts_with(starts), "{error}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn the_first_key_that_is_set_is_used() {
    for (builder, expected) in [
        (env(&[("EXAMPLE_API_KEY", " a\n"), ("EXAMPLE_OLD_KEY", "b")]), "Bearer a"),
        (env(&[("EXAMPLE_API_KEY", " "), ("EXAMPLE_OLD_KEY", "b")]), "Bearer b"),
        (env(&[("EXAMPLE_API_KEY", "a")]).api_key("c "), "Bearer c"),
        (builder().api_key("c"), "Bearer c"),
    ] {
        let client = builder.build().unwrap();
        assert_eq!(header(&client, "authorization"), expected);
        assert!(sent(&client)["authorization"].is_sensitive());
    }
}

#[test]
fn a_missing_key_names_the_variables() {
    refused(builder(), "there is no API key: call `api_key`, or `from_env` to read EXAMPLE_API_KEY or EXAMPLE_OLD_KEY");
    refused(env(&[]), "there is no API key: set EXAMPLE_API_KEY or EXAMPLE_OLD_KEY");
}

#[test]
fn an_illegal_key_is_refused_without_being_shown() {
    refused(builder().api_key(" "), "the API key is empty");
    refused(builder().api_key("canary\r\nX-Evil: 1"), "the API key holds white space");
    refused(builder().api_key("canary é"), "the API key holds white space");
    refused(env(&[("EXAMPLE_API_KEY", "canary\ncanary")]), "EXAMPLE_API_KEY holds white space");
}

#[test]
fn quotes_around_a_value_of_the_environment_are_no_part_of_it() {
    for key in ["\"k\"", "'k'", " \" k \" \n"] {
        let variables = [("EXAMPLE_API_KEY", key), ("EXAMPLE_BASE_URL", "\"https://a.example\"")];
        let lookup = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        let client = builder().from_lookup(lookup).build().unwrap();
        assert_eq!(header(&client, "authorization"), "Bearer k", "{key}");
        assert_eq!(client.base_url(), "https://a.example");
    }
    refused(env(&[("EXAMPLE_API_KEY", "\"\"")]), "there is no API key");
    refused(env(&[("EXAMPLE_API_KEY", "\"canary")]), "EXAMPLE_API_KEY has a quotation mark");
    refused(builder().api_key("'canary'"), "the API key has a quotation mark");
}

#[test]
fn an_address_with_the_path_of_an_operation_is_refused() {
    let given = builder().api_key("k").base_url("https://canary.example/v2/things");
    refused(given, "the base URL ends in `/v2/things`, which every call adds to it");
    refused(
        env(&[("EXAMPLE_API_KEY", "k"), ("EXAMPLE_BASE_URL", "https://x.example/v2/things/canary")]),
        "EXAMPLE_BASE_URL ends in `/v2/things/{id}`",
    );
}

#[test]
fn credentials_that_are_none_do_not_replace_the_key() {
    for value in ["", " ", "Bearer", "basic "] {
        let lines = format!("X-Empty:\nAuthorization: {value}");
        let lookup = |name: &str| match name {
            "EXAMPLE_API_KEY" => Some("k".into()),
            "EXAMPLE_CUSTOM_HEADERS" => Some(lines.clone().into()),
            _ => None,
        };
        refused(builder().from_lookup(lookup), "EXAMPLE_CUSTOM_HEADERS: `authorization` has no credentials");
        refused(
            builder().api_key("k").header("Authorization", value),
            "a header of the client: `authorization` has no credentials",
        );
    }
    let given = ClientBuilder::new(&NAMED).api_key("k").header("x-api-key", "");
    refused(given, "a header of the client: `x-api-key` has no credentials");
}

#[test]
fn addresses_are_checked_and_not_shown() {
    let keyed = || builder().api_key("k");
    refused(keyed().base_url("canary.example.com"), "the base URL has no scheme");
    refused(keyed().base_url("http://canary.example.com"), "the base URL must begin with `https://`, because");
    refused(
        env(&[("EXAMPLE_API_KEY", "k"), ("EXAMPLE_BASE_URL", "https://x/?canary")]),
        "EXAMPLE_BASE_URL has a query",
    );
    let client = env(&[("EXAMPLE_API_KEY", "k"), ("EXAMPLE_BASE_URL", "")]).build().unwrap();
    assert_eq!(client.base_url(), "https://api.example.com");
    let client = env(&[("EXAMPLE_API_KEY", "k"), ("EXAMPLE_BASE_URL", "https://a.example/p/")]);
    assert_eq!(client.clone().build().unwrap().base_url(), "https://a.example/p");
    assert_eq!(client.base_url("https://b.example").build().unwrap().base_url(), "https://b.example");
}

#[test]
fn custom_headers_replace_defaults_and_explicit_ones_replace_those() {
    let lines = "Authorization: Basic canary\n no colon \nX-A: from env: x\nX-B:b";
    let builder = builder().from_lookup(|name| (name == "EXAMPLE_CUSTOM_HEADERS").then(|| lines.into()));
    let client = builder.header("x-a", "by hand").build().unwrap();
    assert_eq!(header(&client, "authorization"), "Basic canary");
    assert_eq!(header(&client, "x-a"), "by hand");
    assert_eq!(header(&client, "x-b"), "b");
    assert_eq!(header(&client, "user-agent"), "example-rust/1.2.3");
    assert!(!format!("{client:?}").contains("canary"));
}

#[test]
fn illegal_headers_are_refused() {
    let keyed = || builder().api_key("k");
    refused(keyed().header("x canary", "1"), "a header of the client: the name of a header is not legal");
    refused(keyed().header("x-a", "canary\r\nx: y"), "a header of the client: the value of `x-a` is not legal");
}

#[test]
fn default_parameters_come_by_hand_or_from_the_environment() {
    let client = env(&[("EXAMPLE_API_KEY", "k"), ("EXAMPLE_PROJECT_ID", " p \n")]);
    assert_eq!(client.clone().build().unwrap().default_parameters()["project_id"], "p");
    let client = client.default_parameter("project_id", "q").build().unwrap();
    assert_eq!(client.default_parameters()["project_id"], "q");
    refused(builder().api_key("k").default_parameter("project_id", " "), "the default parameter `project_id` is empty");
    refused(builder().api_key("k").default_parameter("other", "x"), "no operation has a default parameter `other`");
}

#[test]
fn zero_durations_and_limits_are_refused() {
    let keyed = || builder().api_key("k");
    refused(keyed().timeout(Duration::ZERO), "the timeout is zero");
    refused(keyed().deadline(Duration::ZERO), "the deadline is zero");
    refused(keyed().connect_timeout(Duration::ZERO), "the connect timeout is zero");
    refused(keyed().rate_limit(0, Duration::from_secs(60)), "the rate limit needs");
    refused(keyed().rate_limit(1, Duration::ZERO), "the rate limit needs");
}

#[test]
fn proxies_and_certificates_are_checked() {
    let keyed = || builder().api_key("k");
    assert!(keyed().proxy("http://user:canary@proxy.example:8080").build().is_ok());
    refused(keyed().proxy("http://user:canary@:x/"), "the proxy's address cannot be used");
    let transport = Connection::default().transport().unwrap();
    let given = keyed().transport(transport);
    assert!(given.clone().build().is_ok());
    refused(given.proxy("http://proxy.example:8080"), "proxies and certificates belong to");
    refused(keyed().add_root_certificate("-----BEGIN canary"), "a root certificate is neither PEM nor DER");
}

#[test]
fn a_service_without_keys_needs_none() {
    static OPEN: Service = Service { schemes: &[], needs_credentials: false, ..SERVICE };
    let client = ClientBuilder::new(&OPEN).build().unwrap();
    assert!(!client.headers().contains_key("authorization"));
    let client = ClientBuilder::new(&NAMED).api_key("k").build().unwrap();
    assert_eq!(header(&client, "x-api-key"), "k");
}

#[test]
fn what_is_missing_is_called_by_its_setter() {
    static ACCOUNT: Service = Service {
        schemes: &[Scheme { name: "account", setter: "account", env: &["EXAMPLE_ACCOUNT"], auth: Auth::Basic }],
        ..SERVICE
    };
    refused(
        ClientBuilder::new(&ACCOUNT),
        "there are no credentials: call `account`, or `from_env` to read EXAMPLE_ACCOUNT",
    );
}
