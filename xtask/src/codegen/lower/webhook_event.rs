//! The `event-schema` of `x-client`: what a notification is told apart by, so it has to be an enum.

use super::context::Context;
use super::registry::Draft;
use crate::codegen::api::Webhook;
use crate::codegen::diagnostics::{Code, Diagnostic};

pub(super) fn check(cx: &mut Context<'_, '_>, webhook: Option<&Webhook>) {
    let settings = cx.document.client.as_ref().and_then(|client| client.webhook.as_ref());
    let (Some(settings), Some(event)) = (settings, webhook.and_then(|webhook| webhook.event.as_ref())) else { return };
    if !matches!(cx.registry.get(event), Some(Draft::Enum(_))) {
        let at = settings.at.child("event-schema");
        let message = format!("`{event}` is no enum of strings");
        let problem = Diagnostic::at(Code::ExtensionTarget, &at, message);
        cx.report(problem.help("name the schema that lists the names of the events"));
    }
}
