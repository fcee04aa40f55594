//! Names and values that go into the head of a request.

use super::context::Context;
use crate::diagnostics::{Code, Diagnostic, Known, spelled};
use crate::openapi::Pointer;

/// What frames a message: a value of a caller's own would break it.
const FRAMING: [&str; 6] = ["connection", "content-length", "cookie", "host", "te", "transfer-encoding"];

/// RFC 9110: a token. A name in other characters could end the line and begin a header of its own.
pub(super) fn check_name(cx: &mut Context<'_, '_>, name: &str, noun: &str, at: &Pointer) -> Known<()> {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.is_empty() && name.chars().all(token) {
        return Ok(());
    }
    let message = format!("`{}` cannot be the name of a {noun}", spelled(name));
    Err(cx.report(Diagnostic::at(Code::HeaderName, at, message).help("use letters, digits and hyphens")))
}

pub(super) fn check_framing(cx: &mut Context<'_, '_>, name: &str, at: &Pointer) -> Known<()> {
    if !FRAMING.iter().any(|framing| name.eq_ignore_ascii_case(framing)) {
        return Ok(());
    }
    let message = format!("the header `{}` is set by the client itself", spelled(name));
    Err(cx.report(Diagnostic::at(Code::HeaderName, at, message).help("use another header, or leave it out")))
}

/// What is put before a value, or compared with the beginning of one.
pub(super) fn check_value(cx: &mut Context<'_, '_>, value: &str, at: &Pointer) -> Known<()> {
    if value.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        return Ok(());
    }
    let message = format!("`{}` cannot stand in a header", spelled(value));
    Err(cx.report(Diagnostic::at(Code::HeaderName, at, message).help("use visible ASCII characters")))
}
