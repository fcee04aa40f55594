//! The transport against raw sockets on this machine: what it sends, and how it sorts what goes wrong.

mod departure;

use std::net::SocketAddr;
use std::time::Duration;

use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;
use crate::runtime::transport;
use crate::runtime::transport::body::Piece;

fn transport() -> ReqwestTransport {
    let connect_timeout = Duration::from_secs(5);
    Connection { connect_timeout, loopback: true, ..Connection::default() }.transport().unwrap()
}

/// Reads one request up to the end of its head, and gives it as text.
async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

/// Answers one connection with these bytes, then holds it for `hold`; gives what was asked.
async fn answering(answer: impl Into<Vec<u8>>, hold: Duration) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, answer) = (listener.local_addr().unwrap(), answer.into());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = head(&mut stream).await;
        // The client hangs up on a response that is too large, which is what some of the tests are about.
        let _ = stream.write_all(&answer).await;
        tokio::time::sleep(hold).await;
        head
    });
    (address, server)
}

async fn get(address: SocketAddr) -> Result<HttpResponse, TransportError> {
    let request = HttpRequest::new(Method::GET, format!("http://{address}/a?b=c"), Duration::from_secs(5));
    transport().send(request).await
}

fn text(response: &HttpResponse) -> &str {
    std::str::from_utf8(response.body.as_bytes().unwrap()).unwrap()
}

async fn check(answer: impl Into<Vec<u8>>) -> Result<HttpResponse, TransportErrorKind> {
    let (address, _server) = answering(answer, Duration::ZERO).await;
    get(address).await.map_err(|error| error.kind())
}

#[tokio::test]
async fn an_answer_comes_back_whole() {
    let answer =
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-a: b\r\n\r\nok";
    let response = check(answer).await.unwrap();
    assert_eq!((response.status, text(&response)), (StatusCode::OK, "ok"));
    assert_eq!(response.headers["x-a"], "b");
    let response = check("HTTP/1.0 200 OK\r\n\r\nuntil the end").await.unwrap();
    assert_eq!(text(&response), "until the end");
}

#[tokio::test]
async fn the_request_is_sent_as_it_is() {
    let (address, server) = answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", Duration::ZERO).await;
    let mut request = HttpRequest::new(Method::POST, format!("http://{address}/a%2Fb?c=%27"), Duration::from_secs(5));
    request.headers.insert("x-a", "b".parse().unwrap());
    transport().send(request).await.unwrap();
    let head = server.await.unwrap().to_ascii_lowercase();
    assert!(head.starts_with("post /a%2fb?c=%27 http/1.1\r\n"), "{head}");
    assert!(head.contains("\r\nx-a: b\r\n") && head.contains("\r\ncontent-length: 0\r\n"), "{head}");
    assert!(!head.contains("referer") && !head.contains("cookie") && !head.contains("content-type"), "{head}");
}

#[tokio::test]
async fn redirects_are_answers() {
    let response =
        check("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n").await.unwrap();
    assert_eq!(response.status, StatusCode::FOUND);
}

#[tokio::test]
async fn failures_are_sorted_by_how_far_the_request_got() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert_eq!(get(closed).await.unwrap_err().kind(), TransportErrorKind::NotSent);
    for (answer, expected) in [
        ("", TransportErrorKind::Ambiguous),
        ("HTTP/1.1 2", TransportErrorKind::Ambiguous),
        ("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok", TransportErrorKind::Truncated),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n", TransportErrorKind::Truncated),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n", TransportErrorKind::Truncated),
        ("HTTP/1.1 200 OK\r\ncontent-length: 536870912\r\n\r\n", TransportErrorKind::TooLarge),
    ] {
        assert_eq!(check(answer).await.unwrap_err(), expected, "{answer:?}");
    }
}

