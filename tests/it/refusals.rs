//! Requests that are refused before anything is sent: ids, query values, headers and times that would not arrive as
//! they were meant.

use llamacloud::ErrorKind;

use crate::support::bodies::{batch, page};
use crate::support::clients::{builder, config};
use crate::support::query;
use crate::support::recorded;
use crate::support::server::FaultServer;
use crate::support::step::Step;

#[tokio::test]
async fn an_id_that_would_change_the_path_is_refused_before_anything_is_sent() {
    // Of the recorded ids only the blank one can be written down in Rust; both official SDKs send it.
    let recorded = recorded::case("v2.get.bad_ids");
    assert!(recorded.requests.iter().any(|request| request.target == "/api/v2/batches/%20"));
    let server = recorded.server();
    let client = builder(&server.url()).build().expect("a good builder");
    for id in ["", " ", "\u{a0}", ".", "..", "a\nb"] {
        for outcome in [
            client.batches().get(id).await.map(drop),
            client.batches().cancel(id).await.map(drop),
            client.beta().batch().get_status(id).await.map(drop),
            client.beta().batch().cancel(id).await.map(drop),
            client.beta().batch().job_items().list(id).await.map(drop),
        ] {
            let error = outcome.expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{id:?}: {error}");
            assert_eq!(error.attempts(), 0);
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_empty_query_value_is_refused_before_anything_is_sent() {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    let client = builder(&server.url()).build().expect("a good builder");
    for outcome in [
        client.batches().list().project_id("").await,
        client.batches().list().page_token("").await,
        client.batches().list().status("").await,
    ] {
        assert_eq!(outcome.expect_err("refused").kind(), ErrorKind::InvalidRequest);
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_header_that_is_none_is_refused_before_anything_is_sent() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url()).build().expect("a good builder");
    for (name, value) in [("x-a", "1\r\nx-b: 2"), ("x a", "1"), ("", "1"), ("x-a", "\0")] {
        let outcome = client.batches().get("bat-1").header(name, value).await;
        assert_eq!(outcome.expect_err("refused").kind(), ErrorKind::InvalidRequest, "{name:?}: {value:?}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_header_that_says_where_the_body_ends_is_refused() {
    for name in ["Content-Length", "transfer-encoding", "Upgrade"] {
        let server = FaultServer::always(Step::ok(&batch("bat-1")));
        let client = builder(&server.url()).build().expect("a good builder");
        let error = client.batches().create(config(), "dir-1").header(name, "5").await.expect_err("refused");
        assert_eq!((error.kind(), server.connections()), (ErrorKind::InvalidRequest, 0), "{error}");
        let error = builder(&server.url()).header(name, "5").build().expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
}

#[tokio::test]
async fn a_year_that_the_wire_cannot_hold_is_refused_before_anything_is_sent() {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    let client = builder(&server.url()).build().expect("a good builder");
    let first = jiff::Timestamp::from_second(-62_167_219_200).expect("the year 0");
    for before in [first - jiff::SignedDuration::from_nanos(1), jiff::Timestamp::MIN] {
        let error = client.batches().list().created_at_on_or_after(before).await.expect_err("no such year");
        assert_eq!((error.kind(), server.connections()), (ErrorKind::InvalidRequest, 0), "{error}");
        assert!(error.to_string().contains("created_at_on_or_after"), "{error}");
    }
    client.batches().list().created_at_on_or_after(first).await.expect("a page");
    client.batches().list().created_at_on_or_after(jiff::Timestamp::MAX).await.expect("a page");
    let sent: Vec<_> = server.requests().iter().map(|request| query::pairs(request.query())).collect();
    assert_eq!(sent[0][0].1, "0000-01-01T00:00:00Z");
    assert_eq!(sent[1][0].1, "9999-12-31T23:59:59Z", "the end of time is written as what stands for it");
}
