//! TLS against a server on this machine: which certificates are trusted, and that an untrusted one is not tried twice.
//!
//! The certificates that are served (good until 2120, expired, for another host, that of an authority, of version 1 of
//! X.509) share one key, which protects nothing; the unrelated one has another.
#![cfg(any(feature = "rustls", feature = "native-tls"))]

#[path = "../it/support/mod.rs"]
mod support;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use runtime::runtime::{Auth, ClientBuilder, Error, OperationSpec, Scheme, Sent, Service, decode};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use support::operation;

const KEY: &[u8] = include_bytes!("key.pem");
const TRUSTED: &[u8] = include_bytes!("loopback.pem");
const EXPIRED: &[u8] = include_bytes!("expired.pem");
const OTHER_HOST: &[u8] = include_bytes!("other_host.pem");
const AUTHORITY: &[u8] = include_bytes!("authority.pem");
const VERSION_1: &[u8] = include_bytes!("version_1.pem");
const UNRELATED: &[u8] = include_bytes!("unrelated.pem");

static SERVICE: Service = Service {
    schemes: &[Scheme { name: "bearerAuth", setter: "api_key", env: &[], auth: Auth::Bearer }],
    needs_credentials: true,
    ..support::SERVICE
};

operation!(
    List -> Vec<u64>,
    decode::json,
    OperationSpec { path: "/batches", security: &[&["bearerAuth"]], ..support::SPEC }
);

/// Answers every connection with `[1]`, and counts those that were begun.
fn serve(certificate: &'static [u8]) -> (SocketAddr, Arc<AtomicUsize>) {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let chain = vec![CertificateDer::from_pem_slice(certificate).expect("the certificate is PEM")];
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("the key is PEM");
    let key = provider.key_provider.load_private_key(key).expect("the key is good");
    // The short way would refuse the certificates that a client should refuse.
    let certified = SingleCertAndKey::from(CertifiedKey::new(chain, key));
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("aws-lc-rs supports the default versions")
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(certified));
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let (address, connections) = (listener.local_addr().expect("it is bound"), Arc::new(AtomicUsize::new(0)));
    let counter = connections.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            let connection = rustls::ServerConnection::new(config.clone()).expect("the configuration is complete");
            let mut stream = rustls::StreamOwned::new(connection, stream);
            // A client that rejects the certificate ends the connection here.
            if matches!(stream.read(&mut [0; 4096]), Ok(read) if read > 0) {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n[1]");
            }
        }
    });
    (address, connections)
}

async fn call(address: SocketAddr, trusted: &[u8]) -> Result<Vec<u64>, Error> {
    let client = ClientBuilder::new(&SERVICE).api_key("k").base_url(format!("https://{address}"));
    client.add_root_certificate(trusted).build()?.handle().request::<List>().await
}

#[tokio::test]
async fn an_added_certificate_is_trusted() {
    let (address, _) = serve(TRUSTED);
    assert_eq!(call(address, TRUSTED).await.expect("the certificate was added"), [1]);
}

#[tokio::test]
async fn an_untrusted_certificate_fails_at_once() {
    for (served, trusted, case) in
        [(TRUSTED, UNRELATED, "self-signed"), (EXPIRED, EXPIRED, "expired"), (OTHER_HOST, OTHER_HOST, "wrong host")]
    {
        let (address, connections) = serve(served);
        let error = call(address, trusted).await.expect_err(case);
        assert!(error.is_connect(), "{case}: {error:?}");
        assert_eq!((error.attempts(), error.sent()), (1, Sent::No), "{case}");
        assert_eq!(connections.load(Ordering::SeqCst), 1, "{case}");
    }
}

#[tokio::test]
async fn a_certificate_that_no_trust_helps_is_accepted_or_the_error_says_what_is_wrong_with_it() {
    for (served, expected) in [(AUTHORITY, "basicConstraints=CA:FALSE"), (VERSION_1, "version 3")] {
        let (address, connections) = serve(served);
        match call(address, served).await {
            Ok(body) => assert_eq!((body, cfg!(feature = "native-tls")), (vec![1], true)),
            Err(error) => {
                assert!(cfg!(feature = "native-tls") || error.to_string().contains(expected), "{error}");
                assert_eq!((error.attempts(), error.sent()), (1, Sent::No), "{error}");
                assert_eq!(connections.load(Ordering::SeqCst), 1);
            }
        }
    }
}

#[test]
fn what_is_no_certificate_is_refused_when_the_client_is_built() {
    let der: Vec<u8> = CertificateDer::from_pem_slice(TRUSTED).expect("the certificate is PEM").to_vec();
    let build = |file: &[u8]| {
        let client = ClientBuilder::new(&SERVICE).api_key("k").base_url("https://127.0.0.1").add_root_certificate(file);
        client.build().map(drop).map_err(|error| error.to_string())
    };
    assert_eq!([build(TRUSTED), build(&der), build(&[TRUSTED, KEY].concat())], [Ok(()), Ok(()), Ok(())]);
    let broken = String::from_utf8_lossy(TRUSTED).replacen("MII", "AAA", 1);
    for file in [b"".as_slice(), b"certificate.pem", KEY, broken.as_bytes(), &der[..der.len() / 2], &[0x30; 64]] {
        let error = build(file).expect_err("this is no certificate");
        assert!(error.starts_with("a root certificate is neither PEM nor DER"), "{error}");
    }
}
