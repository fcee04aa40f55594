//! A program whose service streams events, sends files, has lists of every style, and asks for a name and a password.

use std::process::ExitCode;

#[path = "../page_styles/lists.rs"]
mod lists;
#[path = "../support/facts.rs"]
mod support;

use runtime::runtime::cli::program::{
    Action, Command, Credential, Framing, Input, Kind, Member, Place, Program, RawItems, Response, Style,
};
use runtime::runtime::{Auth, BodyFormat, Method, OperationSpec, Paginated, Scheme, Service};

use lists::{Bare, Counted, Followed, FromZero, Linked, Searched, Skipped};

fn main() -> ExitCode {
    runtime::runtime::cli::run(&PROGRAM)
}

static SERVICE: Service = Service {
    base_url_env: "LAB_BASE_URL",
    schemes: &[
        Scheme { name: "key", setter: "key", env: &["LAB_KEY"], auth: Auth::Query("key") },
        Scheme { name: "account", setter: "account", env: &["LAB_ACCOUNT"], auth: Auth::Basic },
    ],
    ..support::SERVICE
};

static PROGRAM: Program = Program {
    name: "lab",
    version: "1.2.3",
    summary: "A lab.",
    about: "A lab.",
    service: &SERVICE,
    credentials: &[Credential { scheme: "account", flag: "account", help: "Who asks." }],
    regions: &[],
    groups: &[],
    commands: &[
        command("watch", &WATCH, Response::Events(Framing::EventStream), &[], Action::Call),
        command("download", &DOWNLOAD, Response::Binary, &[], Action::Call),
        command(
            "note",
            &NOTE,
            Response::OptionalJson,
            &[position(Place::BodyField, "body", Kind::Text), position(Place::BodyField, "help", Kind::Text)],
            Action::Call,
        ),
        command(
            "tag",
            &TAG,
            Response::Json,
            &[position(Place::Body, "body", Kind::List(&Kind::Text, &[]))],
            Action::Call,
        ),
        command("whoami", &WHOAMI, Response::Json, &[], Action::Call),
        list::<Searched>("searched", &[position(Place::BodyField, "cursor", Kind::Text)]),
        list::<Skipped>("skipped", &[position(Place::BodyField, "skip", Kind::Integer)]),
        list::<Counted>("counted", &[position(Place::Query, "page", Kind::Integer)]),
        list::<FromZero>("from-zero", &[position(Place::Query, "page", Kind::Integer)]),
        list::<Followed>("followed", &[]),
        list::<Linked>("linked", &[]),
        list::<Bare>("bare", &[]),
    ],
};

static WATCH: OperationSpec = OperationSpec { id: "watch", path: "/changes", accept: "text/event-stream", ..PLAIN };
static DOWNLOAD: OperationSpec = OperationSpec { id: "download", path: "/file", accept: "*/*", ..PLAIN };
static NOTE: OperationSpec =
    OperationSpec { id: "note", path: "/notes", body: BodyFormat::Json("application/json"), ..PLAIN };
static TAG: OperationSpec =
    OperationSpec { id: "tag", path: "/tags", body: BodyFormat::Json("application/json"), ..PLAIN };
static WHOAMI: OperationSpec = OperationSpec { id: "whoami", path: "/me", security: &[&["account"]], ..PLAIN };

const PLAIN: OperationSpec = OperationSpec { method: Method::Get, body: BodyFormat::Form(&[]), ..support::SPEC };

const fn command(
    name: &'static str,
    spec: &'static OperationSpec,
    response: Response,
    inputs: &'static [Input],
    action: Action,
) -> Command {
    Command {
        group: "",
        name,
        about: "Does it.",
        deprecated: false,
        spec,
        object_body: false,
        inputs,
        response,
        action,
    }
}

/// What says where a list goes on.
const fn position(place: Place, name: &'static str, kind: Kind) -> Input {
    let member =
        Member { flag: name, wire: name, kind, required: false, nullable: false, secret: false, limits: &[], help: "" };
    Input { place, style: Style::Plain, member }
}

const fn list<O: Paginated>(name: &'static str, inputs: &'static [Input]) -> Command {
    command(name, &O::SPEC, Response::Json, inputs, Action::List(RawItems::of::<O>))
}
