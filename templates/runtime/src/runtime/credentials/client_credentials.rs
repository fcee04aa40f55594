//! OAuth 2.0 for programs without a user (RFC 6749, section 4.4): an id and a secret get a token, which is the key.
//!
//! One token serves all calls of a client until shortly before it expires. Whoever needs one while it is fetched waits for
//! that; should the one that fetches be dropped, the next of those takes over.

use std::error::Error as StdError;
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::{HeaderValue, Method, StatusCode, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{KeyProvider, base64, secret};
use crate::runtime::BoxFuture;
use crate::runtime::backoff;
use crate::runtime::clock::{Clock, within};
use crate::runtime::transport::{HttpRequest, Transport};

/// What is left as it is in a form, and in an id and a secret, which are encoded like one.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*');
/// How long one request for a token may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// A token is replaced this long before it expires, or a tenth of its time if that is less.
const MARGIN: Duration = Duration::from_secs(30);
/// The requests for one token, while the server is busy or out of reach.
const ATTEMPTS: u32 = 3;

/// The id and the secret of a program, and where they get a token. `Debug` does not show the secret.
#[derive(Clone)]
pub struct ClientCredentials {
    token_url: String,
    id: String,
    secret: String,
    scopes: Vec<String>,
}

impl ClientCredentials {
    /// Gets tokens at this address with `client_id` and `client_secret`, which are sent as `Authorization: Basic`.
    pub fn new(token_url: impl Into<String>, client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        Self { token_url: token_url.into(), id: client_id.into(), secret: client_secret.into(), scopes: Vec::new() }
    }

    /// Asks for a scope, beside those that were asked for before. Without any, the server chooses.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    pub(crate) fn token_url(&self) -> &str {
        &self.token_url
    }

    fn request(&self) -> HttpRequest {
        let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
        let account = format!("{}:{}", encoded(&self.id), encoded(&self.secret));
        let mut request = HttpRequest::new(Method::POST, self.token_url.trim(), TIMEOUT);
        request.headers.insert(header::AUTHORIZATION, secret(&format!("Basic {}", base64(account.as_bytes()))));
        request.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers.insert(header::CONTENT_TYPE, form);
        let mut body = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            body.push_str(&format!("&scope={}", encoded(&self.scopes.join(" "))));
        }
        request.body = body.into();
        request
    }
}

impl Debug for ClientCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClientCredentials").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

/// Tokens of one client.
pub(crate) struct Tokens {
    credentials: ClientCredentials,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    /// Locked while a token is fetched.
    state: tokio::sync::Mutex<State>,
    /// The last token that the service refused.
    refused: Mutex<Option<String>>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// When fetching failed, and why: whoever waited for it fails with it, instead of asking a failing server again.
    failure: Option<(Instant, String)>,
}

struct Token {
    text: String,
    /// Without it, the token is kept until it is refused.
    until: Option<Instant>,
}

/// What the server of tokens responds with. Further members mean nothing here.
#[derive(Deserialize)]
struct Granted {
    access_token: String,
    token_type: Option<String>,
    expires_in: Option<u64>,
}

/// Why it gives none, as a word of RFC 6749. What it says beside that may repeat what it was sent.
#[derive(Deserialize)]
struct Denied {
    error: String,
}

impl Tokens {
    pub(crate) fn new(credentials: ClientCredentials, transport: Arc<dyn Transport>, clock: Arc<dyn Clock>) -> Self {
        let (state, refused) = (tokio::sync::Mutex::default(), Mutex::default());
        Self { credentials, transport, clock, state, refused }
    }

    async fn token(&self) -> Result<String, String> {
        let asked = self.clock.now();
        let mut state = self.state.lock().await;
        if let Some(token) = state.token.as_ref().filter(|token| self.is_good(token)) {
            return Ok(token.text.clone());
        }
        if let Some((_, reason)) = state.failure.as_ref().filter(|(at, _)| *at > asked) {
            return Err(reason.clone());
        }
        match self.fetch().await {
            Ok(token) => {
                let text = token.text.clone();
                *state = State { token: Some(token), failure: None };
                Ok(text)
            }
            Err(reason) => {
                *state = State { token: None, failure: Some((self.clock.now(), reason.clone())) };
                Err(reason)
            }
        }
    }

    fn is_good(&self, token: &Token) -> bool {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.as_deref() != Some(token.text.as_str()) && token.until.is_none_or(|until| self.clock.now() < until)
    }

    /// Asks for a token, again while the server is busy or out of reach: to ask twice does no harm.
    async fn fetch(&self) -> Result<Token, String> {
        let mut attempt = 1;
        loop {
            match self.ask().await {
                Err(Failure::Passing(_)) if attempt < ATTEMPTS => {
                    self.clock.sleep(backoff::step(attempt)).await;
                    attempt += 1;
                }
                Err(Failure::Passing(reason) | Failure::Final(reason)) => return Err(reason),
                Ok(token) => return Ok(token),
            }
        }
    }

    async fn ask(&self) -> Result<Token, Failure> {
        let sending = self.transport.send(self.credentials.request());
        let begun = self.clock.now();
        let response = within(self.clock.as_ref(), TIMEOUT, sending)
            .await
            .ok_or_else(|| Failure::Passing("the server of tokens did not respond in time".to_owned()))?
            .map_err(|error| Failure::Passing(format!("the server of tokens cannot be reached: {error}")))?;
        let (status, body) = (response.status, response.body.in_memory());
        if status != StatusCode::OK {
            let word = serde_json::from_slice(&body).ok().map(|Denied { error }| error).filter(|word| is_word(word));
            let word = word.map(|word| format!(" (`{word}`)")).unwrap_or_default();
            let reason = format!("the server of tokens responded with {status}{word}");
            let is_passing = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            return Err(if is_passing { Failure::Passing(reason) } else { Failure::Final(reason) });
        }
        // What serde says of it may repeat the token.
        let unreadable = |_| Failure::Final("the response of the server of tokens has no token".to_owned());
        let Granted { access_token, token_type, expires_in } = serde_json::from_slice(&body).map_err(unreadable)?;
        if token_type.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(Failure::Final("the server of tokens gave a token that is no bearer token".to_owned()));
        }
        let until = expires_in.and_then(|seconds| {
            let time = Duration::from_secs(seconds);
            begun.checked_add(time - MARGIN.min(time / 10))
        });
        Ok(Token { text: access_token, until })
    }
}

/// Why there is no token.
enum Failure {
    /// It may go by itself.
    Passing(String),
    Final(String),
}

fn is_word(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

impl KeyProvider for Tokens {
    fn key(&self) -> BoxFuture<'_, Result<String, Box<dyn StdError + Send + Sync>>> {
        Box::pin(async { Ok(self.token().await?) })
    }

    fn refused(&self, key: &str) -> bool {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.to_owned());
        true
    }
}
