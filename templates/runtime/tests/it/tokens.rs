//! The client credentials of OAuth 2.0, over real sockets: a server of tokens, and a service that asks for them.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use runtime::runtime::{
    Async, Auth, Client, ClientBuilder, ClientCredentials, Error, ErrorKind, Handle, OperationSpec, Request, Scheme,
    Service, TokenClient, decode,
};

use crate::{server, support};

static SERVICE: Service = Service {
    schemes: &[Scheme { name: "oauth", setter: "api_key", env: &[], auth: Auth::Bearer }],
    needs_credentials: true,
    ..support::SERVICE
};

support::operation!(Read -> (), decode::nothing, OperationSpec { security: &[&["oauth"]], ..support::SPEC });

/// What the servers saw and do.
#[derive(Default)]
struct Script {
    /// The requests for tokens, head and body.
    asked: Mutex<Vec<(String, String)>>,
    /// The responses to them, in turn; then tokens with a number.
    responses: Mutex<Vec<(u16, String)>>,
    issued: AtomicU32,
    /// The keys that the service was sent.
    keys: Mutex<Vec<String>>,
    /// The keys that it refuses.
    refused: Mutex<BTreeSet<String>>,
}

impl Script {
    fn asked(&self) -> usize {
        self.asked.lock().expect("it is not poisoned").len()
    }

    fn keys(&self) -> Vec<String> {
        self.keys.lock().expect("it is not poisoned").clone()
    }

    fn next(&self, lifetime: u64) -> (u16, String) {
        let mut responses = self.responses.lock().expect("it is not poisoned");
        if responses.is_empty() {
            let number = self.issued.fetch_add(1, Ordering::SeqCst) + 1;
            let token =
                format!(r#"{{"access_token":"canary-{number}","token_type":"Bearer","expires_in":{lifetime}}}"#);
            return (200, token);
        }
        responses.remove(0)
    }
}

fn start(script: Script, lifetime: u64, slowness: Duration) -> (Arc<Script>, Client) {
    let script = Arc::new(script);
    let shared = Arc::clone(&script);
    let tokens = server::start(move |head, body| {
        shared.asked.lock().expect("it is not poisoned").push((head.to_owned(), body.to_owned()));
        std::thread::sleep(slowness);
        shared.next(lifetime)
    });
    let shared = Arc::clone(&script);
    let service = server::start(move |head, _| {
        let key = head.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")).unwrap_or_default();
        shared.keys.lock().expect("it is not poisoned").push(key.to_owned());
        let is_refused = shared.refused.lock().expect("it is not poisoned").contains(key);
        if is_refused { (401, format!("no access with {key}")) } else { (204, String::new()) }
    });
    let credentials = ClientCredentials::new(format!("http://127.0.0.1:{tokens}/token"), "app one", "canary:se+cret")
        .scope("read")
        .scope("write");
    let builder = ClientBuilder::new(&SERVICE).base_url(format!("http://127.0.0.1:{service}")).retries(0);
    (script, builder.client_credentials(credentials).build().expect("the settings are legal"))
}

fn read(client: &Client) -> Request<Read> {
    Handle::new(client.clone(), Async).request()
}

fn run<T>(call: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made").block_on(call)
}

#[track_caller]
fn failed(result: Result<(), Error>, expected: &str) {
    let error = result.expect_err(expected);
    let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    assert_eq!((error.kind(), source.as_str()), (ErrorKind::Credentials, expected));
    assert!(!format!("{error} {error:?} {source}").contains("canary"), "{error:?}");
}

#[test]
fn a_token_is_asked_for_as_rfc_6749_has_it_and_serves_further_calls() {
    let (script, client) = start(Script::default(), 3600, Duration::ZERO);
    run(async {
        read(&client).send().await.unwrap();
        read(&client).send().await.unwrap();
    });
    assert_eq!(script.keys(), ["canary-1", "canary-1"]);
    let asked = script.asked.lock().unwrap();
    let [(head, body)] = asked.as_slice() else { panic!("one token is enough: {asked:?}") };
    assert!(head.starts_with("POST /token HTTP/1.1"), "{head}");
    // `app%20one:canary%3Ase%2Bcret`: a colon or a space in them would be read as something else.
    assert!(head.contains("authorization: Basic YXBwJTIwb25lOmNhbmFyeSUzQXNlJTJCY3JldA=="), "{head}");
    assert!(head.contains("content-type: application/x-www-form-urlencoded"), "{head}");
    assert_eq!(body, "grant_type=client_credentials&scope=read%20write");
    assert!(!format!("{client:?}").contains("canary"));
}

#[test]
fn fifty_calls_at_once_take_one_token() {
    let (script, client) = start(Script::default(), 3600, Duration::from_millis(50));
    run(async {
        let calls: Vec<_> = (0..50).map(|_| tokio::spawn(read(&client).send())).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
    assert_eq!((script.asked(), script.keys().len()), (1, 50));
}

#[test]
fn a_token_that_is_refused_is_replaced_once() {
    let script = Script { refused: Mutex::new(["canary-1".to_owned()].into()), ..Script::default() };
    let (script, client) = start(script, 3600, Duration::ZERO);
    run(read(&client).send()).unwrap();
    assert_eq!((script.asked(), script.keys()), (2, vec!["canary-1".to_owned(), "canary-2".to_owned()]));

    script.refused.lock().unwrap().extend(["canary-2".to_owned(), "canary-3".to_owned()]);
    let error = run(read(&client).send()).unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), script.asked()), (Some(401), 3));
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
}

