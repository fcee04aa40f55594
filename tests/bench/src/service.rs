//! A service with an endless list of batches, 1,000 a page, made before the first request comes; and with files of 1 GiB,
//! which it takes and gives without keeping them.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const ITEMS: usize = 1_000;

/// The size of a file.
pub const FILE: u64 = 1024 * 1024 * 1024;

/// What is read or written at a time.
const CHUNK: usize = 256 * 1024;

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

fn answer(connection: TcpStream, items: &str) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut connection = BufReader::with_capacity(CHUNK, connection);
    let zeros = vec![0; CHUNK];
    while let Some(request) = Request::read(&mut connection)? {
        // What is uploaded is read, and only its length is known afterwards.
        let uploaded = io::copy(&mut connection.by_ref().take(request.body), &mut io::sink())?;
        let connection = connection.get_mut();
        if request.target.starts_with("/files/") {
            connection.write_all(head("application/octet-stream", FILE).as_bytes())?;
            for _ in 0..FILE / CHUNK as u64 {
                connection.write_all(&zeros)?;
            }
            continue;
        }
        let body = match request.target.as_str() {
            "/files" => format!(r#"{{"size":{uploaded}}}"#),
            target => body(target, items),
        };
        let mut response = head("application/json", body.len() as u64);
        response.push_str(&body);
        connection.write_all(response.as_bytes())?;
    }
    Ok(())
}

/// What of a request matters here.
struct Request {
    target: String,
    /// How many bytes its body has.
    body: u64,
}

impl Request {
    /// The next request of a connection, up to its body; `None` where there is none any more.
    fn read(connection: &mut impl BufRead) -> io::Result<Option<Self>> {
        let (mut line, mut request) = (String::new(), None);
        while connection.read_line(&mut line)? > 0 {
            let text = line.trim_end();
            match &mut request {
                None => {
                    let target = text.split(' ').nth(1).unwrap_or_default().to_owned();
                    request = Some(Self { target, body: 0 });
                }
                Some(_) if text.is_empty() => return Ok(request),
                Some(request) => {
                    let header = text.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
                    request.body = header.and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(request.body);
                }
            }
            line.clear();
        }
        Ok(None)
    }
}

fn head(media_type: &str, length: u64) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\nx-request-id: req-1\r\n\
         date: Sun, 06 Nov 1994 08:49:37 GMT\r\nserver: bench\r\n\r\n"
    )
}

fn body(target: &str, items: &str) -> String {
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
