//! A secret given to a client is shown by nothing: no error, no `Debug`, no log line of any crate at TRACE.
//!
//! The faults of the wire all run with this key, and every error they end in is searched for it on the spot; the logs
//! are read line by line while they do.

use llamacloud::test_util::{MockTransport, Reply};
use llamacloud::{Client, ErrorKind};
use serde_json::json;

use crate::support::clients::{assert_no_secret, builder, checked, config, runtime};
use crate::support::logs::{self, CANARY, CANARY_KEY};
use crate::support::server::FaultServer;
use crate::support::step::{Reply as WireReply, Step};
use crate::wire_faults;

#[test]
fn no_log_of_any_crate_holds_the_key_whatever_the_fault() {
    let report = wire_faults::report();
    assert!(report.logs.lines > 1_000 && report.logs.of_hyper_or_reqwest > 100, "the logs were on: {:?}", report.logs);
    assert_eq!(report.logs.leaks, Vec::<String>::new());
}

#[test]
fn the_key_in_an_answer_is_taken_out_of_the_error() {
    logs::install();
    let echo = json!({"detail": format!("the key {CANARY_KEY} is not known")});
    let answers = [
        WireReply::new(401).json(&echo),
        WireReply::new(401).body("text/html", format!("<p>{CANARY_KEY}</p>")),
        WireReply::new(401).header("authorization", format!("Bearer {CANARY_KEY}")).json(&json!({})),
        WireReply::new(401).header("x-request-id", CANARY_KEY).header("x-echo", CANARY_KEY).json(&json!({})),
        WireReply::new(302).header("location", format!("https://example.com/?key={CANARY_KEY}")).body("", ""),
        Step::ok(&json!({"id": CANARY_KEY})),
        Step::ok(&json!(CANARY_KEY)),
        WireReply::new(422).json(&json!({"detail": [{"loc": ["header"], "msg": CANARY_KEY, "type": "x"}]})),
    ];
    let count = answers.len();
    let server = FaultServer::script(answers);
    let client = builder(&server.url()).retries(0).build().expect("a good builder");
    runtime().block_on(async {
        for _ in 0..count {
            checked(client.batches().get("bat-1").await).expect_err("an error in every form");
        }
    });
    assert_eq!(logs::seen().leaks, Vec::<String>::new());
}

#[test]
fn every_secret_of_a_request_is_taken_out_of_the_error_it_is_echoed_in() {
    logs::install();
    let secret = format!("{CANARY}-secret");
    let echo = |status| WireReply::new(status).json(&json!({"echo": {"sent": secret}}));
    let detail = json!({"detail": [{"loc": ["body", secret], "msg": format!("not {secret}"), "type": "x"}]});
    let server = FaultServer::script([
        echo(400),
        echo(401),
        WireReply::new(422).json(&detail),
        Step::ok(&json!({"id": "bat-1", "status": "PENDING", "config": secret})),
    ]);
    let builder = builder(&server.url()).retries(0).header("x-tenant", &secret);
    let client = builder.build().expect("a good builder");
    let webhook = llamacloud::types::WebhookConfiguration::new().webhook_headers([("x-a", secret.clone())]);
    let webhook = webhook.webhook_signing_secret(secret.clone());
    runtime().block_on(async {
        let create = client.batches().create(config(), "dir-1").webhook_configurations([webhook]);
        checked(create.without_header("x-tenant").await).expect_err("a value of the body is echoed");
        checked(client.batches().get("bat-1").await).expect_err("a header of the client is echoed");
        let error = checked(client.batches().get("bat-1").await).expect_err("not valid");
        assert_no_secret(&format!("{:?} {}", error.validation_errors(), error.validation_errors()[0]));
        checked(client.batches().get("bat-1").await).expect_err("no batch");
    });
    assert_eq!(logs::seen().leaks, Vec::<String>::new());
}

