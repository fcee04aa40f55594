//! Completions for shells, and pages of the manual, made of the program's own arguments.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::{ArgMatches, Command};
use clap_complete::{Generator as _, Shell};
use clap_mangen::Man;

use super::arguments::{self, Spelling};
use super::extras::{COMPLETIONS, MAN, is_free};
use super::failure::Failure;
use super::program::Program;

/// Runs the command for one of them; `None` if something else was typed.
pub(super) fn run(program: &'static Program, matches: &ArgMatches) -> Option<Result<(), Failure>> {
    let (name, own) = matches.subcommand()?;
    match name {
        COMPLETIONS if is_free(program, name) => own.get_one("shell").map(|shell| completions(program, *shell)),
        MAN if is_free(program, name) => Some(manual(program, own)),
        _ => None,
    }
}

fn completions(program: &'static Program, shell: Shell) -> Result<(), Failure> {
    // bash splits words at colons, so there the parts of a group are words of their own, which colons may join.
    let spelling = if shell == Shell::Bash { Spelling::Spaces } else { Spelling::Colons };
    let mut command = arguments::program(program, spelling);
    command.set_bin_name(program.name);
    command.build();
    let mut script = Vec::new();
    shell.try_generate(&command, &mut script)?;
    if shell == Shell::Bash {
        // clap_complete spells a hyphen in the name of the program in two ways, so that no command is found.
        let [one, other] = ["__subcmd__", "__"].map(|hyphen| program.name.replace('-', hyphen));
        script = String::from_utf8_lossy(&script).replace(&one, &other).into_bytes();
    }
    written(&script)
}

fn manual(program: &'static Program, own: &ArgMatches) -> Result<(), Failure> {
    let mut command = arguments::program(program, Spelling::Colons);
    command.build();
    if let Some(folder) = own.get_one::<String>("directory") {
        return pages(&command, Path::new(folder));
    }
    let mut page = &command;
    for word in own.get_many::<String>("command").into_iter().flatten() {
        page = page
            .find_subcommand(word)
            .ok_or_else(|| Failure::Usage(format!("there is no command `{word}` of `{}`", display_name(page))))?;
    }
    written(&roff(page)?)
}

/// The page of a command and those of the commands below it, a file each.
fn pages(command: &Command, folder: &Path) -> Result<(), Failure> {
    // A colon cannot stand in the name of a file everywhere.
    let file = format!("{}.1", display_name(command).replace(':', "-"));
    let file = folder.join(file);
    fs::write(&file, roff(command)?).map_err(|error| Failure::unwritten(file.display(), error))?;
    command.get_subcommands().filter(|below| !below.is_hide_set()).try_for_each(|below| pages(below, folder))
}

fn display_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn roff(command: &Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

fn written(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    Ok(out.write_all(bytes).and_then(|()| out.flush())?)
}
