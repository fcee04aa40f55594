//! Lists, waiting and blocking calls, from the outside: against the mock transport and the virtual clock.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic at the line is the message")]

#[cfg(feature = "blocking")]
mod blocking;
mod checkpoints;
mod endings;
mod graphs;
mod items;
mod keep_going;
mod mock;
mod pins;
mod support;
mod waiting;
