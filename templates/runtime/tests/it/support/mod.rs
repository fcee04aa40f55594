//! What the tests share that send requests to a server of their own.

mod facts;

pub use facts::{SERVICE, SPEC};

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
