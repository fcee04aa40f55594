//! The mock transport itself, since users build their tests on it.

use runtime::runtime::transport::TransportErrorKind;
use runtime::runtime::transport::mock::Reply;
use runtime::runtime::{ErrorKind, Sent};

use crate::support::{job, seconds, world};

#[tokio::test]
async fn a_request_that_nobody_scripted_fails_at_once_and_says_so() {
    let world = world();
    let error = world.things().await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), error.attempts()), (Some(501), 1));
    assert!(error.to_string().contains("GET /things"), "{error}");
}

#[tokio::test]
async fn replies_are_taken_in_order_then_the_lasting_one_then_the_handler() {
    let world = world();
    world.mock.reply("POST /jobs", job("ONE")).reply("POST /jobs", job("TWO"));
    world.mock.otherwise(|request| job(&request.method).into());
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(world.create_job().await.unwrap().status);
    }
    world.mock.always("POST /jobs", job("LASTING"));
    statuses.push(world.create_job().await.unwrap().status);
    assert_eq!(statuses, ["ONE", "TWO", "POST", "LASTING"]);
}

#[tokio::test]
async fn what_is_recorded_shows_the_request_but_no_secret() {
    let world = world();
    world.mock.always("POST /jobs", job("PENDING"));
    world.create_job().query("a b", "c&d").header("x-tag", "canary-value").await.unwrap();
    let requests = world.mock.requests();
    assert_eq!(requests[0].query_value("a b"), Some("c&d"));
    assert_eq!(requests[0].json().unwrap()["name"], "a job");
    assert_eq!(requests[0].headers["authorization"], "<redacted>");
    let shown = format!("{:?} {:?}", world.mock, requests[0].headers);
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn faults_are_classified_as_a_real_transport_would() {
    for (reply, kind, sent) in [
        (Reply::not_sent(), ErrorKind::Connect, Sent::No),
        (Reply::ambiguous(), ErrorKind::Connection, Sent::Maybe),
        (Reply::timeout(), ErrorKind::Timeout, Sent::Maybe),
        (Reply::never(), ErrorKind::Timeout, Sent::Maybe),
        (Reply::fault(TransportErrorKind::TooLarge), ErrorKind::BodyTooLarge, Sent::Yes),
    ] {
        let world = world();
        world.mock.always("POST /jobs", reply);
        let error = world.create_job().retries(0).await.unwrap_err();
        assert_eq!((error.kind(), error.sent()), (kind, sent));
    }
}

#[tokio::test]
async fn delays_pass_in_virtual_time() {
    let world = world();
    world.mock.always("POST /jobs", Reply::from(job("PENDING")).delay(seconds(30)));
    world.create_job().await.unwrap();
    assert_eq!(world.clock.elapsed(), seconds(30));
}
