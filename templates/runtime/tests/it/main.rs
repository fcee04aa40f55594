//! The runtime from outside: over real sockets, but for `streams`, which has a transport in memory and a clock of its own. One
//! program, because each is linked with all of the client. Only the tests of TLS are another one: they run a second time, with
//! the TLS of the operating system.

mod arriving;
mod credentials;
mod idempotency;
mod page_styles;
#[cfg(feature = "cli")]
mod program;
mod providers;
mod server;
mod servers;
#[cfg(feature = "test-util")]
#[allow(clippy::unwrap_used, reason = "in a test, a panic at the line is the message")]
mod streams;
mod support;
mod tokens;
mod uploads;
mod wire;
