//! What a request of a list has beyond other requests: the walk over every page.

use std::time::Duration;

use super::checkpoint::Checkpoint;
use super::items::Items;
use super::list::List;
use super::mode::Async;
use super::operation::Paginated;
use super::pages::Pages;
use super::request::Request;

impl<O: Paginated, M> Request<O, M> {
    /// Limits the time of the whole stream, from its first poll on, the time the caller spends between items included.
    ///
    /// Once it has passed, no further page is requested and the stream gives a timeout error. Items that have arrived
    /// are still given. Without it, only each page request is limited.
    pub fn total_deadline(mut self, limit: Duration) -> Self {
        self.call_mut().options_mut().list.total_deadline = Some(limit);
        self
    }

    /// Ends the stream after this many items.
    pub fn max_items(mut self, items: u64) -> Self {
        self.call_mut().options_mut().list.max_items = Some(items);
        self
    }

    /// Ends the stream after this many pages were requested.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.call_mut().options_mut().list.max_pages = Some(pages);
        self
    }

    /// Whether the next page is loaded while the one before it is being used.
    ///
    /// Unless set, [`items`](Request::items) does so once half of a page was taken, and [`pages`](Request::pages) does
    /// not.
    pub fn prefetch(mut self, prefetch: bool) -> Self {
        self.call_mut().options_mut().list.prefetch = Some(prefetch);
        self
    }

    /// Goes on at a checkpoint of the same list.
    ///
    /// All filters have to be set as they were; a checkpoint of another operation or of other filters makes the stream
    /// give an error before anything is requested. Awaiting the request itself gives the whole page the checkpoint
    /// points into.
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        let call = self.call_mut();
        if checkpoint.operation() != O::SPEC.id {
            call.refuse(format!("the checkpoint is of `{}`, another operation", checkpoint.operation()));
        } else if checkpoint.is_end() {
            // A stream asks for no page there; only the request for a single page gets to hear of it.
            call.refuse("the checkpoint is at the end of the list, where there is no page to ask for");
        } else {
            call.set_query(O::PAGINATION.parameter(), checkpoint.position().query().into_iter().collect());
        }
        call.options_mut().list.resume = Some(Box::new(checkpoint));
        self
    }

    pub(crate) fn into_list(self) -> List<O::Item> {
        List::new::<O>(self.into_call())
    }
}

impl<O: Paginated> Request<O, Async> {
    /// Every item of the list, page after page, as a stream.
    pub fn items(self) -> Items<O::Item> {
        Items::new(self.into_list())
    }

    /// Every page of the list, as a stream.
    pub fn pages(self) -> Pages<O::Item> {
        Pages::new(self.into_list())
    }
}
