//! Answers that are framed in ways HTTP does not ask for, allows grudgingly, or forbids.
//!
//! Whatever comes, a read ends in the value or in a typed error, and a create is sent once.

use std::io::Write as _;
use std::time::{Duration, Instant};

use llamacloud::{Error, ErrorKind, Sent};
use serde_json::json;

use crate::support::bodies::batch;
use crate::support::clients::{Side, builder};
use crate::support::server::FaultServer;
use crate::support::step::{Act, Reply, Step};

const SIDES: [Side; 2] = [Side::Async, Side::Blocking];

fn body() -> String {
    batch("bat-1").to_string()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// A read and a create both get the batch, each with one request.
///
/// Each has a client of its own: a server that closes without a word races with the next call on the same connection.
#[track_caller]
fn check_value(what: &str, step: &Step) {
    for side in SIDES {
        let server = FaultServer::always(step.clone());
        let client = || side.client(&server.url());
        assert_eq!(client().get("bat-1").unwrap_or_else(|error| panic!("{what}: {error}")).id, "bat-1");
        assert_eq!(client().create().unwrap_or_else(|error| panic!("{what}: {error}")).id, "bat-1");
        assert_eq!(server.count(), 2, "{what}");
    }
}

/// A read is repeated and gets the value the second time; a create is sent once and does not know what came of it.
#[track_caller]
fn check_broken(what: &str, step: &Step) {
    for side in SIDES {
        let server = FaultServer::script([step.clone(), Step::ok(&batch("bat-1"))]);
        let got = side.client(&server.url()).get("bat-1");
        assert_eq!(got.unwrap_or_else(|error| panic!("{what}: {error}")).id, "bat-1");
        assert_eq!(server.count(), 2, "{what}");

        let server = FaultServer::always(step.clone());
        let error = side.build(builder(&server.url()).timeout(Duration::from_secs(2))).create().expect_err(what);
        assert_ne!(error.sent(), Sent::No, "{what}: {error}");
        assert_eq!(server.count(), 1, "{what}: a create is never sent twice");
    }
}

/// A read and a create both fail with an error of this kind, each with one request.
#[track_caller]
fn check_error(what: &str, step: &Step, kind: ErrorKind) -> Error {
    let mut last = None;
    for side in SIDES {
        let server = FaultServer::always(step.clone());
        let client = || side.client(&server.url());
        for outcome in [client().get("bat-1"), client().create()] {
            let error = outcome.expect_err(what);
            assert_eq!((error.kind(), error.sent()), (kind, Sent::Yes), "{what}: {error}");
            last = Some(error);
        }
        assert_eq!(server.count(), 2, "{what}");
    }
    last.expect("there are two sides")
}

#[test]
fn unusual_frames_around_a_good_answer_do_no_harm() {
    let close = |text: String| Step::raw(text).then_close();
    let body = body();
    check_value(
        "no length, the end of the connection",
        &close(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}")),
    );
    check_value("no reason phrase", &close(format!("HTTP/1.1 200\r\ncontent-length: {}\r\n\r\n{body}", body.len())));
    check_value(
        "two equal lengths",
        &Step::raw(format!("HTTP/1.1 200 OK\r\ncontent-length: {0}\r\ncontent-length: {0}\r\n\r\n{body}", body.len())),
    );
    check_value(
        "garbage behind the answer",
        &close(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}\r\nHTTP/1.1 garbage", body.len())),
    );
    check_value(
        "chunk extensions and trailers",
        &Step::raw(format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x};a=b\r\n{body}\r\n0\r\nx-trailer: 1\r\n\r\n",
            body.len()
        )),
    );
    check_value(
        "many interim answers",
        &Step::ok(&batch("bat-1"))
            .after("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n".repeat(20)),
    );
    check_value("a 100 nobody waits for", &Step::ok(&batch("bat-1")).after("HTTP/1.1 100 Continue\r\n\r\n"));
    check_value("gzip", &Reply::new(200).header("content-encoding", "gzip").body("application/json", gzip(&body)));
    let mut slow = Step::default();
    for line in ["HTTP/1.1 200 OK\r\n", "content-type: application/json\r\n"] {
        slow = slow.then(Act::Write(line.as_bytes().into())).then(Act::Pause(Duration::from_millis(150)));
    }
    check_value(
        "slow headers",
        &slow.then(Act::Write(format!("content-length: {}\r\n\r\n{body}", body.len()).into_bytes().into())),
    );
}

