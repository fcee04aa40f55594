//! JSON as a literal that a person can read.

use proc_macro2::TokenStream;
use serde_json::Value;

use model::characters::{is_invisible, json_escape};

/// Up to this length a value stands on one line.
const ONE_LINE: usize = 70;

/// A raw string of the value, over several lines where it is long.
pub fn json(value: &Value) -> TokenStream {
    let short = value.to_string();
    let text = if short.len() <= ONE_LINE { short } else { format!("{value:#}") };
    let text = escape_invisible(&text);
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    let literal = format!("r{fence}\"{text}\"{fence}");
    literal.parse().expect("a raw string whose end does not occur inside it is one token")
}

/// Characters that turn the direction of text around are not allowed in a literal; outside ASCII they can only stand
/// inside of a JSON string, where an escape means the same.
fn escape_invisible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{7f}'..='\u{9f}' => out.push_str(&json_escape(c)),
            c if is_invisible(c) => out.push_str(&json_escape(c)),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_cannot_be_left() {
        let value = Value::String("\"# \"## \u{202e} \r\n".to_owned());
        let literal: syn::LitStr = syn::parse2(json(&value)).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&literal.value()).unwrap(), value);
        assert!(literal.value().is_ascii());
    }
}
