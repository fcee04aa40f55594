//! Recorded traffic of the official SDKs: what a server said, and what the SDK sent to it.
//!
//! `tests/fixtures/recorded/*.json` hold the cases that touch the operations of this crate. A fixture says what an
//! official SDK did; whether this client does the same is the business of the test that names the case.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::query;
use super::server::{FaultServer, Recorded};
use super::step::{Act, Reply, Step};

/// One case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) case: String,
    #[allow(dead_code, reason = "says where the fixture comes from")]
    recorded_with: String,
    #[serde(default)]
    pub(crate) env: BTreeMap<String, String>,
    responses: Vec<Response>,
    /// After the last response comes the last response again.
    #[serde(default)]
    repeat_last: bool,
    pub(crate) requests: Vec<Request>,
}

/// What the SDK sent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    #[serde(default)]
    pub(crate) body: Option<Value>,
    /// Only the headers a case is about.
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Response {
    #[serde(default)]
    act: Option<String>,
    #[serde(default)]
    status: Option<u16>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    retry_after_date_in: Option<u64>,
    /// Missing means no JSON at all, which is not the same as the JSON `null`.
    #[serde(default, deserialize_with = "present")]
    json: Option<Value>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    body_b64: Option<String>,
    #[serde(default)]
    chunk: usize,
    #[serde(default)]
    every: u64,
    #[serde(default)]
    #[allow(dead_code, reason = "the recording harness hung for a time, the server here hangs until it is left")]
    hang: Option<u64>,
}

/// The case of that name, out of all fixtures.
pub(crate) fn case(name: &str) -> &'static Case {
    all().get(name).unwrap_or_else(|| panic!("no fixture has a case {name}"))
}

/// Every case, by name.
pub(crate) fn all() -> &'static BTreeMap<String, Case> {
    static CASES: OnceLock<BTreeMap<String, Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/recorded");
        let mut cases = BTreeMap::new();
        for entry in std::fs::read_dir(folder).expect("the fixtures are checked in") {
            let path = entry.expect("the folder can be listed").path();
            let text = std::fs::read_to_string(&path).expect("a fixture can be read");
            let read: Vec<Case> = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            cases.extend(read.into_iter().map(|case| (case.case.clone(), case)));
        }
        cases
    })
}

impl Case {
    /// A server that answers as the recorded one did.
    pub(crate) fn server(&self) -> FaultServer {
        let responses = self.responses.clone();
        let repeat_last = self.repeat_last;
        FaultServer::answering(move |request| {
            let last = responses.len() - 1;
            match responses.get(if repeat_last { request.index.min(last) } else { request.index }) {
                Some(response) => response.step(),
                None => Reply::new(418).body("text/plain", "the recording has ended"),
            }
        })
    }

    /// Fails unless the requests are those that were recorded.
    #[track_caller]
    pub(crate) fn check_requests(&self, sent: &[Recorded]) {
        assert_eq!(sent.len(), self.requests.len(), "{}: number of requests", self.case);
        for (sent, recorded) in sent.iter().zip(&self.requests) {
            recorded.check(sent, &self.case);
        }
    }
}

impl Request {
    /// Method and path byte for byte, query by meaning, body as JSON, the named headers.
    #[track_caller]
    pub(crate) fn check(&self, sent: &Recorded, case: &str) {
        let (path, query) = match self.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (self.target.as_str(), None),
        };
        assert_eq!(sent.method, self.method, "{case}: method");
        assert_eq!(sent.path(), path, "{case}: path");
        assert_eq!(query::pairs(sent.query()), query::pairs(query), "{case}: query");
        let body = (!sent.body.is_empty())
            .then(|| serde_json::from_slice(&sent.body).unwrap_or_else(|e| panic!("{case}: body is no JSON: {e}")));
        assert_eq!(body, self.body, "{case}: body");
        let content_type = sent.header("content-type");
        assert_eq!(content_type.is_some(), body.is_some(), "{case}: content type with a body and only then");
        for (name, value) in &self.headers {
            assert_eq!(sent.header(name), Some(value.as_str()), "{case}: header {name}");
        }
    }
}

impl Response {
    fn step(&self) -> Step {
        let status = self.status.unwrap_or(200);
        let mut reply = Reply::new(status);
        for (name, value) in &self.headers {
            reply = reply.header(name, value);
        }
        if let Some(seconds) = self.retry_after_date_in {
            reply = reply.header("retry-after", http_date(seconds));
        }
        match self.act.as_deref() {
            Some("hang") => Step::hang(),
            Some("reset") => Step::reset(),
            Some("reset_mid") => {
                let body = self.body();
                let half = body[..body.len() / 2].to_vec();
                let head = reply.promising("application/json", body.len());
                head.then(Act::Write(half.into())).then(Act::Pause(Duration::from_millis(50))).then(Act::Reset)
            }
            Some("drip") => {
                let body = self.body();
                let mut step = reply.promising("application/json", body.len());
                for piece in body.chunks(self.chunk) {
                    step =
                        step.then(Act::Write(piece.to_vec().into())).then(Act::Pause(Duration::from_secs(self.every)));
                }
                step
            }
            Some(other) => panic!("the fixtures have no act {other}"),
            None if self.json.is_some() => reply.body("application/json", self.body()),
            None => reply.body("", self.body()),
        }
    }

    fn body(&self) -> Vec<u8> {
        match (&self.json, &self.body, &self.body_b64) {
            (Some(json), _, _) => json.to_string().into_bytes(),
            (None, Some(text), _) => text.clone().into_bytes(),
            (None, None, Some(coded)) => unbase64(coded),
            (None, None, None) => Vec::new(),
        }
    }
}

/// An HTTP date so many seconds ahead, rounded up, by the clock of the machine.
pub(crate) fn http_date(seconds_ahead: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_millis();
    let second = i64::try_from(now.div_ceil(1000)).expect("it is before the end of time");
    let at = Timestamp::from_second(second).expect("in range") + Duration::from_secs(seconds_ahead);
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

fn unbase64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = 0_u32;
    let mut count = 0;
    let mut bytes = Vec::new();
    for symbol in text.bytes().filter(|symbol| *symbol != b'=') {
        let value = ALPHABET.iter().position(|known| *known == symbol).expect("base64");
        bits = bits << 6 | u32::try_from(value).expect("below 64");
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}
