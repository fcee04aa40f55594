//! Checking that a webhook delivery comes from the service: the raw body and its signature go in, the checked body
//! comes out.
//!
//! The signature covers the bytes that arrived. A body that was parsed and written again has other bytes and fails.
//! The service documents no timestamp under the signature, so a recorded delivery can be sent again: treat deliveries
//! as repeatable.

use std::error;
use std::fmt;
use std::marker::PhantomData;

use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::Sha256;

/// How the service signs its deliveries.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The header that carries the signature. Names of headers are compared without regard to case.
    pub header: &'static str,
    /// What stands before the hexadecimal digits, such as `sha256=`.
    pub prefix: &'static str,
}

/// Checks webhook deliveries against a signing secret. `E` is the enum of events.
pub struct Verifier<E> {
    scheme: Scheme,
    secrets: Vec<Secret>,
    event: PhantomData<fn() -> E>,
}

/// Keyed and ready.
#[derive(Clone)]
struct Secret {
    key: Hmac<Sha256>,
    /// The key of the secret as it was given, where line ends or other white space stood around it: who read it from a
    /// file may have told it to the service with or without them.
    as_given: Option<Hmac<Sha256>>,
}

impl<E> Verifier<E> {
    /// A verifier for one secret; see [`or_secret`](Self::or_secret) for rotating it.
    ///
    /// # Errors
    ///
    /// The secret is empty or blank: anyone could sign with it.
    #[doc(hidden)]
    pub fn with_scheme(scheme: Scheme, secret: impl AsRef<[u8]>) -> Result<Self, WebhookError> {
        Self { scheme, secrets: Vec::new(), event: PhantomData }.or_secret(secret)
    }

    /// Also accepts deliveries signed with `secret`, as is needed while a secret is being replaced.
    ///
    /// White space around a secret, such as the line end of the file it was read from, is not taken for a part of it.
    ///
    /// # Errors
    ///
    /// The secret is empty or blank.
    pub fn or_secret(mut self, secret: impl AsRef<[u8]>) -> Result<Self, WebhookError> {
        let given = secret.as_ref();
        let trimmed = given.trim_ascii();
        if trimmed.is_empty() {
            return Err(WebhookError::EmptySecret);
        }
        let as_given = (trimmed != given).then(|| keyed(given));
        self.secrets.push(Secret { key: keyed(trimmed), as_given });
        Ok(self)
    }

    /// Checks a delivery and reads its body as JSON.
    ///
    /// `headers` are those of the request, `body` its bytes as they arrived.
    ///
    /// # Errors
    ///
    /// The signature header is missing or malformed, or none of its signatures matches the body; or the body, although
    /// signed, is not JSON.
    pub fn open(&self, headers: &HeaderMap, body: &[u8]) -> Result<Delivery<E>, WebhookError> {
        let values = headers.get_all(self.scheme.header).iter().map(|value| value.to_str());
        let values: Vec<_> = values.collect::<Result<_, _>>().map_err(|_| WebhookError::SignatureMalformed)?;
        match values.is_empty() {
            true => Err(WebhookError::SignatureMissing),
            // Headers of one name are one header whose values stand between commas.
            false => self.open_signed(&values.join(","), body),
        }
    }

    /// [`open`](Self::open) for callers whose web framework has another type for headers: `signature` is the value of
    /// the signature header.
    ///
    /// # Errors
    ///
    /// The signature is malformed or does not match the body; or the body is not JSON.
    pub fn open_signed(&self, signature: &str, body: &[u8]) -> Result<Delivery<E>, WebhookError> {
        self.check(signature, body)?;
        let body = serde_json::from_slice(body).map_err(WebhookError::Json)?;
        Ok(Delivery { body, event: PhantomData })
    }

