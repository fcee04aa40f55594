//! Connections that cannot be trusted or cannot be made, and answers that break HTTP itself.
//!
//! A certificate that is not accepted is one connection and one error; a name or a port that is not there may come
//! back, so it is tried again.

mod http2;

use std::sync::Arc;
use std::time::Duration;

use llamacloud::{ErrorKind, Sent};

use crate::support::bodies::batch;
use crate::support::clients::{Side, builder};
use crate::support::server::FaultServer;
use crate::support::step::{Act, Reply, Step};
use crate::support::tls::{Authority, Validity, self_signed};

const SIDES: [Side; 2] = [Side::Async, Side::Blocking];

/// The client trusts `authority` and no other beside those of the machine; the certificate must be refused at once.
#[track_caller]
fn check_untrusted(authority: &Authority, config: &Arc<rustls::ServerConfig>) {
    for side in SIDES {
        let server = FaultServer::tls(Arc::clone(config), Step::ok(&batch("bat-1")));
        let builder = builder(&server.url()).add_root_certificate(authority.pem().as_bytes());
        let client = side.build(builder);
        for outcome in [client.get("bat-1"), client.create()] {
            let error = outcome.expect_err("the certificate is no good");
            assert_eq!((error.kind(), error.sent()), (ErrorKind::Connect, Sent::No), "{error}");
            assert_eq!(error.attempts(), 1, "{error}");
        }
        assert_eq!(server.connections(), 2, "one connection a call");
        assert_eq!(server.count(), 0, "nothing was sent");
    }
}

#[test]
fn a_self_signed_certificate_is_refused() {
    check_untrusted(&Authority::new(), &self_signed("127.0.0.1"));
}

#[test]
fn a_certificate_of_an_unknown_authority_is_refused() {
    check_untrusted(&Authority::new(), &Authority::new().server("127.0.0.1", Validity::Current));
}

#[test]
fn an_expired_certificate_is_refused() {
    let authority = Authority::new();
    check_untrusted(&authority, &authority.server("127.0.0.1", Validity::Expired));
}

#[test]
fn a_certificate_for_another_host_is_refused() {
    let authority = Authority::new();
    check_untrusted(&authority, &authority.server("api.example.com", Validity::Current));
}

#[test]
fn a_certificate_of_an_added_authority_is_accepted() {
    let authority = Authority::new();
    let config = authority.server("127.0.0.1", Validity::Current);
    for side in SIDES {
        let server = FaultServer::tls(Arc::clone(&config), Step::ok(&batch("bat-1")));
        let builder = builder(&server.url()).add_root_certificate(authority.pem().as_bytes());
        assert_eq!(side.build(builder).get("bat-1").expect("a trusted server").id, "bat-1");
    }
}

#[tokio::test]
async fn a_dropped_call_closes_its_connection() {
    let server = FaultServer::always(Step::hang());
    let client = builder(&server.url()).build().expect("a good builder");
    let call = client.batches().get("bat-1").into_future();
    tokio::time::timeout(Duration::from_millis(300), call).await.expect_err("no answer");
    assert_eq!(server.count(), 1);
    for _ in 0..40 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        if server.open_connections() == 0 {
            return;
        }
    }
    panic!("the connection is still open");
}

#[test]
fn a_create_lost_on_a_connection_that_was_used_before_is_not_repeated() {
    for end in [Step::close(), Step::reset()] {
        for side in SIDES {
            let server = FaultServer::script([Step::ok(&batch("bat-1")), end.clone(), Step::ok(&batch("bat-1"))]);
            let client = side.client(&server.url());
            client.get("bat-1").expect("a batch");
            let error = client.create().expect_err("no answer");
            assert_eq!((error.kind(), error.sent()), (ErrorKind::Connection, Sent::Maybe), "{error}");
            assert_eq!((server.count(), server.connections()), (2, 1));
        }
    }
}

