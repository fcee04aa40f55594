//! A service on this machine that gives every request the same response, and keeps what it was sent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::request::Request;

pub struct Server {
    address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers a GET with the second of these, and what changes something with the first.
    pub fn start(responses: [Option<String>; 2]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (kept, responses) = (Arc::clone(&kept), responses.clone());
                thread::spawn(move || serve(stream.unwrap(), &responses, &kept));
            }
        });
        Self { address, requests }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was sent since this was asked for last.
    pub fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }

    /// A curl command that sends to this service instead of the one that its page is about.
    pub fn instead(&self, command: &str) -> String {
        let servers = [{% for address in service.addresses %}"{{ address }}"{% if not loop.last or not service.servers %}, {% endif %}{% endfor %}{% if not service.servers %}"\"${{ service.base_url_env }}\""{% endif %}];
        servers.iter().fold(command.to_owned(), |command, server| command.replacen(server, &self.url(), 1))
    }

    /// What a curl command sends when a shell runs it against this service; nothing where there is no curl.
    pub fn run_curl(&self, command: &str) -> Option<Request> {
        let is_there = Command::new("curl").arg("--version").stdout(Stdio::null()).status().is_ok();
        if !is_there {
            return None;
        }
        let output = self.shell(&command.replacen("curl ", "curl --silent ", 1));
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        self.requests().pop()
    }

    /// What the program of this crate sends when it is called like this; nothing where it was not built, which is
    /// without the feature `cli`.
    pub fn run_program(&self, command: &str) -> Option<Vec<Request>> {
        let program = option_env!("CARGO_BIN_EXE_{{ package.command }}").filter(|_| cfg!(feature = "cli"))?;
        let arguments = command.strip_prefix("{{ package.command }} ").unwrap();
        let output = self.shell(&format!("'{program}' {arguments}"));
        let sent = self.requests();
        assert!(!sent.is_empty(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        Some(sent)
    }

    fn shell(&self, command: &str) -> Output {
        Command::new("sh")
            .args(["-c", command])
{% for variable in service.credentials_env %}
            .env("{{ variable }}", crate::KEY)
{% endfor %}
            .env("{{ service.base_url_env }}", self.url())
            .env("NO_PROXY", "*")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }
}

fn serve(stream: TcpStream, [changed, got]: &[Option<String>; 2], kept: &Mutex<Vec<Request>>) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let response = if request.method == "GET" { got } else { changed };
        kept.lock().unwrap().push(request);
        let head = match response {
            Some(body) => format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            ),
            None => "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
        };
        if reader.get_mut().write_all(head.as_bytes()).is_err() {
            return;
        }
    }
}

/// The next request of a connection; nothing once the client has gone.
fn read(reader: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|length| *length > 0)?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
            None => break,
        }
    }
    let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    reader.read_exact(&mut body).ok()?;
    Some(Request::new(method, target, headers, &String::from_utf8(body).unwrap()))
}
