//! A request that is reported as not sent is never sent afterwards, and one that may have been is not reported as unsent.

use std::collections::HashSet;
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

use super::*;

const BODY: &str = "{\"a\":1}";

#[test]
fn of_beginning_and_revoking_the_first_holds() {
    let mut outcomes = HashSet::new();
    for _ in 0..2_000 {
        let (mut body, departure) = WatchedBody::new(Bytes::from_static(BODY.as_bytes())).unwrap();
        let barrier = Arc::new(Barrier::new(2));
        let connection = thread::spawn({
            let barrier = barrier.clone();
            move || {
                barrier.wait();
                let mut context = std::task::Context::from_waker(std::task::Waker::noop());
                matches!(
                    http_body::Body::poll_frame(pin!(&mut body), &mut context),
                    std::task::Poll::Ready(Some(Ok(_)))
                )
            }
        });
        barrier.wait();
        let revoked = departure.revoke();
        let begun = connection.join().unwrap();
        assert_ne!(revoked, begun, "exactly one of them happens");
        assert_eq!(departure.revoke(), revoked, "and it stays");
        outcomes.insert(revoked);
    }
}

/// Everything a server read of one connection until that ended.
async fn everything_received() -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut received = Vec::new();
        let _ = stream.read_to_end(&mut received).await;
        String::from_utf8(received).unwrap()
    });
    (address, server)
}

/// The race of a call's time and the connection, with its window wide open: the call has been given up, and nobody has
/// told the connection, which goes on with the request.
#[tokio::test]
async fn a_connection_gets_no_body_of_a_request_that_was_given_up() {
    let (address, server) = everything_received().await;
    let (body, departure) = WatchedBody::new(Bytes::from_static(BODY.as_bytes())).unwrap();
    let sending =
        transport().clients.current().unwrap().post(format!("http://{address}/")).body(Body::wrap(body)).send();
    assert!(departure.revoke());
    let error = sending.await.unwrap_err();
    assert_eq!(classify::sending(error, Some(&departure)).kind(), TransportErrorKind::NotSent);
    let received = server.await.unwrap();
    assert!(!received.contains(BODY), "{received}");
}

/// A server that takes one request a connection, so that each is connected anew, and notes their bodies.
async fn noting_bodies() -> (SocketAddr, Arc<Mutex<HashSet<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, bodies) = (listener.local_addr().unwrap(), Arc::<Mutex<HashSet<String>>>::default());
    let seen = bodies.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let seen = seen.clone();
            tokio::spawn(async move {
                let mut read = Vec::new();
                while let Ok(byte) = stream.read_u8().await {
                    read.push(byte);
                    let Some((head, body)) = std::str::from_utf8(&read).unwrap().split_once("\r\n\r\n") else {
                        continue;
                    };
                    if head.contains("content-length: 4") && body.len() == 4 {
                        seen.lock().unwrap().insert(body.to_owned());
                        let _ = stream
                            .write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
                            .await;
                        return;
                    }
                }
            });
        }
    });
    (address, bodies)
}

#[tokio::test]
async fn a_body_that_began_is_never_reported_as_not_sent() {
    let (address, bodies) = noting_bodies().await;
    let (body, departure) = WatchedBody::new(Bytes::from_static(b"1234")).unwrap();
    transport()
        .clients
        .current()
        .unwrap()
        .post(format!("http://{address}/"))
        .body(Body::wrap(body))
        .send()
        .await
        .unwrap();
    assert!(bodies.lock().unwrap().contains("1234"));
    assert!(!departure.revoke());
}

/// The same race, left to chance: the time is up while the request is handed to a connection on another thread.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_that_is_reported_as_not_sent_arrives() {
    let (address, bodies) = noting_bodies().await;
    let transport = transport();
    let mut unsent = HashSet::new();
    for number in 1_000..2_000_u64 {
        let timeout = MARGIN + Duration::from_micros(number % 10 * 150);
        let mut request = HttpRequest::new(Method::POST, format!("http://{address}/"), timeout);
        request.body = number.to_string().into();
        let outcome = tokio::spawn(transport.send(request)).await.unwrap();
        if outcome.is_err_and(|error| error.kind() == TransportErrorKind::NotSent) {
            unsent.insert(number.to_string());
        }
    }
    let arrived = bodies.lock().unwrap();
    assert_eq!(unsent.intersection(&arrived).collect::<Vec<_>>(), Vec::<&String>::new());
}
