//! Numbers with a fraction. serde_json writes null for one that is not finite, which means something else to a service.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serializer};

use super::Wire;

/// Why a number has no form in JSON, nor in text that a service would read.
pub(crate) const NOT_FINITE: &str = "it is not a finite number";

macro_rules! floats {
    ($($type:ident: $serialize:ident;)+) => {$(
        impl Wire for $type {
            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self.is_finite() {
                    true => serializer.$serialize(*self),
                    false => Err(S::Error::custom(NOT_FINITE)),
                }
            }
        }
    )+};
}

floats! {
    f32: serialize_f32;
    f64: serialize_f64;
}
