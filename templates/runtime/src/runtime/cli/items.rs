//! A list whose items are left as the service sent them.

use std::fmt;
use std::future::poll_fn;

use serde_json::value::RawValue;

use crate::runtime::call::Call;
use crate::runtime::checkpoint::{Checkpoint, ListIdentity};
use crate::runtime::decode;
use crate::runtime::error::Error;
use crate::runtime::list::List;
use crate::runtime::operation::{PageParameter, Paginated};
use crate::runtime::pagination::Position;
use crate::runtime::walk::Walk;

/// The pages of a list, one after the other.
pub struct RawItems {
    walk: Walk<Box<RawValue>>,
}

/// The items of a page, and where they stand in the list.
pub(super) struct RawPage {
    pub(super) items: Vec<Box<RawValue>>,
    list: ListIdentity,
    position: Position,
    /// Items of the page that were given before.
    skipped: usize,
}

impl RawItems {
    /// The list that a call begins.
    pub fn of<O: Paginated>(call: Call) -> Self {
        Self { walk: Walk::new(List::read_by::<O>(call, decode::raw::<O::Body>, decode::raw_each::<O::Body>)) }
    }

    /// The next page; `None` behind the last one.
    pub(super) async fn next_page(&mut self) -> Option<Result<RawPage, Error>> {
        let arrived = poll_fn(|cx| self.walk.poll_page(cx)).await?;
        Some(arrived.map(|arrived| RawPage {
            items: arrived.page.items,
            list: self.walk.list().identity(),
            position: arrived.position,
            skipped: arrived.skipped,
        }))
    }

    /// The name of what takes the place of a page, unless that is the URL.
    pub(super) fn position(&self) -> Option<&'static str> {
        self.walk.list().pagination().parameter().map(PageParameter::name)
    }

    /// Where the list goes on, behind the pages that were given.
    pub(super) fn checkpoint(&self) -> Checkpoint {
        self.walk.checkpoint(None)
    }
}

impl RawPage {
    /// The place behind so many items of this page.
    pub(super) fn after(&self, items: usize) -> Checkpoint {
        Checkpoint::new(&self.list, self.position.clone(), self.skipped + items)
    }
}

impl fmt::Debug for RawItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawItems").finish_non_exhaustive()
    }
}
