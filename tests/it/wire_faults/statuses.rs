//! W10-W20 and W23: answers that are errors, and how long and how often they are tried again.

use std::time::{Duration, Instant};

use llamacloud::{ErrorKind, Sent};
use serde_json::json;

use super::Case;
use crate::support::bodies::{batch, batch_in};
use crate::support::clients::Side;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

pub(super) const CASES: &[Case] = &[
    Case { id: "W10", fault: "503 twice on a read", check: unavailable_twice },
    Case { id: "W11", fault: "429 with a wait in seconds or as a date", check: rate_limited_with_a_wait },
    Case { id: "W12", fault: "429 with a wait of a day", check: rate_limited_for_a_day },
    Case { id: "W13", fault: "429 with a wait that is none", check: rate_limited_with_garbage },
    Case { id: "W14", fault: "a create answered 500 and 502", check: create_fails_on_the_server },
    Case { id: "W15", fault: "a create answered 429 once", check: create_is_rate_limited },
    Case { id: "W16", fault: "a cancel answered 409", check: cancel_conflicts },
    Case { id: "W17", fault: "a create answered 422", check: create_is_invalid },
    Case { id: "W18", fault: "502 with 100 kB of HTML, for ever", check: bad_gateway_page },
    Case { id: "W19", fault: "302 to another host", check: redirect_elsewhere },
    Case { id: "W20", fault: "302 to itself", check: redirect_to_itself },
    Case { id: "W23", fault: "40 reads at once of a service that is down", check: retry_storm },
];

fn unavailable_twice(side: Side) {
    let unavailable = || Reply::new(503).json(&json!({"detail": "later"}));
    let server = FaultServer::script([unavailable(), unavailable(), Step::ok(&batch("bat-1"))]);
    side.client(&server.url()).get("bat-1").expect("the third attempt is answered");
    let gaps = server.gaps();
    assert_eq!(gaps.len(), 2);
    // Half of each step is fixed, so the second gap (0.5 to 1 s) is never below the first (0.25 to 0.5 s); the slack
    // is what a loaded machine may add to the first one.
    assert!(gaps[0] >= Duration::from_millis(240), "{gaps:?}");
    assert!(gaps[1] >= Duration::from_millis(490), "{gaps:?}");
}

fn rate_limited_with_a_wait(side: Side) {
    let in_seconds = Reply::new(429).header("retry-after", "2");
    // The date is two seconds after the server's own, which is years from the clock of this machine.
    let as_a_date = Reply::new(429)
        .header("date", "Thu, 01 Jan 2015 00:00:58 GMT")
        .header("retry-after", "Thu, 01 Jan 2015 00:01:00 GMT");
    for reply in [in_seconds, as_a_date] {
        let server = FaultServer::script([reply.json(&json!({"detail": "slow down"})), Step::ok(&batch("bat-1"))]);
        side.client(&server.url()).get("bat-1").expect("the second attempt is answered");
        let gap = server.gaps()[0];
        assert!((Duration::from_secs(2)..Duration::from_secs(20)).contains(&gap), "{gap:?}");
    }
}

fn rate_limited_for_a_day(side: Side) {
    let server = FaultServer::always(Reply::new(429).header("retry-after", "86400").json(&json!({"detail": "no"})));
    let client = side.client(&server.url());
    let started = Instant::now();
    let error = client.get("bat-1").expect_err("a day is longer than the deadline");
    assert!(started.elapsed() < Duration::from_secs(20), "took {:?}", started.elapsed());
    assert_eq!(server.count(), 1);
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(86_400)));
}

fn rate_limited_with_garbage(side: Side) {
    for wait in ["soon", "-5", "NaN"] {
        let limited = Reply::new(429).header("retry-after", wait).json(&json!({"detail": "slow down"}));
        let server = FaultServer::script([limited.clone(), limited, Step::ok(&batch("bat-1"))]);
        side.client(&server.url()).get("bat-1").expect("the third attempt is answered");
        let gaps = server.gaps();
        assert_eq!(gaps.len(), 2, "{wait}");
        for gap in gaps {
            assert!((Duration::from_millis(200)..Duration::from_secs(20)).contains(&gap), "{wait}: {gap:?}");
        }
    }
}

