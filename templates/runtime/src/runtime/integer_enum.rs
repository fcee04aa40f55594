//! Enums of integers that stay open: a number that this version does not know is no error.
//!
//! The generator writes the enum with its variants and one call of `integer_enum!`, which gives it everything else. All
//! comparison goes through the number, so an enum is equal to itself whichever way it was made.

use std::fmt::{self, Debug, Display};

/// A number of an enum that this version of the crate does not know.
///
/// It cannot be matched on, on purpose: a `match` arm naming it would silently stop working on the day the number becomes
/// a variant. Compare the enum with `==` instead.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// Emitted code calls this for a number that no variant has; nobody else should.
    #[doc(hidden)]
    pub fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number as it came.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl Debug for UnknownInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, formatter)
    }
}

impl Display for UnknownInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, formatter)
    }
}

/// Gives an enum of integers its numbers, and the traits that follow from them: `integer_enum!(Level, [Low = 1])`, with
/// each variant but `Unknown`.
#[allow(unused_macros, reason = "only emitted enums use it, and a description may have none")]
macro_rules! integer_enum {
    ($name:ident, [$($variant:ident = $number:literal),*]) => {
        impl $name {
            /// The values this version of the crate knows, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The number as it appears on the wire.
            pub fn as_i64(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => number.get(),
                }
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unknown($crate::runtime::UnknownInteger::new(number)),
                }
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_i64().hash(state);
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_i64().cmp(&other.as_i64())
            }
        }

        impl PartialEq<i64> for $name {
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == *other
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl From<&Self> for $name {
            fn from(value: &Self) -> Self {
                *value
            }
        }

        impl $crate::runtime::one_or_many::OfInteger for $name {}

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, std::num::ParseIntError> {
                text.parse::<i64>().map(Self::from)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Self::from(<i64 as $crate::runtime::wire::Wire>::read(deserializer)?);
                if let Self::Unknown(unknown) = &value {
                    $crate::runtime::observe::unknown_value(stringify!($name), &unknown.to_string());
                }
                Ok(value)
            }
        }

        $crate::runtime::wire::wire_by_serde!($name);

        impl $crate::runtime::parameter::Parameter for $name {
            fn text(&self) -> Result<String, &'static str> {
                Ok(self.to_string())
            }

            fn is_declared(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }
    };
}

#[allow(unused_imports, reason = "only emitted enums use it, and a description may have none")]
pub(crate) use integer_enum;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::one_or_many::OneOrMany;
    use crate::runtime::parameter::Parameter as _;

    #[derive(Clone, Copy, Debug)]
    enum Level {
        Minus1,
        High,
        Unknown(UnknownInteger),
    }

    integer_enum!(Level, [Minus1 = -1, High = 200]);

    #[test]
    fn known_numbers_become_their_variants_and_others_survive() {
        for (json, number, known) in [("-1", -1, true), ("200", 200, true), ("7", 7, false), ("2e2", 200, true)] {
            let level: Level = serde_json::from_str(json).unwrap();
            assert_eq!(!matches!(level, Level::Unknown(_)), known, "{json}");
            assert_eq!((level, i64::from(level)), (Level::from(number), number));
            assert_eq!(serde_json::to_string(&level).unwrap(), number.to_string());
            assert_eq!(number.to_string().parse(), Ok(level));
            assert_eq!(level.text(), Ok(number.to_string()));
        }
        assert_eq!(Level::KNOWN, [Level::Minus1, Level::High]);
        assert!(Level::Minus1 < Level::from(0) && Level::from(0) < Level::High);
        for other in ["\"200\"", "1.5", "null", "9223372036854775808"] {
            assert!(serde_json::from_str::<Level>(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_list_in_a_parameter_is_made_of_numbers_too() {
        let levels: Vec<Level> = OneOrMany::from([200, 7]).into_iter().collect();
        assert_eq!(levels, [Level::High, Level::from(7)]);
    }
}
