//! How callers prove who they are, over a real socket: every way alone, together, in turn, and not at all.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use runtime::runtime::{
    Async, Auth, Client, ClientBuilder, Error, ErrorKind, Handle, Operation, OperationSpec, Request, Scheme, Service,
    decode,
};

use crate::support;

const fn scheme(name: &'static str, env: &'static [&'static str], auth: Auth) -> Scheme {
    Scheme { name, setter: name, env, auth }
}

static SERVICE: Service = Service {
    schemes: &[
        scheme("token", &["TOKEN"], Auth::Bearer),
        scheme("account", &["ACCOUNT"], Auth::Basic),
        scheme("header", &["HEADER"], Auth::Header("X-Key")),
        scheme("query", &["QUERY"], Auth::Query("app key")),
        scheme("cookie", &["COOKIE"], Auth::Cookie("sid")),
    ],
    ..support::SERVICE
};

macro_rules! operation {
    ($name:ident, $security:expr) => {
        support::operation!($name -> (), decode::nothing, OperationSpec { security: $security, ..support::SPEC });
    };
}

operation!(Token, &[&["token"]]);
operation!(Account, &[&["account"]]);
operation!(Together, &[&["header", "query", "cookie"]]);
operation!(InTurn, &[&["cookie", "account"], &["query"]]);
operation!(Optional, &[&[], &["header"]]);
operation!(Open, &[]);

const ALL: &[(&str, &str)] = &[
    ("TOKEN", "canary-token"),
    ("ACCOUNT", "Aladdin:open sesame"),
    ("HEADER", "canary-header"),
    ("QUERY", "canary&query"),
    ("COOKIE", "canary-cookie"),
];

/// A client with these variables, of a server that responds with `status`, and the heads that it receives.
fn serve(variables: &[(&str, &str)], status: u16) -> (Client, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    let (sender, received) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a client connects");
            let (mut head, mut buffer) = (String::new(), [0; 4096]);
            while !head.ends_with("\r\n\r\n") {
                let count = stream.read(&mut buffer).expect("the client writes");
                head.push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
            // The service repeats what it was sent, as some do.
            let said = format!("no access for {head}");
            let length = if status == 204 { 0 } else { said.len() };
            let response = format!(
                "HTTP/1.1 {status} Scripted\r\nlocation: https://elsewhere.example/\r\ncontent-length: {length}\r\n\
                 connection: close\r\n\r\n{}",
                &said[..length]
            );
            if sender.send(head).is_err() || stream.write_all(response.as_bytes()).is_err() {
                return;
            }
        }
    });
    let lookup = |name: &str| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| OsString::from(value))
    };
    let builder = ClientBuilder::new(&SERVICE).from_lookup(lookup).base_url(url).retries(0);
    (builder.build().expect("the settings are legal"), received)
}

fn send<O: Operation<Output = ()>>(client: &Client) -> Result<(), Error> {
    let request: Request<O> = Handle::new(client.clone(), Async).request();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(request.send())
}

/// What a request of this operation carries of credentials: its target, and the headers in question.
fn sent<O: Operation<Output = ()>>(variables: &[(&str, &str)]) -> Vec<String> {
    let (client, received) = serve(variables, 204);
    send::<O>(&client).expect("it is sent");
    let head = received.recv().expect("a request arrives");
    let is_shown = |line: &&str| ["GET ", "authorization:", "x-key:", "cookie:"].iter().any(|it| line.starts_with(it));
    head.lines().filter(is_shown).map(|line| line.replace(" HTTP/1.1", "")).collect()
}

#[test]
fn an_operation_is_sent_with_what_it_asks_for_and_nothing_else() {
    assert_eq!(sent::<Token>(ALL), ["GET /things", "authorization: Bearer canary-token"]);
    assert_eq!(sent::<Account>(ALL), ["GET /things", "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]);
    assert_eq!(sent::<Open>(ALL), ["GET /things"]);
}

#[test]
fn schemes_that_are_needed_together_are_sent_together() {
    let mut sent = sent::<Together>(ALL);
    sent.sort();
    assert_eq!(sent, ["GET /things?app%20key=canary%26query", "cookie: sid=canary-cookie", "x-key: canary-header"]);
}

#[test]
fn the_first_alternative_is_sent_that_the_client_has_all_of() {
    let all = ["GET /things", "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "cookie: sid=canary-cookie"];
    let mut first = sent::<InTurn>(ALL);
    first.sort();
    assert_eq!(first, all);
    let without_account = [ALL[3], ALL[4]];
    assert_eq!(sent::<InTurn>(&without_account), ["GET /things?app%20key=canary%26query"]);
    assert_eq!(sent::<Optional>(&[ALL[2]]), ["GET /things", "x-key: canary-header"]);
    assert_eq!(sent::<Optional>(&[]), ["GET /things"]);
}

#[test]
fn what_is_missing_is_told_before_anything_is_sent() {
    let (client, received) = serve(&[ALL[4]], 204);
    let error = send::<InTurn>(&client).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let expected = "the client lacks credentials for it: `cookie` (call `cookie`, or set COOKIE) together with \
                    `account` (call `account`, or set ACCOUNT), or `query` (call `query`, or set QUERY)";
    assert!(error.to_string().contains(expected), "{error}");
    assert!(received.try_recv().is_err());
}

#[test]
fn no_secret_is_shown_that_a_service_repeats_and_no_redirect_is_followed() {
    for status in [403, 307] {
        for send in [send::<Together>, send::<InTurn>, send::<Token>] {
            let (client, received) = serve(ALL, status);
            let error = send(&client).unwrap_err();
            let shown = format!("{error} {error:?} {client:?}");
            for secret in ["canary", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ"] {
                assert!(!shown.contains(secret), "{shown}");
            }
            assert!(received.recv().is_ok() && received.try_recv().is_err(), "one request is sent");
        }
    }
}
