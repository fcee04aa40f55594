//! One program for all cases; which one it is tell the features. A neighbour that is broken panics.

use llamacloud::Client;

fn main() {
    #[cfg(not(feature = "own-tls"))]
    drop(reqwest::Client::new());
    #[cfg(feature = "own-tls")]
    brings_tls();
    #[cfg(feature = "rustls")]
    assert!(Client::builder().api_key("key").build().is_ok(), "the crate brings TLS");
    #[cfg(feature = "native-tls")]
    assert!(Client::builder().api_key("key").build().is_ok(), "the crate brings TLS");
    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    assert!(Client::builder().api_key("key").build().is_err(), "without TLS there is no https");
    #[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
    relies_on_the_implicit_provider();
    #[cfg(feature = "everything")]
    reads_numbers();
}

/// Numbers are read alike, whatever a neighbour has switched on in serde_json.
#[cfg(feature = "everything")]
fn reads_numbers() {
    use llamacloud::serde_json::json;
    use llamacloud::test_util::{MockTransport, Reply};

    let service = MockTransport::new();
    let page = json!({"items": [], "next_page_token": 7, "total_size": 3});
    service.always("GET /api/v2/batches", Reply::json(200, page));
    let client = llamacloud::blocking::Client::builder().api_key("key").transport(service).build();
    let page = client.expect("the client is complete").batches().list().send().expect("a page");
    assert_eq!((page.next_page_token.as_deref(), page.total_size), (Some("7"), Some(3)));
}

/// Works only where exactly one provider is built, or one is installed for the process.
#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
fn relies_on_the_implicit_provider() {
    assert!(rustls::crypto::CryptoProvider::get_default().is_none(), "that choice is the program's");
    drop(rustls::ClientConfig::builder());
}

/// What the crate's documentation says to do for another provider.
#[cfg(feature = "own-tls")]
fn brings_tls() {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring supports the default versions")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let http = reqwest::Client::builder().tls_backend_preconfigured(tls).build().expect("a client of reqwest");
    assert!(Client::builder().api_key("key").http_client(http).build().is_ok(), "the program brings TLS");
}
