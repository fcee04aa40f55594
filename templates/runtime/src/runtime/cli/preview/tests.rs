//! What is shown of a request, and what is not.

use super::*;
use crate::runtime::cli::program::{Action, Input, Response, Style};
use crate::runtime::config::ClientBuilder;
use crate::runtime::operation::{Method, OperationSpec, Replay};
use crate::runtime::service::{Auth, Service};

static SERVICE: Service = Service {
    name: "example",
    version: "1.2.3",
    base_url: "http://localhost",
    api_key_env: &[],
    base_url_env: "",
    custom_headers_env: "",
    default_parameters: &[],
    auth: Auth::None,
    paths: &[],
};

static TOKEN: OperationSpec = OperationSpec {
    id: "createToken",
    method: Method::Post,
    path: "/token",
    replay: Replay::Unsafe,
    default_parameters: &[],
    body: BodyFormat::Form,
    accept: "application/json",
};

static NOTE: OperationSpec = OperationSpec { id: "createNote", body: BodyFormat::Raw("text/plain"), ..TOKEN };

const fn member(wire: &'static str, secret: bool) -> Member {
    Member { wire, kind: Kind::Text, required: true, nullable: false, secret, help: "" }
}

const fn command(spec: &'static OperationSpec, inputs: &'static [Input]) -> Command {
    Command {
        group: "",
        name: "create",
        about: "",
        deprecated: false,
        spec,
        object_body: false,
        inputs,
        response: Response::Json,
        action: Action::Call,
    }
}

static CREATE_TOKEN: Command = command(
    &TOKEN,
    &[
        Input { flag: "user", place: Place::BodyField, style: Style::Plain, member: member("user", false) },
        Input { flag: "password", place: Place::BodyField, style: Style::Plain, member: member("password", true) },
    ],
);

static CREATE_NOTE: Command =
    command(&NOTE, &[Input { flag: "body", place: Place::Body, style: Style::Plain, member: member("body", false) }]);

fn call(command: &Command) -> Call {
    Call::new(ClientBuilder::new(&SERVICE).build().unwrap(), command.spec)
}

#[test]
fn a_form_is_shown_as_it_goes_out_without_its_secrets() {
    let mut call = call(&CREATE_TOKEN);
    call.set_body_field("user", "a b");
    call.set_body_field("password", "canary");
    let shown = http(&CREATE_TOKEN, &call).unwrap();
    assert!(shown.ends_with("\n\npassword=<redacted>&user=a%20b"), "{shown}");
    let shown = curl(&CREATE_TOKEN, &call, None).unwrap();
    assert!(shown.ends_with("--data-raw 'password='\"$PASSWORD\"'&user=a%20b'\n# Set before: PASSWORD"), "{shown}");
}

#[test]
fn text_is_shown_as_it_is() {
    let mut call = call(&CREATE_NOTE);
    call.set_body("@home: {\n");
    let shown = http(&CREATE_NOTE, &call).unwrap();
    assert!(shown.ends_with("\n\n@home: {\n"), "{shown}");
    let shown = curl(&CREATE_NOTE, &call, None).unwrap();
    assert!(shown.ends_with("--data-raw '@home: {\n'"), "{shown}");
}

#[test]
fn a_shell_sees_variables_and_nothing_else() {
    let text = format!("it's {} $HOME", mark("x-key"));
    assert_eq!(quoted(&text).replace(MARK, ""), r#"'it'\''s '"$X_KEY"' $HOME'"#);
    assert_eq!(redacted(&text), "it's <redacted> $HOME");
    assert_eq!(variables(&quoted(&text)), ["X_KEY"]);
}
