//! `x-lifecycle` and `x-reconcile`: how something that takes its time is followed, and found again. What they name is
//! looked up in `lower`.

use crate::diagnostics::Known;
use crate::openapi::read::context::Context;
use crate::openapi::read::fields::Fields;
use crate::openapi::read::shape::Shape;
use crate::openapi::{CreatedBy, Lifecycle, Reconcile, Word};

const LIFECYCLE: Shape = Shape::of_extension(
    "`x-lifecycle`",
    &["status", "succeeded", "failed", "in-flight", "cancel", "created-by", "final-query"],
);

const CREATED_BY: Shape = Shape::of_extension("`created-by`", &["operation", "id"]);

const RECONCILE: Shape = Shape::of_extension("`x-reconcile`", &["list", "match", "created-after"]);

pub fn lifecycle(cx: &mut Context<'_>, operation: &Fields<'_>) -> Known<Option<Lifecycle>> {
    let Some((node, at)) = operation.take("x-lifecycle") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &LIFECYCLE)?;
    let status = fields.required_word(cx, "status");
    let succeeded = values(cx, &fields, "succeeded");
    let failed = values(cx, &fields, "failed");
    let in_flight = values(cx, &fields, "in-flight");
    let cancel = fields.word(cx, "cancel");
    let created_by = created_by(cx, &fields);
    let final_query = fields.word_pairs(cx, "final-query");
    fields.finish(cx)?;
    Ok(Some(Lifecycle {
        at,
        status: status?,
        succeeded: succeeded?,
        failed: failed?,
        in_flight: in_flight?,
        cancel: cancel?,
        created_by: created_by?,
        final_query: final_query?,
    }))
}

/// One of the lists that together name every value of the status; it may be empty, and must be there.
fn values(cx: &mut Context<'_>, lifecycle: &Fields<'_>, name: &str) -> Known<Vec<Word>> {
    if lifecycle.has(name) { lifecycle.words(cx, name) } else { Err(lifecycle.missing(cx, name)) }
}

fn created_by(cx: &mut Context<'_>, lifecycle: &Fields<'_>) -> Known<Option<CreatedBy>> {
    let Some((node, at)) = lifecycle.take("created-by") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &CREATED_BY)?;
    let operation = fields.required_word(cx, "operation");
    let id = fields.required_word(cx, "id");
    fields.finish(cx)?;
    Ok(Some(CreatedBy { at, operation: operation?, id: id? }))
}

pub fn reconcile(cx: &mut Context<'_>, operation: &Fields<'_>) -> Known<Option<Reconcile>> {
    let Some((node, at)) = operation.take("x-reconcile") else { return Ok(None) };
    let fields = Fields::of(cx, node, &at, &RECONCILE)?;
    let list = fields.required_word(cx, "list");
    let matches = if fields.has("match") { fields.word_pairs(cx, "match") } else { Err(fields.missing(cx, "match")) };
    let created_after = fields.word(cx, "created-after");
    fields.finish(cx)?;
    Ok(Some(Reconcile { at, list: list?, matches: matches?, created_after: created_after? }))
}
