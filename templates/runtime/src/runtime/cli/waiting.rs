//! `wait`, and `create --wait`: progress on standard error, the last response on standard output, and an exit status
//! that tells how it ended.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use serde_json::Value;
use serde_json::value::RawValue;

use super::context::Context;
use super::failure::Failure;
use super::output::Output;
use super::program::{Action, Created, Outcome, Program, Waits};
use super::visible::visible;
use super::{preview, settings};
use crate::runtime::call::Call;
use crate::runtime::error::ErrorKind;
use crate::runtime::execute;
use crate::runtime::wait::{Phase, Update};

/// How often something is said where nothing changes and nobody looks at a terminal.
const REMINDER: Duration = Duration::from_secs(60);

/// Waits for the end of everything that was named, one after the other.
pub(super) async fn wait<W: Write>(
    context: &Context<'_>,
    waits: &Waits,
    call: Call,
    output: &mut Output<'_, W>,
) -> Result<(), Failure> {
    let Some(subject) = context.matched.command.subjects().last() else {
        return follow(context, waits, call, "", output).await;
    };
    let mut worst = Ok(());
    for id in context.matched.subjects(subject) {
        let mut call = call.clone();
        call.set_path(subject.member.wire, id.clone());
        match follow(context, waits, call, &id, output).await {
            Ok(()) => {}
            // Others may still end well; the first that did not decides.
            Err(failure @ (Failure::EndedBadly | Failure::PartlyFailed)) => worst = worst.and(Err(failure)),
            Err(failure) => return Err(failure),
        }
    }
    worst
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
        Some(waits) => follow(context, waits, poll, &id, output).await,
        None => output.value(response.parse::<Box<RawValue>>()?.get()),
    }
}

async fn follow<W: Write>(
    context: &Context<'_>,
    waits: &Waits,
    call: Call,
    id: &str,
    output: &mut Output<'_, W>,
) -> Result<(), Failure> {
    context.hint(format!("To go on waiting: {} {} {}", context.program.name, waits.command, preview::word(id)));
    context.cancel_with(waits.cancel.map(|spec| call.for_same_subject(spec)));
    let globals = &context.matched.globals;
    let (deadline, interval) = (settings::time(globals, "deadline")?, settings::time(globals, "interval")?);
    let mut watch = (waits.watch)(call, deadline, interval);
    let mut progress = Progress::new(id, context.is_quiet());
    let update = loop {
        match watch.next().await {
            Some(Ok(update)) => {
                progress.show(&update);
                if update.phase.is_end() {
                    break update;
                }
            }
            Some(Err(error)) => {
                progress.end();
                // An error of no request is about waiting as a whole.
                let is_timeout = error.kind() == ErrorKind::Timeout && error.attempts() == 0;
                return Err(if is_timeout { Failure::WaitTimeout(Box::new(error)) } else { error.into() });
            }
            None => break Err(Failure::usage("there is nothing to wait for"))?,
        }
    };
    progress.end();
    context.forget();
    output.value(update.output.get())?;
    output.flush()?;
    ended(context, waits, update)
}

/// What the end means.
fn ended(context: &Context<'_>, waits: &Waits, update: Update<Box<RawValue>>) -> Result<(), Failure> {
    if update.phase == Phase::Failed {
        context.reporter.note(&format!("it ended as {}", update.status));
        return Err(Failure::EndedBadly);
    }
    if let Some(error) = update.results_error {
        return Err(Failure::Unread(error));
    }
    let failed = waits.outcome.map_or(0, |outcome| tell_outcome(context, &outcome, update.output.get()));
    if failed > 0 { Err(Failure::PartlyFailed) } else { Ok(()) }
}

/// Says what became of each part, and gives how many failed.
fn tell_outcome(context: &Context<'_>, outcome: &Outcome, text: &str) -> usize {
    let body: Value = serde_json::from_str(text).unwrap_or_default();
    let Some(items) = body[outcome.items].as_array() else { return 0 };
    let failed = items.iter().filter(|item| !item[outcome.error].is_null());
    let mut count = 0;
    for item in failed {
        count += 1;
        let name = item.as_object().and_then(|members| members.values().find_map(Value::as_str)).unwrap_or_default();
        let name = outcome.name.and_then(|name| item[name].as_str()).unwrap_or(name);
        let error = item[outcome.error].as_str().map_or_else(|| item[outcome.error].to_string(), str::to_owned);
        context.reporter.note(&format!("{name}: {error}"));
    }
    if !context.is_quiet() {
        let done = items.iter().filter(|item| !item[outcome.done].is_null()).count();
        context.reporter.note(&format!("{done} of {} done, {count} failed", items.len()));
    }
    count
}

/// What is said while waiting: a line that changes on a terminal, else a line for each change and one a minute.
struct Progress<'i> {
    id: &'i str,
    is_quiet: bool,
    is_terminal: bool,
    said: Option<Duration>,
}

impl<'i> Progress<'i> {
    fn new(id: &'i str, is_quiet: bool) -> Self {
        Self { id, is_quiet, is_terminal: io::stderr().is_terminal(), said: None }
    }

    fn show(&mut self, update: &Update<Box<RawValue>>) {
        let is_due = self.said.is_none_or(|said| update.elapsed.saturating_sub(said) >= REMINDER);
        if self.is_quiet || !(self.is_terminal || update.changed || is_due) {
            return;
        }
        self.said = Some(update.elapsed);
        let line = visible(&format!("{}: {update}", self.id));
        // Should standard error be gone, nobody is left to be told.
        let _ = match self.is_terminal {
            true => write!(io::stderr().lock(), "\r\x1b[2K{line}"),
            false => writeln!(io::stderr().lock(), "{line}"),
        };
    }

    /// Leaves the line that changes.
    fn end(&self) {
        if self.is_terminal && self.said.is_some() {
            let _ = writeln!(io::stderr().lock());
        }
    }
}
