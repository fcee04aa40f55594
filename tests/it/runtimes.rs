//! A client outlives the runtimes it is used on, and says so where there is none.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use llamacloud::{ErrorKind, Sent};

use crate::support::bodies::{batch, page};
use crate::support::clients::{builder, config, runtime};
use crate::support::server::FaultServer;
use crate::support::step::Step;

#[track_caller]
fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for what cannot come"),
    }
}

#[test]
fn without_a_runtime_a_call_is_an_error() {
    let server = FaultServer::always(Step::ok(&page(&["bat-1"], None)));
    let client = builder(&server.url()).build().expect("a good builder");
    let batches = client.batches();
    let errors = [
        at_once(batches.get("bat-1").into_future()).map(drop).expect_err("a call"),
        at_once(batches.create(config(), "dir-1").into_future()).map(drop).expect_err("a create"),
        at_once(batches.list().items().next()).expect("an item").map(drop).expect_err("an item"),
        at_once(batches.list().pages().next()).expect("a page").map(drop).expect_err("a page"),
        at_once(batches.wait("bat-1").into_future()).map(drop).expect_err("waiting"),
    ];
    for error in errors {
        assert_eq!((error.kind(), error.sent()), (ErrorKind::RuntimeGone, Sent::No), "{error}");
        assert!(error.to_string().contains("tokio runtime"), "{error}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn runtimes_that_end_one_after_another_share_a_client() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url()).retries(0).build().expect("a good builder");
    for _ in 0..20 {
        runtime().block_on(async {
            client.batches().get("bat-1").await.expect("a batch");
            client.batches().create(config(), "dir-1").await.expect("a batch");
        });
    }
    assert_eq!((server.count(), server.connections()), (40, 20), "each runtime has a connection of its own");
}

/// The first runtime keeps an idle connection, and nothing runs on it while the second one makes a call.
#[test]
fn a_runtime_that_stands_still_holds_up_no_other() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url()).retries(0).timeout(Duration::from_secs(10)).build().expect("a good builder");
    let (first, second) = (runtime(), runtime());
    for _ in 0..3 {
        first.block_on(client.batches().get("bat-1").into_future()).expect("a batch");
        second.block_on(client.batches().create(config(), "dir-1").into_future()).expect("a batch");
    }
    assert_eq!((server.count(), server.connections()), (6, 2));
}
