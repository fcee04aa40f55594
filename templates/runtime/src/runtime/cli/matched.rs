//! What was typed for a command: the command, and the values of its inputs as they were written.

use clap::ArgMatches;

use super::arguments::subject_id;
use super::globals::Globals;
use super::program::{Action, Command, Input, Member, Place, Program};

/// A command with what was given to it.
#[derive(Debug)]
pub(super) struct Matched<'m> {
    pub(super) command: &'static Command,
    pub(super) globals: Globals<'m>,
    own: &'m ArgMatches,
}

/// What was given for one input.
#[derive(Debug)]
pub(super) struct Given {
    /// Its own values, in order.
    pub(super) values: Vec<String>,
    /// Values of its members, in the order of the arguments.
    pub(super) members: Vec<(&'static Member, String)>,
}

impl Given {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.members.is_empty()
    }
}

impl<'m> Matched<'m> {
    /// Finds the command that was typed; `None` if the program has none like that.
    pub(super) fn of(program: &'static Program, matches: &'m ArgMatches) -> Option<Self> {
        let (mut names, mut levels, mut own) = (Vec::new(), vec![matches], matches);
        while let Some((name, below)) = own.subcommand() {
            names.push(name);
            levels.push(below);
            own = below;
        }
        let name = names.pop()?;
        let group = names.join(":");
        let command = program.commands.iter().find(|command| command.group == group && command.name == name)?;
        Some(Self { command, globals: Globals::new(levels), own })
    }

    /// The fields of the body that were given together.
    pub(super) fn body(&self) -> Option<&'m str> {
        self.globals.text("body")
    }

    /// Whether standard input was asked for.
    pub(super) fn wants_stdin(&self) -> bool {
        self.globals.is_set("stdin")
    }

    /// The values of a parameter of the path, with its flag and without.
    pub(super) fn subjects(&self, input: &Input) -> Vec<String> {
        let index = self.command.subjects().position(|subject| subject.member.flag == input.member.flag);
        let id = index.map(subject_id).unwrap_or_default();
        let by_flag = self.own.get_many::<String>(input.member.flag).into_iter().flatten();
        let by_place = self.own.try_get_many::<String>(&id).ok().flatten().into_iter().flatten();
        by_flag.chain(by_place).cloned().collect()
    }

    /// What was given for an input.
    ///
    /// # Errors
    ///
    /// A value of the path was given twice.
    pub(super) fn given(&self, input: &'static Input) -> Result<Given, String> {
        let flags = self.own.get_many::<String>(input.member.flag).into_iter().flatten();
        let mut values: Vec<String> = flags.cloned().collect();
        if input.place == Place::Path {
            values = self.subjects(input);
            if values.len() > 1 && !matches!(self.command.action, Action::Wait(_)) {
                return Err(format!("`--{}` has two values", input.member.flag));
            }
        }
        let mut members = Vec::new();
        for member in input.member.kind.inner() {
            let flag = input.inner_flag(member);
            let places = self.own.indices_of(&flag).into_iter().flatten();
            let texts = self.own.get_many::<String>(&flag).into_iter().flatten().cloned();
            members.extend(places.zip(texts).map(|(place, text)| (place, member, text)));
        }
        members.sort_by_key(|(place, ..)| *place);
        let members = members.into_iter().map(|(_, member, text)| (member, text)).collect();
        Ok(Given { values, members })
    }
}
