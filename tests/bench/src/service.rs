//! A service with an endless list of batches, 1,000 a page, made before the first request comes.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const ITEMS: usize = 1_000;

/// Answers on a free port, which is printed, until it is killed.
pub fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    println!("http://{}", listener.local_addr().expect("it is bound"));
    let items: Vec<String> = (0..ITEMS).map(batch).collect();
    let items: &'static str = items.join(",").leak();
    for connection in listener.incoming() {
        // A client that goes away ends its thread, and nothing else.
        thread::spawn(move || answer(connection?, items));
    }
}

fn answer(mut connection: TcpStream, items: &str) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let (mut request, mut read) = (Vec::new(), [0; 4096]);
    loop {
        while !request.ends_with(b"\r\n\r\n") {
            match connection.read(&mut read)? {
                0 => return Ok(()),
                length => request.extend_from_slice(&read[..length]),
            }
        }
        let body = body(&String::from_utf8_lossy(&request), items);
        let mut response = String::with_capacity(body.len() + 256);
        write!(
            response,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nx-request-id: req-1\r\n\
             date: Sun, 06 Nov 1994 08:49:37 GMT\r\nserver: bench\r\n\r\n{body}",
            body.len()
        )
        .expect("a string can be written to");
        connection.write_all(response.as_bytes())?;
        request.clear();
    }
}

fn body(request: &str, items: &str) -> String {
    let target = request.split(' ').nth(1).unwrap_or_default();
    if target.starts_with("/api/v2/batches/") {
        return batch(7);
    }
    let page: u64 = target.split_once("page_token=").and_then(|(_, token)| token.parse().ok()).unwrap_or(0);
    format!(r#"{{"items":[{items}],"next_page_token":"{}","total_size":null}}"#, page + 1)
}

fn batch(number: usize) -> String {
    const STATUSES: [&str; 4] = ["PENDING", "RUNNING", "COMPLETED", "FAILED"];
    let (status, micros) = (STATUSES[number % STATUSES.len()], 123_456 + number);
    format!(
        concat!(
            r#"{{"id":"bat-01234567-89ab-cdef-0123-{number:012}","project_id":"prj-01234567-89ab-cdef-0123-456789abcdef","#,
            r#""source_directory_id":"dir-01234567-89ab-cdef-0123-456789abcdef","status":"{status}","results":null,"#,
            r#""config":{{"job":{{"type":"parse_v2","configuration_id":"cfg-01234567-89ab-cdef-0123-456789abcdef"}}}},"#,
            r#""created_at":"2026-08-01T08:15:30.{micros}Z","updated_at":"2026-08-01T09:15:30.{micros}Z"}}"#,
        ),
        number = number,
        status = status,
        micros = micros,
    )
}
