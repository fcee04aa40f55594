//! Successes whose bodies differ are told apart by the status.

use bytes::Bytes;
use http::StatusCode;
use runtime::runtime::{DecodeError, Operation, OperationSpec, OtherResponse, Sealed, decode};

use super::server::{send, serve};
use crate::support::{self, operation};

/// What an operation gives, as the generator writes it.
#[derive(Debug, PartialEq)]
enum MadeSuccess {
    Created(Vec<String>),
    Accepted(String),
    NoContent,
    Other(OtherResponse),
}

struct Make;

impl Sealed for Make {}

impl Operation for Make {
    type Output = MadeSuccess;
    const SPEC: OperationSpec = OperationSpec { accept: "application/json, text/plain", ..support::SPEC };

    fn decode(status: StatusCode, body: &Bytes) -> Result<MadeSuccess, DecodeError> {
        Ok(match status.as_u16() {
            201 => MadeSuccess::Created(decode::json(body)?),
            202 => MadeSuccess::Accepted(decode::text(body)?),
            204 => MadeSuccess::NoContent,
            _ => MadeSuccess::Other(OtherResponse::new(status, body)),
        })
    }
}

#[test]
fn each_status_is_read_as_what_it_declares() {
    let (client, received) = serve(&[(201, "[\"a\"]"), (202, "later"), (204, ""), (207, "<both/>")]);
    let make = || send(client.handle().request::<Make>()).unwrap();
    assert_eq!(make(), MadeSuccess::Created(vec!["a".to_owned()]));
    assert!(received.recv().unwrap().contains("accept: application/json, text/plain\r\n"));
    assert_eq!(make(), MadeSuccess::Accepted("later".to_owned()));
    assert_eq!(make(), MadeSuccess::NoContent);
    let MadeSuccess::Other(other) = make() else { panic!("207 is not declared") };
    assert_eq!((other.status().as_u16(), other.bytes().as_ref()), (207, b"<both/>".as_slice()));
    assert!(!format!("{other:?}").contains("both"));
}

#[test]
fn a_body_that_does_not_fit_its_status_is_an_error_though_it_would_fit_another() {
    let (client, _received) = serve(&[(201, "later"), (404, "")]);
    let make = || send(client.handle().request::<Make>()).unwrap_err();
    assert!(make().is_decode());
    assert!(make().is_not_found());
}

operation!(Read -> Option<Vec<String>>, decode::optional, support::SPEC);

#[test]
fn a_success_without_a_body_beside_one_with_is_none() {
    let (client, _received) = serve(&[(200, "[\"a\"]"), (204, ""), (206, "[]")]);
    let read = || send(client.handle().request::<Read>()).unwrap();
    assert_eq!(read(), Some(vec!["a".to_owned()]));
    assert_eq!(read(), None);
    // A status that is not declared has the only body that is.
    assert_eq!(read(), Some(Vec::new()));
}
