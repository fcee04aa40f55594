//! Enums that stay open: the service may answer with a value this version does not know, and that is no error.
//!
//! The generator writes the enum with its variants and one call of `open_enum!`, which gives it everything else. All
//! comparison goes through the text, so an enum is equal to itself whichever way it was made.

use std::fmt::{self, Debug, Display};

/// A value of an enum that this version of the crate does not know.
///
/// The text cannot be matched on, on purpose: a `match` arm naming it would silently stop working on the day the value
/// becomes a variant. Compare it with `==` instead.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Emitted code calls this for text that no variant has; nobody else should.
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The value as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Debug for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, formatter)
    }
}

impl Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, formatter)
    }
}

impl PartialEq<str> for UnknownValue {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for UnknownValue {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

/// Gives an open enum its texts, and the traits that follow from them: `open_enum!(Status, [Pending = "PENDING"])`, with
/// each variant but `Unknown`.
#[allow(unused_macros, reason = "only emitted enums use it, and a description may have none")]
macro_rules! open_enum {
    ($name:ident, [$($variant:ident = $wire:literal),*]) => {
        impl $name {
            /// The values this version of the crate knows, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it appears on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::Unknown($crate::runtime::UnknownValue::new(text)),
                }
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl From<&Self> for $name {
            fn from(value: &Self) -> Self {
                value.clone()
            }
        }

        impl $crate::runtime::one_or_many::OfText for $name {}

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Self::from(&*$crate::runtime::text::read(deserializer)?);
                if let Self::Unknown(unknown) = &value {
                    $crate::runtime::observe::unknown_value(stringify!($name), unknown.as_str());
                }
                Ok(value)
            }
        }

        $crate::runtime::wire::wire_by_serde!($name);

        impl $crate::runtime::parameter::Parameter for $name {
            fn text(&self) -> Result<String, &'static str> {
                Ok(self.as_str().to_owned())
            }

            fn is_declared(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }
    };
}

#[allow(unused_imports, reason = "only emitted enums use it, and a description may have none")]
pub(crate) use open_enum;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug)]
    enum Status {
        Pending,
        Running,
        Unknown(UnknownValue),
    }

    open_enum!(Status, [Pending = "PENDING", Running = "RUNNING"]);

    #[test]
    fn known_text_becomes_its_variant_and_unknown_text_survives() {
        for (wire, known) in [("PENDING", true), ("RUNNING", true), ("PAUSED é\u{1}", false), ("pending", false)] {
            let json = serde_json::to_string(wire).unwrap();
            let status: Status = serde_json::from_str(&json).unwrap();
            assert_eq!(matches!(status, Status::Unknown(_)), !known, "{wire}");
            assert_eq!(status, wire);
            assert_eq!(status, Status::from(wire.to_owned()));
            assert_eq!(serde_json::to_string(&status).unwrap(), json);
            assert_eq!(format!("{status}"), wire);
        }
        assert_eq!(Status::KNOWN, ["PENDING", "RUNNING"]);
        assert!(Status::Pending < Status::Running);
        assert!(serde_json::from_str::<Status>("7").is_err());
    }
}
