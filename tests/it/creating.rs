//! A create whose outcome is not known: never repeated by itself, and not lost either.

use std::thread;
use std::time::Duration;

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
    let server = FaultServer::script([
        Step::close(),
        Step::ok(&page(&["bat-9"], Some("t"))),
        Step::ok(&page(&["bat-10"], None)),
    ]);
    let client = builder(&server.url()).build().expect("a good builder");
    let before = jiff::Timestamp::now();
    let request = client.batches().create(config(), "dir-7").project_id("prj-7");
    let error = request.await.expect_err("no answer");
    assert_eq!(error.sent(), Sent::Maybe);

    let candidates: Vec<Batch> = error.reconcile(&client).await.expect("all pages");
    assert_eq!(candidates.iter().map(|batch| batch.id.as_str()).collect::<Vec<_>>(), ["bat-9", "bat-10"]);
    let request = &server.requests()[1];
    assert_eq!((request.method.as_str(), request.path()), ("GET", "/api/v2/batches"));
    assert_eq!(query::value(request.query(), "source_directory_id").as_deref(), Some("dir-7"));
    assert_eq!(query::value(request.query(), "project_id").as_deref(), Some("prj-7"));
    let since = query::value(request.query(), "created_at_on_or_after").expect("the time of the first attempt");
    let since: jiff::Timestamp = since.parse().expect("a time");
    let earlier = before.as_second() - since.as_second();
    assert!((300 - 60..=300 + 60).contains(&earlier), "{earlier} s before: clocks do not agree to the second");
}

#[tokio::test]
async fn candidates_are_looked_for_where_the_create_was_made() {
    let server = FaultServer::script([Step::close(), Step::ok(&page(&[], None))]);
    let client = builder(&server.url()).build().expect("a good builder");
    let error = client.batches().create(config(), "dir-7").await.expect_err("no answer");
    let elsewhere = builder(&server.url()).project_id("prj-of-another-client").build().expect("a good builder");
    assert!(error.reconcile(&elsewhere).await.expect("a page").is_empty());
    assert_eq!(query::value(server.requests()[1].query(), "project_id"), None, "the create named none");

    let narrowed = error.reconcile(&client).into_request().expect("there is something to look for");
    assert!(format!("{narrowed:?}").contains("listBatches"));
}

#[test]
fn a_create_that_is_lost_with_the_thread_of_the_blocking_client_may_have_been_sent() {
    let hung = FaultServer::always(Step::hang());
    let client = builder(&hung.url()).build().map(llamacloud::blocking::Client::from).expect("a good builder");
    let lost = thread::scope(|scope| {
        let call = scope.spawn(|| client.batches().create(config(), "dir-7").send());
        let waiting = scope.spawn(|| client.batches().create(config(), "dir-7").and_wait().send());
        while hung.count() < 2 {
            thread::sleep(Duration::from_millis(10));
        }
        client.shutdown();
        [call.join().expect("no panic").map(drop), waiting.join().expect("no panic").map(drop)]
    });
    let fresh = FaultServer::always(Step::ok(&page(&["bat-9"], None)));
    let fresh_client = builder(&fresh.url()).build().map(llamacloud::blocking::Client::from).expect("a good builder");
    for outcome in lost {
        let error = outcome.expect_err("nothing was answered");
        assert_eq!((error.kind(), error.sent()), (ErrorKind::RuntimeGone, Sent::Maybe), "{error}");
        assert_eq!(error.operation(), Some("createBatch"));
        assert_eq!(error.reconcile(&fresh_client).send().expect("a page").len(), 1);
    }
    let error = client.batches().create(config(), "dir-7").send().expect_err("the thread is gone");
    assert_eq!((error.kind(), error.sent()), (ErrorKind::RuntimeGone, Sent::No), "{error}");
    assert!(error.reconcile(&client).into_request().is_none());
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
        assert!(error.reconcile(&client).await.expect("no request is needed").is_empty());
        assert_eq!(server.count(), 1);
    }
    let server = FaultServer::always(Step::close());
    let client = builder(&server.url()).retries(0).build().expect("a good builder");
    let error = client.batches().get("bat-1").await.expect_err("no answer");
    assert!(error.reconcile(&client).into_request().is_none(), "a read makes nothing");
}

#[tokio::test]
async fn an_answer_to_a_create_that_cannot_be_read_made_something() {
    let server = FaultServer::always(Step::ok(&json!({"id": "bat-1"})));
    let client = builder(&server.url()).build().expect("a good builder");
    let error = client.batches().create(config(), "dir-1").await.expect_err("no batch");
    assert_eq!((error.kind(), error.sent(), server.count()), (ErrorKind::Decode, Sent::Yes, 1));
    assert!(error.reconcile(&client).into_request().is_some());
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
