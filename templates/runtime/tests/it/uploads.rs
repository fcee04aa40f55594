//! Files that are sent, as they arrive at a server: byte for byte, and how often.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, channel};
use std::task::{Context, Poll};
use std::thread;

use bytes::Bytes;
use futures_core::Stream;
use runtime::runtime::{
    BodyFormat, Client, ClientBuilder, Error, ErrorKind, Method, Operation, OperationSpec, Request, Upload, decode,
};

use crate::support;
use support::{SERVICE, operation};

const fn files(method: Method, body: BodyFormat) -> OperationSpec {
    OperationSpec { method, path: "/files", body, ..support::SPEC }
}

operation!(SendForm -> (), decode::nothing, files(Method::Put, BodyFormat::Multipart(&[])));
operation!(SendFile -> (), decode::nothing, files(Method::Put, BodyFormat::Raw("application/octet-stream")));
operation!(FindFiles -> (), decode::nothing, files(Method::Get, BodyFormat::Json("application/json")));

/// A server that gives each request the next of these statuses, and what it received.
fn serve(statuses: &'static [u16]) -> (Client, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    let (sender, received) = channel();
    thread::spawn(move || {
        for status in statuses {
            let (mut stream, _) = listener.accept().expect("a client connects");
            sender.send(read(&mut stream)).expect("the test reads what arrives");
            let head = format!("HTTP/1.1 {status} Scripted\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            // A client that gave up does not wait for it.
            let _ = stream.write_all(head.as_bytes());
        }
    });
    (ClientBuilder::new(&SERVICE).base_url(url).jitter_seed(1).build().expect("the settings are legal"), received)
}

/// A request as text, up to the end that its head announces.
fn read(stream: &mut TcpStream) -> String {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        let count = stream.read(&mut buffer).expect("the client writes");
        text.push_str(&String::from_utf8_lossy(&buffer[..count]));
        if count == 0 {
            return text;
        }
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let is_whole = match head.split("content-length: ").nth(1) {
            Some(length) => {
                body.len() >= length.lines().next().and_then(|length| length.parse().ok()).expect("a number")
            }
            None => body.ends_with("0\r\n\r\n"),
        };
        if is_whole {
            return text;
        }
    }
}

/// The body, with the random line between the parts as `BOUNDARY`.
fn body(request: &str) -> String {
    let (head, body) = request.split_once("\r\n\r\n").expect("a head ends");
    match head.split("boundary=").nth(1) {
        Some(boundary) => body.replace(boundary.lines().next().expect("a line"), "BOUNDARY"),
        None => body.to_owned(),
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made").block_on(future)
}

fn send<O: Operation>(request: Request<O>) -> Result<O::Output, Error> {
    run(request.send())
}

/// A stream of these pieces.
struct Pieces(Vec<&'static str>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = if self.0.is_empty() { None } else { Some(self.0.remove(0)) };
        Poll::Ready(next.map(|piece| Ok(Bytes::from(piece))))
    }
}

#[test]
fn a_form_has_a_part_for_each_field_and_file() {
    let (client, received) = serve(&[204]);
    let path = std::env::temp_dir().join(format!("upload-{}.txt", std::process::id()));
    std::fs::write(&path, "from a path").unwrap();
    let request = client.handle().request::<SendForm>().body_value("tags", &vec!["a".to_owned(), "b".to_owned()]);
    let request = request.body_field("options", serde_json::json!({"deep": true})).body_null("none");
    let request =
        request.body_files("file", [Upload::path(&path).name("a \"b\"\r\n.pdf").media_type("application/pdf")]);
    send(request.body_files("more", [Upload::bytes("c", "text"), Upload::from(Bytes::new())])).unwrap();
    std::fs::remove_file(path).unwrap();
    let request = received.recv().unwrap();
    let expected = [
        "--BOUNDARY",
        "Content-Disposition: form-data; name=\"options\"",
        "Content-Type: application/json",
        "",
        "{\"deep\":true}",
        "--BOUNDARY",
        "Content-Disposition: form-data; name=\"tags\"",
        "",
        "a",
        "--BOUNDARY",
        "Content-Disposition: form-data; name=\"tags\"",
        "",
        "b",
        "--BOUNDARY",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a %22b%22%0D%0A.pdf\"",
        "Content-Type: application/pdf",
        "",
        "from a path",
        "--BOUNDARY",
        "Content-Disposition: form-data; name=\"more\"; filename=\"c\"",
        "Content-Type: application/octet-stream",
        "",
        "text",
        "--BOUNDARY",
        "Content-Disposition: form-data; name=\"more\"; filename=\"file\"",
        "Content-Type: application/octet-stream",
        "",
        "",
        "--BOUNDARY--",
        "",
    ];
    assert_eq!(body(&request), expected.join("\r\n"));
    assert!(request.contains("content-type: multipart/form-data; boundary="), "{request}");
}

