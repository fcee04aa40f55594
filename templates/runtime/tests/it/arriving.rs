//! Responses that are read as they come, over a real socket: bytes and events, whole, cut off, stalled and too large.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use runtime::runtime::{
    Async, Client, ClientBuilder, DecodeError, Error, ErrorKind, Events, Framing, Handle, OperationSpec, Request, Sent,
    Streamed, decode,
};

use crate::support;

macro_rules! streamed {
    ($name:ident, $event:ty, $framing:ident, $decode:path) => {
        support::operation!($name -> (), decode::nothing, OperationSpec { ..support::SPEC });

        impl Streamed for $name {
            type Event = $event;
            const ACCEPT: &'static str = "text/event-stream";
            const FRAMING: Framing = Framing::$framing;

            fn event(data: &[u8]) -> Result<$event, DecodeError> {
                $decode(data)
            }
        }
    };
}

streamed!(Numbers, u64, EventStream, decode::json);
streamed!(Words, String, EventStream, decode::text);
streamed!(Lines, u64, JsonLines, decode::json);

/// A client of a server that responds to each connection with `respond`, and the number of requests it has had.
fn serve(respond: impl Fn(&mut TcpStream) + Send + 'static) -> (Client, Arc<AtomicUsize>) {
    serve_heads(move |_, stream| respond(stream))
}

/// The same, of one that reads what it is asked.
fn serve_heads(respond: impl Fn(&str, &mut TcpStream) + Send + 'static) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    let requests = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&requests);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a client connects");
            let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
            while !head.ends_with(b"\r\n\r\n") {
                let read = stream.read(&mut buffer).expect("the client writes");
                head.extend_from_slice(&buffer[..read]);
            }
            count.fetch_add(1, Ordering::SeqCst);
            respond(&String::from_utf8_lossy(&head), &mut stream);
        }
    });
    let builder = ClientBuilder::new(&support::SERVICE).base_url(url);
    (builder.build().expect("the settings are legal"), requests)
}

/// A chunked response of these pieces. The client may be gone before its end.
fn chunks(stream: &mut TcpStream, pieces: &[&[u8]], is_whole: bool) {
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n");
    for piece in pieces {
        let _ = stream.write_all(format!("{:x}\r\n", piece.len()).as_bytes());
        let _ = stream.write_all(piece);
        let _ = stream.write_all(b"\r\n");
        let _ = stream.flush();
    }
    if is_whole {
        let _ = stream.write_all(b"0\r\n\r\n");
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(future)
}

async fn all<T>(mut events: Events<T>) -> (Vec<T>, Option<Error>, Option<String>) {
    let (mut given, mut failure) = (Vec::new(), None);
    while let Some(next) = events.next().await {
        match next {
            Ok(event) => given.push(event),
            Err(error) => failure = Some(error),
        }
    }
    (given, failure, events.last_event_id().map(str::to_owned))
}

/// The events of a response in these pieces.
fn events<O: Streamed>(pieces: &'static [&[u8]], is_whole: bool) -> (Vec<O::Event>, Option<Error>, Option<String>) {
    let (client, requests) = serve(move |stream| chunks(stream, pieces, is_whole));
    let request: Request<O> = Handle::new(client, Async).request();
    let given = run(async { all(request.open_events().await.expect("it begins")).await });
    assert_eq!(requests.load(Ordering::SeqCst), 1, "nothing is asked for again");
    given
}

#[test]
fn events_are_whole_wherever_they_are_cut() {
    let pieces: &[&[u8]] =
        &[b"\xef\xbb", b"\xbfid: 1\r", b"\ndata: h\xc3", b"\xa9\ndata:", b" llo\n", b"\n: idle\n\ndata: x\n\n"];
    let (words, failure, id) = events::<Words>(pieces, true);
    assert!(failure.is_none(), "{failure:?}");
    assert_eq!((words, id.as_deref()), (vec!["h\u{e9}\nllo".to_owned(), "x".to_owned()], Some("1")));
}

#[test]
fn events_come_before_the_response_ends() {
    let (client, _) = serve(|stream| {
        chunks(stream, &[b"data: 1\n\n"], false);
        // Says nothing more until the client goes.
        let _ = stream.read(&mut [0; 16]);
    });
    run(async {
        let request: Request<Numbers> = Handle::new(client, Async).request();
        let mut events = request.open_events().await.expect("it begins");
        assert_eq!(events.next().await.expect("an event").expect("no fault"), 1);
    });
}

#[test]
fn a_stream_that_breaks_off_says_how_far_it_got() {
    const BROKEN: &[&[u8]] = &[b"id: a\ndata: 1\n\ndata: 2\n\nda"];
    const CUT: &[&[u8]] = &[b"id: a\ndata: 1\n\ndata: 2\n\ndata: 3"];
    for (pieces, is_whole) in [(BROKEN, false), (CUT, true)] {
        let (numbers, failure, id) = events::<Numbers>(pieces, is_whole);
        let failure = failure.expect("it broke off");
        assert_eq!((numbers, id.as_deref()), (vec![1, 2], Some("a")));
        assert_eq!((failure.kind(), failure.sent()), (ErrorKind::Connection, Sent::Yes));
        assert!(failure.to_string().contains("after 2 events"), "{failure}");
    }
}

#[test]
fn an_event_that_cannot_be_read_ends_the_stream_after_those_before_it() {
    let (numbers, failure, _) = events::<Numbers>(&[b"data: 1\n\ndata: one\n\ndata: 2\n\n"], true);
    let failure = failure.expect("it is no number");
    assert_eq!((numbers, failure.kind()), (vec![1], ErrorKind::Decode));
    assert!(failure.to_string().contains("event 2"), "{failure}");
    let (numbers, failure, _) = events::<Numbers>(&[b"data: 1\n\ndata: [DONE]\n\ndata: x\n\n"], true);
    assert!(failure.is_none(), "{failure:?}");
    assert_eq!(numbers, [1]);
}

#[test]
fn lines_of_json_need_no_end() {
    let (numbers, failure, _) = events::<Lines>(&[b"1\n", b"\n2", b"3\r\n 4"], true);
    assert!(failure.is_none(), "{failure:?}");
    assert_eq!(numbers, [1, 23, 4]);
}

#[test]
fn an_endless_event_is_refused_after_those_before_it() {
    let (client, _) = serve(|stream| {
        chunks(stream, &[b"data: 1\n\n"], false);
        let piece = [b"400000\r\n".as_slice(), &vec![b'x'; 0x40_0000], b"\r\n"].concat();
        while stream.write_all(&piece).is_ok() {}
    });
    let request: Request<Numbers> = Handle::new(client, Async).request();
    let (numbers, failure, _) = run(async { all(request.open_events().await.expect("it begins")).await });
    assert_eq!((numbers, failure.map(|error| error.kind())), (vec![1], Some(ErrorKind::BodyTooLarge)));
}

#[test]
fn a_download_of_any_size_is_never_held_as_a_whole() {
    const PIECE: usize = 1024 * 1024;
    const PIECES: usize = 256;
    let (client, _) = serve(|stream| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", PIECE * PIECES);
        stream.write_all(head.as_bytes()).expect("the client reads");
        let piece = vec![7; PIECE];
        (0..PIECES).for_each(|_| stream.write_all(&piece).expect("the client reads"));
    });
    run(async {
        let request: Request<Numbers> = Handle::new(client, Async).request();
        let mut stream = request.open().await.expect("it begins");
        assert_eq!(stream.length(), Some((PIECE * PIECES) as u64), "more than the limit on a body in memory");
        let mut largest = 0;
        while let Some(bytes) = stream.next().await {
            largest = largest.max(bytes.expect("no fault").len());
        }
        assert_eq!(stream.received(), (PIECE * PIECES) as u64);
        assert!(largest < 4 * PIECE, "{largest} bytes came at once");
    });
}