#[test]
fn a_token_that_has_expired_is_not_sent() {
    let (script, client) = start(Script::default(), 0, Duration::ZERO);
    run(async {
        read(&client).send().await.unwrap();
        read(&client).send().await.unwrap();
    });
    assert_eq!(script.keys(), ["canary-1", "canary-2"]);
}

#[test]
fn a_server_of_tokens_that_refuses_fails_the_call_and_what_may_pass_is_tried_again() {
    let respond = |responses: &[(u16, &str)]| Script {
        responses: Mutex::new(responses.iter().map(|(status, body)| (*status, (*body).to_owned())).collect()),
        ..Script::default()
    };
    let denied = r#"{"error":"invalid_client","error_description":"not canary:se+cret"}"#;
    for (status, body, expected) in [
        (401, denied, "the server of tokens responded with 401 Unauthorized (`invalid_client`)"),
        (302, "", "the server of tokens responded with 302 Found"),
        (200, r#"{"token":"canary"}"#, "the response of the server of tokens has no token"),
        (
            200,
            r#"{"access_token":"canary","token_type":"mac"}"#,
            "the server of tokens gave a token that is no bearer token",
        ),
    ] {
        let (script, client) = start(respond(&[(status, body)]), 3600, Duration::ZERO);
        failed(run(read(&client).send()), expected);
        assert_eq!((script.asked(), script.keys().len()), (1, 0));
        run(read(&client).send()).unwrap();
    }
    let (script, client) = start(respond(&[(503, "")]), 3600, Duration::ZERO);
    run(read(&client).send()).unwrap();
    assert_eq!(script.asked(), 2);
}

#[test]
fn a_call_that_is_dropped_while_it_fetches_does_not_hold_up_others() {
    let (script, client) = start(Script::default(), 3600, Duration::from_millis(50));
    run(async {
        let first = tokio::spawn(read(&client).send());
        while script.asked() == 0 {
            tokio::task::yield_now().await;
        }
        let second = tokio::spawn(read(&client).send());
        tokio::task::yield_now().await;
        first.abort();
        second.await.unwrap().unwrap();
    });
    assert_eq!(script.keys().last().map(|key| key.starts_with("canary-")), Some(true));
}

#[test]
fn an_address_of_tokens_without_encryption_is_refused() {
    let credentials = ClientCredentials::new("http://tokens.example/token", "app", "canary");
    let builder = ClientBuilder::new(&SERVICE).base_url("http://localhost").client_credentials(credentials);
    let error = builder.build().expect_err("the secret could be read on the way");
    assert!(error.to_string().starts_with("the address of tokens must begin with `https://`"), "{error}");
}

const TOKENS: TokenClient = TokenClient {
    scheme: "oauth",
    url: "/id/token",
    scopes: &["read", "write"],
    setter: "oauth_client",
    id_env: "EXAMPLE_CLIENT_ID",
    secret_env: "EXAMPLE_CLIENT_SECRET",
};

static DESCRIBED: Service = Service {
    token_client: Some(TOKENS),
    schemes: &[Scheme { name: "oauth", setter: "api_key", env: &["EXAMPLE_KEY"], auth: Auth::Bearer }],
    ..SERVICE
};

/// A service that gives tokens itself; what it was sent, line by line of interest.
fn described() -> (Arc<Mutex<Vec<String>>>, ClientBuilder) {
    described_as(&DESCRIBED)
}

fn described_as(service: &'static Service) -> (Arc<Mutex<Vec<String>>>, ClientBuilder) {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let shared = Arc::clone(&seen);
    let port = server::start(move |head, body| {
        let key = head.lines().find_map(|line| line.strip_prefix("authorization: ")).unwrap_or_default();
        let line = head.lines().next().unwrap_or_default();
        shared.lock().expect("it is not poisoned").push(format!("{line} {key} {body}"));
        match line.starts_with("POST") {
            true => (200, r#"{"access_token":"canary-1","token_type":"bearer"}"#.to_owned()),
            false => (204, String::new()),
        }
    });
    // The address of tokens begins at the root of the server, whatever the address of the service ends in.
    (seen, ClientBuilder::new(service).base_url(format!("http://127.0.0.1:{port}/v1")).retries(0))
}

fn variables(set: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<std::ffi::OsString> {
    move |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
}

#[test]
fn an_id_and_a_secret_are_enough_where_the_description_says_the_rest() {
    let expected = [
        "POST /id/token HTTP/1.1 Basic aWQ6Y2FuYXJ5 grant_type=client_credentials&scope=read%20write",
        "GET /v1/things HTTP/1.1 Bearer canary-1 ",
    ];
    let environment = variables(&[("EXAMPLE_CLIENT_ID", "id"), ("EXAMPLE_CLIENT_SECRET", "canary")]);
    let ways: [&dyn Fn(ClientBuilder) -> ClientBuilder; 2] =
        [&|builder| builder.token_client("id", "canary"), &|builder| builder.from_lookup(&environment)];
    for way in ways {
        let (seen, builder) = described();
        let client = way(builder).build().expect("the settings are legal");
        run(read(&client).send()).unwrap();
        assert_eq!(*seen.lock().unwrap(), expected);
    }
}

#[test]
fn a_key_is_stronger_than_the_id_and_the_secret_of_the_environment() {
    const PROGRAM: [(&str, &str); 3] =
        [("EXAMPLE_CLIENT_ID", "id"), ("EXAMPLE_CLIENT_SECRET", "canary"), ("EXAMPLE_KEY", "key")];
    let (seen, builder) = described();
    let client = builder.from_lookup(variables(&PROGRAM)).build().expect("the settings are legal");
    run(read(&client).send()).unwrap();
    assert_eq!(*seen.lock().unwrap(), ["GET /v1/things HTTP/1.1 Bearer key "]);
}

#[test]
fn half_of_the_settings_for_tokens_is_an_error_that_names_the_other() {
    let cases: [(&'static [(&str, &str)], &str); 3] = [
        (
            &[("EXAMPLE_CLIENT_ID", "id")],
            "EXAMPLE_CLIENT_ID is set and EXAMPLE_CLIENT_SECRET is not; both are needed to get tokens",
        ),
        (
            &[("EXAMPLE_CLIENT_SECRET", "canary")],
            "EXAMPLE_CLIENT_SECRET is set and EXAMPLE_CLIENT_ID is not; both are needed to get tokens",
        ),
        (
            &[],
            "there is no API key: set EXAMPLE_KEY, or EXAMPLE_CLIENT_ID and EXAMPLE_CLIENT_SECRET, or call `api_key`",
        ),
    ];
    for (set, expected) in cases {
        let error = described().1.from_lookup(variables(set)).build().expect_err(expected);
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Configuration, expected));
    }
    let error = described().1.token_client("id", " ").build().expect_err("the secret is empty");
    assert_eq!(error.to_string(), "an id or secret that `oauth_client` was given is empty");
}

static BESIDE_A_KEY: Service = Service {
    token_client: Some(TokenClient { url: "/id/token?tenant=a%20b&x", ..TOKENS }),
    needs_credentials: false,
    ..DESCRIBED
};

#[test]
fn the_query_of_the_address_of_tokens_is_sent() {
    let (seen, builder) = described_as(&BESIDE_A_KEY);
    let client = builder.token_client("id", "canary").build().expect("the settings are legal");
    run(read(&client).send()).unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "POST /id/token?tenant=a%20b&x HTTP/1.1 Basic aWQ6Y2FuYXJ5 grant_type=client_credentials&scope=read%20write",
            "GET /v1/things HTTP/1.1 Bearer canary-1 ",
        ]
    );
}

#[test]
fn a_call_without_credentials_says_that_an_id_and_a_secret_would_do() {
    let (_, builder) = described_as(&BESIDE_A_KEY);
    let client = builder.build().expect("nothing has to be set");
    let message = run(read(&client).send()).unwrap_err().to_string();
    let expected = "the client lacks credentials for it: `oauth` (call `api_key`, or set EXAMPLE_KEY, or set \
                    EXAMPLE_CLIENT_ID and EXAMPLE_CLIENT_SECRET)";
    assert!(message.contains(expected), "{message}");
}
