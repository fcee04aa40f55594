//! Looking for what an operation of unknown outcome may have made.

use serde::Serialize;

use super::{anchors, command};
use crate::codegen::views::operations::accessors;
use model::api::{Api, Operation, Resource};

#[derive(Clone, Debug, Serialize)]
pub struct ReconcileView {
    pub anchor: String,
    /// With its argument: `batches().reconcile_create(&error)`.
    pub outline: String,
    /// On the command line, without flags: `llamacloud-prod batches reconcile`. Another command may have taken the name.
    pub call: Option<String>,
    /// What is sent to look: `GET /api/v2/batches`.
    pub request: String,
}

/// `None` where the description does not say how to look.
pub(super) fn reconcile(api: &Api, resource: &Resource, operation: &Operation) -> Option<ReconcileView> {
    let list = api.operation(&operation.reconcile.as_ref()?.list);
    Some(ReconcileView {
        anchor: format!("reconcile/{}", anchors::operation(operation)),
        outline: format!("{}reconcile_{}(&error)", accessors(resource), operation.method_name),
        call: command::reconcile_call(api, resource, operation),
        request: list.endpoint(),
    })
}
