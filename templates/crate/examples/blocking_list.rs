{% if list %}
//! The items of `{{ list.endpoint }}` without async: an iterator.
//!
//! cargo run --example blocking_list --features blocking

use std::error::Error;

use {{ package.ident }}::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;

    for item in {{ list.call }}.items() {
        println!("{:?}", item?);
    }
    Ok(())
}
{% endif %}