#[test]
fn an_answer_that_breaks_off_or_contradicts_itself_is_broken() {
    let body = body();
    let packed = gzip(&body);
    let half = packed[..packed.len() / 2].to_vec();
    check_broken(
        "a reset in the middle of the headers",
        &Step::raw("HTTP/1.1 200 OK\r\ncontent-ty").then(Act::Pause(Duration::from_millis(50))).then(Act::Reset),
    );
    check_broken("the end in the middle of the headers", &Step::raw("HTTP/1.1 200 OK\r\ncontent-ty").then_close());
    check_broken(
        "two different lengths",
        &Step::raw(format!("HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
            .then_close(),
    );
    check_broken(
        "a length that is no number",
        &Step::raw(format!("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{body}")).then_close(),
    );
    check_broken(
        "gzip that breaks off",
        &Reply::new(200).header("content-encoding", "gzip").body("application/json", half.clone()),
    );
    check_broken(
        "gzip that is shorter than its length",
        &Reply::new(200)
            .header("content-encoding", "gzip")
            .promising("application/json", packed.len())
            .then(Act::Write(half.into()))
            .then_close(),
    );
    check_broken(
        "no gzip where gzip is promised",
        &Reply::new(200).header("content-encoding", "gzip").body("application/json", body.as_bytes()),
    );
    check_broken(
        "a chunk that is cut off",
        &Step::raw(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}", body.len() + 10))
            .then_close(),
    );
    check_broken(
        "interim answers and no other",
        &Step::raw("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(50)).then_close(),
    );
}

#[test]
fn a_good_status_without_a_value_is_a_decode_error() {
    check_error("204", &Step::raw("HTTP/1.1 204 No Content\r\n\r\n"), ErrorKind::Decode);
    check_error(
        "200, chunked, nothing",
        &Step::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"),
        ErrorKind::Decode,
    );
    check_error("200, only a mark", &Reply::new(200).body("application/json", "\u{feff}"), ErrorKind::Decode);
    check_error(
        "204 with a body",
        &Step::raw(format!("HTTP/1.1 204 No Content\r\ncontent-length: {}\r\n\r\n{}", body().len(), body()))
            .then_close(),
        ErrorKind::Decode,
    );
    check_error("two values", &Reply::new(200).body("application/json", format!("{0}{0}", body())), ErrorKind::Decode);
    check_error(
        "a protocol nobody asked for",
        &Step::raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n").then_close(),
        ErrorKind::Status,
    );
}

#[test]
fn interim_answers_without_end_are_a_timeout() {
    let chunk = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(20);
    let wave = [Act::Write(chunk.into()), Act::Pause(Duration::from_millis(20))];
    let storm = Step { acts: std::iter::repeat_n(wave, 3_000).flatten().collect() };
    for side in SIDES {
        let server = FaultServer::always(storm.clone());
        let started = Instant::now();
        let error =
            side.build(builder(&server.url()).timeout(Duration::from_millis(700))).create().expect_err("no answer");
        assert!(matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Connection), "{error}");
        assert_eq!((error.sent(), server.count()), (Sent::Maybe, 1), "{error}");
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn a_key_that_stands_twice_counts_the_last_time() {
    let twice = body().replacen("{", r#"{"id":"first","project_id":"first","#, 1);
    check_value("duplicate keys", &Reply::new(200).body("application/json", twice.clone()));
    let wrong = twice.replace(r#""id":"bat-1""#, r#""id":7"#);
    let error = check_error(
        "duplicate keys, the last one wrong",
        &Reply::new(200).body("application/json", wrong),
        ErrorKind::Decode,
    );
    assert!(error.to_string().contains("id"), "{error}");
}

#[test]
fn a_number_that_does_not_fit_where_nothing_depends_on_it_does_no_harm() {
    let unread = body().replacen("{", r#"{"future":123456789012345678901234567890,"#, 1);
    check_value("a big number nobody reads", &Reply::new(200).body("application/json", unread));
    let server = FaultServer::always(
        Reply::new(200).body("application/json", r#"{"items":[],"total_size":123456789012345678901234567890}"#),
    );
    let listed = Side::Async.client(&server.url()).list();
    assert!(listed.is_ok(), "a total that is none is no reason to lose the page: {:?}", listed.err());
}

#[test]
fn a_date_to_wait_for_is_read_by_the_clock_of_the_service() {
    let late = |after: &str, date: &str| {
        Reply::new(429).header("retry-after", after).header("date", date).json(&json!({"detail": "slow down"}))
    };
    // The service lives in 1999; what counts is the second between its two dates.
    let skewed = late("Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:58 GMT");
    let past = late("Fri, 31 Dec 1999 23:59:57 GMT", "Fri, 31 Dec 1999 23:59:58 GMT");
    for (step, least) in [(skewed, 1.0), (past, 0.2)] {
        let server = FaultServer::script([step, Step::ok(&batch("bat-1"))]);
        Side::Async.client(&server.url()).create().expect("refused once");
        let gap = server.gaps()[0].as_secs_f64();
        assert!((least..20.0).contains(&gap), "{gap}");
    }
    let far = late("Sat, 01 Jan 2000 23:59:58 GMT", "Fri, 31 Dec 1999 23:59:58 GMT");
    let server = FaultServer::always(far);
    let error = Side::Async.client(&server.url()).create().expect_err("a day is too long");
    assert_eq!((error.retry_after(), server.count()), (Some(Duration::from_secs(86_400)), 1));
}

#[test]
fn a_server_that_accepts_and_says_nothing_of_tls_costs_a_create_nothing() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("https://{}", silent.local_addr().expect("it is bound"));
    for side in SIDES {
        let started = Instant::now();
        let builder = builder(&url).connect_timeout(Duration::from_millis(200)).retries(1);
        let error = side.build(builder).create().expect_err("no handshake");
        assert_eq!((error.kind(), error.sent(), error.attempts()), (ErrorKind::Connect, Sent::No, 2), "{error}");
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}
