//! What the end of something that was waited for means.

use serde_json::Value;
use serde_json::value::RawValue;

use super::context::Context;
use super::failure::Failure;
use super::program::{Outcome, Waits};
use crate::runtime::wait::{Phase, Update};

/// Tells what became of each part, and gives what was not as it should be.
pub(super) fn of(
    context: &Context<'_>,
    waits: &Waits,
    update: Update<Box<RawValue>>,
    about: &str,
) -> Result<(), Failure> {
    if update.phase == Phase::Failed {
        return Err(Failure::EndedBadly(update.status));
    }
    if let Some(error) = update.results_error {
        return Err(Failure::Unread(error));
    }
    let body: Value = serde_json::from_str(update.output.get()).unwrap_or_default();
    match waits.outcome.and_then(|outcome| Some((outcome, body[outcome.items].as_array()?))) {
        Some((outcome, items)) => of_parts(context, &outcome, items, about),
        None => Ok(()),
    }
}

fn of_parts(context: &Context<'_>, outcome: &Outcome, items: &[Value], about: &str) -> Result<(), Failure> {
    let failed: Vec<&Value> = items.iter().filter(|item| !item[outcome.error].is_null()).collect();
    for item in &failed {
        let name = item.as_object().and_then(|members| members.values().find_map(Value::as_str)).unwrap_or_default();
        let name = outcome.name.and_then(|name| item[name].as_str()).unwrap_or(name);
        let error = item[outcome.error].as_str().map_or_else(|| item[outcome.error].to_string(), str::to_owned);
        context.reporter.note(&format!("{about}{name}: {error}"));
    }
    let done = items.iter().filter(|item| !item[outcome.done].is_null()).count();
    let summary = format!("{done} of {} done, {} failed", items.len(), failed.len());
    if !failed.is_empty() {
        return Err(Failure::PartlyFailed(summary));
    }
    if !context.is_quiet() {
        context.reporter.note(&format!("{about}{summary}"));
    }
    Ok(())
}
