//! P13 and P15: the blocking client where blocking is not welcome, and transports that panic.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use llamacloud::test_util::{MockTransport, Reply};
use llamacloud::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use llamacloud::{BoxFuture, Client, ErrorKind, Sent, blocking};

use super::{Case, builder};
use crate::support::bodies::{batch, page};
use crate::support::clients::runtime;
use crate::support::logs::CANARY_KEY;

pub(super) const CASES: &[Case] = &[
    ("P13", "the blocking client inside asynchronous code", inside_async),
    ("P15", "a transport that panics", panicking_transport),
];

fn service() -> MockTransport {
    let mock = MockTransport::new();
    mock.always("GET /api/v2/batches/{batch_id}", Reply::from(batch("bat-1")).delay(Duration::from_millis(5)));
    mock.always("GET /api/v2/batches", page(&["a", "b"], None));
    mock
}

fn blocking_client() -> blocking::Client {
    builder(&service()).build().map(blocking::Client::from).expect("a good builder")
}

fn use_it(client: &blocking::Client) {
    assert_eq!(client.batches().get("bat-1").send().expect("a batch").id, "bat-1");
    let items: Result<Vec<_>, _> = client.batches().list().items().collect();
    assert_eq!(items.expect("two items").len(), 2);
}

/// Uses the client it holds when it is dropped, and drops it then.
struct UsesInDrop(blocking::Client);

impl Drop for UsesInDrop {
    fn drop(&mut self) {
        use_it(&self.0);
    }
}

fn inside_async() {
    for runtime in [runtime(), tokio::runtime::Runtime::new().expect("a runtime can be built")] {
        runtime.block_on(async {
            let client = blocking_client();
            use_it(&client);
            drop(UsesInDrop(client.clone()));
            let moved = client.clone();
            tokio::task::spawn_blocking(move || use_it(&moved)).await.expect("no panic");
            let moved = client.clone();
            tokio::spawn(async move { use_it(&moved) }).await.expect("no panic");
            drop(client);
        });
        // The last one is dropped while the runtime is shut down.
        let kept = UsesInDrop(blocking_client());
        runtime.spawn(async move {
            let _kept = kept;
            std::future::pending::<()>().await;
        });
        drop(runtime);
    }
}

/// Panics on its first request, answers all others.
#[derive(Debug, Default)]
struct Panicking {
    requests: AtomicUsize,
}

impl Transport for Panicking {
    fn send(&self, _request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        let first = self.requests.fetch_add(1, Ordering::SeqCst) == 0;
        Box::pin(async move {
            assert!(!first, "a panic in the transport");
            let body = batch("bat-1").to_string();
            Ok(HttpResponse::new(http::StatusCode::OK, http::HeaderMap::new(), body))
        })
    }
}

fn panicking_transport() {
    let builder = || Client::builder().api_key(CANARY_KEY).transport(Arc::new(Panicking::default()));

    let client = builder().build().map(blocking::Client::from).expect("a good builder");
    let error = client.batches().get("bat-1").send().expect_err("the transport panicked");
    assert_eq!((error.kind(), error.sent()), (ErrorKind::Panicked, Sent::Maybe), "{error}");
    client.batches().get("bat-1").send().expect("the client goes on");

    let client = builder().build().expect("a good builder");
    runtime().block_on(async {
        let call = tokio::spawn(client.batches().get("bat-1").into_future());
        assert!(call.await.expect_err("the panic is the caller's").is_panic());
        client.batches().get("bat-1").await.expect("the client goes on");
    });
}
