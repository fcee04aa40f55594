//! Lists as iterators: the background thread requests pages, the caller's thread reads them.

use std::fmt;

use super::Blocking;
use super::background::Background;
use crate::runtime;
use crate::runtime::checkpoint::Checkpoint;
use crate::runtime::error::Error;
use crate::runtime::operation::Paginated;
use crate::runtime::page::Page;
use crate::runtime::request::Request;
use crate::runtime::response_head::ResponseHead;
use crate::runtime::walk::{Arrived, PageRequest, Walk};

/// Gives a request of a list its iterators: `blocking_list_methods!([] ListThings [] ListThingsOperation, Thing)`.
///
/// The brackets hold the type parameters beside the mode, with and without their bounds.
macro_rules! blocking_list_methods {
    ([$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty, $item:ty) => {
        impl<$($bounds)*> $request<$($parameters)* $crate::runtime::blocking::Blocking> {
            /// Every item of the list, page after page, as an iterator.
            pub fn items(self) -> $crate::runtime::blocking::Items<$item> {
                $crate::runtime::blocking::Items::new::<$operation>(self.into())
            }

            /// Every page of the list, as an iterator.
            pub fn pages(self) -> $crate::runtime::blocking::Pages<$item> {
                $crate::runtime::blocking::Pages::new::<$operation>(self.into())
            }
        }
    };
}

pub(crate) use blocking_list_methods;

blocking_list_methods!([O: Paginated,] Request [O,] O, O::Item);

/// Every item of a list, page after page; see [`Items`](crate::runtime::Items) of the asynchronous client.
///
/// Nothing is requested before the first call of `next`.
#[must_use = "an iterator does nothing until it is used"]
pub struct Items<T> {
    stream: runtime::Items<T>,
    background: Background,
}

/// Every page of a list; see [`Pages`](crate::runtime::Pages) of the asynchronous client.
///
/// Nothing is requested before the first call of `next`.
#[must_use = "an iterator does nothing until it is used"]
pub struct Pages<T> {
    stream: runtime::Pages<T>,
    background: Background,
}

impl<T: Send + 'static> Items<T> {
    pub(crate) fn new<O: Paginated<Item = T>>(request: Request<O, Blocking>) -> Self {
        let background = request.mode().background.clone();
        Self { stream: runtime::Items::new(request.into_list()), background }
    }

    /// Ends the iterator after this many further items.
    pub fn max_items(self, items: u64) -> Self {
        Self { stream: self.stream.max_items(items), ..self }
    }

    /// Ends the iterator after this many further pages were requested.
    pub fn max_pages(self, pages: u64) -> Self {
        Self { stream: self.stream.max_pages(pages), ..self }
    }

    /// Goes on past an item that cannot be read: an error is given in its place, and what follows after it; see
    /// [`Items::keep_going`](crate::runtime::Items::keep_going) of the asynchronous client.
    pub fn keep_going(self) -> Self {
        Self { stream: self.stream.keep_going(), ..self }
    }

    /// All remaining items.
    ///
    /// # Errors
    ///
    /// The first error of the iterator. The items before it are lost with it.
    pub fn try_collect<C: Default + Extend<T>>(self) -> Result<C, Error> {
        let mut all = C::default();
        for next in self {
            all.extend([next?]);
        }
        Ok(all)
    }

    /// Status, headers and request id of the response that the last item was read from; `None` before the first one.
    pub fn response(&self) -> Option<&ResponseHead> {
        self.stream.response()
    }

    /// The place after the last item given, to be stored and resumed from.
    pub fn checkpoint(&self) -> Checkpoint {
        self.stream.checkpoint()
    }
}

impl<T: Send + 'static> Pages<T> {
    pub(crate) fn new<O: Paginated<Item = T>>(request: Request<O, Blocking>) -> Self {
        let background = request.mode().background.clone();
        Self { stream: runtime::Pages::new(request.into_list()), background }
    }

    /// Ends the iterator after this many further items: the last page lacks those beyond. A checkpoint behind it points
    /// into that page, so resuming gives them. The token of a page that was cut is still that of the page after it, as
    /// the service gave it: going on with that would leave out what was cut off.
    pub fn max_items(self, items: u64) -> Self {
        Self { stream: self.stream.max_items(items), ..self }
    }

    /// Ends the iterator after this many further pages were requested.
    pub fn max_pages(self, pages: u64) -> Self {
        Self { stream: self.stream.max_pages(pages), ..self }
    }

    /// All remaining pages.
    ///
    /// # Errors
    ///
    /// The first error of the iterator. The pages before it are lost with it.
    pub fn try_collect<C: Default + Extend<Page<T>>>(self) -> Result<C, Error> {
        let mut all = C::default();
        for next in self {
            all.extend([next?]);
        }
        Ok(all)
    }

    /// Status, headers and request id of the response that the last page was read from; `None` before the first one.
    pub fn response(&self) -> Option<&ResponseHead> {
        self.stream.response()
    }

    /// The place after the last page given, to be stored and resumed from.
    pub fn checkpoint(&self) -> Checkpoint {
        self.stream.checkpoint()
    }
}

impl<T: Send + 'static> Iterator for Items<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.stream.next_loaded() {
                return item;
            }
            match next_page(self.stream.walk(), &self.background)? {
                Ok(arrived) => self.stream.open(arrived),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<T: Send + 'static> Iterator for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stream.is_full() {
            return None;
        }
        let arrived = next_page(self.stream.walk(), &self.background)?;
        Some(arrived.map(|arrived| self.stream.give(arrived)))
    }
}

/// The next page: requested by the background thread, and read here.
fn next_page<T: Send + 'static>(walk: &mut Walk<T>, background: &Background) -> Option<Result<Arrived<T>, Error>> {
    if let Some(PageRequest { position, response }) = walk.request(background.runtime()) {
        let response = background.block_on(response).unwrap_or_else(Err);
        walk.arrived(position, response);
    }
    walk.take_page()
}

impl<T: Send + 'static> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}

impl<T: Send + 'static> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}
