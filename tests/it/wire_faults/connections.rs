//! W01-W09: connections that break, stall, or are not there yet.

use std::time::{Duration, Instant};

use llamacloud::{ErrorKind, Sent};

use super::Case;
use crate::support::bodies::batch;
use crate::support::clients::{Side, builder};
use crate::support::server::FaultServer;
use crate::support::step::{Act, Reply, Step};

pub(super) const CASES: &[Case] = &[
    Case { id: "W01", fault: "a reset before the first byte, twice", check: reset_before_the_first_byte },
    Case { id: "W02", fault: "a body that ends too early", check: truncated_body },
    Case { id: "W03", fault: "no answer at all, once", check: no_answer },
    Case { id: "W04", fault: "a body that drips byte by byte", check: dripping_body },
    Case { id: "W05", fault: "early hints before the response", check: early_hints },
    Case { id: "W06", fault: "an idle connection closed by the server", check: closed_idle_connection },
    Case { id: "W07", fault: "EOF after a create was sent", check: eof_after_create },
    Case { id: "W08", fault: "a create that gets no answer", check: create_without_answer },
    Case { id: "W09", fault: "connections refused for 1.2 s", check: refused_then_up },
];

fn reset_before_the_first_byte(side: Side) {
    let server = FaultServer::script([Step::reset(), Step::reset(), Step::ok(&batch("bat-1"))]);
    let batch = side.client(&server.url()).get("bat-1").expect("the third attempt is answered");
    assert_eq!(batch.id, "bat-1");
    assert_eq!(server.count(), 3);
}

fn truncated_body(side: Side) {
    let body = batch("bat-1").to_string().into_bytes();
    let short = body[..body.len() - 40].to_vec();
    let by_length =
        Reply::new(200).promising("application/json", body.len()).then(Act::Write(short.into())).then_close();
    let mut chunk = format!("{:x}\r\n", body.len()).into_bytes();
    chunk.extend_from_slice(&body);
    chunk.extend_from_slice(b"\r\n");
    let by_terminator = Reply::new(200).chunked("application/json").then(Act::Write(chunk.into())).then_close();

    for truncated in [by_length, by_terminator] {
        let server = FaultServer::script([truncated, Step::ok(&batch("bat-1"))]);
        let batch = side.client(&server.url()).get("bat-1").expect("the second attempt is complete");
        assert_eq!(batch.id, "bat-1");
        assert_eq!(server.count(), 2);
    }
}

fn no_answer(side: Side) {
    let server = FaultServer::script([Step::hang(), Step::ok(&batch("bat-1"))]);
    let client = side.client(&server.url());
    let started = Instant::now();
    client.get("bat-1").expect("the second attempt is answered");
    assert!(started.elapsed() < Duration::from_secs(25), "took {:?}", started.elapsed());
    assert_eq!(server.count(), 2);
}

fn dripping_body(side: Side) {
    let body = batch("bat-1").to_string().into_bytes();
    let head = Reply::new(200).promising("application/json", body.len());
    let server = FaultServer::always(head.then(Act::Drip { bytes: body, every: Duration::from_millis(300) }));
    // The body takes much longer than all attempts together.
    let limits = builder(&server.url()).timeout(Duration::from_secs(1)).deadline(Duration::from_secs(5));
    let client = side.build(limits);
    let started = Instant::now();
    let error = client.get("bat-1").expect_err("the body never ends in time");
    // The deadline is 5 s; the rest is for a loaded machine, and far from the minutes the body would take.
    assert!(started.elapsed() <= Duration::from_secs(45), "took {:?}", started.elapsed());
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

fn early_hints(side: Side) {
    let step = Step::ok(&batch("bat-1")).after("HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n");
    let server = FaultServer::script([step]);
    let batch = side.client(&server.url()).get("bat-1").expect("the final response counts");
    assert_eq!(batch.id, "bat-1");
    assert_eq!(server.count(), 1);
}

fn closed_idle_connection(side: Side) {
    let step = Step::ok(&batch("bat-1")).then(Act::Pause(Duration::from_millis(100))).then_close();
    let server = FaultServer::always(step);
    let client = side.client(&server.url());
    // A create is here on purpose: unlike a read, it could not be repeated if the dead connection were used for it.
    client.get("bat-1").expect("the connection is new");
    client.pause(Duration::from_millis(500));
    client.create().expect("the closed connection is not used again");
    client.pause(Duration::from_millis(500));
    client.get("bat-1").expect("the closed connection is not used again");
    assert_eq!(server.count(), 3);
    assert_eq!(server.connections(), 3);
}

fn eof_after_create(side: Side) {
    let server = FaultServer::always(Step::close());
    let error = side.client(&server.url()).create().expect_err("there is no answer");
    assert_eq!(server.count(), 1, "a create that may have arrived is not repeated");
    assert_eq!(error.sent(), Sent::Maybe);
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
}

fn create_without_answer(side: Side) {
    let server = FaultServer::always(Step::hang());
    let error = side.client(&server.url()).create().expect_err("there is no answer");
    assert_eq!(server.count(), 1, "a create that may have arrived is not repeated");
    assert_eq!(error.sent(), Sent::Maybe);
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

fn refused_then_up(side: Side) {
    let server = FaultServer::late(Duration::from_millis(1200), Step::ok(&batch("bat-1")));
    side.client(&server.url()).create().expect("nothing was sent before the port was open");
    assert_eq!(server.count(), 1);
}
