{% if cursor_list %}
//! Goes through every page of `{{ cursor_list.endpoint }}`, and remembers after each page where to go on.
//!
//! cargo run --example cursor_list

use std::error::Error;

use {{ package.ident }}::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;

    let mut pages = {{ cursor_list.call }}.pages();
    while let Some(page) = pages.next().await {
        for item in &page? {
            println!("{item:?}");
        }
        // A program that stops here can go on later: `{{ cursor_list.path }}(..).resume(checkpoint)`.
        let checkpoint = pages.checkpoint();
        eprintln!("checkpoint: {}", serde_json::to_string(&checkpoint)?);
    }
    Ok(())
}
{% endif %}
