//! Lists as iterators.

use std::fmt;

use super::Blocking;
use super::background::Background;
use crate::runtime;
use crate::runtime::checkpoint::Checkpoint;
use crate::runtime::error::Error;
use crate::runtime::operation::Paginated;
use crate::runtime::page::Page;
use crate::runtime::request::Request;

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
pub struct Items<T>(Remote<runtime::Items<T>>);

/// Every page of a list; see [`Pages`](crate::runtime::Pages) of the asynchronous client.
///
/// Nothing is requested before the first call of `next`.
#[must_use = "an iterator does nothing until it is used"]
pub struct Pages<T>(Remote<runtime::Pages<T>>);

impl<T: Send + 'static> Items<T> {
    pub(crate) fn new<O: Paginated<Item = T>>(request: Request<O, Blocking>) -> Self {
        let background = request.mode().background.clone();
        Self(Remote::new(runtime::Items::new(request.into_list()), background))
    }

    /// Ends the iterator after this many further items.
    pub fn max_items(self, items: u64) -> Self {
        Self(self.0.map(|stream| stream.max_items(items)))
    }

    /// Ends the iterator after this many further pages were requested.
    pub fn max_pages(self, pages: u64) -> Self {
        Self(self.0.map(|stream| stream.max_pages(pages)))
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

    /// The place after the last item given, to be stored and resumed from.
    pub fn checkpoint(&self) -> Checkpoint {
        self.0.checkpoint()
    }
}

impl<T: Send + 'static> Pages<T> {
    pub(crate) fn new<O: Paginated<Item = T>>(request: Request<O, Blocking>) -> Self {
        let background = request.mode().background.clone();
        Self(Remote::new(runtime::Pages::new(request.into_list()), background))
    }

    /// Ends the iterator after this many further items: the last page lacks those beyond. A checkpoint behind it points
    /// into that page, so resuming gives them.
    pub fn max_items(self, items: u64) -> Self {
        Self(self.0.map(|stream| stream.max_items(items)))
    }

    /// Ends the iterator after this many further pages were requested.
    pub fn max_pages(self, pages: u64) -> Self {
        Self(self.0.map(|stream| stream.max_pages(pages)))
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

    /// The place after the last page given, to be stored and resumed from.
    pub fn checkpoint(&self) -> Checkpoint {
        self.0.checkpoint()
    }
}

impl<T: Send + 'static> Iterator for Items<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        // An item that has arrived is not worth a trip to another thread.
        match self.0.stream.as_mut()?.next_loaded() {
            Some(item) => Some(Ok(item)),
            None => self.0.next(),
        }
    }
}

impl<T: Send + 'static> Iterator for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// A stream that travels to the background thread for each of its items, and back.
struct Remote<S> {
    /// `None` once it was lost on the way: a call panicked, or the thread ended.
    stream: Option<S>,
    background: Background,
    /// The place of a stream that is lost.
    last: Checkpoint,
}

/// What the two streams over a list have in common.
trait Walking: Send + 'static {
    type Item: Send + 'static;

    fn step(&mut self) -> impl Future<Output = Option<Result<Self::Item, Error>>> + Send;

    fn place(&self) -> Checkpoint;
}

impl<T: Send + 'static> Walking for runtime::Items<T> {
    type Item = T;

    fn step(&mut self) -> impl Future<Output = Option<Result<T, Error>>> + Send {
        self.next()
    }

    fn place(&self) -> Checkpoint {
        self.checkpoint()
    }
}

impl<T: Send + 'static> Walking for runtime::Pages<T> {
    type Item = Page<T>;

    fn step(&mut self) -> impl Future<Output = Option<Result<Page<T>, Error>>> + Send {
        self.next()
    }

    fn place(&self) -> Checkpoint {
        self.checkpoint()
    }
}

impl<S: Walking> Remote<S> {
    fn new(stream: S, background: Background) -> Self {
        let last = stream.place();
        Self { stream: Some(stream), background, last }
    }

    fn next(&mut self) -> Option<Result<S::Item, Error>> {
        let mut stream = self.stream.take()?;
        self.last = stream.place();
        let step = async move {
            let item = stream.step().await;
            (stream, item)
        };
        match self.background.block_on(step) {
            Ok((stream, item)) => {
                self.stream = Some(stream);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }

    fn map(self, change: impl FnOnce(S) -> S) -> Self {
        Self { stream: self.stream.map(change), ..self }
    }

    fn checkpoint(&self) -> Checkpoint {
        self.stream.as_ref().map_or_else(|| self.last.clone(), S::place)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &self.0.last.operation()).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.0.last.operation()).finish_non_exhaustive()
    }
}
