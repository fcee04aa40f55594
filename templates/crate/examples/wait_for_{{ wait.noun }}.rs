{% if wait %}
//! Waits for the end of something that takes its time, against an in-memory service and a clock that does not wait:
//! no key, no network. Tests of your own programs can be written the same way.
//!
//! cargo run --example wait_for_{{ wait.noun }} --features test-util

use std::error::Error;

use {{ package.ident }}::Client;
use {{ package.ident }}::test_util::{MockTransport, Reply, VirtualClock};

const ROUTE: &str = {{ wait.route_literal }};

const UNFINISHED: &str = {{ wait.unfinished_literal }};

const DONE: &str = {{ wait.done_literal }};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (transport, clock) = (MockTransport::new(), VirtualClock::new());
    transport.reply(ROUTE, Reply::text(200, UNFINISHED)).reply(ROUTE, Reply::text(200, UNFINISHED));
    transport.always(ROUTE, Reply::text(200, DONE));
    let client = Client::builder()
        .api_key("any-key")
        .transport(transport.clone())
        .clock(clock.clone())
        .build()?;

    let done = {{ wait.call }}.await?;

    println!("{done:#?}");
    println!("after {} requests and {:?}", transport.requests().len(), clock.elapsed());
    Ok(())
}
{% endif %}
