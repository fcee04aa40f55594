//! A server that gives each request the next response of a script.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use runtime::runtime::{Client, ClientBuilder, Error, Operation, Request};

use crate::support::SERVICE;

/// A client of the server, and the requests as they arrive.
pub fn serve(script: &'static [(u16, &str)]) -> (Client, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    let (sender, received) = channel();
    thread::spawn(move || {
        for (status, body) in script {
            let (mut stream, _) = listener.accept().expect("a client connects");
            sender.send(read(&mut stream)).expect("the test reads what arrives");
            let length = body.len();
            let head = format!("HTTP/1.1 {status} Scripted\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
            stream.write_all((head + body).as_bytes()).expect("the client reads");
        }
    });
    (ClientBuilder::new(&SERVICE).base_url(url).build().expect("the settings are legal"), received)
}

/// A request as text, up to the end that its head announces.
fn read(stream: &mut TcpStream) -> String {
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        let count = stream.read(&mut buffer).expect("the client writes");
        text.push_str(&String::from_utf8_lossy(&buffer[..count]));
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
        if count == 0 || body.len() >= length.map_or(0, |length| length.parse().expect("a number")) {
            return text;
        }
    }
}

pub fn send<O: Operation>(request: Request<O>) -> Result<O::Output, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    runtime.block_on(request.send())
}