    /// Only checks the signature. The comparison takes the same time wherever the first difference is.
    ///
    /// There may be several, between commas or spaces, as a service sends them while its secret is being replaced; one
    /// that matches is enough. Those of another form are left to whoever understands them.
    ///
    /// # Errors
    ///
    /// No signature has the documented form, or none of those that have it matches the body.
    pub fn check(&self, signature: &str, body: &[u8]) -> Result<(), WebhookError> {
        let values = signature.split([',', ' ']).filter_map(|value| value.trim().strip_prefix(self.scheme.prefix));
        let digests: Vec<_> = values.filter_map(digest_from_hex).map(|digest| CtOutput::new(digest.into())).collect();
        if digests.is_empty() {
            return Err(WebhookError::SignatureMalformed);
        }
        let keys = self.secrets.iter().flat_map(|secret| [Some(&secret.key), secret.as_given.as_ref()]).flatten();
        let mut expected = keys.map(|key| key.clone().chain_update(body).finalize());
        match expected.any(|expected| digests.contains(&expected)) {
            true => Ok(()),
            false => Err(WebhookError::SignatureMismatch),
        }
    }

    /// The value of the signature header with which the service would deliver `body`, made with the first secret: for
    /// tests of code that receives deliveries.
    pub fn sign(&self, body: &[u8]) -> String {
        let key = &self.secrets.first().expect("a verifier is made with a secret").key;
        let digest = key.clone().chain_update(body).finalize().into_bytes();
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}{digits}", self.scheme.prefix)
    }
}

fn keyed(secret: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret).expect("HMAC takes a key of any length")
}

impl<E> Clone for Verifier<E> {
    fn clone(&self) -> Self {
        Self { scheme: self.scheme, secrets: self.secrets.clone(), event: PhantomData }
    }
}

/// Shows how many secrets there are, never the secrets.
impl<E> fmt::Debug for Verifier<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("scheme", &self.scheme).field("secrets", &self.secrets.len()).finish()
    }
}

/// A delivery whose signature matched.
#[derive(Clone)]
pub struct Delivery<E> {
    body: Value,
    event: PhantomData<fn() -> E>,
}

impl<E> Delivery<E> {
    /// The body. The service does not document its fields.
    pub fn body(&self) -> &Value {
        &self.body
    }

    /// The body, by value.
    pub fn into_body(self) -> Value {
        self.body
    }

    /// The body, read as `T`.
    ///
    /// # Errors
    ///
    /// The body does not have the shape of `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, WebhookError> {
        T::deserialize(&self.body).map_err(WebhookError::Json)
    }

    /// The event that stands at `pointer` (RFC 6901, such as `/event`), or `None` if there is no text there.
    ///
    /// The service names its events but does not document which field of a delivery carries the name, so the caller
    /// says where it is.
    pub fn event_at<'a>(&'a self, pointer: &str) -> Option<E>
    where
        E: From<&'a str>,
    {
        self.body.pointer(pointer).and_then(Value::as_str).map(E::from)
    }
}

impl<E> fmt::Debug for Delivery<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery").field("body", &self.body).finish()
    }
}

/// Why a delivery was not accepted.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// A signing secret has no characters, or none but white space.
    EmptySecret,
    /// The request has no signature header.
    SignatureMissing,
    /// No signature of the header has the documented form.
    SignatureMalformed,
    /// The signature belongs to another body or another secret. Do not use the body.
    SignatureMismatch,
    /// The signature matched, but the body is not JSON or not of the expected shape.
    Json(serde_json::Error),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptySecret => "the webhook signing secret is empty",
            Self::SignatureMissing => "the webhook request has no signature header",
            Self::SignatureMalformed => "the webhook signature is malformed",
            Self::SignatureMismatch => "the webhook signature does not match the body",
            Self::Json(_) => "the webhook body is signed but is not the expected JSON",
        })
    }
}

impl error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        if let Self::Json(error) = self { Some(error) } else { None }
    }
}

