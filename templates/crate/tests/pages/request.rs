//! What two requests are compared by.

use serde_json::Value;

use crate::shell;

#[derive(Debug, PartialEq)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Vec<String>,
    /// Those that carry arguments or the key, with names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Option<Value>,
}

/// Headers that every client has a word of its own for.
const OWN: &[&str] =
    &["host", "user-agent", "accept", "accept-encoding", "content-length", "connection", "transfer-encoding"];

impl Request {
    pub fn new(method: &str, target: &str, headers: Vec<(String, String)>, body: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        // A colon may stand in a query as it is.
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let mut query: Vec<String> = pairs.map(|pair| pair.replace("%3A", ":")).collect();
        query.sort();
        let is_compared = |name: &str| !OWN.contains(&name) && !name.starts_with("x-") && name != "idempotency-key";
        let mut headers: Vec<(String, String)> = headers
            .into_iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .filter(|(name, _)| is_compared(name))
            .collect();
        headers.sort();
        let body = (!body.is_empty()).then(|| serde_json::from_str(body).unwrap_or_else(|_| Value::String(body.to_owned())));
        Self { method: method.to_owned(), path: path.to_owned(), query, headers, body }
    }

    /// The request that a curl command makes, as curl's manual has it.
    pub fn of_curl(command: &str, key: &str, encoded_key: &str) -> Self {
        let mut words = shell::words(command, key).into_iter().skip(1);
        let (mut method, mut url, mut body) = (None, String::new(), None);
        let mut headers = Vec::new();
        while let Some(word) = words.next() {
            match word.as_str() {
                "-X" => method = words.next(),
                "--head" => method = Some("HEAD".to_owned()),
                "-H" => {
                    let header = words.next().unwrap();
                    let (name, value) = header.split_once(": ").unwrap();
                    headers.push((name.to_owned(), value.to_owned()));
                }
                "-u" => {
                    words.next();
                    headers.push(("authorization".to_owned(), format!("Basic {encoded_key}")));
                }
                "-b" => headers.push(("cookie".to_owned(), words.next().unwrap())),
                "-d" => body = words.next(),
                _ => url = word,
            }
        }
        let (_, rest) = url.split_once("://").unwrap();
        let target = rest.find('/').map_or("/", |at| &rest[at..]);
        let usual = if body.is_some() { "POST" } else { "GET" };
        Self::new(method.as_deref().unwrap_or(usual), target, headers, body.as_deref().unwrap_or(""))
    }
}
