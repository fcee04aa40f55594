//! `x-retry`: whether a request may be repeated after it may have arrived.

use crate::codegen::diagnostics::Code;
use crate::codegen::diagnostics::suggest::did_you_mean;
use crate::codegen::openapi::Retry;
use crate::codegen::openapi::read::context::Context;
use crate::codegen::openapi::read::fields::Fields;

pub fn read(cx: &mut Context<'_>, operation: &Fields<'_>) -> Option<Retry> {
    let (node, at) = operation.take("x-retry")?;
    match node.as_text() {
        Some("safe") => return Some(Retry::Safe),
        Some("unsafe") => return Some(Retry::Unsafe),
        Some(other) => {
            let message = format!("`x-retry` cannot be `{other}`");
            cx.error(Code::MalformedExtension, &at, message, did_you_mean(other, ["safe", "unsafe"]));
        }
        None => {
            let message = format!("`x-retry` must be a word, not {}", node.kind());
            cx.error(Code::MalformedExtension, &at, message, "write `safe` or `unsafe`");
        }
    }
    None
}
