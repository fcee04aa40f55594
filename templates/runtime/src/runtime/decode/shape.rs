//! Whether a type is read from a JSON object.
//!
//! Derived code also accepts an array for a struct, field by field, and fills what is missing with defaults; an answer
//! of `[]` would then pass for an empty page. Asking the type first costs nothing, since only arrays are asked about.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

/// Whether `T` asks its deserializer for a struct.
pub(super) fn is_struct<T: DeserializeOwned>() -> bool {
    let mut asked = false;
    // The probe never has a value, so this always fails; what counts is what it was asked for.
    let _ = T::deserialize(Probe { asked: &mut asked });
    asked
}

struct Probe<'a> {
    asked: &'a mut bool,
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Error> {
        *self.asked = true;
        Err(Error::custom("this is only asked for its shape"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("this is only asked for its shape"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
