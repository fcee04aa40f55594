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
fn nothing_shows_the_key_in_debug() {
    let mock = MockTransport::new();
    mock.otherwise(|_| Reply::json(401, &json!({"detail": "no"})));
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
    let blocking = Client::builder().api_key(CANARY_KEY).transport(mock).build_blocking().expect("a good builder");
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
