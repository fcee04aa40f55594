{% if call %}
//! Adds a header to every request and measures how long each attempt takes, with a transport around the one that sends.
//! It runs against an in-memory service: no key, no network.
//!
//! cargo run --example middleware --features test-util

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use {{ package.ident }}::Client;
use {{ package.ident }}::http::HeaderValue;
use {{ package.ident }}::test_util::{MockTransport, Reply, VirtualClock};
use {{ package.ident }}::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

/// Stands between the client and the transport that sends its requests.
#[derive(Debug)]
struct Measured {
    inner: Arc<dyn Transport>,
}

impl Transport for Measured {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        request.headers.insert("x-team", HeaderValue::from_static("data"));
        let method = request.method.clone();
        let sending = self.inner.send(request);
        Box::pin(async move {
            let started = Instant::now();
            let result = sending.await;
            match &result {
                Ok(response) => println!("{method}: {} after {:?}", response.status, started.elapsed()),
                Err(error) => println!("{method}: {error} after {:?}", started.elapsed()),
            }
            result
        })
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = MockTransport::new();
    let later = service.clone();
    service.otherwise(move |_| match later.requests().len() {
        1 => Reply::text(429, "too many requests"),
        _ => Reply::text(200, "{}"),
    });

    let client = Client::builder()
        .api_key("any-key")
        // Without these two lines, requests go over the network and waits take time.
        .transport(service.clone())
        .clock(VirtualClock::new())
        .wrap_transport(|inner| Measured { inner })
        .build()?;
    let response = {{ call.call }}.send_raw().await?;

    println!("{} attempts", response.attempts());
    for request in service.requests() {
        println!("{} {}, x-team: {:?}", request.method, request.path, request.headers.get("x-team"));
    }
    Ok(())
}
{% endif %}
