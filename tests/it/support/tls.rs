//! Certificates that are good, self-signed, expired, or for another host, and the server configurations made of them.

use std::sync::Arc;

use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// A certificate authority made for one test.
pub(crate) struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names are good names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, "Authority of one test");
        let key = KeyPair::generate().expect("aws-lc-rs makes a key");
        let certificate = params.self_signed(&key).expect("the parameters are complete");
        Self { certificate, issuer: Issuer::new(params, key) }
    }

    /// What a client has to trust.
    pub(crate) fn pem(&self) -> String {
        self.certificate.pem()
    }

    /// A server with a certificate of this authority for the host.
    pub(crate) fn server(&self, host: &str, validity: Validity) -> Arc<rustls::ServerConfig> {
        let (params, key) = leaf(host, validity);
        let certificate = params.signed_by(&key, &self.issuer).expect("the parameters are complete");
        config(&certificate, &key)
    }
}

/// Whether a certificate is in time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Validity {
    Current,
    Expired,
}

/// A server whose certificate nobody vouches for but itself.
pub(crate) fn self_signed(host: &str) -> Arc<rustls::ServerConfig> {
    let (params, key) = leaf(host, Validity::Current);
    let certificate = params.self_signed(&key).expect("the parameters are complete");
    config(&certificate, &key)
}

fn leaf(host: &str, validity: Validity) -> (CertificateParams, KeyPair) {
    let mut params = CertificateParams::new(vec![host.to_owned()]).expect("the host is a legal name");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = match validity {
        Validity::Current => date_time_ymd(2120, 1, 1),
        Validity::Expired => date_time_ymd(2021, 1, 1),
    };
    (params, KeyPair::generate().expect("aws-lc-rs makes a key"))
}

fn config(certificate: &Certificate, key: &KeyPair) -> Arc<rustls::ServerConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("aws-lc-rs supports the default versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .expect("the key belongs to the certificate");
    Arc::new(config)
}
