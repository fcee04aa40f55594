//! `x-outcome`: which property of a schema holds results, and how to tell those that went well. What it names is looked
//! up in `lower`.

use crate::diagnostics::Known;
use crate::openapi::Outcome;
use crate::openapi::read::context::Context;
use crate::openapi::read::fields::Fields;
use crate::openapi::read::shape::Shape;

const OUTCOME: Shape = Shape::of_extension("`x-outcome`", &["items", "done", "error"]);

pub fn read(cx: &mut Context<'_>, schema: &Fields<'_>) -> Known<Option<Outcome>> {
    let Some((node, at)) = schema.take("x-outcome") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &OUTCOME)?;
    let items = fields.required_word(cx, "items");
    let done = fields.required_word(cx, "done");
    let error = fields.required_word(cx, "error");
    fields.finish(cx)?;
    Ok(Some(Outcome { at, items: items?, done: done?, error: error? }))
}
