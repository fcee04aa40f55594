//! The transport over reqwest, and how its failures are sorted.
//!
//! reqwest is told to do as little as possible: no redirects, no repeats, no cookies, no `Referer`. Its errors name the
//! URL, and so the query; that is taken off before anyone sees them.

mod body;
mod classify;
mod connect;
mod pools;
mod proxy;
mod tls;

use std::fmt;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use ::reqwest::{Body, Client, Request, Response, Url};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, Uri};
use http_body::{Body as _, Frame};
use tokio::runtime::Handle;

use super::body::{Once, Piece};
use super::{
    HttpRequest, HttpResponse, MAX_BODY, MAX_ERROR_BODY, Reading, Transport, TransportError, TransportErrorKind,
};
use crate::runtime::error::Error;
use crate::runtime::{BoxError, BoxFuture};

use body::{Departure, WatchedBody};
pub(crate) use connect::Connection;
use pools::Pools;

/// How long the body of an unsuccessful response is waited for. The status is what matters, and it is known by then.
const ERROR_BODY_TIME: Duration = Duration::from_secs(5);

/// The most room that is made for a body because of its announced length. The rest has to come first.
const MAX_RESERVED: usize = 1024 * 1024;

/// How long before the end of an attempt a request that has not begun to be sent is given up. The caller's own timer
/// could not tell it from one that is on its way.
const MARGIN: Duration = Duration::from_millis(10);

/// Sends requests with a [`reqwest::Client`](::reqwest::Client).
#[derive(Clone)]
pub struct ReqwestTransport {
    clients: Clients,
}

/// Where the client for a request comes from.
#[derive(Clone)]
enum Clients {
    Given(Client),
    Made(Arc<Pools>),
}

/// reqwest would show the address of a proxy, password included.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl ReqwestTransport {
    /// Uses a client as it is. It should follow no redirects and have no repeats and no timeouts of its own but for
    /// connecting: these belong to the caller.
    pub fn new(client: Client) -> Self {
        Self { clients: Clients::Given(client) }
    }

    fn of_pools(pools: Pools) -> Self {
        Self { clients: Clients::Made(Arc::new(pools)) }
    }
}

impl Clients {
    /// The client for a request of this task.
    ///
    /// # Errors
    ///
    /// When the task is not on a runtime of tokio, without which reqwest would panic.
    fn current(&self) -> Result<Client, TransportError> {
        let runtime = Handle::try_current().map_err(unsendable)?;
        match self {
            Self::Given(client) => Ok(client.clone()),
            Self::Made(pools) => pools.of_runtime(&runtime).map_err(unsendable),
        }
    }
}

impl Connection {
    /// Makes the transport.
    ///
    /// # Errors
    ///
    /// When a proxy or a certificate cannot be used, or TLS cannot be set up.
    pub(crate) fn transport(self) -> Result<ReqwestTransport, Error> {
        Pools::new(self).map(ReqwestTransport::of_pools)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        let clients = self.clients.clone();
        Box::pin(async move { exchange(clients.current()?, &mut { request }).await })
    }
}

/// Takes the request apart where it lies: a future holds whatever it is given by value twice.
async fn exchange(client: Client, request: &mut HttpRequest) -> Result<HttpResponse, TransportError> {
    let (started, is_head) = (Instant::now(), request.method == Method::HEAD);
    let mut response = respond(client, request).await?;
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let body = if is_head {
        // The length it announces is that of the body a GET would get.
        Bytes::new()
    } else if status.is_success() {
        match request.reading {
            Reading::Whole => whole_body(&mut response).await?,
            Reading::AsItComes => return Ok(HttpResponse::new(status, headers, arriving(response))),
        }
    } else {
        let left = request.timeout.saturating_sub(started.elapsed());
        beginning_of_body(&mut response, (left / 2).min(ERROR_BODY_TIME)).await
    };
    Ok(HttpResponse::new(status, headers, body))
}

