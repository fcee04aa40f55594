//! A machine without certificates of authorities, as a minimal container is one: each case is a child process that finds
//! none where the variables point to.

use std::sync::Arc;

use llamacloud::ErrorKind;

use crate::support::bodies::batch;
use crate::support::child;
use crate::support::clients::{builder, runtime};
use crate::support::server::FaultServer;
use crate::support::step::Step;
use crate::support::tls::{Authority, Validity};

/// Set for the child: where the service is, and the certificate that is added, if any.
const URL: &str = "CLIENT_TEST_URL";
const ADDED: &str = "CLIENT_TEST_CERTIFICATE";

/// The child's half of the cases below; does nothing when run with all the other tests.
#[test]
fn child_gets_a_batch() {
    if !child::is_child() {
        return;
    }
    let mut builder = builder(&std::env::var(URL).expect("the parent sets it"));
    if let Ok(certificate) = std::env::var(ADDED) {
        builder = builder.add_root_certificate(certificate);
    }
    let outcome = builder.build().and_then(|client| runtime().block_on(client.batches().get("bat-1").into_future()));
    match outcome {
        Ok(batch) => println!("outcome: {}", batch.id),
        Err(error) => println!("outcome: {:?}: {error}", error.kind()),
    }
}

/// Runs the child on a machine that has no certificates; gives what it printed.
fn child(variables: &[(&str, &str)]) -> String {
    let empty = tempfile::tempdir().expect("a folder can be made");
    let folder = empty.path().to_str().expect("a path of text");
    let file = format!("{folder}/none.pem");
    let mut all = vec![("SSL_CERT_DIR", folder), ("SSL_CERT_FILE", file.as_str())];
    all.extend_from_slice(variables);
    child::run("no_certificates::child_gets_a_batch", "outcome:", &all)
}

#[test]
fn a_client_says_what_is_missing_and_the_ways_out() {
    let printed = child(&[(URL, "https://127.0.0.1:1")]);
    assert!(
        printed.starts_with(&format!("{:?}: this machine has no certificates", ErrorKind::Configuration)),
        "{printed}"
    );
    for way_out in ["ca-certificates", "SSL_CERT_FILE", "add_root_certificate"] {
        assert!(printed.contains(way_out), "{way_out}: {printed}");
    }
}

#[test]
fn an_added_certificate_is_enough() {
    let authority = Authority::new();
    let config = authority.server("127.0.0.1", Validity::Current);
    let server = FaultServer::tls(Arc::clone(&config), Step::ok(&batch("bat-1")));
    let (url, pem) = (server.url(), authority.pem());
    assert_eq!(child(&[(URL, &url), (ADDED, &pem)]), "bat-1");
}

#[test]
fn an_address_that_is_not_encrypted_needs_none() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let url = server.url();
    assert_eq!(child(&[(URL, &url)]), "bat-1");
}
