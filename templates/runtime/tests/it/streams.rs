//! Lists, waiting and blocking calls, from the outside: against the mock transport and the virtual clock.

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
