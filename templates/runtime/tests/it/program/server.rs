//! A server that is a function from a request to what is written back. Each request has a connection of its own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

pub struct Server {
    pub url: String,
}

/// What a request is responded to with. The program may be gone.
pub struct Stream(TcpStream);

impl Server {
    /// Starts a server, which ends with the process.
    pub fn start(respond: impl Fn(&str, &mut Stream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = Stream(stream.expect("the program connects"));
                if let Some(request) = stream.request() {
                    respond(&request, &mut stream);
                }
            }
        });
        Self { url }
    }
}

impl Stream {
    pub fn send(&mut self, text: &str) {
        let _ = self.0.write_all(text.as_bytes());
    }

    /// Waits until the program has gone.
    pub fn until_closed(&mut self) {
        let _ = self.0.read_to_end(&mut Vec::new());
    }

    /// Head and body, unless the program goes before they are complete.
    fn request(&mut self) -> Option<String> {
        let (mut text, mut buffer) = (String::new(), [0; 4096]);
        loop {
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                if body.len() >= length.map_or(0, |length| length.parse().expect("a length is a number")) {
                    return Some(text);
                }
            }
            match self.0.read(&mut buffer) {
                Ok(0) | Err(_) => return None,
                Ok(count) => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
            }
        }
    }
}

/// A response that is there at once.
pub fn ok(headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
}

/// A piece of a chunked response.
pub fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}
