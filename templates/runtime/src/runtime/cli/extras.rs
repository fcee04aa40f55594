//! Commands that every program has beside those of its description: completions for shells, and pages of the manual.
//!
//! A resource or an operation of the same name comes first; the program then goes without.

use clap::builder::EnumValueParser;
use clap::{Arg, Command, ValueHint};
use clap_complete::Shell;

use super::program::Program;

pub(super) const COMPLETIONS: &str = "completions";
pub(super) const MAN: &str = "man";

/// The commands that the description leaves room for.
pub(super) fn commands(program: &Program) -> Vec<Command> {
    let shell = Arg::new("shell").required(true).value_parser(EnumValueParser::<Shell>::new()).help("The shell");
    let completions = Command::new(COMPLETIONS)
        .about("Print completions for a shell")
        .long_about("Print a script that completes commands, flags and known values in a shell.")
        .arg(shell)
        .after_help(format!(
            "Example:\n  {0} {COMPLETIONS} bash > ~/.local/share/bash-completion/completions/{0}",
            program.name
        ));
    let words = Arg::new("command").num_args(0..).help("The command; the program itself if there is none");
    let folder = Arg::new("directory")
        .long("directory")
        .value_name("FOLDER")
        .value_hint(ValueHint::DirPath)
        .conflicts_with("command")
        .help("Write the pages of all commands into this folder");
    let man = Command::new(MAN)
        .about("Print a page of the manual")
        .long_about("Print the page of a command in roff, as `man` reads it, or write the pages of all commands.")
        .args([words, folder])
        .after_help(format!("Example:\n  {0} {MAN} --directory ~/.local/share/man/man1", program.name));
    [completions, man].into_iter().filter(|command| is_free(program, command.get_name())).collect()
}

/// Whether the description has nothing of this name.
pub(super) fn is_free(program: &Program, name: &str) -> bool {
    let of_group = program.groups.iter().any(|group| group.path.split(':').next() == Some(name));
    !of_group && !program.commands.iter().any(|command| command.group.is_empty() && command.name == name)
}
