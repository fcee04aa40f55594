//! A create whose outcome is not known: never repeated by itself, and not lost either.

use llamacloud::types::Batch;
use llamacloud::{ErrorKind, Sent};
use serde_json::json;

use crate::support::bodies::{batch, page};
use crate::support::clients::{Side, builder, config};
use crate::support::query;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

#[tokio::test]
async fn a_create_without_an_answer_tells_what_it_may_have_made() {
    let server = FaultServer::script([Step::close(), Step::ok(&page(&["bat-9"], None))]);
    let client = builder(&server.url()).build().expect("a good builder");
    let before = jiff::Timestamp::now();
    let request = client.batches().create(config(), "dir-7").project_id("prj-7");
    let error = request.await.expect_err("no answer");
    assert_eq!(error.sent(), Sent::Maybe);

    let candidates = error.reconcile(&client).expect("the outcome is not known");
    let candidates: Vec<Batch> = candidates.items().try_collect().await.expect("a page");
    assert_eq!(candidates.len(), 1);
    let request = &server.requests()[1];
    assert_eq!((request.method.as_str(), request.path()), ("GET", "/api/v2/batches"));
    assert_eq!(query::value(request.query(), "source_directory_id").as_deref(), Some("dir-7"));
    assert_eq!(query::value(request.query(), "project_id").as_deref(), Some("prj-7"));
    let since = query::value(request.query(), "created_at_on_or_after").expect("the time of the first attempt");
    let since: jiff::Timestamp = since.parse().expect("a time");
    assert!((since.as_second() - before.as_second()).abs() <= 60, "{since} for {before}");
}

#[tokio::test]
async fn a_create_that_was_refused_made_nothing() {
    let refused = [
        Reply::new(422).json(&json!({"detail": "no such directory"})),
        Reply::new(409).json(&json!({"detail": "conflict"})),
    ];
    for step in refused {
        let server = FaultServer::always(step);
        let client = builder(&server.url()).build().expect("a good builder");
        let error = client.batches().create(config(), "dir-1").await.expect_err("refused");
        assert_eq!(error.sent(), Sent::Yes);
        assert!(error.reconcile(&client).is_none());
    }
    let server = FaultServer::always(Step::close());
    let client = builder(&server.url()).retries(0).build().expect("a good builder");
    let error = client.batches().get("bat-1").await.expect_err("no answer");
    assert!(error.reconcile(&client).is_none(), "a read makes nothing");
}

#[tokio::test]
async fn an_answer_to_a_create_that_cannot_be_read_made_something() {
    let server = FaultServer::always(Step::ok(&json!({"id": "bat-1"})));
    let client = builder(&server.url()).build().expect("a good builder");
    let error = client.batches().create(config(), "dir-1").await.expect_err("no batch");
    assert_eq!((error.kind(), error.sent(), server.count()), (ErrorKind::Decode, Sent::Yes, 1));
    assert!(error.reconcile(&client).is_some());
}

#[test]
fn a_truncated_answer_to_a_create_is_not_asked_for_again() {
    for side in [Side::Async, Side::Blocking] {
        let server = FaultServer::always(Reply::new(200).promising("application/json", 300).then_close());
        let error = side.client(&server.url()).create().expect_err("half an answer");
        assert_eq!((error.sent(), server.count()), (Sent::Yes, 1), "{error}");
    }
}

#[tokio::test]
async fn a_caller_may_allow_a_create_to_be_repeated() {
    let server = FaultServer::script([Step::close(), Reply::new(500).json(&json!({})), Step::ok(&batch("bat-1"))]);
    let client = builder(&server.url()).build().expect("a good builder");
    let request = client.batches().create(config(), "dir-1").repeat_if_ambiguous(true);
    assert_eq!(request.await.expect("the third attempt").id, "bat-1");
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests.iter().all(|request| request.body == requests[0].body));
}

#[tokio::test]
async fn a_create_is_repeated_on_the_words_of_the_service_only_where_it_was_refused() {
    let vouched = |status| Reply::new(status).header("x-should-retry", "true").json(&json!({}));
    for (status, attempts) in [(503, 2), (429, 2), (500, 1), (409, 1)] {
        let server = FaultServer::script([vouched(status), Step::ok(&batch("bat-1"))]);
        let client = builder(&server.url()).build().expect("a good builder");
        let outcome = client.batches().create(config(), "dir-1").await;
        assert_eq!((outcome.is_ok(), server.count()), (attempts == 2, attempts), "{status}");
    }
    let server = FaultServer::always(Reply::new(429).header("x-should-retry", "false").json(&json!({})));
    let client = builder(&server.url()).build().expect("a good builder");
    client.batches().create(config(), "dir-1").await.expect_err("the service asks not to");
    assert_eq!(server.count(), 1);
}
