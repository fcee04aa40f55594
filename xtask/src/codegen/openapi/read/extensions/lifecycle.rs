//! `x-lifecycle` and `x-reconcile`: how something that takes its time is followed, and found again. What they name is
//! looked up in `lower`.

use crate::codegen::openapi::read::context::Context;
use crate::codegen::openapi::read::fields::Fields;
use crate::codegen::openapi::read::shape::Shape;
use crate::codegen::openapi::{CreatedBy, Lifecycle, Reconcile};

const LIFECYCLE: Shape = Shape::of_extension(
    "`x-lifecycle`",
    &["status", "succeeded", "failed", "in-flight", "cancel", "created-by", "final-query"],
);

const CREATED_BY: Shape = Shape::of_extension("`created-by`", &["operation", "id"]);

const RECONCILE: Shape = Shape::of_extension("`x-reconcile`", &["list", "match", "created-after"]);

pub fn lifecycle(cx: &mut Context<'_>, operation: &Fields<'_>) -> Option<Lifecycle> {
    let (node, at) = operation.take("x-lifecycle")?;
    let fields = Fields::of(cx, node, &at, &LIFECYCLE)?;
    let status = fields.required_word(cx, "status");
    for name in ["succeeded", "failed", "in-flight"] {
        if !fields.has(name) {
            fields.missing(cx, name);
        }
    }
    let succeeded = fields.words(cx, "succeeded");
    let failed = fields.words(cx, "failed");
    let in_flight = fields.words(cx, "in-flight");
    let cancel = fields.word(cx, "cancel");
    let created_by = created_by(cx, &fields);
    let final_query = fields.word_pairs(cx, "final-query");
    fields.finish(cx);
    Some(Lifecycle { at, status: status?, succeeded, failed, in_flight, cancel, created_by, final_query })
}

fn created_by(cx: &mut Context<'_>, lifecycle: &Fields<'_>) -> Option<CreatedBy> {
    let (node, at) = lifecycle.take("created-by")?;
    let fields = Fields::of(cx, node, &at, &CREATED_BY)?;
    let operation = fields.required_word(cx, "operation");
    let id = fields.required_word(cx, "id");
    fields.finish(cx);
    Some(CreatedBy { at, operation: operation?, id: id? })
}

pub fn reconcile(cx: &mut Context<'_>, operation: &Fields<'_>) -> Option<Reconcile> {
    let (node, at) = operation.take("x-reconcile")?;
    let fields = Fields::of(cx, node, &at, &RECONCILE)?;
    if !fields.has("match") {
        fields.missing(cx, "match");
    }
    let list = fields.required_word(cx, "list");
    let matches = fields.word_pairs(cx, "match");
    let created_after = fields.word(cx, "created-after");
    fields.finish(cx);
    Some(Reconcile { at, list: list?, matches, created_after })
}
