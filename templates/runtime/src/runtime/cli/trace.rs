//! What `--verbose` and `--debug` say on standard error: each attempt and the wait before it, or all of what goes out and
//! comes back. Secrets of the request are taken out of both.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use reqwest::Url;
use serde_json::Value;

use super::globals::Globals;
use super::preview;
use super::program::Command;
use super::visible::{visible, visible_lines};
use crate::runtime::BoxFuture;
use crate::runtime::redact::{self, REDACTED, Secrets};
use crate::runtime::service::{Auth, Service};
use crate::runtime::transport::{HttpRequest, HttpResponse, Transport, TransportError};

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// A line when an attempt begins, and one when it has ended.
    Attempts,
    /// Headers and bodies as well.
    Everything,
}

impl Detail {
    /// What was asked for.
    pub(super) fn of(globals: &Globals<'_>) -> Option<Self> {
        match (globals.is_set("debug"), globals.is_set("verbose")) {
            (true, _) => Some(Self::Everything),
            (false, true) => Some(Self::Attempts),
            (false, false) => None,
        }
    }
}

/// A transport that says what passes through it.
#[derive(Debug)]
pub(super) struct Traced {
    inner: Arc<dyn Transport>,
    program: &'static str,
    service: &'static Service,
    command: &'static Command,
    detail: Detail,
    attempts: Arc<Mutex<Attempts>>,
}

impl Traced {
    /// Says what passes through a transport on its way from a command and back.
    pub(super) fn new(
        inner: Arc<dyn Transport>,
        program: &'static str,
        service: &'static Service,
        command: &'static Command,
        detail: Detail,
    ) -> Self {
        Self { inner, program, service, command, detail, attempts: Arc::default() }
    }
}

/// The attempts so far.
#[derive(Debug, Default)]
struct Attempts {
    count: u32,
    /// When the last one ended.
    ended: Option<Instant>,
}

impl Attempts {
    /// The number of an attempt that begins, and the seconds since the last one.
    fn begin(&mut self) -> (u32, Option<f64>) {
        self.count += 1;
        (self.count, self.ended.map(|ended| ended.elapsed().as_secs_f64()))
    }
}

impl Transport for Traced {
    fn send(&self, request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        let (number, waited) = self.attempts.lock().unwrap_or_else(PoisonError::into_inner).begin();
        let body = request.body.as_bytes().cloned().unwrap_or_default();
        let secrets =
            secrets(&request.headers, &body).and(keys(self.service, &request.url)).and(password(&request.headers));
        let said = Said { program: self.program, number };
        let waited = waited.map(|seconds| format!(", {seconds:.1} s after the last one")).unwrap_or_default();
        let key = self.command.spec.idempotency_header.and_then(|name| Some((name, request.headers.get(name)?)));
        // One that the caller set is not shown.
        let key =
            key.filter(|(_, value)| !value.is_sensitive()).and_then(|(name, key)| Some((name, key.to_str().ok()?)));
        let key = key.map(|(name, key)| format!(", {name}: {key}")).unwrap_or_default();
        said.line(format_args!("{} {}{key}{waited}", request.method, secrets.scrub(&request.url)));
        if self.detail == Detail::Everything {
            said.headers(">", &request.headers, &secrets);
            said.body(">", &secrets.scrub(&preview::masked_text(self.command, &body)));
        }
        let (sent, begun) = (self.inner.send(request), Instant::now());
        let (detail, attempts) = (self.detail, Arc::clone(&self.attempts));
        Box::pin(async move {
            let result = sent.await;
            attempts.lock().unwrap_or_else(PoisonError::into_inner).ended = Some(Instant::now());
            let seconds = begun.elapsed().as_secs_f64();
            match &result {
                Err(error) => said.line(format_args!("{} after {seconds:.1} s", secrets.scrub(&error.to_string()))),
                Ok(response) => {
                    said.line(format_args!("{} after {seconds:.1} s", response.status));
                    if detail == Detail::Everything {
                        said.headers("<", &response.headers, &secrets);
                        let body = response.body.as_bytes().cloned().unwrap_or_default();
                        said.body("<", &text(&body, &secrets));
                    }
                }
            }
            result
        })
    }
}

/// The secrets in a request, which the service may repeat.
fn secrets(headers: &HeaderMap, body: &Bytes) -> Secrets {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    Secrets::of(headers, body.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value)))
}

/// The keys that travel in the query of a URL.
fn keys(service: &Service, url: &str) -> Vec<String> {
    let is_key =
        |name: &str| service.schemes.iter().any(|scheme| matches!(scheme.auth, Auth::Query(key) if key == name));
    let Ok(url) = Url::parse(url) else { return Vec::new() };
    url.query_pairs().filter(|(name, _)| is_key(name)).map(|(_, key)| key.into_owned()).collect()
}

/// The password in `Authorization: Basic …`, which travels encoded and may come back as it is.
fn password(headers: &HeaderMap) -> Option<String> {
    let encoded = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let decoded = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    decoded.split_once(':').map(|(_, password)| password.to_owned())
}

fn text(body: &Bytes, secrets: &Secrets) -> String {
    match std::str::from_utf8(body) {
        Ok(text) => secrets.scrub(text),
        Err(_) => format!("({} bytes that are no text)", body.len()),
    }
}

/// Where it is said, and of which attempt. Should standard error be gone, nobody is left to be told.
#[derive(Clone, Copy, Debug)]
struct Said {
    program: &'static str,
    number: u32,
}

impl Said {
    fn line(self, what: impl Display) {
        let _ =
            writeln!(io::stderr().lock(), "{}: request {}: {}", self.program, self.number, visible(&what.to_string()));
    }

    fn headers(self, sign: &str, headers: &HeaderMap, secrets: &Secrets) {
        let mut error = io::stderr().lock();
        for (name, value) in headers {
            let shown = match value.to_str() {
                Ok(text) if !value.is_sensitive() && !redact::is_sensitive(name) => secrets.scrub(text),
                Ok(_) | Err(_) => REDACTED.to_owned(),
            };
            let _ = writeln!(error, "{sign} {name}: {}", visible(&shown));
        }
    }

    fn body(self, sign: &str, text: &str) {
        let mut error = io::stderr().lock();
        let is_terminal = error.is_terminal();
        for line in text.lines() {
            let line = if is_terminal { visible_lines(line) } else { line.to_owned() };
            let _ = writeln!(error, "{sign} {line}");
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_password_that_comes_back_is_taken_out_though_it_went_encoded() {
        let basic = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Basic YW5uOnBhc3N3b3JkOnNpeA=="))]);
        assert_eq!(password(&basic).as_deref(), Some("password:six"));
        let bearer = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Bearer YW5uOnBhc3N3b3Jk"))]);
        assert_eq!(password(&bearer), None);
    }
}