/// The 32 bytes behind 64 hexadecimal digits.
fn digest_from_hex(digits: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    let digits = digits.as_bytes();
    if digits.len() != 2 * digest.len() {
        return None;
    }
    for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
        let value = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(value(pair[0])? << 4 | value(pair[1])?).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const SCHEME: Scheme = Scheme { header: "LC-Signature", prefix: "sha256=" };
    /// HMAC-SHA256 with the key `key`, as printed in the article on HMAC in Wikipedia.
    const BODY: &[u8] = b"The quick brown fox jumps over the lazy dog";
    const SIGNATURE: &str = "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";

    fn verifier(secret: &str) -> Verifier<String> {
        Verifier::with_scheme(SCHEME, secret).unwrap()
    }

    fn sign(secret: &str, body: &[u8]) -> String {
        verifier(secret).sign(body)
    }

    #[test]
    fn a_published_test_vector_passes_in_either_case() {
        verifier("key").check(SIGNATURE, BODY).unwrap();
        verifier("key").check(&SIGNATURE.to_uppercase().replace("SHA256", "sha256"), BODY).unwrap();
        assert_eq!(verifier("key").sign(BODY), SIGNATURE);
    }

    #[test]
    fn any_change_of_the_body_or_the_secret_fails() {
        let mut body = BODY.to_vec();
        body[0] ^= 1;
        assert!(matches!(verifier("key").check(SIGNATURE, &body), Err(WebhookError::SignatureMismatch)));
        assert!(matches!(verifier("other").check(SIGNATURE, BODY), Err(WebhookError::SignatureMismatch)));
    }

    #[test]
    fn malformed_signatures_are_told_from_wrong_ones() {
        for signature in ["", "sha256=", "f7bc", "sha256=zz", "sha1=00", &SIGNATURE[..70], &format!("{SIGNATURE}00")] {
            let result = verifier("key").check(signature, BODY);
            assert!(matches!(result, Err(WebhookError::SignatureMalformed)), "{signature}");
        }
    }

    #[test]
    fn an_empty_secret_is_refused() {
        assert!(matches!(Verifier::<String>::with_scheme(SCHEME, ""), Err(WebhookError::EmptySecret)));
        assert!(matches!(verifier("key").or_secret(""), Err(WebhookError::EmptySecret)));
    }

    #[test]
    fn a_rotated_secret_is_accepted_beside_the_new_one() {
        let verifier = verifier("new").or_secret("old").unwrap();
        for secret in ["new", "old"] {
            verifier.check(&sign(secret, b"{}"), b"{}").unwrap();
        }
    }

    #[test]
    fn one_of_several_signatures_is_enough() {
        let (good, other) = (SIGNATURE, sign("other", BODY));
        for several in [format!("{other},{good}"), format!("{good}, {other}"), format!("v2=abc {good}")] {
            verifier("key").check(&several, BODY).unwrap();
        }
        for (several, expected) in [
            (format!("{other},{other}"), "the webhook signature does not match the body"),
            (format!("{other},sha256=zz"), "the webhook signature does not match the body"),
            ("v2=abc, ,sha256=".to_owned(), "the webhook signature is malformed"),
        ] {
            assert_eq!(verifier("key").check(&several, BODY).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn line_ends_around_a_secret_make_no_difference() {
        for secret in ["key\n", "key\r\n", " key "] {
            verifier(secret).check(SIGNATURE, BODY).unwrap();
            let as_given = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(BODY).finalize();
            let digits: String = as_given.into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            verifier(secret).check(&format!("sha256={digits}"), BODY).unwrap();
        }
        assert!(matches!(Verifier::<String>::with_scheme(SCHEME, "\r\n"), Err(WebhookError::EmptySecret)));
    }

    #[test]
    fn a_delivery_gives_its_body_and_the_event_the_caller_points_to() {
        let body = br#"{"event":"batch.success","data":{"id":"bat-1"}}"#;
        let mut headers = HeaderMap::new();
        assert!(matches!(verifier("key").open(&headers, body), Err(WebhookError::SignatureMissing)));

        headers.insert("lc-signature", HeaderValue::from_str(&sign("key", body)).unwrap());
        let delivery = verifier("key").open(&headers, body).unwrap();
        assert_eq!(delivery.body()["data"]["id"], "bat-1");
        assert_eq!(delivery.event_at("/event").as_deref(), Some("batch.success"));
        assert_eq!(delivery.event_at("/data"), None);

        headers.append("lc-signature", HeaderValue::from_static("sha256=00"));
        verifier("key").open(&headers, body).unwrap();
        headers.remove("lc-signature");
        headers.append("lc-signature", HeaderValue::from_static("sha256=00"));
        assert!(matches!(verifier("key").open(&headers, body), Err(WebhookError::SignatureMalformed)));
    }

    #[test]
    fn a_signed_body_that_is_not_json_is_told_from_a_wrong_signature() {
        let result = verifier("key").open_signed(&sign("key", b"text"), b"text");
        assert!(matches!(result, Err(WebhookError::Json(_))));
    }

    #[test]
    fn debug_shows_no_secret() {
        assert!(!format!("{:?}", verifier("canary")).contains("canary"));
    }
}
