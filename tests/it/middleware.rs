//! Transports around the transport, and clients of reqwest that do more than they should.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use llamacloud::test_util::{MockTransport, Reply};
use llamacloud::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use llamacloud::{ErrorKind, Sent};
use tokio::net::TcpListener;

use crate::support::bodies::batch;
use crate::support::clients::{builder, config};
use crate::support::server::FaultServer;
use crate::support::step::{Reply as Answer, Step};

/// Adds its name to a header of every request, and notes the status of every response.
#[derive(Debug)]
struct Marking {
    inner: Arc<dyn Transport>,
    name: &'static str,
    statuses: Arc<Mutex<Vec<u16>>>,
}

impl Transport for Marking {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        request.headers.append("x-mark", self.name.parse().expect("a legal header"));
        let (sending, statuses) = (self.inner.send(request), Arc::clone(&self.statuses));
        Box::pin(async move {
            let response = sending.await?;
            statuses.lock().expect("no panic").push(response.status.as_u16());
            Ok(response)
        })
    }
}

#[tokio::test]
async fn a_wrapped_transport_sees_every_attempt() {
    let server = FaultServer::script([Answer::new(503).body("", ""), Step::ok(&batch("bat-1"))]);
    let statuses = Arc::<Mutex<Vec<u16>>>::default();
    let noted = Arc::clone(&statuses);
    let wrap = move |inner| Marking { inner, name: "one", statuses: Arc::clone(&noted) };
    let client = builder(&server.url()).wrap_transport(wrap).build().expect("a good builder");
    client.batches().get("bat-1").await.expect("a batch");
    assert_eq!(*statuses.lock().expect("no panic"), [503, 200]);
    assert!(server.requests().iter().all(|request| request.header("x-mark") == Some("one")));
}

#[tokio::test]
async fn wrapping_goes_around_whatever_sends_the_last_on_the_outside() {
    let mock = MockTransport::new();
    mock.always("GET /api/v2/batches/{batch_id}", Reply::json(200, batch("bat-1")));
    let mark = |name| move |inner| Marking { inner, name, statuses: Arc::default() };
    let client = builder("http://127.0.0.1:1")
        .wrap_transport(mark("inner"))
        .transport(mock.clone())
        .wrap_transport(mark("outer"))
        .build()
        .expect("a good builder");
    client.batches().get("bat-1").await.expect("a batch");
    let marks: Vec<_> = mock.requests()[0].headers.get_all("x-mark").iter().cloned().collect();
    assert_eq!(marks, ["outer", "inner"]);
}

/// Sends every request twice, as middleware that cannot wait does, and gives the second response.
#[derive(Debug)]
struct Twice {
    inner: Arc<dyn Transport>,
    bytes: Arc<AtomicUsize>,
}

impl Transport for Twice {
    fn send(&self, request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        let again = request.try_clone().expect("its body lies in memory");
        let (first, inner, bytes) = (self.inner.send(request), Arc::clone(&self.inner), Arc::clone(&self.bytes));
        Box::pin(async move {
            let response = first.await?;
            let body = response.body.into_bytes().expect("it lies in memory");
            bytes.fetch_add(body.len(), Ordering::SeqCst);
            inner.send(again).await
        })
    }
}

#[tokio::test]
async fn requests_can_be_repeated_and_bodies_read_on_the_way() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let bytes = Arc::<AtomicUsize>::default();
    let counter = Arc::clone(&bytes);
    let wrap = move |inner| Twice { inner, bytes: Arc::clone(&counter) };
    let client = builder(&server.url()).wrap_transport(wrap).build().expect("a good builder");
    client.batches().create(config(), "dir-1").await.expect("a batch");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(!requests[0].body.is_empty() && requests[0].body == requests[1].body);
    assert_eq!(bytes.load(Ordering::SeqCst), batch("bat-1").to_string().len());
}

/// A client that follows redirects against advice. The create arrived, whatever became of the page it was sent on to.
#[tokio::test]
async fn a_create_is_not_repeated_because_a_redirect_could_not_be_followed() {
    let closed = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("it is bound");
    let server = FaultServer::always(Answer::new(303).header("location", format!("http://{closed}/")).body("", ""));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("aws-lc-rs supports the default versions")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let given = reqwest::Client::builder().tls_backend_preconfigured(tls).build().expect("a client of reqwest");
    let client = builder(&server.url()).http_client(given).build().expect("a good builder");
    let error = client.batches().create(config(), "dir-1").await.expect_err("nothing listens there");
    assert_eq!((error.kind(), error.sent(), server.count()), (ErrorKind::Connection, Sent::Maybe, 1), "{error}");
}
