//! `x-idempotency`: the header by which the service tells a repeat from another request. `lower` checks its name.

use crate::diagnostics::Known;
use crate::openapi::Word;
use crate::openapi::read::context::Context;
use crate::openapi::read::fields::Fields;
use crate::openapi::read::shape::Shape;

const IDEMPOTENCY: Shape = Shape::of_extension("`x-idempotency`", &["header"]);

pub fn read(cx: &mut Context<'_>, operation: &Fields<'_>) -> Known<Option<Word>> {
    let Some((node, at)) = operation.take("x-idempotency") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &IDEMPOTENCY)?;
    let header = fields.required_word(cx, "header");
    fields.finish(cx)?;
    header.map(Some)
}
