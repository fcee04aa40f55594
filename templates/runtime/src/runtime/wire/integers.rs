//! Integers, which some services send as `3.0` or `3e0`.

use std::fmt;

use serde::Serializer;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

use super::Wire;

macro_rules! integers {
    ($($type:ident: $deserialize:ident, $serialize:ident;)+) => {$(
        impl Wire for $type {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Integer;

                impl Visitor<'_> for Integer {
                    type Value = $type;

                    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(formatter, "a whole number from {} to {}", $type::MIN, $type::MAX)
                    }

                    fn visit_u64<E: Error>(self, number: u64) -> Result<$type, E> {
                        $type::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
                    }

                    fn visit_i64<E: Error>(self, number: i64) -> Result<$type, E> {
                        $type::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
                    }

                    fn visit_f64<E: Error>(self, number: f64) -> Result<$type, E> {
                        whole(number)
                            .and_then(|whole| $type::try_from(whole).ok())
                            .ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
                    }
                }

                deserializer.$deserialize(Integer)
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*self)
            }
        }
    )+};
}

integers! {
    i32: deserialize_i32, serialize_i32;
    i64: deserialize_i64, serialize_i64;
    u32: deserialize_u32, serialize_u32;
    u64: deserialize_u64, serialize_u64;
}

/// A number without a fraction as an integer. Below 2^53 every whole float is one integer; from there on, several share
/// a float, and another number could be read than was sent.
pub(crate) fn whole(number: f64) -> Option<i64> {
    const AMBIGUOUS: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() < AMBIGUOUS).then_some(number as i64)
}
