//! How connections are made: TLS, certificates, proxies, pooling.
//!
//! rustls runs on ring, given to reqwest as a finished configuration. A process-wide provider is never installed: that
//! choice belongs to the program, not to a library in it.

use std::fmt::{self, Debug};
use std::time::Duration;

use ::reqwest::{ClientBuilder, redirect, retry};

use super::{ReqwestTransport, proxy};
use crate::runtime::error::Error;

/// Idle connections are closed after this time, before the 60 s at which load balancers commonly drop them.
const IDLE: Duration = Duration::from_secs(50);

/// How long a connection of HTTP/2 with a request under way may be silent before it is asked for a sign of life, and
/// how long that may take. Without it, every repeat of a call would be sent into the same dead connection.
const PING: Duration = Duration::from_secs(10);

/// What a client's connections are made with.
#[derive(Clone, Default)]
pub(crate) struct Connection {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxies: Vec<String>,
    /// Trusted besides the platform's own certificates, in PEM or DER form.
    pub(crate) root_certificates: Vec<Vec<u8>>,
    /// Whether the address is on this machine, where no proxy can reach it.
    pub(crate) loopback: bool,
    /// Whether connections are encrypted.
    pub(crate) https: bool,
}

impl Connection {
    /// Makes the transport.
    ///
    /// # Errors
    ///
    /// When a proxy or a certificate cannot be used, or TLS cannot be set up.
    pub(crate) fn transport(&self) -> Result<ReqwestTransport, Error> {
        let mut builder = ClientBuilder::new()
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .https_only(self.https)
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(IDLE)
            .http2_keep_alive_interval(PING)
            .http2_keep_alive_timeout(PING);
        if self.loopback {
            builder = builder.no_proxy();
        } else if self.proxies.is_empty() {
            proxy::check_environment(self.https, |name| std::env::var_os(name))?;
        }
        for address in &self.proxies {
            builder = builder.proxy(proxy::explicit(address)?);
        }
        let client = self.with_tls(builder)?.build().map_err(|error| {
            Error::configuration("the HTTP client could not be set up").with_source(error.without_url())
        })?;
        Ok(ReqwestTransport::new(client))
    }

    #[cfg(feature = "rustls")]
    fn with_tls(&self, builder: ClientBuilder) -> Result<ClientBuilder, Error> {
        Ok(builder.tls_backend_preconfigured(self.rustls()?))
    }

    #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
    fn with_tls(&self, builder: ClientBuilder) -> Result<ClientBuilder, Error> {
        let mut certificates = Vec::new();
        for bytes in &self.root_certificates {
            let read = match is_pem(bytes) {
                true => ::reqwest::Certificate::from_pem_bundle(bytes),
                false => ::reqwest::Certificate::from_der(bytes).map(|certificate| vec![certificate]),
            };
            certificates.extend(read.ok().filter(|read| !read.is_empty()).ok_or_else(unreadable_certificate)?);
        }
        Ok(builder.tls_backend_native().tls_certs_merge(certificates))
    }

    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    fn with_tls(&self, builder: ClientBuilder) -> Result<ClientBuilder, Error> {
        match self.https {
            true => Err(Error::configuration("https needs one of the features `rustls` and `native-tls`")),
            false => Ok(builder),
        }
    }
}

#[cfg(feature = "rustls")]
impl Connection {
    fn rustls(&self) -> Result<rustls::ClientConfig, Error> {
        let failed = |error: rustls::Error| Error::configuration("TLS could not be set up").with_source(error);
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let builder = rustls::ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(failed)?;
        let extra = self.certificates()?;
        // A machine without any certificates can still talk to an address that is not encrypted.
        let builder = match verifier(extra, provider) {
            Ok(verifier) => builder.dangerous().with_custom_certificate_verifier(std::sync::Arc::new(verifier)),
            Err(_) if !self.https => builder.with_root_certificates(rustls::RootCertStore::empty()),
            Err(error) => return Err(failed(error)),
        };
        let mut config = builder.with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }

    fn certificates(&self) -> Result<Vec<rustls::pki_types::CertificateDer<'static>>, Error> {
        use rustls::pki_types::{CertificateDer, pem::PemObject};

        let mut certificates = Vec::new();
        for bytes in &self.root_certificates {
            if !is_pem(bytes) {
                certificates.push(CertificateDer::from(bytes.clone()));
                continue;
            }
            let read: Vec<_> = CertificateDer::pem_slice_iter(bytes)
                .collect::<Result<_, _>>()
                .map_err(|_| unreadable_certificate())?;
            if read.is_empty() {
                return Err(unreadable_certificate());
            }
            certificates.extend(read);
        }
        Ok(certificates)
    }
}

/// Trusts what the platform trusts, and the given certificates.
#[cfg(all(feature = "rustls", not(target_os = "android")))]
fn verifier(
    extra: Vec<rustls::pki_types::CertificateDer<'static>>,
    provider: std::sync::Arc<rustls::crypto::CryptoProvider>,
) -> Result<rustls_platform_verifier::Verifier, rustls::Error> {
    rustls_platform_verifier::Verifier::new_with_extra_roots(extra, provider)
}

/// Trusts what the platform trusts; Android offers no way to add to that.
#[cfg(all(feature = "rustls", target_os = "android"))]
fn verifier(
    extra: Vec<rustls::pki_types::CertificateDer<'static>>,
    provider: std::sync::Arc<rustls::crypto::CryptoProvider>,
) -> Result<rustls_platform_verifier::Verifier, rustls::Error> {
    if !extra.is_empty() {
        return Err(rustls::Error::General("certificates cannot be added on Android".to_owned()));
    }
    rustls_platform_verifier::Verifier::new(provider)
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn is_pem(bytes: &[u8]) -> bool {
    bytes.windows(11).any(|window| window == b"-----BEGIN ")
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn unreadable_certificate() -> Error {
    Error::configuration("a root certificate is neither PEM nor DER")
}

/// A proxy's address may hold a password, so only numbers are shown.
impl Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxies", &self.proxies.len())
            .field("root_certificates", &self.root_certificates.len())
            .finish_non_exhaustive()
    }
}
