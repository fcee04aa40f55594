//! Newtypes of named string schemas, such as ids: a text that cannot be mixed up with another text.
//!
//! They check nothing. A service changes the prefix of its ids more easily than a client is released.

/// Implements the traits of `struct Name(String)`.
#[allow(unused_macros, reason = "only emitted newtypes use it, and a description may have none")]
macro_rules! string_newtype_traits {
    ($name:ident) => {
        $crate::runtime::newtype::newtype_conversions!($name);

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl $crate::runtime::parameter::Parameter for $name {
            fn text(&self) -> Result<String, &'static str> {
                Ok(self.0.clone())
            }

            fn into_text(self) -> Result<String, &'static str> {
                Ok(self.0)
            }
        }
    };
}

/// Implements the traits of `struct Name(String)` that holds a secret: `Debug` is masked, and there is no `Display`.
#[allow(unused_macros, reason = "only emitted newtypes use it, and a description may have none")]
macro_rules! secret_newtype_traits {
    ($name:ident) => {
        $crate::runtime::newtype::newtype_conversions!($name);

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_tuple(stringify!($name)).field(&$crate::runtime::redact::Redacted).finish()
            }
        }
    };
}

/// What both kinds of newtype have in common.
#[allow(unused_macros, reason = "only emitted newtypes use it, and a description may have none")]
macro_rules! newtype_conversions {
    ($name:ident) => {
        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, by value.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<&Self> for $name {
            fn from(value: &Self) -> Self {
                value.clone()
            }
        }

        impl $crate::runtime::one_or_many::OfText for $name {}

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        /// Ids in a map or a set are found by their text.
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self)
            }
        }

        $crate::runtime::wire::wire_by_serde!($name);
    };
}

#[allow(unused_imports, reason = "only emitted newtypes use them, and a description may have none")]
pub(crate) use {newtype_conversions, secret_newtype_traits, string_newtype_traits};

#[cfg(test)]
mod tests {
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    struct BatchId(String);
    string_newtype_traits!(BatchId);

    #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    struct SigningSecret(String);
    secret_newtype_traits!(SigningSecret);

    #[test]
    fn an_id_is_its_text_everywhere() {
        let id = BatchId::from("bat-1");
        assert_eq!(id, "bat-1");
        assert_eq!(id.to_string(), "bat-1");
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""bat-1""#);
        assert_eq!(serde_json::from_str::<BatchId>(r#""bat-1""#).unwrap(), id);
        assert_eq!(String::from(BatchId::from(&id)), id.as_str());
        assert_eq!(id.into_string(), "bat-1");
    }

    #[test]
    fn an_id_in_a_set_is_found_by_its_text() {
        let hashed = std::collections::HashSet::from([BatchId::from("bat-1")]);
        let sorted = std::collections::BTreeSet::from([BatchId::from("bat-1")]);
        assert!(hashed.contains("bat-1") && sorted.contains("bat-1"));
    }

    #[test]
    fn a_secret_is_sent_and_not_shown() {
        let secret = SigningSecret::from("canary");
        assert_eq!(format!("{secret:?}"), "SigningSecret(<redacted>)");
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""canary""#);
        assert_eq!(secret.as_str(), "canary");
        assert_eq!(secret.into_string(), "canary");
    }
}
