//! Where requests go, over a real socket: servers with variables, servers of single operations, and none at all.

use std::ffi::OsString;
use std::sync::mpsc::{Receiver, channel};

use runtime::runtime::{
    Async, Auth, Client, ClientBuilder, Error, ErrorKind, Handle, Operation, OperationSpec, Request, Scheme, Server,
    ServerVariable, Service, decode,
};

use crate::{server, support};

const fn variable(
    name: &'static str,
    setter: &'static str,
    env: &'static str,
    default: &'static str,
    values: &'static [&'static str],
) -> ServerVariable {
    ServerVariable { name, setter, env, default, values }
}

const PORT: ServerVariable = variable("port", "server_port", "PORT", "1", &[]);
const STAGE: ServerVariable = variable("stage", "server_stage", "STAGE", "live", &["live", "test"]);
const FILES: Server =
    Server { url: "http://localhost:{files}", variables: &[variable("files", "server_files", "", "1", &[])] };

static SERVICE: Service = Service {
    servers: &[
        Server { url: "http://127.0.0.1:{port}/{stage}", variables: &[PORT, STAGE] },
        Server { url: "http://127.0.0.1:{port}", variables: &[PORT] },
    ],
    own_servers: &[FILES, Server { url: "http://plain.example", variables: &[] }],
    base_url_env: "BASE_URL",
    schemes: &[Scheme { name: "key", setter: "api_key", env: &[], auth: Auth::Bearer }],
    ..support::SERVICE
};

/// A service of which nobody says where it is.
static ANYWHERE: Service = Service { servers: &[], own_servers: &[], base_path: "/api/v1", ..SERVICE };

/// A service whose only address is that of one operation.
static FILES_ALONE: Service = Service { servers: &[], own_servers: &[FILES], ..SERVICE };

macro_rules! operation {
    ($name:ident, $server:expr, $security:expr) => {
        support::operation!($name -> (), decode::nothing, OperationSpec {
            server: $server, security: $security, ..support::SPEC
        });
    };
}

operation!(Things, None, &[&["key"]]);
operation!(Upload, Some(FILES.url), &[&["key"]]);
operation!(Look, Some(FILES.url), &[]);
operation!(Plain, Some("http://plain.example"), &[]);

/// The port of a server, as text, and the heads that it receives.
fn serve() -> (String, Receiver<String>) {
    let (sender, received) = channel();
    let port = server::start(move |head, _| {
        let _ = sender.send(head.to_owned());
        (204, String::new())
    });
    (port.to_string(), received)
}

fn send<O: Operation<Output = ()>>(client: &Client) -> Result<(), Error> {
    let request: Request<O> = Handle::new(client.clone(), Async).request();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(request.send())
}

/// The target of a request that arrived, and whether the key was with it.
fn target(received: &Receiver<String>) -> (String, bool) {
    let head = received.recv().expect("a request arrives");
    let target = head.split(' ').nth(1).expect("a request has a target").to_owned();
    (target, head.contains("authorization: Bearer canary"))
}

fn builder() -> ClientBuilder {
    ClientBuilder::new(&SERVICE).api_key("canary").retries(0)
}

#[track_caller]
fn refused(builder: ClientBuilder, expected: &str) {
    let error = builder.build().expect_err(expected);
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains(expected), "{error}");
    assert!(!error.to_string().contains("evil"), "{error}");
}

#[test]
fn variables_are_filled_in_and_keep_their_defaults() {
    let (port, received) = serve();
    send::<Things>(&builder().server_variable("port", &port).build().unwrap()).unwrap();
    assert_eq!(target(&received), ("/live/things".to_owned(), true));
    send::<Things>(&builder().server_variable("port", &port).server_variable("stage", "test").build().unwrap())
        .unwrap();
    assert_eq!(target(&received).0, "/test/things");
    let other = builder().server(SERVICE.servers[1].url).server_variable("port", &port);
    send::<Things>(&other.build().unwrap()).unwrap();
    assert_eq!(target(&received).0, "/things");
}

