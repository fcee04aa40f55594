//! HTTP/2, where a server can refuse one request of many and leave without a word.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use h2::{Reason, RecvStream, server::SendResponse};
use llamacloud::{Client, Sent};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::support::bodies::batch;
use crate::support::clients::{builder, config};
use crate::support::tls::{Authority, Validity};

/// What the server does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Answer,
    /// `RST_STREAM` with this reason.
    Reset(Reason),
    /// `GOAWAY` with this reason, for the whole connection.
    GoAway(Reason),
    /// Nothing, and from now on the whole connection is dead: not even a ping is answered.
    Die,
}

struct Server {
    requests: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
    client: Client,
}

impl Server {
    /// The n-th request gets the n-th reaction, all further ones an answer.
    async fn script(script: &'static [Then]) -> Self {
        let authority = Authority::new();
        let mut tls = (*authority.server("127.0.0.1", Validity::Current)).clone();
        tls.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("https://{}", listener.local_addr().expect("it is bound"));
        let (requests, connections) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (seen, accepted) = (Arc::clone(&requests), Arc::clone(&connections));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                accepted.fetch_add(1, Ordering::SeqCst);
                let (acceptor, seen) = (acceptor.clone(), Arc::clone(&seen));
                tokio::spawn(async move {
                    let stream = acceptor.accept(stream).await.expect("the client trusts this server");
                    let mut connection = h2::server::handshake(stream).await.expect("the client speaks HTTP/2");
                    while let Some(Ok((request, respond))) = connection.accept().await {
                        let index = seen.fetch_add(1, Ordering::SeqCst);
                        match script.get(index).copied().unwrap_or(Then::Answer) {
                            Then::GoAway(reason) => connection.abrupt_shutdown(reason),
                            // Nothing reads the connection while this waits.
                            Then::Die => std::future::pending().await,
                            then => drop(tokio::spawn(react(then, request.into_body(), respond))),
                        }
                    }
                });
            }
        });
        let builder = builder(&url).add_root_certificate(authority.pem().as_bytes());
        Self { requests, connections, client: builder.build().expect("a good builder") }
    }

    fn count(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn react(then: Then, mut body: RecvStream, mut respond: SendResponse<Bytes>) {
    if let Then::Reset(reason) = then {
        return respond.send_reset(reason);
    }
    while let Some(Ok(data)) = body.data().await {
        body.flow_control().release_capacity(data.len()).expect("what came can be released");
    }
    let head = http::Response::new(());
    let mut stream = respond.send_response(head, false).expect("the stream is open");
    stream.send_data(batch("bat-1").to_string().into(), true).expect("the stream is open");
}

#[tokio::test]
async fn calls_share_one_connection() {
    let server = Server::script(&[]).await;
    for _ in 0..3 {
        server.client.batches().get("bat-1").await.expect("a batch");
        server.client.batches().create(config(), "dir-1").await.expect("a batch");
    }
    assert_eq!((server.count(), server.connections.load(Ordering::SeqCst)), (6, 1));
}

#[tokio::test]
async fn a_refused_stream_or_a_connection_that_goes_away_is_repeated_only_for_a_read() {
    const ENDS: [&[Then]; 4] = [
        &[Then::Reset(Reason::REFUSED_STREAM)],
        &[Then::Reset(Reason::INTERNAL_ERROR)],
        &[Then::GoAway(Reason::NO_ERROR)],
        &[Then::GoAway(Reason::ENHANCE_YOUR_CALM)],
    ];
    for end in ENDS {
        let server = Server::script(end).await;
        server.client.batches().get("bat-1").await.unwrap_or_else(|error| panic!("{end:?}: {error}"));
        assert_eq!(server.count(), 2, "{end:?}");

        let server = Server::script(end).await;
        let outcome = server.client.batches().create(config(), "dir-1").await;
        match outcome {
            Err(error) => assert_eq!((error.sent(), server.count()), (Sent::Maybe, 1), "{end:?}: {error}"),
            // The body had not been asked for when the refusal came, so the service cannot have had the request.
            Ok(_) => assert_eq!(server.count(), 2, "{end:?}"),
        }
    }
}

#[tokio::test]
async fn a_connection_that_died_in_silence_is_not_used_for_ever() {
    let server = Server::script(&[Then::Answer, Then::Die]).await;
    server.client.batches().get("bat-1").await.expect("a batch");
    let started = Instant::now();
    let request =
        server.client.batches().get("bat-1").timeout(Duration::from_secs(60)).deadline(Duration::from_secs(90));
    request.await.expect("a batch over a new connection");
    assert!(started.elapsed() < Duration::from_secs(40), "{:?}", started.elapsed());
    assert_eq!(server.connections.load(Ordering::SeqCst), 2);
}
