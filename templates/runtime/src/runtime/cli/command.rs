//! One command, from what was typed for it to what is shown.

use std::io::{self, Write as _};

use jiff::Timestamp;

use super::context::Context;
use super::failure::Failure;
use super::output::{Format, Output, Strings, Style};
use super::program::{Action, Reconciles};
use super::settings::{self, Purpose};
use super::stdin::Stdin;
use super::target::{self, Sink, Target};
use super::transform::Transform;
use super::values::Reading;
use super::{checkpoints, list, preview, request, single, template, waiting};
use crate::runtime::call::Call;

/// Carries out a command.
///
/// # Errors
///
/// It was called in a way that cannot be right, or it did not do what it was told.
pub(super) async fn run(context: &Context<'_>) -> Result<(), Failure> {
    let (program, matched, globals) = (context.program, context.matched, &context.matched.globals);
    if globals.is_set("template") {
        return Ok(writeln!(io::stdout().lock(), "{}", template::of(program, matched.command))?);
    }
    let transform = Transform::of(globals)?;
    let mut stdin = Stdin::default();
    let mut reading = Reading { now: Timestamp::now(), warnings: Vec::new() };
    let is_shown = globals.is_set("dry-run") || globals.is_set("curl");
    let purpose = if is_shown { Purpose::Show } else { Purpose::Send };
    let client = settings::client(program, matched, &mut stdin, purpose)?;
    let mut call = request::call(client, matched, &mut reading, &mut stdin)?;
    if !context.is_quiet() {
        reading.warnings.iter().for_each(|warning| context.reporter.warn(warning));
    }
    if is_shown {
        return Ok(writeln!(io::stdout().lock(), "{}", shown(context, &call)?)?);
    }
    let target = Target::of(globals);
    single::check(matched.command.response, &target)?;
    let is_list = matches!(matched.command.action, Action::List(_) | Action::Reconcile(_));
    let is_terminal = target.is_terminal();
    let format = Format::of(globals.text("format"), is_list && is_terminal && transform.is_none());
    if format == Format::Table && !transform.is_none() {
        return Err(Failure::usage("a table shows values as they came, without `--transform` and `--jq`"));
    }
    let strings = if globals.is_set("raw-output") { Strings::Bare } else { Strings::Quoted };
    if is_list && let Some(file) = globals.text("checkpoint") {
        call.options_mut().list.resume = checkpoints::load(file)?.map(Box::new);
    }
    let paint = context.reporter.color.paints(is_terminal);
    let style = Style { format, strings, paint, transform };
    let result = match matched.command.action {
        Action::List(list) | Action::Reconcile(Reconciles { list, .. }) if format != Format::Raw => {
            written(&target, &style, async |output| list::show(context, list(call), output).await).await
        }
        Action::Wait(waits) => {
            written(&target, &style, async |output| waiting::wait(context, &waits, call, output).await).await
        }
        Action::Create(created) if globals.is_set("wait") => {
            written(&target, &style, async |output| waiting::create(context, program, &created, call, output).await)
                .await
        }
        Action::List(_) | Action::Reconcile(_) | Action::Create(_) | Action::Call => {
            single::send(&call, matched.command.response, target, &style).await
        }
    };
    if style.transform.was_lost() && !context.is_quiet() {
        context.reporter.warn("the path of `--transform` led nowhere; what it was to be found in is shown whole");
    }
    result
}

/// Writes what a command shows bit by bit.
async fn written(
    target: &Target,
    style: &Style,
    show: impl AsyncFnOnce(&mut Output<'_, Sink>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut output = Output::new(style, target.open()?);
    let result = show(&mut output).await;
    target::end(output, result)
}

/// The request, where it is not sent.
fn shown(context: &Context<'_>, call: &Call) -> Result<String, Failure> {
    let command = context.matched.command;
    match context.matched.globals.is_set("curl") {
        true => preview::curl(command, call, context.program.service.schemes),
        false => preview::http(command, call),
    }
}
