//! A server that is a function from a request to a response. Each request has a connection of its own.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

/// Starts a server, which ends with the process. `respond` is given the head and the body, and gives the status and the
/// body of the response.
pub fn start(respond: impl Fn(&str, &str) -> (u16, String) + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let respond = Arc::new(respond);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let respond = Arc::clone(&respond);
            thread::spawn(move || {
                let mut stream = stream.expect("a client connects");
                let Some((head, body)) = request(&mut stream) else { return };
                let (status, said) = respond(&head, &body);
                let length = said.len();
                let response = format!(
                    "HTTP/1.1 {status} Scripted\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
                     connection: close\r\n\r\n{said}"
                );
                // A client that has gone needs no response.
                let _ = stream.write_all(response.as_bytes());
            });
        }
    });
    port
}

/// Head and body, unless the client goes before they are complete.
fn request(stream: &mut impl Read) -> Option<(String, String)> {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().expect("a length is a number")) {
                return Some((head.to_owned(), body.to_owned()));
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(count) => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
        }
    }
}
