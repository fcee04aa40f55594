//! What is shown of a request, and what is not.

use super::*;
use crate::runtime::cli::program::{Action, Input, Object, Response, Style};
use crate::runtime::config::ClientBuilder;
use crate::runtime::operation::{Method, OperationSpec, Replay};
use crate::runtime::service::{Auth, Scheme, Server, Service};
use crate::runtime::upload::Upload;

static SERVICE: Service = Service {
    name: "example",
    version: "1.2.3",
    servers: &[Server { url: "http://localhost", variables: &[] }],
    own_servers: &[],
    base_path: "",
    base_url_env: "",
    custom_headers_env: "",
    default_parameters: &[],
    schemes: &[],
    token_client: None,
    needs_credentials: false,
    paths: &[],
};

static TOKEN: OperationSpec = OperationSpec {
    body: BodyFormat::Form(&[]),
    ..OperationSpec::new("createToken", Method::Post, "/token", Replay::Unsafe)
};

static NOTE: OperationSpec = OperationSpec { id: "createNote", body: BodyFormat::Raw("text/plain"), ..TOKEN };

const fn member(wire: &'static str, secret: bool) -> Member {
    Member { flag: wire, wire, kind: Kind::Text, required: true, nullable: false, secret, limits: &[], help: "" }
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
        Input { place: Place::BodyField, style: Style::Plain, member: member("user", false) },
        Input { place: Place::BodyField, style: Style::Plain, member: member("password", true) },
    ],
);

static CREATE_NOTE: Command =
    command(&NOTE, &[Input { place: Place::Body, style: Style::Plain, member: member("body", false) }]);

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
    let shown = curl(&CREATE_TOKEN, &call, &[]).unwrap();
    assert!(shown.ends_with("--data-raw 'password='\"$PASSWORD\"'&user=a%20b'\n# Set before: PASSWORD"), "{shown}");
}

/// Told `-X HEAD`, curl would wait for a body that never comes.
#[test]
fn the_command_for_head_reads_no_body() {
    const EXISTS: OperationSpec = OperationSpec { method: Method::Head, ..TOKEN };
    static COMMAND: Command = command(&EXISTS, &[]);
    let shown = curl(&COMMAND, &call(&COMMAND), &[]).unwrap();
    assert!(shown.starts_with("curl --head 'http"), "{shown}");
    assert!(http(&COMMAND, &call(&COMMAND)).unwrap().starts_with("HEAD http"));
}

static SCHEMES: [Scheme; 5] = [
    Scheme { name: "key", setter: "api_key", env: &["LAB_KEY"], auth: Auth::Header("X-Key") },
    Scheme { name: "query", setter: "query", env: &["LAB_QUERY"], auth: Auth::Query("sig") },
    Scheme { name: "account", setter: "account", env: &["LAB_ACCOUNT"], auth: Auth::Basic },
    Scheme { name: "token", setter: "token", env: &["LAB_TOKEN"], auth: Auth::Bearer },
    Scheme { name: "session", setter: "session", env: &["LAB_SESSION"], auth: Auth::Cookie("sid") },
];

static WITH_SCHEMES: Service = Service { schemes: &SCHEMES, ..SERVICE };

