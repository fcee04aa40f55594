//! W21, W22 and W24-W30: a 200 whose body is not quite what was promised.

use llamacloud::ErrorKind;
use llamacloud::types::BatchStatus;
use serde_json::{Value, json};

use super::Case;
use crate::support::bodies::{batch, batch_in, with, without};
use crate::support::clients::Side;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

pub(super) const CASES: &[Case] = &[
    Case { id: "W21", fault: "an empty body", check: empty_body },
    Case { id: "W22", fault: "the page of a captive portal", check: captive_portal },
    Case { id: "W24", fault: "an unknown status and unknown fields", check: unknown_values },
    Case { id: "W25", fault: "a required field is missing", check: missing_field },
    Case { id: "W26", fault: "an object is a string", check: wrong_type },
    Case { id: "W27", fault: "invalid UTF-8 in a string", check: invalid_utf8 },
    Case { id: "W28", fault: "a time in month 13", check: impossible_time },
    Case { id: "W29", fault: "a time without offset, a list that is null", check: lenient_values },
    Case { id: "W30", fault: "JSON 100,000 levels deep", check: deep_json },
];

/// One read of a batch and one listing have to be refused as undecodable, at once; gives both messages.
fn check_refused(side: Side, get: Step, list: Step) -> [String; 2] {
    let server = FaultServer::script([get, list]);
    let client = side.client(&server.url());
    let get = client.get("bat-1").expect_err("the body is no batch");
    let list = client.list().expect_err("the body is no page");
    for error in [&get, &list] {
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    }
    assert_eq!(server.count(), 2, "an answer that cannot be read is not asked for again");
    [get.to_string(), list.to_string()]
}

fn listed(item: &Value) -> Value {
    json!({"items": [batch("bat-0"), item]})
}

fn empty_body(side: Side) {
    let empty = || Reply::new(200).body("application/json", "");
    check_refused(side, empty(), empty());
}

fn captive_portal(side: Side) {
    let portal = || Reply::new(200).body("text/html; charset=utf-8", "<html><h1>Welcome to the airport</h1></html>");
    for message in check_refused(side, portal(), portal()) {
        assert!(message.contains("text/html"), "{message}");
    }
}

fn unknown_values(side: Side) {
    let strange = with(batch_in("bat-2", "PAUSED_W24"), "future", json!({"x": [1, null]}));
    let body = json!({"items": [batch("bat-1"), strange, batch("bat-3")], "more": true});
    let server = FaultServer::script([Step::ok(&body)]);
    let page = side.client(&server.url()).list().expect("new values are welcome");
    assert_eq!(page.items.len(), 3);
    assert_eq!(page.items[1].status, "PAUSED_W24");
    assert!(matches!(page.items[1].status, BatchStatus::Unknown(_)));
}

fn missing_field(side: Side) {
    let body = without(batch("bat-1"), "id");
    let [get, list] = check_refused(side, Step::ok(&body), Step::ok(&listed(&body)));
    assert!(get.contains("id"), "{get}");
    assert!(list.contains("items[1]") && list.contains("id"), "{list}");
}

fn wrong_type(side: Side) {
    let body = with(batch("bat-1"), "config", json!("parse everything"));
    let [get, list] = check_refused(side, Step::ok(&body), Step::ok(&listed(&body)));
    assert!(get.contains("config"), "{get}");
    assert!(list.contains("items[1].config"), "{list}");
}

fn invalid_utf8(side: Side) {
    let broken = |body: &Value| {
        let mut bytes = body.to_string().into_bytes();
        let at = bytes.windows(5).position(|window| window == b"dir-1").expect("the body names the directory");
        bytes[at] = 0xff;
        Reply::new(200).body("application/json", bytes)
    };
    check_refused(side, broken(&batch("bat-1")), broken(&listed(&batch("bat-1"))));
}

fn impossible_time(side: Side) {
    let body = with(batch("bat-1"), "created_at", json!("2026-13-01T00:00:00Z"));
    let [get, list] = check_refused(side, Step::ok(&body), Step::ok(&listed(&body)));
    assert!(get.contains("created_at"), "{get}");
    assert!(list.contains("items[1].created_at"), "{list}");
}

fn lenient_values(side: Side) {
    let local = with(batch("bat-1"), "created_at", json!("2026-01-02T03:04:05.5"));
    let server = FaultServer::script([Step::ok(&local), Step::ok(&json!({"items": null}))]);
    let client = side.client(&server.url());
    let batch = client.get("bat-1").expect("a time without offset is UTC");
    assert_eq!(batch.created_at, Some("2026-01-02T03:04:05.5Z".parse().expect("a time")));
    assert_eq!(client.list().expect("null is an empty list").items.len(), 0);
}

fn deep_json(side: Side) {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let body = |object: &Value| object.to_string().replacen('{', &format!("{{\"future\":{deep},"), 1);
    let get = Reply::new(200).body("application/json", body(&batch("bat-1")));
    let list = Reply::new(200).body("application/json", body(&json!({"items": []})));
    let server = FaultServer::script([get, list]);
    let client = side.client(&server.url());
    // A value would be as good as a typed error: what must not happen is a stack that runs over.
    if let Err(error) = client.get("bat-1") {
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    }
    if let Err(error) = client.list() {
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    }
    assert_eq!(server.count(), 2);
}
