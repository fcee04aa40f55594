//! The mock transport itself, since users build their tests on it.

use runtime::runtime::transport::TransportErrorKind;
use runtime::runtime::transport::mock::{MockTransport, Reply};
use runtime::runtime::{ErrorKind, Sent};

use super::support::{job, seconds, world};

#[tokio::test]
#[should_panic(expected = "no reply is scripted for `GET /things`; scripted: `POST /jobs`, `GET /jobs/{id}` (used up)")]
async fn a_request_that_nobody_scripted_panics_and_says_so() {
    let world = world();
    world.mock.reply("POST /jobs", job("ONE")).reply("GET /jobs/{id}", job("ONE"));
    world.get_job("job-1").await.unwrap();
    let _ = world.things().await;
}

#[tokio::test]
#[should_panic(expected = "replies were scripted and not asked for: GET /jobs/{id}")]
async fn a_reply_that_nobody_asked_for_can_fail_a_test() {
    let world = world();
    world.mock.reply("POST /jobs", job("ONE")).reply("GET /jobs/{id}", job("ONE")).always("GET /things", job("ONE"));
    world.create_job().await.unwrap();
    world.mock.assert_used_up();
}

#[test]
fn what_is_no_route_is_refused() {
    for route in ["things", "GET", "GET things", "get /things", "/things GET"] {
        let scripting = std::panic::catch_unwind(|| MockTransport::new().reply(route, job("ONE")).in_flight());
        assert!(scripting.is_err(), "{route}");
    }
}

#[tokio::test]
async fn a_route_has_what_is_fixed_in_its_path() {
    let world = world();
    world.mock.reply("GET /things?kind=new", super::support::page(&["new"], None));
    world.mock.reply("GET /things?kind=old#fragment", super::support::page(&["old"], None));
    for kind in ["old", "new"] {
        let page = world.things().query_parameter("kind", [kind]).await.unwrap();
        assert_eq!(page.items, [kind]);
    }
    world.mock.assert_used_up();
}

#[tokio::test]
async fn whatever_can_be_written_as_json_is_a_reply() {
    #[derive(serde::Serialize)]
    struct Model {
        id: &'static str,
        status: &'static str,
    }
    let model = Model { id: "job-1", status: "DONE" };
    let world = world();
    world.mock.reply("GET /jobs/{id}", &model).reply("GET /jobs/{id}", job("DONE"));
    world.mock.reply("GET /jobs/{id}", Reply::json(203, model));
    for _ in 0..3 {
        assert_eq!(world.get_job("job-1").await.unwrap().status, "DONE");
    }
    world.mock.assert_used_up();
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
