//! The commands and flags as clap takes them.
//!
//! Resources are joined with `:` (`beta:batch list`), and spaces do as well: below a hidden command for the first part
//! stand the others. What was typed is read back by joining the parts again.

use std::collections::BTreeSet;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, ArgAction};

use super::program::{Action, Command, Group, Input, Kind, Program};
use super::{credentials, extras, globals, samples, template};

/// How the parts of a group are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// By colons; spaces are understood, and not shown.
    Colons,
    /// By spaces only.
    Spaces,
}

/// The whole program.
pub(super) fn program(program: &'static Program, spelling: Spelling) -> clap::Command {
    let version = Arg::new("version").short('v').long("version").action(ArgAction::Version).help("Print the version");
    let mut root = clap::Command::new(program.name)
        .bin_name(program.name)
        .version(program.version)
        .about(program.summary)
        .long_about(program.about)
        .disable_version_flag(true)
        .arg(version)
        .args(credentials::arguments(program, &BTreeSet::new()))
        .args(globals::arguments(program, &BTreeSet::new()))
        .args_override_self(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .max_term_width(100);
    let own = |group: &str| program.commands.iter().any(|command| command.group == group);
    for command in program.commands.iter().filter(|command| command.group.is_empty()) {
        root = root.subcommand(leaf(program, command));
    }
    for group in program.groups {
        let is_joined = group.path.contains(':');
        if !is_joined {
            let is_hidden = spelling == Spelling::Colons && !own(group.path);
            root = root.subcommand(by_parts(program, group, group.path, spelling).hide(is_hidden));
        } else if spelling == Spelling::Colons && own(group.path) {
            root = root.subcommand(commands_of(program, group, clap::Command::new(group.path)));
        }
    }
    root.subcommands(extras::commands(program))
}

/// A group with the groups below it, each by its own part of the name. A command of the same name comes first.
fn by_parts(program: &'static Program, group: &'static Group, name: &'static str, spelling: Spelling) -> clap::Command {
    let mut command = commands_of(program, group, clap::Command::new(name));
    let is_taken = |part: &str| program.commands.iter().any(|own| own.group == group.path && own.name == part);
    for below in program.groups {
        let part = below.path.strip_prefix(group.path).and_then(|rest| rest.strip_prefix(':'));
        if let Some(part) = part.filter(|part| !part.contains(':') && !is_taken(part)) {
            let below = by_parts(program, below, part, spelling);
            command = command.subcommand(below.hide(spelling == Spelling::Colons));
        }
    }
    command
}

fn commands_of(program: &'static Program, group: &Group, command: clap::Command) -> clap::Command {
    let commands = program.commands.iter().filter(|command| command.group == group.path);
    let command = command.about(first_paragraph(group.about)).long_about(group.about).subcommand_required(true);
    let command = command.arg_required_else_help(true).args(credentials::arguments(program, &BTreeSet::new()));
    let command = command.args(globals::arguments(program, &BTreeSet::new()));
    commands.fold(command, |all, command| all.subcommand(leaf(program, command)))
}

fn leaf(program: &'static Program, command: &'static Command) -> clap::Command {
    let mut about = command.about.to_owned();
    if command.deprecated {
        about.push_str("\n\nThe service has marked it as deprecated.");
    }
    let taken = command.flags();
    let help = taken.contains("help").then(|| globals::of_help(&taken));
    clap::Command::new(command.name)
        .disable_help_flag(help.is_some())
        .args(help)
        .about(first_paragraph(&about))
        .long_about(format!("{about}\n\n{} {}", command.spec.method.as_str(), command.spec.path))
        .args(subjects(command))
        .args(command.inputs.iter().flat_map(flags))
        .args((!command.inputs.is_empty()).then(|| globals::of_input(&taken)))
        .args(waiting(command, &taken))
        .args(body(command, &taken))
        .args(credentials(program, command, &taken))
        .args(globals::arguments(program, &taken))
        .after_help(format!("Example:\n  {} {}", program.name, samples::call(command)))
}

/// An operation that asks for no credentials takes them, so that whoever gives them everywhere can do so here.
fn credentials(program: &Program, command: &Command, taken: &BTreeSet<&str>) -> impl Iterator<Item = Arg> {
    let is_open = command.spec.security.is_empty();
    credentials::arguments(program, taken).into_iter().map(move |argument| argument.hide(is_open))
}

fn body(command: &Command, taken: &BTreeSet<&str>) -> Vec<Arg> {
    match template::exists(command) {
        true => globals::of_body(command.has_body_fields(), taken),
        false => Vec::new(),
    }
}

fn waiting(command: &Command, taken: &BTreeSet<&str>) -> Vec<Arg> {
    match command.action {
        Action::Wait(_) => globals::of_waiting(false, taken),
        Action::Create(_) => globals::of_waiting(true, taken),
        Action::Call | Action::List(_) | Action::Reconcile(_) => Vec::new(),
    }
}

/// The id of a value of the path that is given without its flag.
pub(super) fn subject_id(index: usize) -> String {
    format!("subject.{index}")
}

/// What may be given without a flag. Waiting takes several of the last one.
fn subjects(command: &Command) -> Vec<Arg> {
    let mut subjects: Vec<Arg> = command.subjects().enumerate().map(|(index, input)| subject(index, input)).collect();
    match (command.action, subjects.pop()) {
        (Action::Wait(_), Some(last)) => subjects.push(last.num_args(1..).action(ArgAction::Append)),
        (_, last) => subjects.extend(last),
    }
    subjects
}

fn subject(index: usize, input: &Input) -> Arg {
    let name = input.member.flag.replace('-', "_").to_uppercase();
    Arg::new(subject_id(index)).value_name(name).help(format!(
        "{} (or --{})",
        first_paragraph(input.member.help),
        input.member.flag
    ))
}

/// The flag of an input, and those of its members.
fn flags(input: &'static Input) -> Vec<Arg> {
    let member = &input.member;
    let help = if member.required {
        format!("{} (required)", first_paragraph(member.help))
    } else {
        first_paragraph(member.help)
    };
    let mut all = vec![flag(input.member.flag.to_owned(), &member.kind, &help, member.help)];
    all.extend(member.kind.inner().iter().map(|inner| {
        let help = first_paragraph(inner.help);
        flag(input.inner_flag(inner), &inner.kind, &help, inner.help).hide_short_help(true)
    }));
    all
}

fn flag(name: String, kind: &Kind, help: &str, long_help: &str) -> Arg {
    let arg = Arg::new(name.clone()).long(name).value_name(kind.placeholder()).help(help.to_owned());
    let arg = arg.long_help(long_help.to_owned()).allow_hyphen_values(true).action(ArgAction::Append);
    match kind {
        Kind::Bool => arg.num_args(0..=1).require_equals(true).default_missing_value("true"),
        _ => arg.value_parser(Open(kind.known())),
    }
}

/// Texts of which some are known: help and completions list them, and others pass.
#[derive(Clone, Copy)]
struct Open(&'static [&'static str]);

impl TypedValueParser for Open {
    type Value = String;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &std::ffi::OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        (!self.0.is_empty()).then(|| Box::new(self.0.iter().map(|value| PossibleValue::new(*value))) as Box<_>)
    }
}

/// Help has room for one paragraph; all of it stands under `--help`.
fn first_paragraph(text: &str) -> String {
    text.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}
