//! TLS, and which certificates are trusted.
//!
//! rustls uses the provider of cryptography that the program installed, else aws-lc-rs. None is ever installed here: that
//! choice belongs to the program, not to a library in it. Where both features are on, the operating system's TLS is used:
//! whoever asks for `native-tls` beside the default features wants it.

use ::reqwest::ClientBuilder;

use crate::runtime::error::Error;

/// Which certificates a server's certificate may go back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Those of the platform, and those that were added.
    Platform,
    /// Those that were added.
    Added,
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
pub(super) use with_tls::set_up;

/// Without TLS there is nothing to trust.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(super) fn set_up(builder: ClientBuilder, _added: &[Vec<u8>], _trust: Trust) -> Result<ClientBuilder, Error> {
    Ok(builder)
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod with_tls {
    use ::reqwest::Certificate;

    use super::{ClientBuilder, Error, Trust};

    /// Sets up TLS; `added` are the contents of files with certificates, in PEM or DER form.
    ///
    /// # Errors
    ///
    /// When one of them holds no certificate, or one that is broken.
    pub(in super::super) fn set_up(
        builder: ClientBuilder,
        added: &[Vec<u8>],
        trust: Trust,
    ) -> Result<ClientBuilder, Error> {
        let mut certificates = Vec::new();
        for file in added {
            certificates.extend(read(file).filter(|read| !read.is_empty()).ok_or_else(unreadable)?);
        }
        let builder = backend(builder);
        Ok(match trust {
            Trust::Platform => builder.tls_certs_merge(certificates),
            Trust::Added => builder.tls_certs_only(certificates),
        })
    }

    #[cfg(feature = "native-tls")]
    fn backend(builder: ClientBuilder) -> ClientBuilder {
        builder.tls_backend_native()
    }

    #[cfg(not(feature = "native-tls"))]
    fn backend(builder: ClientBuilder) -> ClientBuilder {
        builder.tls_backend_rustls()
    }

    #[cfg(feature = "native-tls")]
    fn read(file: &[u8]) -> Option<Vec<Certificate>> {
        match is_pem(file) {
            true => Certificate::from_pem_bundle(file).ok(),
            false => Certificate::from_der(file).ok().map(|certificate| vec![certificate]),
        }
    }

    /// With rustls alone, reqwest takes any bytes, and what is wrong with them shows too late to tell whose they are.
    #[cfg(not(feature = "native-tls"))]
    fn read(file: &[u8]) -> Option<Vec<Certificate>> {
        use rustls::RootCertStore;
        use rustls::pki_types::{CertificateDer, pem::PemObject};

        let certificates = match is_pem(file) {
            true => CertificateDer::pem_slice_iter(file).collect::<Result<Vec<_>, _>>().ok()?,
            false => vec![CertificateDer::from(file)],
        };
        let checked = |certificate: CertificateDer<'_>| {
            RootCertStore::empty().add(certificate.clone().into_owned()).ok()?;
            Certificate::from_der(&certificate).ok()
        };
        certificates.into_iter().map(checked).collect()
    }

    fn is_pem(file: &[u8]) -> bool {
        file.windows(11).any(|window| window == b"-----BEGIN ")
    }

    fn unreadable() -> Error {
        Error::configuration(
            "a root certificate is neither PEM nor DER: give the contents of a file that holds certificates, which begins \
             with `-----BEGIN CERTIFICATE-----` if it is PEM",
        )
    }
}
