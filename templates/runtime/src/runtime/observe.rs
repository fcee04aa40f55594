//! What the client tells `tracing`: a span for each call, an event for each repeat, a warning for each unknown value.
//!
//! Without the feature `tracing` every function here does nothing, so that callers need no `cfg`. Nothing that is
//! recorded can hold a secret: no header, no query, no body, and the path only as its template.

#[cfg(feature = "tracing")]
mod enabled;
#[cfg(feature = "tracing")]
pub use enabled::{CallSpan, carried, unknown_value};

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(not(feature = "tracing"))]
pub use disabled::{CallSpan, carried, unknown_value};