#[test]
fn a_download_that_ends_early_is_an_error_and_is_not_begun_again() {
    let (client, requests) = serve(|stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc").expect("the client reads");
    });
    run(async {
        let request: Request<Numbers> = Handle::new(client, Async).request();
        let mut written = Vec::new();
        let error = request.open().await.expect("it begins").write_to(&mut written).await.expect_err("it ends early");
        assert_eq!((written.as_slice(), error.kind()), (b"abc".as_slice(), ErrorKind::Connection));
        assert!(error.to_string().contains("after 3 of 10 bytes"), "{error}");
    });
    assert_eq!(requests.load(Ordering::SeqCst), 1);
}

#[test]
fn a_response_that_falls_silent_is_given_up() {
    let (client, _) = serve(|stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc").expect("the client reads");
        let _ = stream.read(&mut [0; 16]);
    });
    run(async {
        let request: Request<Numbers> = Handle::new(client, Async).request();
        let mut stream = request.timeout(Duration::from_secs(4)).open().await.expect("it begins");
        assert_eq!(&stream.next().await.expect("a piece").expect("no fault")[..], b"abc");
        let error = stream.next().await.expect("an error").expect_err("nothing comes");
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(stream.next().await.is_none());
    });
}

#[test]
fn what_is_refused_is_an_error_before_anything_is_given() {
    let (client, requests) = serve(|stream| {
        stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}").expect("the client reads");
    });
    let request: Request<Numbers> = Handle::new(client, Async).request();
    assert!(run(request.open()).expect_err("it is not there").is_not_found());
    assert_eq!(requests.load(Ordering::SeqCst), 1);
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_program_reads_the_same_as_iterators() {
    use runtime::runtime::blocking;

    let (client, _) = serve(|stream| chunks(stream, &[b"id: 7\ndata: 1\n\n", b"data: 2\n\n"], true));
    let client = blocking::Client::from(client);
    let request: Request<Numbers, _> = client.handle().request();
    let mut events = request.open_events_blocking().expect("it begins");
    assert_eq!(events.by_ref().collect::<Result<Vec<_>, _>>().expect("no fault"), [1, 2]);
    assert_eq!(events.last_event_id(), Some("7"));
    let request: Request<Numbers, _> = client.handle().request();
    let mut written = Vec::new();
    let bytes = request.open_blocking().expect("it begins").write_to(&mut written).expect("no fault");
    assert_eq!((bytes, written.len()), (24, 24));
}

/// A service that can send both, and does as `Accept` says.
fn either() -> Request<Numbers> {
    let (client, _) = serve_heads(|head, stream| {
        let response: &[u8] = match head.contains("\r\naccept: text/event-stream\r\n") {
            true => b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\ndata: 1\n\n",
            false => b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n1",
        };
        let _ = stream.write_all(response);
    });
    Handle::new(client, Async).request()
}

#[test]
fn what_can_be_had_as_json_or_as_events_is_had_as_the_caller_says() {
    run(async {
        assert_eq!(either().fetch_raw().await.unwrap().bytes(), b"1".as_slice());
        let (numbers, failure, _) = all(either().open_events().await.expect("it begins")).await;
        assert_eq!((numbers, failure.is_none()), (vec![1], true));
        // As from a service that wants to be told in the body.
        let plain = either().with(|call| call.set_header("accept", "application/json"));
        let error = plain.open_events().await.expect_err("no event is to come");
        assert_eq!((error.kind(), error.sent()), (ErrorKind::Decode, Sent::Yes));
    });
}
