//! The ways in which a page leads to the next one, over a real socket: what is asked for, how a list ends, where it is
//! taken up again, and what is not followed.

#[macro_use]
mod lists;
mod nested;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use runtime::runtime::{
    Async, Auth, Checkpoint, Client, ClientBuilder, ErrorKind, Handle, Paginated, Request, Scheme, Service,
};
use serde_json::{Value, json};

use crate::support;

use lists::{Bare, Counted, Followed, FromZero, Linked, Searched, Skipped};
use nested::Nested;

static SERVICE: Service = Service {
    schemes: &[Scheme { name: "key", setter: "key", env: &["KEY"], auth: Auth::Query("key") }],
    ..support::SERVICE
};

/// A client of a server that gives these responses, a `Link` header beside a body, and the requests that it receives: the
/// target, and the body behind it.
fn serve(responses: Vec<(&'static str, Value)>) -> (Client, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}/v1", listener.local_addr().expect("it is bound"));
    let (sender, received) = channel();
    thread::spawn(move || {
        for (link, body) in responses {
            let (mut stream, _) = listener.accept().expect("a client connects");
            let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
            let text = loop {
                let count = stream.read(&mut buffer).expect("the client writes");
                request.extend_from_slice(&buffer[..count]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                if length.is_none_or(|length| length.parse() == Ok(body.len())) {
                    let target = head.split(' ').nth(1).expect("a request line");
                    break format!("{target} {body}").trim_end().to_owned();
                }
            };
            let (body, link) =
                (body.to_string(), if link.is_empty() { String::new() } else { format!("link: {link}\r\n") });
            let head = format!("HTTP/1.1 200 OK\r\n{link}content-length: {}\r\nconnection: close\r\n\r\n", body.len());
            if sender.send(text).is_err() || stream.write_all((head + &body).as_bytes()).is_err() {
                return;
            }
        }
    });
    let lookup = |name: &str| (name == "KEY").then(|| "canary".into());
    let builder = ClientBuilder::new(&SERVICE).from_lookup(lookup).base_url(url).retries(0);
    (builder.build().expect("the settings are legal"), received)
}

fn bodies(bodies: impl IntoIterator<Item = Value>) -> Vec<(&'static str, Value)> {
    bodies.into_iter().map(|body| ("", body)).collect()
}

/// What a list gives, how it ended if not well, the place where it stopped, and the requests that were made.
struct Walked {
    items: Vec<u64>,
    failure: Option<runtime::runtime::Error>,
    checkpoint: Checkpoint,
    requests: Vec<String>,
}

fn walk<O: Paginated<Item = u64>>(
    responses: Vec<(&'static str, Value)>,
    change: impl FnOnce(Request<O>) -> Request<O>,
) -> Walked {
    let (client, received) = serve(responses);
    let request = change(Handle::new(client, Async).request());
    let mut stream = request.prefetch(false).items();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let (mut items, mut failure) = (Vec::new(), None);
    while let Some(next) = runtime.block_on(stream.next()) {
        match next {
            Ok(item) => items.push(item),
            Err(error) => failure = Some(error),
        }
    }
    Walked { items, failure, checkpoint: stream.checkpoint(), requests: received.try_iter().collect() }
}

fn unchanged<O: Paginated>(request: Request<O>) -> Request<O> {
    request
}

#[test]
fn a_cursor_in_the_body_is_sent_beside_what_is_searched_for() {
    let pages = [json!({"items": [1, 2], "next": "B"}), json!({"items": [3], "next": null})];
    let walked = walk::<Searched>(bodies(pages), |request| request.body_field("text", json!("x")));
    assert_eq!(walked.items, [1, 2, 3]);
    assert_eq!(
        walked.requests,
        [r#"/v1/things?key=canary {"text":"x"}"#, r#"/v1/things?key=canary {"cursor":"B","text":"x"}"#]
    );
    assert!(walked.checkpoint.is_end());
}

#[test]
fn a_list_of_a_body_is_another_one_with_another_body() {
    let page = || bodies([json!({"items": [1], "next": "B"}), json!({"items": [2], "next": "B"})]);
    let stopped = walk::<Searched>(page(), |request| request.body_field("text", json!("x")));
    assert_eq!(stopped.failure.map(|error| error.kind()), Some(ErrorKind::PaginationLoop));
    let checkpoint: Checkpoint = serde_json::from_value(json!({
        "operation": "Searched", "path": "/things", "filters": [["text", "\"x\""]], "position": {"token": "B"},
    }))
    .expect("a checkpoint");
    let resumed = |text: &str, at: &Checkpoint| {
        let (text, at) = (json!(text), at.clone());
        walk::<Searched>(bodies([json!({"items": [2]})]), |request| request.body_field("text", text).resume(at))
    };
    let same = resumed("x", &checkpoint);
    assert_eq!(
        (same.items, same.requests),
        (vec![2], vec![r#"/v1/things?key=canary {"cursor":"B","text":"x"}"#.to_owned()])
    );
    let other = resumed("y", &checkpoint);
    assert_eq!(other.failure.map(|error| error.kind()), Some(ErrorKind::CheckpointMismatch));
    assert!(other.requests.is_empty());
}

#[test]
fn an_offset_in_the_body_is_a_number() {
    let pages = [json!({"items": [1, 2], "total": 3}), json!({"items": [3], "total": 3})];
    let walked = walk::<Skipped>(bodies(pages), |request| request.body_field("skip", json!(10)));
    assert_eq!(walked.requests[0], r#"/v1/things?key=canary {"skip":10}"#);
    assert_eq!(walked.requests.len(), 1, "twelve of three are more than all");
    let pages = [json!({"items": [1, 2], "total": 3}), json!({"items": [3], "total": 3})];
    let walked = walk::<Skipped>(bodies(pages), unchanged);
    assert_eq!(walked.requests[1], r#"/v1/things?key=canary {"skip":2}"#);
}

#[test]
fn numbered_pages_are_counted_from_the_first_one() {
    let pages = || bodies([json!({"items": [1, 2]}), json!({"items": [3]}), json!({"items": []})]);
    let walked = walk::<Counted>(pages(), unchanged);
    assert_eq!(walked.items, [1, 2, 3]);
    let targets = ["/v1/things?key=canary", "/v1/things?page=2&key=canary", "/v1/things?page=3&key=canary"];
    assert_eq!(walked.requests, targets);
    let from_zero = walk::<FromZero>(pages(), unchanged);
    assert_eq!(from_zero.items, [1, 2, 3]);
    assert_eq!(from_zero.requests, targets[..2].iter().map(|it| it.replace('2', "1")).collect::<Vec<_>>());
    let later = walk::<Counted>(bodies([json!({"items": [9]}), json!({"items": []})]), |it| it.query("page", "7"));
    assert_eq!(later.requests, ["/v1/things?page=7&key=canary", "/v1/things?page=8&key=canary"]);
}

#[test]
fn numbered_pages_end_as_they_say() {
    for last in [
        json!({"items": [3, 4], "has_more": false}),
        json!({"items": [3, 4], "total_pages": "2"}),
        json!({"items": [3, 4], "total": 4}),
        json!({"items": [], "has_more": false}),
        json!({"items": [], "total_pages": 9, "total": 9}),
    ] {
        let walked = walk::<Counted>(bodies([json!({"items": [1, 2]}), last.clone()]), unchanged);
        assert!(walked.failure.is_none() && walked.checkpoint.is_end(), "{last}");
        assert_eq!(walked.requests.len(), 2, "{last}");
    }
    // An empty page goes on where it says so, and a total that was not filled in says nothing.
    let pages = [
        json!({"items": [1], "total": 0, "total_pages": 0}),
        json!({"items": [], "has_more": true}),
        json!({"items": [2], "has_more": false}),
    ];
    assert_eq!(walk::<Counted>(bodies(pages), unchanged).items, [1, 2]);
}

#[test]
fn a_service_that_ignores_the_number_of_a_page_is_a_loop() {
    let pages = [json!({"items": [1, 2]}), json!({"items": [1, 2]})];
    let walked = walk::<Counted>(bodies(pages), unchanged);
    assert_eq!((walked.items, walked.failure.map(|it| it.kind())), (vec![1, 2], Some(ErrorKind::PaginationLoop)));
}

#[test]
fn numbered_pages_are_taken_up_again() {
    let limited = walk::<Counted>(bodies([json!({"items": [1, 2]}), json!({"items": [3, 4], "has_more": 1})]), |it| it);
    assert_eq!(limited.checkpoint.page_number(), Some(3));
    let stored = serde_json::to_string(&limited.checkpoint).expect("it can be stored");
    assert!(stored.contains(r#""position":{"page":{"number":3,"before":4}}"#), "{stored}");
    let at = serde_json::from_str(&stored).expect("it was stored");
    let rest = walk::<Counted>(bodies([json!({"items": [5], "total": 5})]), |request| request.resume(at));
    assert_eq!((rest.items, rest.requests), (vec![5], vec!["/v1/things?page=3&key=canary".to_owned()]));
}

#[test]
fn a_next_url_is_followed_with_a_key_of_its_own() {
    let pages = [
        json!({"items": [1], "next": "/v1/things?after=1&key=canary&b=c%20d"}),
        json!({"items": [2], "next": "?after=2"}),
        json!({"items": [3], "next": ""}),
    ];
    let walked = walk::<Followed>(bodies(pages), |request| request.query("limit", "1"));
    assert_eq!(walked.items, [1, 2, 3]);
    assert_eq!(
        walked.requests,
        ["/v1/things?limit=1&key=canary", "/v1/things?after=1&b=c+d&key=canary", "/v1/things?after=2&key=canary"]
    );
}

#[test]
fn a_next_url_of_another_origin_is_named_and_nothing_is_sent_there() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    elsewhere.set_nonblocking(true).expect("it can be asked");
    let url = format!("http://{}", elsewhere.local_addr().expect("it is bound"));
    let page = json!({"items": [1, 2], "next": format!("{url}/v1/things?key=canary")});
    let walked = walk::<Followed>(bodies([page]), unchanged);
    assert_eq!(walked.items, [1, 2]);
    let error = walked.failure.expect("it is not followed");
    assert_eq!(error.kind(), ErrorKind::ForeignPage);
    assert!(error.to_string().contains(&url) && !error.to_string().contains("canary"), "{error}");
    assert!(elsewhere.accept().is_err(), "nobody has come");
    assert!(!serde_json::to_string(&walked.checkpoint).expect("it can be stored").contains("canary"));
}

#[test]
fn a_checkpoint_cannot_lead_to_another_origin() {
    for url in ["//elsewhere.example/x", "https://elsewhere.example/x", "@elsewhere.example/"] {
        let at = json!({"operation": "Followed", "path": "/things", "filters": [], "position": {"url": url}});
        let at: Checkpoint = serde_json::from_value(at).expect("a checkpoint");
        let walked = walk::<Followed>(bodies([json!({"items": [1]})]), |request| request.resume(at));
        assert_eq!(walked.failure.map(|error| error.kind()), Some(ErrorKind::InvalidRequest), "{url}");
        assert!(walked.requests.is_empty());
    }
}

#[test]
fn a_link_header_leads_on_and_a_loop_of_them_is_noticed() {
    let next = r#"</v1/things?p=1>; rel="prev", </v1/things?p=3>; rel="next""#;
    let pages = || vec![(next, json!({"items": [1]})), ("</v1/things?p=1>; rel=first", json!({"items": [2]}))];
    let walked = walk::<Linked>(pages(), unchanged);
    assert_eq!(walked.items, [1, 2]);
    assert_eq!(walked.requests, ["/v1/things?key=canary", "/v1/things?p=3&key=canary"]);
    let looped = walk::<Linked>(vec![(next, json!({"items": [1]})), (next, json!({"items": [2]}))], unchanged);
    assert_eq!((looped.items, looped.failure.map(|it| it.kind())), (vec![1, 2], Some(ErrorKind::PaginationLoop)));
    let foreign = r#"<https://elsewhere.example/>; rel="next""#;
    let left = walk::<Linked>(vec![(foreign, json!({"items": [1]}))], unchanged);
    assert_eq!((left.items, left.failure.map(|it| it.kind())), (vec![1], Some(ErrorKind::ForeignPage)));
}

#[test]
fn a_page_may_be_nothing_but_its_items() {
    let walked = walk::<Bare>(vec![("</v1/things?p=2>; rel=next", json!([1, 2])), ("", json!([3]))], unchanged);
    assert_eq!(walked.items, [1, 2, 3]);
    let kept = walk::<Bare>(vec![("", json!({"items": [1]}))], unchanged);
    assert_eq!(kept.failure.map(|error| error.kind()), Some(ErrorKind::Decode));
}

#[test]
fn parts_of_a_page_may_be_inside_of_other_objects() {
    let pages = [
        json!({"links": {"next": "/v1/things?at=B", "self": []}, "data": {"meta": {"total": "3"}, "items": [1, 2]}}),
        json!({"items": [9], "next": "/v1/things?at=C", "data": {"items": [3], "meta": null}, "links": null}),
    ];
    let walked = walk::<Nested>(bodies(pages), unchanged);
    assert!(walked.failure.is_none(), "{:?}", walked.failure);
    assert_eq!((walked.items, walked.requests.len()), (vec![1, 2, 3], 2));
    for (page, expected) in [
        (json!({"links": {}, "data": {}}), "missing field `data.items`"),
        (json!({"links": {}}), "missing field `data.items`"),
        (json!({"data": {"items": [1]}, "links": "none"}), "links: "),
        (json!({"data": {"items": [1, "x"]}}), "data.items[1]: "),
    ] {
        let failure = walk::<Nested>(bodies([page.clone()]), unchanged).failure.expect("it is no page");
        assert_eq!(failure.kind(), ErrorKind::Decode, "{page}");
        assert!(failure.to_string().contains(expected), "{page}: {failure}");
    }
}
