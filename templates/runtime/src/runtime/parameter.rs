//! Values outside of bodies, where everything is text: in a path, a query, a header or a cookie.

use jiff::Timestamp;
use jiff::civil::Date;

use super::timestamp;

/// A type whose values can be sent as text.
pub trait Parameter {
    /// The text to send.
    ///
    /// # Errors
    ///
    /// Says why the value has no text that a service would read.
    fn text(&self) -> Result<String, &'static str>;

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

parameter_by_display!(bool, i32, i64, u32, u64, f32, f64, &str, String, Date);