/// The printed command runs in a shell that the program runs in, too.
#[test]
fn credentials_are_in_the_variables_that_set_them() {
    const ACCOUNT: OperationSpec = OperationSpec { security: &[&["key", "query", "account", "session"]], ..NOTE };
    const TOKEN: OperationSpec = OperationSpec { security: &[&["token"]], ..NOTE };
    let shown = |spec: &'static OperationSpec| {
        let mut client = ClientBuilder::new(&WITH_SCHEMES).base_url("http://localhost");
        for scheme in ["key", "query", "token", "session"] {
            client = client.credential(scheme, "canary".to_owned());
        }
        client = client.credential("account", "ada:canary".to_owned());
        let mut call = Call::new(client.build().unwrap(), spec);
        call.set_cookie("theme", "canary".to_owned());
        [curl(&CREATE_NOTE, &call, &SCHEMES).unwrap(), http(&CREATE_NOTE, &call).unwrap()]
    };
    let [by_curl, as_http] = shown(&ACCOUNT);
    for expected in [
        r#"-H 'cookie: theme='"$COOKIE_THEME"'; sid='"$LAB_SESSION""#,
        r#"'http://localhost/token?sig='"$LAB_QUERY""#,
        r#"-u "$LAB_ACCOUNT""#,
        r#"-H 'x-key: '"$LAB_KEY""#,
    ] {
        assert!(by_curl.contains(expected), "{expected}: {by_curl}");
    }
    assert!(
        by_curl.ends_with("\n# Set before: COOKIE_THEME, LAB_ACCOUNT, LAB_KEY, LAB_QUERY, LAB_SESSION"),
        "{by_curl}"
    );
    assert!(as_http.contains("authorization: Basic <redacted>") && as_http.contains("?sig=<redacted>"), "{as_http}");
    let [by_token, _] = shown(&TOKEN);
    assert!(by_token.contains(r#"-H 'authorization: Bearer '"$LAB_TOKEN""#), "{by_token}");
    assert!(![by_curl, as_http, by_token].iter().any(|text| text.contains("canary")));
}

#[test]
fn cookies_whose_names_differ_in_signs_alone_have_variables_of_their_own() {
    let mut call = call(&CREATE_NOTE);
    for name in ["a-b", "a_b", "A.B"] {
        call.set_cookie(name, "canary".to_owned());
    }
    let shown = curl(&CREATE_NOTE, &call, &[]).unwrap();
    let expected = r#"-H 'cookie: a-b='"$COOKIE_A_B"'; a_b='"$COOKIE_A_B_2"'; A.B='"$COOKIE_A_B_3""#;
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn text_is_shown_as_it_is() {
    let mut call = call(&CREATE_NOTE);
    call.set_body("@home: {\n");
    let shown = http(&CREATE_NOTE, &call).unwrap();
    assert!(shown.ends_with("\n\n@home: {\n"), "{shown}");
    let shown = curl(&CREATE_NOTE, &call, &[]).unwrap();
    assert!(shown.ends_with("--data-raw '@home: {\n'"), "{shown}");
}

static FILES: OperationSpec = OperationSpec { id: "createFile", body: BodyFormat::Multipart(&[]), ..TOKEN };

static CREATE_FILE: Command = command(
    &FILES,
    &[
        Input { place: Place::BodyField, style: Style::Plain, member: member("password", true) },
        Input { place: Place::BodyField, style: Style::Plain, member: member("options", false) },
        Input {
            place: Place::BodyField,
            style: Style::Plain,
            member: Member { kind: Kind::File, ..member("file", false) },
        },
    ],
);

#[test]
fn files_are_shown_by_their_names() {
    let path = std::env::temp_dir().join(format!("preview-{}.txt", std::process::id()));
    std::fs::write(&path, "text").unwrap();
    let mut call = call(&CREATE_FILE);
    call.set_body_field("password", "canary");
    call.set_body_field("options", &serde_json::json!({"a": "b"}));
    call.set_files("file", [Upload::path(&path).name("a \"b\"")]);
    let shown = [http(&CREATE_FILE, &call).unwrap(), curl(&CREATE_FILE, &call, &[]).unwrap()];
    std::fs::remove_file(&path).unwrap();
    let path = path.display();
    let file = format!(
        "name=\"file\"; filename=\"a %22b%22\"\nContent-Type: application/octet-stream\n\n<4 bytes of {path}>\n"
    );
    assert!(shown[0].contains(&file) && shown[0].contains("name=\"password\"\n\n<redacted>\n"), "{}", shown[0]);
    for expected in [
        r#"--form-string 'password='"$PASSWORD""#.to_owned(),
        r#"-F 'options="{\"a\":\"b\"}";type=application/json'"#.to_owned(),
        format!(r#"-F 'file=@"{path}";filename="a \"b\"";type=application/octet-stream'"#),
    ] {
        assert!(shown[1].contains(&expected), "{expected}: {}", shown[1]);
    }
    assert!(!shown[1].contains("content-type"), "{}", shown[1]);
}

static CARD: Object =
    Object { members: &[member("type", false), member("name", false), member("number", true)], further: None };

static NOTES: Object =
    Object { members: &[member("name", false)], further: Some(&Member { kind: TEXTS, ..member("", true) }) };

const TEXTS: Kind = Kind::Map(&Kind::Text, &[]);

#[test]
fn members_of_other_names_may_be_secret() {
    let mut value = serde_json::json!({"name": "Ada", "token": "canary"});
    mask(&mut value, &Member { kind: Kind::Object(&NOTES), ..member("notes", false) });
    assert_eq!(redacted(&value.to_string()), r#"{"name":"Ada","token":"<redacted>"}"#);
}

static PAYMENT: Union = Union {
    tag: Some("type"),
    arms: &[Arm { tags: &["card"], kind: Kind::Object(&CARD), secret: false }],
    secret: true,
};

#[test]
fn of_a_value_of_several_kinds_the_secrets_of_the_one_it_is_are_hidden() {
    let masked = |mut value: Value| {
        let member = Member { kind: Kind::Union(&PAYMENT), ..member("payment", false) };
        mask(&mut value, &member);
        redacted(&value.to_string())
    };
    let card = serde_json::json!({"type": "card", "name": "Ada", "number": "canary"});
    assert_eq!(masked(card), r#"{"name":"Ada","number":"<redacted>","type":"card"}"#);
    // What came later may have others, under any name.
    for other in [serde_json::json!({"type": "cheque", "name": "canary"}), serde_json::json!("canary")] {
        let shown = masked(other);
        assert!(!shown.contains("canary"), "{shown}");
    }
}
