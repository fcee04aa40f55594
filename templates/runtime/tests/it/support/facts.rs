//! A service and the facts of its operations.

use runtime::runtime::{BodyFormat, Method, OperationSpec, Replay, Service};

/// A service that asks for no credentials. Its address is that of the server.
pub const SERVICE: Service = Service {
    name: "example",
    version: "1.2.3",
    servers: &[],
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

/// What most operations have in common.
pub const SPEC: OperationSpec = OperationSpec {
    id: "getThings",
    method: Method::Get,
    path: "/things",
    server: None,
    replay: Replay::Safe,
    idempotency_header: None,
    default_parameters: &[],
    body: BodyFormat::Json("application/json"),
    accept: "application/json",
    security: &[],
};
