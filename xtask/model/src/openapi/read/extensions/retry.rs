//! `x-retry`: whether a request may be repeated after it may have arrived.

use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Known};
use crate::openapi::Retry;
use crate::openapi::node::Node;
use crate::openapi::read::context::Context;
use crate::openapi::read::fields::Fields;

pub fn read(cx: &mut Context<'_>, operation: &Fields<'_>) -> Known<Option<Retry>> {
    let Some((node, at)) = operation.take("x-retry") else { return Ok(None) };
    match node {
        Node::Text(word) if word == "safe" => Ok(Some(Retry::Safe)),
        Node::Text(word) if word == "unsafe" => Ok(Some(Retry::Unsafe)),
        Node::Text(other) => {
            let message = format!("`x-retry` cannot be `{other}`");
            Err(cx.error(Code::MalformedExtension, &at, message, did_you_mean(other, ["safe", "unsafe"])))
        }
        Node::Refused(refused) => Err(*refused),
        other => {
            let message = format!("`x-retry` must be a word, not {}", other.kind());
            Err(cx.error(Code::MalformedExtension, &at, message, "write `safe` or `unsafe`"))
        }
    }
}
