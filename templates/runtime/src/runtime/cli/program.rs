//! What a program consists of, as the generator writes it down.

use std::collections::BTreeSet;
use std::time::Duration;

pub use super::items::RawItems;
pub use super::kind::{Arm, Kind, Member, Object, Union};
pub use super::limits::{Limit, Measure, Relation};
pub use super::watch::RawWatch;
use crate::runtime::call::Call;
pub use crate::runtime::framing::Framing;
use crate::runtime::operation::OperationSpec;
use crate::runtime::service::Service;
pub use crate::runtime::style::Style;

/// A program.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// As it is called.
    pub name: &'static str,
    /// Of the package.
    pub version: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What its client is made for.
    pub service: &'static Service,
    /// What takes credentials beside those of the API key.
    pub credentials: &'static [Credential],
    /// Where the service runs; the first is the default.
    pub regions: &'static [Region],
    /// What commands are grouped by.
    pub groups: &'static [Group],
    /// Every command.
    pub commands: &'static [Command],
}

/// A flag that takes credentials.
#[derive(Clone, Copy, Debug)]
pub struct Credential {
    /// The name of their scheme in the description.
    pub scheme: &'static str,
    /// The flag, without dashes.
    pub flag: &'static str,
    /// What they are.
    pub help: &'static str,
}

/// A place where the service runs.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// As `--region` takes it.
    pub name: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// A resource, whose operations are commands.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Its name, with those above it: `beta:batch:job-items`.
    pub path: &'static str,
    /// What it is.
    pub about: &'static str,
}

/// A command: an operation, and what is done with it.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// The path of its group; empty for one of the program itself.
    pub group: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Whether the service has marked it as deprecated.
    pub deprecated: bool,
    /// The facts of its operation.
    pub spec: &'static OperationSpec,
    /// Whether an object is sent even if no field of it is given.
    pub object_body: bool,
    /// What it takes.
    pub inputs: &'static [Input],
    /// What the service responds with.
    pub response: Response,
    /// What is done.
    pub action: Action,
}

/// How the body of a response is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// In the form that is asked for.
    Json,
    /// In the form that is asked for; there need not be one.
    OptionalJson,
    /// As it is.
    Text,
    /// Event by event, each on a line as soon as it is there.
    Events(Framing),
    /// As it is, and on a terminal only if that is asked for.
    Binary,
}

/// What a command does with its operation.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// Sends one request and shows the response.
    Call,
    /// Follows a list from page to page.
    List(fn(Call) -> RawItems),
    /// Sends one request, and waits for the end of what it made if that is wanted.
    Create(Created),
    /// Looks in a list for what a create of unknown outcome may have made.
    Reconcile(Reconciles),
    /// Sends the request again and again until its subject has come to an end.
    Wait(Waits),
}

/// How an end is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Waits {
    /// The command that waits, without the program.
    pub command: &'static str,
    /// Begins to wait, for at most so long and with a pause between two polls.
    pub watch: fn(Call, Option<Duration>, Option<Duration>) -> RawWatch,
    /// The operation that stops the work.
    pub cancel: Option<&'static OperationSpec>,
    /// How to tell what became of each part.
    pub outcome: Option<Outcome>,
}

/// How what a create of unknown outcome may have made is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Reconciles {
    /// The id of the operation that creates.
    pub create: &'static str,
    /// The values of the create that are looked for, and the flags that take them.
    pub values: &'static [(&'static str, &'static str)],
    /// The flag that takes the time from which on it is looked for.
    pub since: Option<&'static str>,
    /// Begins the list.
    pub list: fn(Call) -> RawItems,
}

/// Which members of the last response tell what became of each part.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// The list of parts.
    pub items: &'static str,
    /// What a part has when it went well.
    pub done: &'static str,
    /// What a part has when it did not.
    pub error: &'static str,
    /// What a part is called by.
    pub name: Option<&'static str>,
}

/// How what an operation made is found again.
#[derive(Clone, Copy, Debug)]
pub struct Created {
    /// The member of the response that holds the id.
    pub id: &'static str,
    /// The parameter of the path that takes it.
    pub subject: &'static str,
    /// The operation that reads it.
    pub poll: &'static OperationSpec,
}

/// Something a command takes: a parameter, or a part of the body.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Where it goes.
    pub place: Place,
    /// How it is written there, outside of a body.
    pub style: Style,
    /// What it is.
    pub member: Member,
}

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
    /// Into a field of the body.
    BodyField,
    /// It is the body.
    Body,
}

impl Input {
    /// The flag of a member of it: `config.job`.
    pub(super) fn inner_flag(&self, member: &Member) -> String {
        format!("{}.{}", self.member.flag, member.flag)
    }
}

impl Command {
    /// As it is typed, without the program.
    pub(super) fn path(&self) -> String {
        format!("{} {}", self.group, self.name).trim().to_owned()
    }

    /// The parameters of its path, in order.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &'static Input> {
        self.inputs.iter().filter(|input| input.place == Place::Path)
    }

    /// The flags that its inputs have, which no other flag of it is called like.
    pub(super) fn flags(&self) -> BTreeSet<&'static str> {
        self.inputs.iter().map(|input| input.member.flag).collect()
    }

    /// Whether its body is an object whose fields have flags of their own.
    pub(super) fn has_body_fields(&self) -> bool {
        self.inputs.iter().any(|input| input.place == Place::BodyField)
    }
}
