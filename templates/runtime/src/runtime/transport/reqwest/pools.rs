//! One pool of connections for each runtime.
//!
//! A connection is driven by a task of the runtime that made it, and ends with that runtime. Were the pool shared, a call
//! on one runtime could be on a connection of another that is about to end: a create would be lost on the way, and nobody
//! could tell whether it arrived.

use std::sync::{Mutex, PoisonError};

use ::reqwest::Client;
use tokio::runtime::{Handle, Id};

use super::connect::Connection;
use crate::runtime::error::Error;

/// How many runtimes have a pool at the same time; the one that was used longest ago goes first. It bounds what runtimes
/// leave behind that have ended, and costs one that stays nothing.
const MOST: usize = 8;

/// The pools of a client and its clones.
pub(super) struct Pools {
    connection: Connection,
    made: Mutex<Made>,
}

struct Made {
    /// The first one, which belongs to no runtime until it is used.
    spare: Option<Client>,
    /// The one that was used last stands last.
    pools: Vec<(Id, Client)>,
}

impl Pools {
    /// Makes the first pool, so that what is wrong with the settings shows now.
    pub(super) fn new(connection: Connection) -> Result<Self, Error> {
        let spare = Some(connection.client()?);
        Ok(Self { connection, made: Mutex::new(Made { spare, pools: Vec::new() }) })
    }

    /// The pool of the runtime that this is called on.
    pub(super) fn of_runtime(&self, runtime: &Handle) -> Result<Client, Error> {
        let id = runtime.id();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.pools.iter().position(|(of, _)| *of == id).map(|at| made.pools.remove(at).1);
        let client = match known.or_else(|| made.spare.take()) {
            Some(client) => client,
            None => self.connection.client()?,
        };
        if made.pools.len() == MOST {
            made.pools.remove(0);
        }
        made.pools.push((id, client.clone()));
        Ok(client)
    }
}

#[cfg(test)]
mod tests {
    use tokio::runtime::{Builder, Runtime};

    use super::*;

    #[test]
    fn a_runtime_that_stays_keeps_its_pool_however_many_others_come_and_go() {
        let runtime = || Builder::new_current_thread().build().unwrap();
        let pools = Pools::new(Connection::default()).unwrap();
        let is_kept = |runtime: &Runtime| {
            let made = pools.made.lock().unwrap();
            assert!(made.pools.len() <= MOST);
            made.pools.iter().any(|(id, _)| *id == runtime.handle().id())
        };
        let stays = runtime();
        for _ in 0..=MOST {
            pools.of_runtime(stays.handle()).unwrap();
            pools.of_runtime(runtime().handle()).unwrap();
            assert!(is_kept(&stays));
        }
    }
}
