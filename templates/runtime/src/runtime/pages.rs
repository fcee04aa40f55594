//! A list as a stream of pages, for callers who store or count page by page.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::checkpoint::Checkpoint;
use super::error::Error;
use super::list::List;
use super::page::Page;
use super::pagination::Position;
use super::response_head::ResponseHead;
use super::walk::{Arrived, Walk};

/// Every page of a list, empty ones included.
///
/// It comes from `pages()` on a list request. Nothing is requested before the first poll. When a page cannot be had,
/// the stream gives the error, then `None`; [`checkpoint`](Self::checkpoint) leads back to the page that failed.
///
/// With `prefetch(true)`, the next page is loaded while the caller works on the one given last; without it, pages are
/// only loaded when asked for, since a stream of pages cannot see how far a page was used.
///
/// After `resume`, the first page lacks the items that were given before the checkpoint.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<T> {
    walk: Walk<T>,
    /// Set when a page was cut short: where the rest of it is.
    cut: Option<(Position, usize)>,
    items_left: Option<u64>,
    prefetch: bool,
}

impl<T: Send + 'static> Pages<T> {
    pub(crate) fn new(list: List<T>) -> Self {
        let prefetch = list.options().prefetch.unwrap_or(false);
        Self { walk: Walk::new(list), cut: None, items_left: None, prefetch }
    }

    /// Ends the stream after this many further items: the last page lacks those beyond. A checkpoint behind it points
    /// into that page, so resuming gives them. The token of a page that was cut is still that of the page after it, as
    /// the service gave it: going on with that would leave out what was cut off.
    pub fn max_items(mut self, items: u64) -> Self {
        self.items_left = Some(items);
        self
    }

    /// Ends the stream after this many further pages were requested.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.walk.limit_pages(pages);
        self
    }

    /// The next page; `None` at the end of the list and after an error.
    ///
    /// Cancel-safe: dropping the future before it is ready loses no page.
    ///
    /// # Errors
    ///
    /// The page could not be had, the list began to repeat itself, or the checkpoint belongs to another list.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// All remaining pages.
    ///
    /// # Errors
    ///
    /// The first error of the stream. The pages before it are lost with it.
    pub async fn try_collect<C: Default + Extend<Page<T>>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(page) = self.next().await {
            all.extend([page?]);
        }
        Ok(all)
    }

    /// Status, headers and request id of the response that the last page was read from; `None` before the first one.
    pub fn response(&self) -> Option<&ResponseHead> {
        self.walk.response()
    }

    /// The place after the last page given, to be stored and resumed from.
    pub fn checkpoint(&self) -> Checkpoint {
        self.walk.checkpoint(self.cut.clone())
    }

    /// The walk that brings the pages.
    #[cfg(feature = "blocking")]
    pub(crate) fn walk(&mut self) -> &mut Walk<T> {
        &mut self.walk
    }

    /// Whether as many items were given as were asked for; no further page is loaded then.
    pub(crate) fn is_full(&mut self) -> bool {
        let is_full = self.items_left == Some(0);
        if is_full {
            self.walk.stop();
        }
        is_full
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        if self.is_full() {
            return Poll::Ready(None);
        }
        let page = ready!(self.walk.poll_page(cx));
        Poll::Ready(page.map(|arrived| arrived.map(|arrived| self.give(arrived))))
    }

    /// The page as it is given: cut where it holds more items than were asked for.
    pub(crate) fn give(&mut self, arrived: Arrived<T>) -> Page<T> {
        // Only a stream of items keeps going where one cannot be read.
        let Arrived { position, skipped, mut page, unread: _ } = arrived;
        if let Some(left) = self.items_left {
            let kept = usize::try_from(left).unwrap_or(usize::MAX).min(page.len());
            if kept < page.len() {
                self.cut = Some((position, skipped + kept));
                page.items.truncate(kept);
                // Going on would leave out what was cut off.
                self.walk.stop();
            }
            self.items_left = Some(left - kept as u64);
        }
        if self.prefetch && self.items_left != Some(0) {
            self.walk.prefetch();
        }
        page
    }
}

/// Pages are moved out and never pinned.
impl<T> Unpin for Pages<T> {}

impl<T: Send + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T: Send + 'static> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.walk.list().call().spec().id).finish_non_exhaustive()
    }
}
