//! What every command takes: whom to ask, how to show the response, how long to try.
//!
//! They may stand before the command or behind it. A parameter of a command wins over one of the same name, which is
//! then called `--global-…` behind that command.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, ArgMatches, ValueHint};

use super::colors;
use super::program::Program;

/// What help lists them under.
const HEADING: &str = "Global options";

/// The forms of output.
pub(super) const FORMATS: [&str; 7] = ["auto", "json", "jsonl", "pretty", "raw", "table", "yaml"];

/// A flag that every command takes.
pub(super) struct Global {
    name: &'static str,
    short: Option<char>,
    takes: Takes,
    help: &'static str,
}

enum Takes {
    /// A value, by what help calls it.
    Value(&'static str),
    /// The name of a file.
    File,
    /// One of these values, and what help calls it.
    OneOf(&'static str, &'static [&'static str]),
    Nothing,
}

const GLOBALS: [Global; 26] = [
    Global::value("base-url", "URL", "Where the service answers"),
    Global::switch("allow-http", "Let the address be one of another machine without TLS, where the key can be read"),
    Global::value("region", "REGION", "The region of the service"),
    Global::one_of("format", "FORMAT", &FORMATS, "How the response is shown"),
    Global::one_of("format-error", "FORMAT", &FORMATS, "How the body of an error is shown"),
    Global {
        short: Some('o'),
        ..Global::value(
            "output",
            "FILE",
            "Write to a file, or into a folder; `-` is standard output, terminals included",
        )
    },
    Global::switch("overwrite", "Let `--output` take the place of a file"),
    Global { short: Some('r'), ..Global::switch("raw-output", "Show text without quotes") },
    Global::value("transform", "PATH", "Show what stands at a path of GJSON, such as `results.#.id`, in each value"),
    Global::value("transform-error", "PATH", "As `--transform`, in the body of an error"),
    Global::value(
        "jq",
        "PROGRAM",
        "Show what a program of jq makes of each value, or of the whole list with `--slurp`",
    ),
    Global::switch("slurp", "Show a list as one JSON array"),
    Global::value("columns", "NAMES", "The columns of a table, with commas between them"),
    Global::switch("no-header", "Show a table without the names of its columns"),
    Global::file("checkpoint", "Keep the place of a list in a file, and go on from there if it holds one"),
    Global::switch("dry-run", "Show the request instead of sending it"),
    Global::switch("curl", "Show the request as a command of curl instead of sending it"),
    Global::value("max-items", "NUMBER", "Show at most this many items of a list"),
    Global::value("timeout", "TIME", "The longest that one attempt may take, such as `30s`"),
    Global::value("deadline", "TIME", "The longest that a call with its repeats, or waiting, may take, such as `10m`"),
    Global::value("retries", "NUMBER", "How often a failed attempt may be repeated"),
    Global::one_of("color", "WHEN", &colors::CHOICES, "Whether output has colours; `auto` is on a terminal"),
    Global::switch("pager", "Show the output in the program that PAGER names, or `less`, if it goes to a terminal"),
    Global::switch("verbose", "Say each attempt and each wait on standard error"),
    Global::switch("debug", "Show requests and responses on standard error, without secrets"),
    Global { short: Some('q'), ..Global::switch("quiet", "Show no warnings and no progress") },
];

impl Global {
    pub(super) const fn value(name: &'static str, value: &'static str, help: &'static str) -> Self {
        Self { name, short: None, takes: Takes::Value(value), help }
    }

    pub(super) const fn file(name: &'static str, help: &'static str) -> Self {
        Self { name, short: None, takes: Takes::File, help }
    }

    const fn one_of(
        name: &'static str,
        value: &'static str,
        values: &'static [&'static str],
        help: &'static str,
    ) -> Self {
        Self { name, short: None, takes: Takes::OneOf(value, values), help }
    }

    const fn switch(name: &'static str, help: &'static str) -> Self {
        Self { name, short: None, takes: Takes::Nothing, help }
    }

    /// The flag of a command whose own flags are `taken`.
    pub(super) fn argument(&self, taken: &BTreeSet<&str>) -> Arg {
        let arg = named(self.name, taken).help(self.help);
        let arg = if let Some(short) = self.short { arg.short(short) } else { arg };
        match self.takes {
            Takes::Value(value) => arg.value_name(value).allow_hyphen_values(true),
            Takes::File => arg.value_name("FILE").value_hint(ValueHint::FilePath).allow_hyphen_values(true),
            Takes::OneOf(value, values) => arg.value_name(value).value_parser(values.to_vec()),
            Takes::Nothing => arg.action(ArgAction::SetTrue),
        }
    }
}

/// The flags of a command whose own flags are `taken`.
pub(super) fn arguments(program: &Program, taken: &BTreeSet<&str>) -> Vec<Arg> {
    let fixed = GLOBALS.iter().map(|global| global.argument(taken));
    let parameters = program.service.default_parameters.iter().map(|parameter| {
        let name = parameter.name.replace('_', "-");
        let help = format!("Sent as `{}` with every request that takes it", parameter.name);
        named(&name, taken).value_name("TEXT").allow_hyphen_values(true).help(help)
    });
    let variables = program.service.server_variables().map(|variable| {
        let name = variable.setter.replace('_', "-");
        let arg =
            named(&name, taken).value_name("TEXT").help(format!("`{}` in the address of the service", variable.name));
        if variable.values.is_empty() {
            arg.allow_hyphen_values(true)
        } else {
            arg.value_parser(variable.values.to_vec())
        }
    });
    fixed.chain(parameters).chain(variables).map(global).collect()
}

/// As help shows what every command takes.
pub(super) fn global(argument: Arg) -> Arg {
    argument.help_heading(HEADING).hide_short_help(true)
}

fn named(name: &str, taken: &BTreeSet<&str>) -> Arg {
    Arg::new(id(name)).long(long(name, taken))
}

fn long(name: &str, taken: &BTreeSet<&str>) -> String {
    if taken.contains(name) { format!("global-{name}") } else { name.to_owned() }
}

/// In place of clap's own, where an input has its name.
pub(super) fn of_help(taken: &BTreeSet<&str>) -> Arg {
    named("help", taken).short('h').action(ArgAction::Help).help("Print help (see more with its long form)")
}

/// What commands have that wait: those that create something wait only if they are told to.
pub(super) fn of_waiting(is_create: bool, taken: &BTreeSet<&str>) -> Vec<Arg> {
    let mut waiting = vec![
        Global::value("interval", "TIME", "The pause between two polls, in place of 1 s growing to 15 s"),
        Global::switch("cancel-on-interrupt", "Stop the work on the service when waiting is interrupted"),
    ];
    if is_create {
        waiting.push(Global::switch("wait", "Wait for the end of what is made"));
    }
    waiting.iter().map(|global| global.argument(taken)).collect()
}

/// What commands with inputs have.
pub(super) fn of_input(taken: &BTreeSet<&str>) -> Arg {
    Global::switch(
        "stdin",
        "Read YAML or JSON from standard input for what flags leave open, even where nothing required is missing",
    )
    .argument(taken)
}

/// What commands with a body have. Where the body has no names for its parts, its own flag is that for the whole.
pub(super) fn of_body(has_fields: bool, taken: &BTreeSet<&str>) -> Vec<Arg> {
    let template = Global::switch("template", "Print a body to fill in, and send nothing");
    let body =
        Global::value("body", "YAML", "The fields of the body that flags leave open; `@FILE` takes them from a file");
    let flags = if has_fields { vec![body, template] } else { vec![template] };
    flags.iter().map(|global| global.argument(taken)).collect()
}

/// The flag for the whole body, without dashes.
pub(super) fn body_flag(taken: &BTreeSet<&str>) -> String {
    long("body", taken)
}

fn id(name: &str) -> String {
    format!("global.{name}")
}

/// What was given of them.
#[derive(Debug)]
pub(super) struct Globals<'m> {
    /// From the program down to the command: what stands nearer to the command counts.
    levels: Vec<&'m ArgMatches>,
}

impl<'m> Globals<'m> {
    pub(super) fn new(levels: Vec<&'m ArgMatches>) -> Self {
        Self { levels }
    }

    /// The value of a flag.
    pub(super) fn text(&self, name: &str) -> Option<&'m str> {
        let id = id(name);
        let value = |level: &&'m ArgMatches| level.try_get_one::<String>(&id).ok().flatten().map(String::as_str);
        self.levels.iter().rev().find_map(value)
    }

    /// Whether a switch was given; one that the command does not have was not.
    pub(super) fn is_set(&self, name: &str) -> bool {
        let id = id(name);
        self.levels.iter().any(|level| level.try_get_one::<bool>(&id).ok().flatten() == Some(&true))
    }
}
