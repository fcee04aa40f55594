//! The command that looks for what a create of unknown outcome may have made, put together from what the create was sent
//! with.

use super::preview;
use super::program::{Action, Command, Program, Reconciles};
use crate::runtime::error::Unresolved;

/// The command, as it is typed; `None` if the program has none for this create.
pub(super) fn command(program: &Program, unresolved: &Unresolved) -> Option<String> {
    program.commands.iter().find_map(|command| match &command.action {
        Action::Reconcile(reconciles) if reconciles.create == unresolved.operation() => {
            Some(line(program, command, reconciles, unresolved))
        }
        _ => None,
    })
}

fn line(program: &Program, command: &Command, reconciles: &Reconciles, unresolved: &Unresolved) -> String {
    let mut words = vec![program.name.to_owned(), command.path()];
    for (field, flag) in reconciles.values {
        if let Some(value) = unresolved.value(field) {
            words.push(format!("--{flag} {}", preview::word(value)));
        }
    }
    if let Some(flag) = reconciles.since {
        words.push(format!("--{flag} {}", unresolved.created_after()));
    }
    words.join(" ")
}