#[test]
fn a_secret_is_taken_out_however_a_service_writes_it() {
    logs::install();
    let secret = format!("{CANARY}\"clé/+&");
    let escaped = format!(r#"{}\"cl\u00e9\/\u002b\u0026"#, CANARY.replace('-', r"\u002d"));
    let percent = format!("{CANARY}%22cl%C3%A9%2F%2B%26");
    let latin_1: String = secret.bytes().map(char::from).collect();
    let detail = json!({"detail": [{"loc": ["header", secret], "msg": latin_1, "type": secret}]});
    let kind = json!({"detail": [{"loc": ["header"], "msg": "not valid", "type": secret}]});
    let wrong = |status: u16, body: String| WireReply::new(status).body("application/json", body);
    let answers = [
        wrong(400, format!(r#"{{"echo": {{"sent": "{escaped}"}}}}"#)),
        wrong(400, json!({"detail": format!("in JSON: {}", json!({"sent": secret}))}).to_string()),
        wrong(400, json!({"echo": {"sent": json!({"sent": secret}).to_string()}}).to_string()),
        WireReply::new(403).body("text/html", format!("<p>{CANARY}&quot;cl&#233;/+&amp;</p>")),
        WireReply::new(400).header("x-echo", &percent).header("x-request-id", &escaped).json(&json!({"echo": percent})),
        wrong(422, detail.to_string()),
        wrong(422, kind.to_string()),
        wrong(200, format!(r#"{{"id": "bat-1", "config": "{escaped}"}}"#)),
        WireReply::new(200).body(&format!("text/{CANARY}-tenant"), "<p>"),
        Step::ok(&json!({"id": "bat-1", "config": format!("{}{secret}", "x".repeat(150))})),
    ];
    let count = answers.len();
    let server = FaultServer::script(answers);
    let client = builder(&server.url()).retries(0).header("authorization", format!("Bearer {secret}"));
    let client = client.header("x-tenant", format!("{CANARY}-tenant")).build().expect("a good builder");
    assert_no_secret(&format!("{client:?}"));
    runtime().block_on(async {
        for at in 0..count {
            let error = checked(client.batches().get("bat-1").await).expect_err("an error in every form");
            let shown = format!("{error} {error:?} {:?}", error.validation_errors());
            assert!(!shown.contains("canary") && !shown.contains("7f3a9c"), "{at}: {shown}");
        }
    });
    assert_eq!(logs::seen().leaks, Vec::<String>::new());
}

#[test]
fn what_is_no_secret_is_shown() {
    let said = "Ada Lovelace of orders-of-november wrote about engines";
    let server =
        FaultServer::always(WireReply::new(422).header("x-partition-key", "eu-1").json(&json!({"detail": said})));
    let client = builder(&server.url()).retries(0).build().expect("a good builder");
    let create = client.batches().create(config(), "dir-1").header("x-partition-key", "orders-of-november");
    let create = create.body_field("author", "Ada Lovelace").body_field("keywords", json!(["engines"]));
    let error = runtime().block_on(async { create.await }).expect_err("refused");
    assert_eq!(error.to_string(), format!("createBatch: 422 Unprocessable Entity: {said}"));
    assert!(format!("{error:?}").contains(r#""x-partition-key": "eu-1""#), "{error:?}");
}

#[test]
fn the_cause_of_an_error_is_no_longer_than_its_line() {
    let long = "x".repeat(1 << 20);
    let server = FaultServer::script([
        Step::ok(&json!({"id": "bat-1", "config": long})),
        Step::ok(&json!({"id": "bat-1", "config": {"job": long}})),
    ]);
    let client = builder(&server.url()).build().expect("a good builder");
    runtime().block_on(async {
        for _ in 0..2 {
            let error = client.batches().get("bat-1").await.expect_err("no batch");
            assert!(format!("{error:?}").len() < 4096);
            assert!(std::error::Error::source(&error).expect("a cause").to_string().len() < 1024);
        }
    });
}

#[test]
fn nothing_shows_the_password_of_a_proxy() {
    logs::install();
    let proxy = FaultServer::always(WireReply::new(407).body("text/plain", "no"));
    for address in ["http", "socks5h"].map(|scheme| format!("{scheme}://user:{CANARY}@127.0.0.1:{}", proxy.port())) {
        for upstream in ["http://upstream.invalid", "https://upstream.invalid"] {
            let builder = builder(upstream).allow_http(true).retries(0).proxy(&address);
            assert_no_secret(&format!("{builder:?}"));
            let client = builder.timeout(std::time::Duration::from_secs(1)).build().expect("a good builder");
            assert_no_secret(&format!("{client:?} {:?}", client.transport()));
            runtime().block_on(async { checked(client.batches().get("bat-1").await) }).expect_err("no way through");
        }
    }
    assert_eq!(logs::seen().leaks, Vec::<String>::new());
}

#[test]
fn nothing_shows_the_key_in_debug() {
    let mock = MockTransport::new();
    mock.otherwise(|_| Reply::json(401, json!({"detail": "no"})));
    let building = Client::builder().api_key(CANARY_KEY).transport(mock.clone());
    assert_no_secret(&format!("{building:?} {building:#?}"));
    let client = building.build().expect("a good builder");
    let request = client.batches().create(config(), "dir-1").header("x-token", format!("{CANARY}-header"));
    let request = request.query("token", format!("{CANARY}-query")).body_field("secret", format!("{CANARY}-body"));
    let request = request.session(format!("{CANARY}-cookie"));
    let lists = (client.batches().list().items(), client.batches().list().pages());
    let waiting = client.batches().wait("bat-1");
    assert_no_secret(&format!("{client:?} {client:#?} {request:?} {lists:?} {waiting:?}"));
    runtime().block_on(async {
        checked(request.await).expect_err("refused");
    });
    assert_no_secret(&format!("{mock:?} {:?}", mock.requests()));
    let blocking = Client::builder()
        .api_key(CANARY_KEY)
        .transport(mock)
        .build()
        .map(llamacloud::blocking::Client::from)
        .expect("a good builder");
    assert_no_secret(&format!("{blocking:?} {:?}", blocking.batches()));
}

#[test]
fn a_builder_that_is_refused_does_not_show_what_it_was_given() {
    let key = format!("{CANARY}\nkey");
    let url = format!("ftp://user:{CANARY}@example.com");
    let refused = [
        Client::builder().api_key(key),
        Client::builder().api_key("k").base_url(&url),
        Client::builder().api_key("k").proxy(format!("nonsense://{CANARY}")),
        Client::builder().api_key("k").header("x-a", format!("{CANARY}\r\n")),
    ];
    for builder in refused {
        assert_no_secret(&format!("{builder:?}"));
        let error = checked(builder.build()).expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
}
