//! What the client adds to a call when it is sent: keys that were provided, and what makes its repeats known as such.

use std::hash::{BuildHasher, RandomState};

use http::HeaderName;

use super::Call;
use crate::runtime::credentials::Credential;

/// What is added to a call. Nothing, where it is only looked at.
#[derive(Default)]
pub(crate) struct Additions {
    /// The keys that were provided for its attempts, the newest last.
    pub(crate) keys: Vec<Credential>,
    /// The same for all attempts.
    pub(crate) idempotency_key: Option<String>,
}

impl Additions {
    /// What a call is sent with that was not sent before.
    pub(crate) fn new(call: &Call) -> Self {
        let is_left_to_us =
            |name: &HeaderName| !call.headers.contains_key(name) && !call.without_headers.contains(name);
        let idempotency_key = call.idempotency_header().filter(is_left_to_us).map(|_| random_key());
        Self { keys: Vec::new(), idempotency_key }
    }
}

impl Call {
    /// Whether the service tells a repeat of this call from another one, so that it may arrive twice.
    pub(crate) fn is_idempotent(&self, additions: &Additions) -> bool {
        additions.idempotency_key.is_some()
            || self.idempotency_header().is_some_and(|name| self.headers.contains_key(name))
    }

    pub(super) fn idempotency_header(&self) -> Option<HeaderName> {
        let name = self.spec.idempotency_header?;
        Some(HeaderName::try_from(name).expect("the generator checks the name of the header"))
    }
}

/// 128 random bits, in the form that most services know. They are the standard library's, seeded by the operating system: a
/// key has to be another one each time, and is no secret. No crate of the default features makes random numbers, and one
/// for this alone would be one more for every user.
fn random_key() -> String {
    let random = || RandomState::new().hash_one(0_u8);
    let (high, low) = (random() & !0xf000 | 0x4000, random() & !(0b11 << 62) | 1 << 63);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & ((1 << 48) - 1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_uuids_of_version_4_and_differ() {
        let (one, other) = (random_key(), random_key());
        assert_ne!(one, other);
        let parts: Vec<&str> = one.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{one}");
        assert!(parts[2].starts_with('4') && parts[3].starts_with(['8', '9', 'a', 'b']), "{one}");
    }
}
