//! Values outside of bodies, where everything is text: in a path, a query, a header or a cookie.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::style;
use super::timestamp;
use super::wire::NOT_FINITE;

/// A type whose values can be sent as text.
pub trait Parameter: Sized {
    /// The text to send.
    ///
    /// # Errors
    ///
    /// Says why the value has no text that a service would read.
    fn text(&self) -> Result<String, &'static str>;

    /// The text to send, without a copy where the value is the text.
    ///
    /// # Errors
    ///
    /// See [`text`](Self::text).
    fn into_text(self) -> Result<String, &'static str> {
        self.text()
    }

    /// Whether the description names this value. Empty text is sent then; from anywhere else it was hardly meant.
    fn is_declared(&self) -> bool {
        false
    }
}

impl Parameter for Timestamp {
    fn text(&self) -> Result<String, &'static str> {
        timestamp::text(*self).map(String::from)
    }
}

/// A value of any kind has a text if it is a single one.
impl Parameter for Value {
    fn text(&self) -> Result<String, &'static str> {
        style::single(self)
    }
}

/// The text of a value that may be of several kinds.
///
/// # Errors
///
/// When it is not a single value.
#[allow(dead_code, reason = "only emitted enums use it, and a description may have none")]
pub fn single_text(value: &impl Serialize) -> Result<String, &'static str> {
    let value = serde_json::to_value(value).map_err(|_| "it has no form in JSON")?;
    value.text()
}

/// Types that are sent as they are shown.
macro_rules! parameter_by_display {
    ($($type:ty),+) => {$(
        impl Parameter for $type {
            fn text(&self) -> Result<String, &'static str> {
                Ok(self.to_string())
            }
        }
    )+};
}

parameter_by_display!(bool, i32, i64, u32, u64, &str, Date);

impl Parameter for String {
    fn text(&self) -> Result<String, &'static str> {
        Ok(self.clone())
    }

    fn into_text(self) -> Result<String, &'static str> {
        Ok(self)
    }
}

macro_rules! finite_parameter {
    ($($type:ty),+) => {$(
        impl Parameter for $type {
            fn text(&self) -> Result<String, &'static str> {
                if self.is_finite() { Ok(self.to_string()) } else { Err(NOT_FINITE) }
            }
        }
    )+};
}

finite_parameter!(f32, f64);
