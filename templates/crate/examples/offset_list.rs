{% if offset_list %}
//! Goes through the items of every page of `{{ offset_list.endpoint }}`. The next page is fetched when it is needed.
//!
//! cargo run --example offset_list

use std::error::Error;

use {{ package.ident }}::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;

    let mut items = {{ offset_list.call }}.items();
    while let Some(item) = items.next().await {
        println!("{:?}", item?);
    }
    Ok(())
}
{% endif %}
