//! HTTP/2, where a server can refuse one request of many and leave without a word.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use h2::{Reason, RecvStream, server::SendResponse};
use llamacloud::{Client, ErrorKind, Sent};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::support::bodies::batch;
use crate::support::clients::{builder, config};
use crate::support::tls::{Authority, Validity};

/// What the server does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Answer,
    /// `RST_STREAM` with this reason.
    Reset(Reason),
    /// `GOAWAY` with this reason, for the whole connection; the request is the last that may have been processed.
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
        Self::start(move |stream, seen, _| async move {
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
        })
        .await
    }

    /// The first connection is told to go away without its request being processed; all further ones get answers.
    async fn turning_away(reason: Reason) -> Self {
        Self::start(move |stream, seen, number| async move {
            if number == 0 {
                seen.fetch_add(1, Ordering::SeqCst);
                return turn_away(stream, reason).await.expect("the client stays until it is told");
            }
            let mut connection = h2::server::handshake(stream).await.expect("the client speaks HTTP/2");
            while let Some(Ok((request, respond))) = connection.accept().await {
                seen.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(react(Then::Answer, request.into_body(), respond));
            }
        })
        .await
    }

    /// Hands each connection to `serve`, with the counter of requests and the number of the connection.
    async fn start<F>(serve: impl Fn(TlsStream<TcpStream>, Arc<AtomicUsize>, usize) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
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
                let number = accepted.fetch_add(1, Ordering::SeqCst);
                let stream = acceptor.accept(stream).await.expect("the client trusts this server");
                tokio::spawn(serve(stream, Arc::clone(&seen), number));
            }
        });
        let builder = builder(&url).add_root_certificate(authority.pem().as_bytes());
        Self { requests, connections, client: builder.build().expect("a good builder") }
    }

    fn count(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// Reads one whole request, frame by frame, and says with `GOAWAY` that no request was processed. Frames are written by
/// hand: the server of h2 never takes back what it has accepted.
async fn turn_away(mut stream: TlsStream<TcpStream>, reason: Reason) -> io::Result<()> {
    const SETTINGS: u8 = 4;
    const GOAWAY: u8 = 7;
    const END_STREAM: u8 = 1;
    let frame = |kind: u8, payload: &[u8]| {
        let length = u8::try_from(payload.len()).expect("a short frame");
        [&[0, 0, length, kind, 0, 0, 0, 0, 0], payload].concat()
    };
    stream.read_exact(&mut [0; "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len()]).await?;
    stream.write_all(&frame(SETTINGS, &[])).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        stream.read_exact(&mut vec![0; usize::try_from(length).expect("a length")]).await?;
        let (kind, flags) = (head[3], head[4]);
        if kind < 2 && flags & END_STREAM != 0 {
            break;
        }
    }
    let no_stream = 0_u32.to_be_bytes();
    stream.write_all(&frame(GOAWAY, &[no_stream, u32::from(reason).to_be_bytes()].concat())).await?;
    stream.flush().await?;
    // The client closes the connection; what it still says does not matter.
    let _ = stream.read_to_end(&mut Vec::new()).await;
    Ok(())
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
async fn what_the_server_did_not_process_is_repeated_even_for_a_create() {
    let refusing = || Server::script(&[Then::Reset(Reason::REFUSED_STREAM)]);
    for server in [
        refusing().await,
        Server::turning_away(Reason::NO_ERROR).await,
        Server::turning_away(Reason::ENHANCE_YOUR_CALM).await,
    ] {
        server.client.batches().create(config(), "dir-1").await.expect("the second try");
        assert_eq!(server.count(), 2);
    }
    let refused = refusing().await;
    let error = refused.client.batches().create(config(), "dir-1").retries(0).await.expect_err("it was refused");
    assert_eq!((error.kind(), error.sent(), refused.count()), (ErrorKind::Connection, Sent::No, 1), "{error}");
}

#[tokio::test]
async fn what_the_server_may_have_processed_is_repeated_only_for_a_read() {
    const ENDS: [&[Then]; 3] = [
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
            // The body had not been asked for when the end came, so the service cannot have had the request.
            Ok(_) => assert_eq!(server.count(), 2, "{end:?}"),
        }
    }
}

/// The connection takes one request at a time, so the time of the create is up before its turn comes. The connection
/// would then go on with it: it learns that the call was given up only after it has asked for the body.
#[tokio::test]
async fn a_create_that_was_given_up_before_its_turn_is_not_sent_when_its_turn_comes() {
    let (turn, bodies) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
    let (next_turn, received) = (Arc::clone(&turn), Arc::clone(&bodies));
    let server = Server::start(move |stream, seen, _| {
        let (turn, bodies) = (Arc::clone(&next_turn), Arc::clone(&received));
        async move {
            let mut builder = h2::server::Builder::new();
            let handshake = builder.max_concurrent_streams(1).handshake(stream);
            let mut connection = handshake.await.expect("the client speaks HTTP/2");
            while let Some(Ok((mut request, respond))) = connection.accept().await {
                let index = seen.fetch_add(1, Ordering::SeqCst);
                let (turn, bodies) = (Arc::clone(&turn), Arc::clone(&bodies));
                tokio::spawn(async move {
                    if index == 1 {
                        turn.notified().await;
                    }
                    if let Some(Ok(data)) = request.body_mut().data().await {
                        bodies.lock().expect("no panic").push(data);
                    }
                    react(Then::Answer, request.into_body(), respond).await;
                });
            }
        }
    })
    .await;
    // With the first response, the client knows how many requests the connection takes.
    server.client.batches().get("bat-1").await.expect("a batch");
    let slow = tokio::spawn(server.client.batches().get("bat-1").into_future());
    while server.count() < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let create = server.client.batches().create(config(), "dir-1").timeout(Duration::from_secs(1)).retries(0);
    let error = create.await.expect_err("its turn does not come");
    assert_eq!((error.kind(), error.sent()), (ErrorKind::Connect, Sent::No), "{error}");
    turn.notify_one();
    slow.await.expect("no panic").expect("a batch");
    server.client.batches().get("bat-1").await.expect("its turn is after that of the create");
    assert!(bodies.lock().expect("no panic").is_empty());
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
