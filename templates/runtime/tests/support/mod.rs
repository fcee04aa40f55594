//! What the tests share that send requests to a server of their own.

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
    default_parameters: &[],
    body: BodyFormat::Json("application/json"),
    accept: "application/json",
    security: &[],
};

/// An operation, what it gives, and what reads that: `operation!(List -> Vec<u64>, decode::json, SPEC)`.
macro_rules! operation {
    ($name:ident -> $output:ty, $decode:path, $spec:expr) => {
        struct $name;

        impl runtime::runtime::Sealed for $name {}

        impl runtime::runtime::Operation for $name {
            type Output = $output;
            const SPEC: runtime::runtime::OperationSpec =
                runtime::runtime::OperationSpec { id: stringify!($name), ..$spec };
            fn decode(_: http::StatusCode, body: &bytes::Bytes) -> Result<$output, runtime::runtime::DecodeError> {
                $decode(body)
            }
        }
    };
}

pub(crate) use operation;