#[test]
fn a_name_that_does_not_resolve_is_a_connect_error() {
    for side in SIDES {
        let builder = builder("https://no-such-host.invalid").retries(1);
        let error = side.build(builder).create().expect_err("no such host");
        assert_eq!((error.kind(), error.sent()), (ErrorKind::Connect, Sent::No), "{error}");
        assert_eq!(error.attempts(), 2, "it may be there the next time");
    }
}

#[test]
fn a_refused_connection_is_a_connect_error() {
    let nobody = FaultServer::late(Duration::from_secs(60), Step::ok(&batch("bat-1")));
    for side in SIDES {
        let error = side.build(builder(&nobody.url()).retries(1)).create().expect_err("nobody listens");
        assert_eq!((error.kind(), error.sent()), (ErrorKind::Connect, Sent::No), "{error}");
        assert_eq!(error.attempts(), 2);
    }
}

#[test]
fn a_server_that_speaks_no_tls_is_a_connect_error() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let url = server.url().replace("http://", "https://");
    for side in SIDES {
        let error = side.build(builder(&url).retries(0).timeout(Duration::from_secs(2))).create().expect_err("no TLS");
        assert_eq!(error.sent(), Sent::No, "{error}");
    }
}

/// A read that gets this answer once and a good one after it has to be repeated.
#[track_caller]
fn check_repeated(step: Step) {
    for side in SIDES {
        let server = FaultServer::script([step.clone(), Step::ok(&batch("bat-1"))]);
        assert_eq!(side.client(&server.url()).get("bat-1").expect("the second attempt").id, "bat-1");
        assert_eq!(server.count(), 2);
    }
}

#[test]
fn a_chunk_size_that_overflows_is_a_broken_answer() {
    let chunk = b"fffffffffffffffff\r\n{}\r\n0\r\n\r\n".to_vec();
    check_repeated(Reply::new(200).chunked("application/json").then(Act::Write(chunk.into())).then_close());
}

#[test]
fn a_body_shorter_than_its_length_is_a_broken_answer() {
    let short = Reply::new(200).promising("application/json", 10_000).then(Act::Write(b"{}".to_vec().into()));
    check_repeated(short.then_close());
}

#[test]
fn a_body_longer_than_its_length_is_cut_at_its_length() {
    let body = batch("bat-1").to_string().into_bytes();
    let long = Reply::new(200).promising("application/json", body.len()).then(Act::Write(body.into()));
    let long = long.then(Act::Write(b"and more".to_vec().into())).then_close();
    for side in SIDES {
        let server = FaultServer::always(long.clone());
        assert_eq!(side.client(&server.url()).get("bat-1").expect("the body is complete").id, "bat-1");
    }
}

#[test]
fn an_answer_that_is_no_http_is_a_broken_answer() {
    check_repeated(Step::raw("SSH-2.0-OpenSSH_9.9\r\n").then_close());
}

#[test]
fn a_megabyte_of_header_is_an_error_and_not_a_crash() {
    for side in SIDES {
        let huge = Reply::new(200).header("x-huge", "h".repeat(1 << 20)).json(&batch("bat-1"));
        let server = FaultServer::always(huge);
        match side.build(builder(&server.url()).retries(1)).get("bat-1") {
            Ok(batch) => assert_eq!(batch.id, "bat-1"),
            Err(error) => assert!(error.to_string().len() < 4096, "{error}"),
        }
        assert!(server.count() <= 2);
    }
}

#[test]
fn a_body_that_ends_with_the_connection_is_complete_in_http_1_0() {
    for side in SIDES {
        let server = FaultServer::always(Reply::new(200).http_1_0("application/json", batch("bat-1").to_string()));
        let client = side.client(&server.url());
        for _ in 0..2 {
            assert_eq!(client.get("bat-1").expect("HTTP/1.0 is HTTP").id, "bat-1");
        }
        assert_eq!((server.count(), server.connections()), (2, 2));
    }
}
