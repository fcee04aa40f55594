//! `wait`, and `create --wait`: progress on standard error, the last responses on standard output, and an exit status
//! that tells how it ended.

use std::collections::VecDeque;
use std::io::Write;

use serde_json::Value;
use serde_json::value::RawValue;

use super::context::Context;
use super::failure::Failure;
use super::output::Output;
use super::program::{Action, Created, Program, Waits};
use super::together::{Subject, Together};
use super::watch::RawUpdate;
use super::{outcome, preview};
use crate::runtime::call::{Additions, Call};
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::execute;

/// Waits for the end of everything that was named.
pub(super) async fn wait<W: Write>(
    context: &Context<'_>,
    waits: &Waits,
    call: Call,
    output: &mut Output<'_, W>,
) -> Result<(), Failure> {
    let Some(subject) = context.matched.command.subjects().last() else {
        return follow(context, waits, [Subject { id: String::new(), call }].into(), output).await;
    };
    let named = |id: String| {
        let mut call = call.clone();
        call.set_path(subject.member.wire, id.clone());
        Subject { id, call }
    };
    follow(context, waits, context.matched.subjects(subject).into_iter().map(named).collect(), output).await
}

/// Sends a create, and waits for what it made.
pub(super) async fn create<W: Write>(
    context: &Context<'_>,
    program: &Program,
    created: &Created,
    call: Call,
    output: &mut Output<'_, W>,
) -> Result<(), Failure> {
    let response = execute::send(&call).await?;
    let body: Value = response.parse()?;
    let id = match &body[created.id] {
        Value::String(id) if !id.is_empty() => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => {
            output.value(response.parse::<Box<RawValue>>()?.get())?;
            return Err(Failure::WithoutId(created.id));
        }
    };
    let mut poll = Call::new(call.client().clone(), created.poll);
    poll.set_path(created.subject, id.clone());
    poll.inherit(&call);
    let waits = program.commands.iter().find_map(|command| match &command.action {
        Action::Wait(waits) if command.spec.id == created.poll.id => Some(waits),
        _ => None,
    });
    match waits {
        Some(waits) => follow(context, waits, [Subject { id, call: poll }].into(), output).await,
        None => output.value(response.parse::<Box<RawValue>>()?.get()),
    }
}

/// Shows the end of each as it comes. Of several, what is not as it should be is told at once, and the worst of it is the
/// result.
async fn follow<W: Write>(
    context: &Context<'_>,
    waits: &Waits,
    subjects: VecDeque<Subject>,
    output: &mut Output<'_, W>,
) -> Result<(), Failure> {
    let is_one = subjects.len() == 1;
    // What cannot be asked for is refused before anything else is.
    for Subject { call, .. } in &subjects {
        call.prepare(&Additions::new(call))?;
    }
    let mut together = Together::new(context, waits, subjects)?;
    let mut worst: Option<Failure> = None;
    loop {
        context.hint(again(context, waits, together.remaining().map(|subject| &*subject.id)));
        let cancel = |spec| together.remaining().map(|subject| subject.call.for_same_subject(spec)).collect();
        context.cancel_with(waits.cancel.map(cancel).unwrap_or_default());
        let Some((id, end)) = together.next_end().await else { break };
        let about = if is_one { String::new() } else { format!("{id}: ") };
        let Err(failure) = show(context, waits, end, &about, output) else { continue };
        if is_one && failure.is_refusal() {
            context.forget();
        }
        if is_one || !failure.is_of_one() {
            return Err(failure);
        }
        let hint = matches!(failure, Failure::WaitTimeout(_)).then(|| again(context, waits, [&*id]));
        context.reporter.failure_of(&id, &failure, hint.as_deref());
        if worst.as_ref().is_none_or(|worst| worst.severity() < failure.severity()) {
            worst = Some(failure);
        }
    }
    context.forget();
    worst.map_or(Ok(()), |worst| Err(Failure::Told(Box::new(worst))))
}

/// Shows the last response, and gives what it means. Messages begin with `about`.
fn show<W: Write>(
    context: &Context<'_>,
    waits: &Waits,
    end: RawUpdate,
    about: &str,
    output: &mut Output<'_, W>,
) -> Result<(), Failure> {
    let update = end.map_err(without_end)?;
    context.forget();
    output.value(update.output.get())?;
    output.flush()?;
    outcome::of(context, waits, update, about)
}

/// What it means that waiting ended with an error. One of no request is about waiting as a whole.
fn without_end(error: Error) -> Failure {
    match error.kind() {
        ErrorKind::Timeout if error.attempts() == 0 => Failure::WaitTimeout(Box::new(error)),
        _ => error.into(),
    }
}

/// How to go on waiting for these.
fn again<'i>(context: &Context<'_>, waits: &Waits, ids: impl IntoIterator<Item = &'i str>) -> String {
    let ids: String = ids.into_iter().map(|id| format!(" {}", preview::word(id))).collect();
    format!("To go on waiting: {} {}{ids}", context.program.name, waits.command)
}
