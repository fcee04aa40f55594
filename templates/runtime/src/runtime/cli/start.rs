//! From the arguments of the process to its exit status.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;

use super::arguments::Spelling;
use super::colors::Choice;
use super::context::Context;
use super::failure::{Failure, Signal};
use super::matched::Matched;
use super::program::Program;
use super::report::Reporter;
use super::{arguments, command, reconcile, shells, slips};
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
    let mut reporter =
        Reporter { name: program.name, command: program.name.to_owned(), format, color, transform: None };
    let mut parser = arguments::program(program, Spelling::Colons).color(color.of_clap());
    parser.build();
    if let Some(slip) = slips::find(&parser, &arguments) {
        return ended(program, Err(Failure::Usage(slip)), None, &reporter);
    }
    let matches = match parser.try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(refused(&error, &reporter)),
    };
    if let Some(result) = shells::run(program, &matches) {
        return ended(program, result, None, &reporter);
    }
    let Some(matched) = Matched::of(program, &matches) else {
        return ended(program, Err(Failure::usage("there is no such command")), None, &reporter);
    };
    if let Err(failure) = reporter.settle(&matched) {
        return ended(program, Err(failure), None, &reporter);
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return ended(program, Err(Failure::Output(error)), None, &reporter),
    };
    let context = Context::new(program, &matched, &reporter);
    let result = runtime.block_on(async {
        tokio::select! {
            result = command::run(&context) => result,
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
    // The same command is no way to go on where it is what is wrong.
    let hint = unresolved.or(hint.filter(|_| !failure.is_usage()));
    reporter.failure(&failure, hint.as_deref());
    ExitCode::from(failure.status())
}

/// Cancels what is waited for, if that is wanted; a second signal does not wait for that.
async fn interrupted(context: &Context<'_>, received: Signal) -> Failure {
    let calls = context.take_cancel();
    if !calls.is_empty() {
        tokio::select! {
            () = cancel(context, &calls) => {}
            _ = signal() => {}
        }
    }
    Failure::Signal(received)
}

async fn cancel(context: &Context<'_>, calls: &[Call]) {
    let mut cancelled = 0;
    for call in calls {
        match execute::send(call).await {
            Ok(_) => cancelled += 1,
            Err(error) => context.reporter.warn(&format!("it could not be cancelled: {error}")),
        }
    }
    match cancelled {
        0 => {}
        1 => context.hint("The service was told to cancel it.".to_owned()),
        _ => context.hint(format!("The service was told to cancel {cancelled} of {}.", calls.len())),
    }
}

/// Help and the version are shown, and anything else that clap says is a mistake in how the program was called.
fn refused(error: &clap::Error, reporter: &Reporter) -> u8 {
    match error.kind() {
        // A reader that has gone has read enough.
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => error.print().map_err(Failure::from).map_or_else(
            |failure| {
                reporter.failure(&failure, None);
                failure.status()
            },
            |()| 0,
        ),
        _ if reporter.is_for_programs() => {
            let text = error.render().to_string();
            let message = text.trim_start_matches("error: ").split("\n\n").next().unwrap_or_default();
            let words: Vec<&str> = message.split_whitespace().collect();
            reporter.failure(&Failure::Usage(words.join(" ")), None);
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