#[test]
fn a_get_has_a_body_where_the_description_has_one() {
    let (client, received) = serve(&[204]);
    send(client.handle().request::<FindFiles>().body_value("name", &"a".to_owned())).unwrap();
    let request = received.recv().unwrap();
    assert!(request.starts_with("GET /files HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("content-type: application/json\r\n"), "{request}");
    assert_eq!(body(&request), r#"{"name":"a"}"#);
}

#[test]
fn bytes_and_paths_are_sent_again_as_they_were() {
    let (client, received) = serve(&[503, 204]);
    send(client.handle().request::<SendForm>().body_files("file", [Upload::bytes("a", "text")])).unwrap();
    let [first, second] = [received.recv().unwrap(), received.recv().unwrap()];
    assert_ne!(first, second, "each attempt has a boundary of its own");
    assert_eq!(body(&first), body(&second));
    assert!(body(&first).contains("\r\n\r\ntext\r\n"), "{first}");
}

#[test]
fn a_stream_is_sent_once_whatever_happens() {
    let (client, received) = serve(&[503]);
    let upload = Upload::stream("a", Pieces(vec!["one ", "", "two"]));
    let request = client.handle().request::<SendFile>().upload(upload);
    let error = send(request.clone()).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 1));
    let sent = received.recv().unwrap();
    assert!(sent.contains("transfer-encoding: chunked"), "{sent}");
    assert_eq!(body(&sent), "4\r\none \r\n3\r\ntwo\r\n0\r\n\r\n");
    let error = send(request).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
    assert!(error.to_string().contains("was sent already"), "{error}");
}

#[test]
fn a_stream_of_known_length_is_framed_by_it_and_a_short_one_fails() {
    let (client, received) = serve(&[204]);
    let upload = Upload::reader("a", io::Cursor::new("one two and more")).length(7).media_type("text/plain");
    send(client.handle().request::<SendFile>().upload(upload)).unwrap();
    let sent = received.recv().unwrap();
    assert!(sent.contains("content-length: 7\r\n") && sent.contains("content-type: text/plain\r\n"), "{sent}");
    assert_eq!(body(&sent), "one two");

    let (client, _received) = serve(&[204]);
    let upload = Upload::reader("a", io::Cursor::new("one")).length(7);
    let error = send(client.handle().request::<SendFile>().upload(upload)).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connection, 1));
}

#[test]
fn a_large_file_arrives_whole() {
    let (client, received) = serve(&[204]);
    let path = std::env::temp_dir().join(format!("large-{}.txt", std::process::id()));
    let text = "0123456789".repeat(30_000);
    std::fs::write(&path, &text).unwrap();
    send(client.handle().request::<SendFile>().upload(path.clone().into())).unwrap();
    std::fs::remove_file(path).unwrap();
    assert!(body(&received.recv().unwrap()) == text);
}

#[test]
fn a_file_that_is_not_there_is_refused_before_sending() {
    let (client, _received) = serve(&[]);
    let request = client.handle().request::<SendForm>().body_files("file", [Upload::path("/nowhere/canary.pdf")]);
    let error = send(request).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
    assert!(error.to_string().contains("the file `file` cannot be read") && !error.to_string().contains("canary"));
}