#[test]
fn variables_come_from_the_environment_where_they_are_not_set() {
    let (port, received) = serve();
    let lookup = |name: &str| match name {
        "PORT" => Some(OsString::from(&port)),
        "STAGE" => Some("test".into()),
        _ => None,
    };
    let client = builder().from_lookup(lookup).server_variable("stage", "live").build().unwrap();
    send::<Things>(&client).unwrap();
    assert_eq!(target(&received).0, "/live/things");
}

#[test]
fn what_no_address_can_have_is_refused_and_not_shown() {
    let with = |name, value: &str| builder().server_variable(name, value);
    refused(with("stage", "evil"), "what `server_stage` was given is none of the values of `stage`: `live`, `test`");
    for value in ["", "evil@1", "1?evil", "1#evil", "1\\evil", "{evil}"] {
        refused(with("port", value), "what `server_port` was given ");
    }
    refused(builder().from_lookup(|name| (name == "STAGE").then(|| "evil".into())), "STAGE is none of the values");
    refused(with("port", "1").base_url("http://localhost:1"), "`server_port` has no effect beside the base URL");
}

#[test]
fn an_operation_with_a_server_of_its_own_goes_there_with_the_key_if_it_asks_for_it() {
    let ((port, received), (files, uploads)) = (serve(), serve());
    let client = builder().server_variable("port", &port).server_variable("files", &files).build().unwrap();
    send::<Things>(&client).unwrap();
    send::<Upload>(&client).unwrap();
    send::<Look>(&client).unwrap();
    assert_eq!(target(&received).0, "/live/things");
    assert_eq!(target(&uploads), ("/things".to_owned(), true));
    assert_eq!(target(&uploads), ("/things".to_owned(), false));
    assert!(received.try_recv().is_err() && uploads.try_recv().is_err());
}

#[test]
fn a_base_url_stands_for_all_servers() {
    let (port, received) = serve();
    let url = format!("http://127.0.0.1:{port}/proxy");
    let by_hand = builder().base_url(&url).build().unwrap();
    let from_environment = builder().from_lookup(|name| (name == "BASE_URL").then(|| OsString::from(&url)));
    for client in [by_hand, from_environment.build().unwrap()] {
        send::<Things>(&client).unwrap();
        send::<Upload>(&client).unwrap();
        send::<Plain>(&client).unwrap();
        for _ in 0..3 {
            assert_eq!(target(&received).0, "/proxy/things");
        }
    }
}

#[test]
fn a_server_without_encryption_stops_only_its_own_operations() {
    let (port, received) = serve();
    let client = builder().server_variable("port", &port).build().unwrap();
    let error = send::<Plain>(&client).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
    assert!(error.to_string().contains("must begin with `https://`"), "{error}");
    send::<Things>(&client).unwrap();
    assert_eq!(target(&received).0, "/live/things");
}

#[test]
fn a_service_without_an_address_needs_one() {
    let builder = || ClientBuilder::new(&ANYWHERE).api_key("canary");
    let form = "with an address that ends in `/api/v1`, such as `https://api.example.com/api/v1`";
    refused(builder(), &format!("call `base_url`, or `from_env` to read BASE_URL, {form}"));
    refused(builder().from_lookup(|_| None), &format!("set BASE_URL, or call `base_url`, {form}"));
    let (port, received) = serve();
    send::<Things>(&builder().base_url(format!("http://localhost:{port}/api/v1")).build().unwrap()).unwrap();
    assert_eq!(target(&received).0, "/api/v1/things");
}

#[test]
fn without_an_address_of_the_service_operations_with_one_can_be_called() {
    let (files, uploads) = serve();
    let client = ClientBuilder::new(&FILES_ALONE).api_key("canary").server_variable("files", &files).build().unwrap();
    send::<Look>(&client).unwrap();
    assert_eq!(target(&uploads).0, "/things");
    let error = send::<Things>(&client).unwrap_err();
    assert!(error.to_string().contains("there is no base URL"), "{error}");
}
