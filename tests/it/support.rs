//! What the tests of the client share: a server that misbehaves, bodies to answer with, and checks.
//!
//! Nothing here knows a test. The one thing to know: a [`server::FaultServer`] speaks from a script of bytes, so a
//! test sees what a client does on a real socket, while everything timed by a paused clock goes through the
//! in-memory transport of the crate instead.

pub(crate) mod answer;
pub(crate) mod bodies;
pub(crate) mod child;
pub(crate) mod clients;
pub(crate) mod logs;
pub(crate) mod mutation;
pub(crate) mod query;
pub(crate) mod recorded;
pub(crate) mod scores;
pub(crate) mod server;
pub(crate) mod step;
pub(crate) mod tls;
