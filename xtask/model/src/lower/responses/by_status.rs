//! Successes with bodies of different types: an enum by status, beside the request builder.

use super::{has_body, role};
use crate::api::{PayloadValue, ResponseCase, ResponseRole, Success, Successes, TypeRef};
use crate::lower::context::Context;
use crate::lower::{docs, sentences};
use crate::names::{TypeName, VariantName};
use crate::openapi::Status;
use crate::resolve::Operation;

/// Whether several successes have a body. Those without a name then have their status in it.
pub(super) fn are_several(operation: &Operation<'_>) -> bool {
    let bodies = operation.responses.iter().flatten().filter(|(status, response)| {
        let response = response.as_ref();
        role(operation, status) == ResponseRole::Success
            && response.is_ok_and(|response| has_body(operation.method, status, response))
    });
    bodies.count() > 1
}

pub(super) fn output<'c>(
    cx: &Context<'_, '_>,
    builder: &TypeName,
    successes: impl Iterator<Item = &'c ResponseCase>,
) -> Successes {
    let mut cases: Vec<Success> = successes.map(|case| success(cx, case)).collect();
    cases.sort_by(|a, b| a.status.cmp(&b.status));
    Successes { name: TypeName::of_successes(builder), cases }
}

fn success(cx: &Context<'_, '_>, case: &ResponseCase) -> Success {
    let status = &case.status;
    Success {
        name: match status {
            Status::Code(code) => VariantName::of_success(*code),
            Status::Range(_) | Status::Default => VariantName::any_success(),
        },
        status: status.clone(),
        docs: docs::of(case.description.as_deref(), || sentences::success(status)),
        body: case.payload.as_ref().map(|payload| boxed(cx, &payload.value)),
    }
}

/// Models stand in boxes, so that what is added to one of them makes the others no larger.
fn boxed(cx: &Context<'_, '_>, body: &PayloadValue) -> PayloadValue {
    match body {
        PayloadValue::Json(ty @ TypeRef::Named(name)) if cx.registry.structure(name).is_some() => {
            PayloadValue::Json(TypeRef::Boxed(Box::new(ty.clone())))
        }
        other => other.clone(),
    }
}