#[tokio::test]
async fn the_response_to_a_head_has_no_body_whatever_length_it_announces() {
    for status in ["200 OK", "404 Not Found"] {
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: 536870912\r\ncontent-type: application/json\r\n\r\n");
        let (address, _server) = answering(head, Duration::from_secs(60)).await;
        let request = HttpRequest::new(Method::HEAD, format!("http://{address}/"), Duration::from_secs(30));
        let response = transport().send(request).await.unwrap();
        assert_eq!(
            (text(&response), &response.headers[CONTENT_LENGTH]),
            ("", &"536870912".parse().unwrap()),
            "{status}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_apart_from_what_could_not_connect() {
    for url in ["no url".to_owned(), format!("http://127.0.0.1:1/?a={}", "x".repeat(70_000))] {
        for method in [Method::GET, Method::POST] {
            let mut request = HttpRequest::new(method, url.clone(), Duration::from_secs(5));
            request.body = "{}".into();
            let error = transport().send(request).await.unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Unsendable, "{error:?}");
        }
    }
}

#[tokio::test]
async fn errors_name_no_url() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = get(closed).await.unwrap_err();
    assert!(!format!("{error:?}").contains("b=c"), "{error:?}");
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_not_sent() {
    let request = HttpRequest::new(Method::GET, "http://does-not-exist.invalid/", Duration::from_secs(5));
    assert_eq!(transport().send(request).await.unwrap_err().kind(), TransportErrorKind::NotSent);
}

#[tokio::test]
async fn a_body_larger_than_the_limit_is_given_up() {
    let chunk = format!("100000\r\n{}\r\n", "x".repeat(0x10_0000));
    let answer = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}", chunk.repeat(66));
    assert_eq!(check(answer).await.unwrap_err(), TransportErrorKind::TooLarge);
}

#[tokio::test]
async fn of_an_errors_body_the_beginning_is_read() {
    let html = "x".repeat(100_000);
    let response = check(format!("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 100000\r\n\r\n{html}")).await.unwrap();
    assert_eq!((response.status, response.body.length()), (StatusCode::BAD_GATEWAY, Some(MAX_ERROR_BODY as u64)));
    let response = check("HTTP/1.1 500 Oh\r\ncontent-length: 9\r\n\r\nshort").await.unwrap();
    assert_eq!((response.status, text(&response)), (StatusCode::INTERNAL_SERVER_ERROR, "short"));
}

#[tokio::test]
async fn a_stalled_error_body_still_has_its_status() {
    let answer = "HTTP/1.1 400 Bad Request\r\ncontent-length: 90\r\n\r\n{\"detail\"";
    let (address, _server) = answering(answer, Duration::from_secs(60)).await;
    let request = HttpRequest::new(Method::GET, format!("http://{address}/"), Duration::from_millis(400));
    let response = transport().send(request).await.unwrap();
    assert_eq!((response.status, text(&response)), (StatusCode::BAD_REQUEST, "{\"detail\""));
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn a_failed_handshake_sends_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"this is no TLS\r\n").await;
        }
    });
    let request = HttpRequest::new(Method::GET, url, Duration::from_secs(5));
    assert_eq!(transport().send(request).await.unwrap_err().kind(), TransportErrorKind::NotSent);
}

fn post(address: SocketAddr, timeout: Duration) -> HttpRequest {
    let mut request = HttpRequest::new(Method::POST, format!("http://{address}/"), timeout);
    request.body = "{\"a\":1}".into();
    request
}

#[tokio::test]
async fn a_body_is_sent_with_its_length() {
    let (address, server) = answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", Duration::ZERO).await;
    transport().send(post(address, Duration::from_secs(5))).await.unwrap();
    let head = server.await.unwrap().to_ascii_lowercase();
    assert!(head.contains("\r\ncontent-length: 7\r\n") && !head.contains("chunked"), "{head}");
}

#[tokio::test]
async fn a_lost_answer_to_a_body_is_ambiguous() {
    let (address, _server) = answering("", Duration::ZERO).await;
    let error = transport().send(post(address, Duration::from_secs(5))).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Ambiguous);
}

/// It is never asked for, which must not be taken for a request that never left.
#[tokio::test]
async fn a_lost_answer_to_an_empty_file_is_ambiguous() {
    let (address, _server) = answering("", Duration::ZERO).await;
    let mut request = post(address, Duration::from_secs(5));
    request.body = transport::Body::of([Piece::Bytes(Bytes::new())]);
    let error = transport().send(request).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Ambiguous);
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn a_handshake_that_takes_too_long_sends_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut request = post(listener.local_addr().unwrap(), Duration::from_millis(300));
    request.url = request.url.replace("http:", "https:");
    let started = Instant::now();
    let error = transport().send(request).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::NotSent);
    assert!(started.elapsed() < Duration::from_secs(20));
}
