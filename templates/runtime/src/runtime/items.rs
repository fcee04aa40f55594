//! A list as one stream of items, whatever the pages are.

use std::fmt;
use std::future::poll_fn;
use std::iter::Peekable;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::checkpoint::Checkpoint;
use super::error::Error;
use super::list::{List, Unread};
use super::pagination::Position;
use super::response_head::ResponseHead;
use super::walk::{Arrived, Walk};

/// Every item of a list, page after page.
///
/// It comes from `items()` on a list request. Nothing is requested before the first poll. When a page cannot be had,
/// the items before it are given first, then the error, then `None`; [`checkpoint`](Self::checkpoint) leads back to the
/// place.
///
/// Once half of a page was taken, the next page is loaded in the background, unless `prefetch(false)` was set; never
/// more than one. Dropping the stream gives up what is being loaded.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T> {
    walk: Walk<T>,
    page: Option<Opened<T>>,
    items_left: Option<u64>,
    prefetch: bool,
}

/// The page whose items are being given.
struct Opened<T> {
    position: Position,
    items: vec::IntoIter<T>,
    /// Errors in the place of items that could not be read.
    unread: Peekable<vec::IntoIter<Unread>>,
    /// How many items of the page were given or skipped.
    given: usize,
    /// How many there were to give.
    len: usize,
}

impl<T: Send + 'static> Items<T> {
    pub(crate) fn new(list: List<T>) -> Self {
        let prefetch = list.options().prefetch.unwrap_or(true);
        Self { walk: Walk::new(list), page: None, items_left: None, prefetch }
    }

    /// Ends the stream after this many further items.
    pub fn max_items(mut self, items: u64) -> Self {
        self.items_left = Some(items);
        self
    }

    /// Ends the stream after this many further pages were requested.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.walk.limit_pages(pages);
        self
    }

    /// Goes on past an item that cannot be read: an error is given in its place, and what follows after it. Without this,
    /// such an item ends the stream before its whole page.
    ///
    /// [`Error::unread_item`] holds the item as the service sent it, and tells these errors from those that end the stream.
    /// A checkpoint behind such an item goes on behind it.
    pub fn keep_going(mut self) -> Self {
        self.walk.keep_going();
        self
    }

    /// The next item; `None` at the end of the list and after an error, unless the stream [keeps
    /// going](Self::keep_going) past it.
    ///
    /// Cancel-safe: dropping the future before it is ready loses no item.
    ///
    /// # Errors
    ///
    /// A page could not be had, the list began to repeat itself, or the checkpoint belongs to another list.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// All remaining items.
    ///
    /// # Errors
    ///
    /// The first error of the stream. The items before it are lost with it; take them with [`next`](Self::next) where
    /// they matter.
    pub async fn try_collect<C: Default + Extend<T>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(item) = self.next().await {
            all.extend([item?]);
        }
        Ok(all)
    }

    /// Status, headers and request id of the response that the last item was read from; `None` before the first one.
    pub fn response(&self) -> Option<&ResponseHead> {
        self.walk.response()
    }

    /// The place after the last item given, to be stored and resumed from.
    pub fn checkpoint(&self) -> Checkpoint {
        let within = self.page.as_ref().filter(|page| page.remaining() > 0).map(Opened::place);
        self.walk.checkpoint(within)
    }

    /// The walk that brings the pages.
    #[cfg(feature = "blocking")]
    pub(crate) fn walk(&mut self) -> &mut Walk<T> {
        &mut self.walk
    }

    /// What can be given without another page: an item or the error in its place, or the end after as many as were asked
    /// for.
    pub(crate) fn next_loaded(&mut self) -> Option<Option<Result<T, Error>>> {
        if self.items_left == Some(0) {
            self.walk.stop();
            return Some(None);
        }
        let page = self.page.as_mut()?;
        let item = page.next()?;
        let (remaining, len) = (page.remaining(), page.len);
        self.items_left = self.items_left.map(|left| left - 1);
        let more_wanted = self.items_left.is_none_or(|left| left > remaining as u64);
        if self.prefetch && more_wanted && 2 * remaining <= len {
            self.walk.prefetch();
        }
        Some(Some(item))
    }

    /// Takes a page whose items come next.
    pub(crate) fn open(&mut self, arrived: Arrived<T>) {
        let Arrived { position, skipped, page, unread } = arrived;
        let len = page.len() + unread.len();
        let (items, unread) = (page.into_iter(), unread.into_iter().peekable());
        self.page = Some(Opened { position, items, unread, given: skipped, len });
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.next_loaded() {
                return Poll::Ready(item);
            }
            match ready!(self.walk.poll_page(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(arrived)) => self.open(arrived),
            }
        }
    }
}

impl<T> Opened<T> {
    fn next(&mut self) -> Option<Result<T, Error>> {
        let given = self.given;
        let next = match self.unread.next_if(|(index, _)| *index == given) {
            Some((_, error)) => Err(error),
            None => Ok(self.items.next()?),
        };
        self.given += 1;
        Some(next)
    }

    fn remaining(&self) -> usize {
        self.items.len() + self.unread.len()
    }

    fn place(&self) -> (Position, usize) {
        (self.position.clone(), self.given)
    }
}

/// Items are moved out and never pinned.
impl<T> Unpin for Items<T> {}

impl<T: Send + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T: Send + 'static> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &self.walk.list().call().spec().id).finish_non_exhaustive()
    }
}