/// Sends the request and waits for the head of the response.
async fn respond(client: Client, request: &mut HttpRequest) -> Result<Response, TransportError> {
    let (sent, departure) = taken(&client, request)?;
    let mut sending = pin!(client.execute(sent));
    let responded = match &departure {
        Some(departure) => match tokio::time::timeout(request.timeout.saturating_sub(MARGIN), &mut sending).await {
            Ok(responded) => responded,
            Err(_) if departure.revoke() => {
                let cause = "connecting took too long";
                return Err(TransportError::new(TransportErrorKind::NotSent).with_source(cause));
            }
            Err(_) => sending.await,
        },
        // Nothing tells whether a request without a body is on its way, so the caller's own timer is enough.
        None => sending.await,
    };
    responded.map_err(|error| match Uri::try_from(&request.url) {
        // What reqwest says of such a URL does not help.
        Err(reason) if error.is_builder() => unsendable(reason),
        _ => classify::sending(error, departure.as_ref()),
    })
}

/// The request as reqwest takes it, with the headers and the body out of `request`; and what tells whether its body was
/// asked for, if it has one.
fn taken(client: &Client, request: &mut HttpRequest) -> Result<(Request, Option<Departure>), TransportError> {
    let url = Url::parse(&request.url).map_err(unsendable)?;
    let mut sent = client.request(request.method.clone(), url).build().map_err(unsendable)?;
    // All headers at once. Beside them there is only what reqwest made of credentials in the URL.
    for (name, value) in &std::mem::replace(sent.headers_mut(), std::mem::take(&mut request.headers)) {
        sent.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    match WatchedBody::new(std::mem::take(&mut request.body)) {
        Some((body, departure)) => {
            *sent.body_mut() = Some(Body::wrap(body));
            Ok((sent, Some(departure)))
        }
        None => {
            if matches!(request.method, Method::POST | Method::PUT | Method::PATCH) {
                // Left to itself, hyper says nothing of a length here, and some servers then respond with 411.
                sent.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            Ok((sent, None))
        }
    }
}

fn unsendable(reason: impl Into<BoxError>) -> TransportError {
    TransportError::new(TransportErrorKind::Unsendable).with_source(reason)
}

/// The body as it comes, and its length where that is announced.
fn arriving(response: Response) -> super::Body {
    let length = response.content_length();
    super::Body::of([Piece::Once { source: Once::stream(Arriving(response.into())), length }])
}

/// The body of a response as a stream of its bytes.
struct Arriving(Body);

impl Stream for Arriving {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = ready!(Pin::new(&mut self.0).poll_frame(context));
            return Poll::Ready(match frame.map(|frame| frame.map(Frame::into_data)) {
                // Trailers say nothing that anybody asked for.
                Some(Ok(Err(_))) => continue,
                Some(Ok(Ok(bytes))) => Some(Ok(bytes)),
                Some(Err(error)) => Some(Err(io::Error::other(classify::receiving(error)))),
                None => None,
            });
        }
    }
}

/// Reads the body piece by piece, so that one that is too large, compressed or not, is noticed before it is held.
async fn whole_body(response: &mut Response) -> Result<Bytes, TransportError> {
    let too_large = || TransportError::new(TransportErrorKind::TooLarge);
    let announced = response.content_length().unwrap_or(0);
    if announced > MAX_BODY as u64 {
        return Err(too_large());
    }
    let room = usize::try_from(announced).unwrap_or(MAX_RESERVED).min(MAX_RESERVED);
    // Most bodies come in one piece, which is kept as it is.
    let (mut only, mut pieces) = (Bytes::new(), BytesMut::new());
    while let Some(chunk) = response.chunk().await.map_err(classify::receiving)? {
        let length = only.len() + pieces.len();
        if length + chunk.len() > MAX_BODY {
            return Err(too_large());
        }
        if length == 0 {
            only = chunk;
            continue;
        }
        if pieces.is_empty() {
            pieces.reserve(room);
            pieces.extend_from_slice(&std::mem::take(&mut only));
        }
        pieces.extend_from_slice(&chunk);
    }
    Ok(if pieces.is_empty() { only } else { pieces.freeze() })
}

/// Reads what comes of an error's body within the limits. A body that stalls or breaks off still leaves its status.
async fn beginning_of_body(response: &mut Response, limit: Duration) -> Bytes {
    let mut body = BytesMut::new();
    let reading = async {
        while let Ok(Some(chunk)) = response.chunk().await {
            let wanted = chunk.len().min(MAX_ERROR_BODY - body.len());
            body.extend_from_slice(&chunk[..wanted]);
            if body.len() == MAX_ERROR_BODY {
                return;
            }
        }
    };
    // Whether the time ran out makes no difference: what has come is kept.
    let _ = tokio::time::timeout(limit, reading).await;
    body.freeze()
}

#[cfg(test)]
mod tests;