fn create_fails_on_the_server(side: Side) {
    let json = Reply::new(500).json(&json!({"detail": "oops"}));
    let html = Reply::new(502).body("text/html", "<html><h1>502 Bad Gateway</h1></html>");
    for (status, step) in [(500, json), (502, html)] {
        let server = FaultServer::always(step);
        let error = side.client(&server.url()).create().expect_err("the server failed");
        assert_eq!(server.count(), 1, "a create that may have been done is not repeated");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.sent(), Sent::Maybe);
    }
}

fn create_is_rate_limited(side: Side) {
    let limited = Reply::new(429).json(&json!({"detail": "slow down"}));
    let server = FaultServer::script([limited, Step::ok(&batch("bat-1"))]);
    side.client(&server.url()).create().expect("a refused create did no work and is repeated");
    assert_eq!(server.count(), 2);
    assert_eq!(server.requests()[0].body, server.requests()[1].body);
}

fn cancel_conflicts(side: Side) {
    let server = FaultServer::always(Reply::new(409).json(&json!({"detail": "the batch has ended"})));
    let error = side.client(&server.url()).cancel("bat-1").expect_err("a conflict");
    assert_eq!(server.count(), 1);
    assert!(error.is_conflict());
    assert!(error.to_string().contains("the batch has ended"), "{error}");
}

fn create_is_invalid(side: Side) {
    let detail = json!({"detail": [
        {"loc": ["body", "config", "job", "type"], "msg": "Input should be 'parse_v2' or 'extract_v2'", "type": "enum"},
        {"loc": ["body", 3], "msg": "Field required", "type": "missing"},
    ]});
    let server = FaultServer::always(Reply::new(422).json(&detail));
    let error = side.client(&server.url()).create().expect_err("the server refused it");
    assert_eq!(server.count(), 1);
    let problems: Vec<String> = error.validation_errors().iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("config.job.type") && problems[0].contains("parse_v2"), "{problems:?}");
    assert!(error.to_string().contains("config.job.type"), "{error}");
}

fn bad_gateway_page(side: Side) {
    let server = FaultServer::always(Reply::new(502).body("text/html", "<p>gateway</p>".repeat(7_200)));
    let error = side.client(&server.url()).get("bat-1").expect_err("the gateway stays bad");
    assert_eq!(server.count(), 5);
    assert_eq!(error.attempts(), 5);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    assert!(error.to_string().chars().count() <= 300, "{error}");
    assert!(format!("{error:?}").len() <= 4096, "{error:?}");
}

fn redirect_elsewhere(side: Side) {
    let elsewhere = FaultServer::always(Step::ok(&batch("bat-1")));
    let location = format!("http://localhost:{}/stolen", elsewhere.port());
    let server = FaultServer::always(Reply::new(302).header("location", location).body("", ""));
    for outcome in [side.client(&server.url()).get("bat-1"), side.client(&server.url()).create()] {
        let error = outcome.expect_err("redirects are not followed");
        assert_eq!(error.kind(), ErrorKind::Status, "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
        assert!(error.to_string().contains(&format!("localhost:{}", elsewhere.port())), "{error}");
    }
    assert_eq!(server.count(), 2);
    assert_eq!(elsewhere.connections(), 0, "nothing leaves the origin");
}

fn redirect_to_itself(side: Side) {
    let server = FaultServer::always(Reply::new(302).header("location", "/api/v2/batches/bat-1").body("", ""));
    let error = side.client(&server.url()).get("bat-1").expect_err("redirects are not followed");
    assert_eq!(server.count(), 1);
    assert_eq!(error.kind(), ErrorKind::Status, "{error}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
}

fn retry_storm(side: Side) {
    let server = FaultServer::always(Reply::new(503).json(&batch_in("bat-1", "PENDING")));
    let results = side.client(&server.url()).get_many(40);
    assert_eq!(results.iter().filter(|result| result.is_err()).count(), 40);
    assert!((40..=100).contains(&server.count()), "{} requests", server.count());
}
