//! From the arguments of the process to its exit status.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use jiff::Timestamp;

use super::arguments::Spelling;
use super::colors::Choice;
use super::context::Context;
use super::failure::{Failure, Signal};
use super::matched::Matched;
use super::output::{Format, Output, Strings, Style};
use super::program::{Action, Program, Reconciles};
use super::report::Reporter;
use super::settings::{self, Purpose};
use super::stdin::Stdin;
use super::target::{self, Target};
use super::transform::{Path, Transform};
use super::values::Reading;
use super::{arguments, checkpoints, list, preview, reconcile, request, shells, single, template, waiting};
use crate::runtime::call::Call;
use crate::runtime::execute;

/// What follows a failure after which a create may have happened.
const UNRESOLVED: &str =
    "It is not known whether the service carried it out. Look for it before this command is given again";

/// Runs a program with the arguments of the process, and gives its exit status.
pub fn run(program: &'static Program) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let color = Choice::of(early(&arguments, "--color").as_deref());
    let format = early(&arguments, "--format-error");
    let mut reporter = Reporter { name: program.name, format, color, transform: None };
    let parser = arguments::program(program, Spelling::Colons).color(color.of_clap());
    let matches = match parser.try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(refused(&error, &reporter)),
    };
    if let Some(result) = shells::run(program, &matches) {
        return ended(program, result, None, &reporter);
    }
    let Some(matched) = Matched::of(program, &matches) else {
        reporter.failure(&Failure::usage("there is no such command"), None);
        return ExitCode::from(2);
    };
    reporter.format = matched.globals.text("format-error").map(str::to_owned);
    match matched.globals.text("transform-error").map(|path| Path::of("--transform-error", path)).transpose() {
        Ok(path) => reporter.transform = path,
        Err(problem) => {
            reporter.failure(&Failure::Usage(problem), None);
            return ExitCode::from(2);
        }
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            reporter.failure(&Failure::Output(error), None);
            return ExitCode::FAILURE;
        }
    };
    let context = Context::new(program, &matched, &reporter);
    let result = runtime.block_on(async {
        tokio::select! {
            result = command(&context) => result,
            signal = signal() => Err(interrupted(&context, signal).await),
        }
    });
    // A thread that reads standard input must not hold up the end.
    runtime.shutdown_background();
    ended(program, result, context.take_hint(), &reporter)
}

/// Says what failed, if something did.
fn ended(program: &Program, result: Result<(), Failure>, hint: Option<String>, reporter: &Reporter) -> ExitCode {
    let Err(failure) = result else { return ExitCode::SUCCESS };
    let unresolved = failure.unresolved().map(|unresolved| match reconcile::command(program, unresolved) {
        Some(command) => format!("{UNRESOLVED}: {command}"),
        None => format!("{UNRESOLVED}, with the command that lists."),
    });
    let hint = unresolved.or(hint);
    reporter.failure(&failure, hint.as_deref());
    ExitCode::from(failure.status())
}

/// Cancels what is waited for, if that is wanted; a second signal does not wait for that.
async fn interrupted(context: &Context<'_>, received: Signal) -> Failure {
    if let Some(cancel) = context.take_cancel() {
        tokio::select! {
            sent = execute::send(&cancel) => match sent {
                Ok(_) => context.hint("The service was told to cancel it.".to_owned()),
                Err(error) => context.reporter.warn(&format!("it could not be cancelled: {error}")),
            },
            _ = signal() => {}
        }
    }
    Failure::Signal(received)
}

/// Help and the version are shown, and anything else that clap says is a mistake in how the program was called.
fn refused(error: &clap::Error, reporter: &Reporter) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that has gone has read enough.
            let _ = error.print();
            0
        }
        _ if reporter.format.is_some() => {
            let text = error.render().to_string();
            let message = text.trim_start_matches("error: ").split("\n\n").next().unwrap_or_default().to_owned();
            reporter.failure(&Failure::Usage(message), None);
            2
        }
        _ => {
            let _ = error.print();
            2
        }
    }
}

/// The value of a flag, read before the arguments are, because they may be what is wrong.
fn early(arguments: &[OsString], flag: &str) -> Option<String> {
    let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
    let value = |text: &str| text.strip_prefix(flag)?.strip_prefix('=').map(str::to_owned);
    let found = texts.find(|text| *text == flag || value(text).is_some())?;
    value(found).or_else(|| texts.next().map(str::to_owned))
}

async fn signal() -> Signal {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            return tokio::select! {
                _ = tokio::signal::ctrl_c() => Signal::Interrupt,
                _ = terminate.recv() => Signal::Terminate,
            };
        }
    }
    // Where signals cannot be heard, they end the program as they always do.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
    Signal::Interrupt
}

async fn command(context: &Context<'_>) -> Result<(), Failure> {
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
    let open = || target.open().map(|sink| Output::new(&style, sink));
    let result = match matched.command.action {
        Action::List(list) | Action::Reconcile(Reconciles { list, .. }) if format != Format::Raw => {
            let mut output = open()?;
            let result = list::show(context, list(call), &mut output).await;
            target::end(output, result)
        }
        Action::Wait(waits) => {
            let mut output = open()?;
            let result = waiting::wait(context, &waits, call, &mut output).await;
            target::end(output, result)
        }
        Action::Create(created) if globals.is_set("wait") => {
            let mut output = open()?;
            let result = waiting::create(context, program, &created, call, &mut output).await;
            target::end(output, result)
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

/// The request, where it is not sent.
fn shown(context: &Context<'_>, call: &Call) -> Result<String, Failure> {
    let command = context.matched.command;
    match context.matched.globals.is_set("curl") {
        true => preview::curl(command, call, context.program.service.api_key_env.first().copied()),
        false => preview::http(command, call),
    }
}
