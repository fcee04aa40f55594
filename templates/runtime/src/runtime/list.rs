//! A list request as the streams over it need it: one page at a time, from any position.
//!
//! Every page is requested with a copy of the first request, so filters, headers and time limits carry over; only what says
//! which page is meant changes.

use std::time::Duration;

use bytes::Bytes;
use serde_json::value::RawValue;

use super::BoxFuture;
use super::call::{Call, ListOptions};
use super::checkpoint::ListIdentity;
use super::decode::{self, DecodeError};
use super::error::{Error, ErrorKind};
use super::execute;
use super::next_url;
use super::operation::{PageParameter, Paginated, Pagination};
use super::page::Page;
use super::pagination::{Position, fingerprint};
use super::place;
use super::response::RawResponse;
use super::unread_item::UnreadItem;

/// Reads a body.
type Decode<T> = fn(&Bytes) -> Result<T, DecodeError>;

/// The error in the place of an item that could not be read, and which place of its page that is.
pub(crate) type Unread = (usize, Error);

/// A list whose items are `T`; the operation behind it is held as a function that reads its pages.
pub(crate) struct List<T> {
    call: Call,
    decode: Decode<Page<T>>,
    decode_each: Decode<Page<Result<T, UnreadItem>>>,
    decode_raw: Decode<Page<Box<RawValue>>>,
    pagination: Pagination,
}

/// A page, and a hash of the text of its items.
pub(crate) struct Loaded<T> {
    pub(crate) page: Page<T>,
    /// For the items that the page lacks because they could not be read, in their order.
    pub(crate) unread: Vec<Unread>,
    pub(crate) fingerprint: u64,
}

impl<T: Send + 'static> List<T> {
    pub(crate) fn new<O: Paginated<Item = T>>(call: Call) -> Self {
        Self::read_by::<O>(call, |body| decode::page::<O::Body>(body), decode::each::<O::Body>)
    }

    /// The list of an operation, whose pages are read by `decode` instead.
    pub(crate) fn read_by<O: Paginated>(
        call: Call,
        decode: Decode<Page<T>>,
        decode_each: Decode<Page<Result<T, UnreadItem>>>,
    ) -> Self {
        Self { call, decode, decode_each, decode_raw: decode::raw::<O::Body>, pagination: O::PAGINATION }
    }

    pub(crate) fn call(&self) -> &Call {
        &self.call
    }

    pub(crate) fn pagination(&self) -> Pagination {
        self.pagination
    }

    pub(crate) fn options(&self) -> &ListOptions {
        &self.call.options().list
    }

    /// Where the walk begins, and how many items of that page were given before.
    ///
    /// # Errors
    ///
    /// The checkpoint belongs to another list, or the offset that was set is not a number.
    pub(crate) fn start(&self) -> Result<(Position, usize), Error> {
        if let Some(checkpoint) = &self.options().resume {
            return checkpoint
                .place_in(&self.identity())
                .map_err(|mismatch| self.error(ErrorKind::CheckpointMismatch, mismatch.to_string()));
        }
        let problem = |name| format!("`{name}` is not a whole number, so no next page can be asked for");
        let position = place::read(&self.call, self.pagination);
        Ok((position.map_err(|name| self.error(ErrorKind::InvalidRequest, problem(name)))?, 0))
    }

    /// What a checkpoint of this list must agree with.
    pub(crate) fn identity(&self) -> ListIdentity {
        let position = self.pagination.parameter().map(PageParameter::name);
        let filters = self.call.filters().into_iter().filter(|(name, _)| Some(name.as_str()) != position).collect();
        ListIdentity { operation: self.call.spec().id.to_owned(), path: self.call.rendered_path(), filters }
    }

    /// A call for the page at `position`.
    fn call_at(&self, position: &Position) -> Call {
        let mut call = self.call.clone();
        if *position != Position::Start {
            place::set(&mut call, self.pagination, position);
        }
        call
    }

    /// What the page at `position` names as the next one: a token as it is, a URL as a path and query.
    ///
    /// # Errors
    ///
    /// What should be a URL of the service is none.
    pub(crate) fn next_of(&self, position: &Position, page: &Page<T>) -> Result<Option<String>, Error> {
        let named = match self.pagination {
            Pagination::Link => page.response().and_then(|response| next_url::of_links(response.headers())),
            Pagination::NextUrl => page.next_page_token.clone(),
            Pagination::Cursor { .. } => return Ok(page.next_page_token.clone()),
            Pagination::Offset { .. } | Pagination::Number { .. } => None,
        };
        let Some(named) = named else { return Ok(None) };
        let call = self.call_at(position);
        let next = call.page_url().and_then(|asked| next_url::resolve(&asked, &named, &call.keys_in_query()));
        next.map(Some).map_err(|reason| self.error(ErrorKind::ForeignPage, reason))
    }

    /// Requests one page; nothing happens before the first poll. `time_left` shortens the deadline of the call.
    pub(crate) fn request(
        &self,
        position: &Position,
        time_left: Option<Duration>,
    ) -> BoxFuture<'static, Result<RawResponse, Error>> {
        let mut call = self.call_at(position);
        if let Some(time_left) = time_left {
            call.limit_deadline(time_left);
        }
        Box::pin(async move { execute::send(&call).await })
    }

    /// Reads a page from the response to such a request. Where `keep_going`, only what is no page at all is an error.
    pub(crate) fn read(&self, response: &RawResponse, keep_going: bool) -> Result<Loaded<T>, Error> {
        let (mut page, unread) = match response.decode(|_, body| (self.decode)(body)) {
            Ok(page) => (page, Vec::new()),
            Err(error) if keep_going => self.read_each(response).map_err(|_| error)?,
            Err(error) => return Err(error),
        };
        page.set_response(response.head());
        // Pages that name the next one are told apart by these names, so their bodies need not be read once more.
        let fingerprint = match self.pagination {
            Pagination::Cursor { .. } | Pagination::NextUrl | Pagination::Link => 0,
            Pagination::Offset { .. } | Pagination::Number { .. } => {
                fingerprint_of(&response.decode(|_, body| (self.decode_raw)(body))?)
            }
        };
        Ok(Loaded { page, unread, fingerprint })
    }

    /// Reads the items of a page one by one: those that can be read, and an error in the place of each other one.
    fn read_each(&self, response: &RawResponse) -> Result<(Page<T>, Vec<Unread>), Error> {
        let (each, page_of) = response.decode(|_, body| (self.decode_each)(body))?.split();
        let (mut items, mut unread) = (Vec::with_capacity(each.len()), Vec::new());
        for (index, item) in each.into_iter().enumerate() {
            match item {
                Ok(item) => items.push(item),
                Err(item) => unread.push((index, response.unread(item))),
            }
        }
        Ok((page_of(items), unread))
    }

    pub(crate) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::new(kind, message).with_operation(self.call.spec().id)
    }
}

/// A hash of the items as they were sent. What stands beside them, such as the time of the response, may differ where a
/// service sends the same page again.
fn fingerprint_of(page: &Page<Box<RawValue>>) -> u64 {
    fingerprint(&page.iter().map(|item| item.get()).collect::<Vec<_>>())
}
