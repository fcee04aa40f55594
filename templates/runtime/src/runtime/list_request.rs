//! What a request of a list has beyond other requests: the walk over every page.

use super::call::Call;
use super::checkpoint::Checkpoint;
use super::list::List;
use super::operation::Paginated;
use super::place;
use super::request::Request;

/// Gives a request of a list one group of methods: `list_methods!(streams [] ListThings [] ListThingsOperation, Thing)`.
///
/// The brackets hold the type parameters beside the mode, with and without their bounds.
macro_rules! list_methods {
    (streams [$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty, $item:ty) => {
        impl<$($bounds)*> $request<$($parameters)* $crate::runtime::Async> {
            /// Every item of the list, page after page, as a stream.
            pub fn items(self) -> $crate::runtime::Items<$item> {
                $crate::runtime::Items::new($crate::runtime::request::Request::<$operation>::from(self).into_list())
            }

            /// Every page of the list, as a stream.
            pub fn pages(self) -> $crate::runtime::Pages<$item> {
                $crate::runtime::Pages::new($crate::runtime::request::Request::<$operation>::from(self).into_list())
            }
        }
    };
    (options [$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty) => {
        /// Options of the walk over the whole list.
        impl<$($bounds)* M> $request<$($parameters)* M> {
            /// Limits the time of the whole stream, from its first poll on, the time the caller spends between items
            /// included.
            ///
            /// Once it has passed, no further page is requested and the stream gives a timeout error. Items that have
            /// arrived are still given. Without it, only each page request is limited.
            pub fn total_deadline(self, limit: std::time::Duration) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.options_mut().list.total_deadline = Some(limit))
            }

            /// Whether the next page is loaded while the one before it is being used.
            ///
            /// Unless set, [`items`](Self::items) does so once half of a page was taken, and [`pages`](Self::pages)
            /// does not.
            pub fn prefetch(self, prefetch: bool) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.options_mut().list.prefetch = Some(prefetch))
            }

            /// Goes on at a checkpoint of the same list.
            ///
            /// All filters have to be set as they were; a checkpoint of another operation or of other filters makes the
            /// stream give an error before anything is requested. Sending the request itself gives the whole page the
            /// checkpoint points into.
            pub fn resume(self, checkpoint: $crate::runtime::Checkpoint) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| {
                    $crate::runtime::list_request::resume::<$operation>(call, checkpoint);
                })
            }
        }
    };
}

#[allow(unused_imports, reason = "only emitted requests use it, and a description may have none")]
pub(crate) use list_methods;

list_methods!(streams [O: Paginated,] Request [O,] O, O::Item);
list_methods!(options [O: Paginated,] Request [O,] O);

impl<O: Paginated, M> Request<O, M> {
    pub(crate) fn into_list(self) -> List<O::Item> {
        List::new::<O>(self.into_call())
    }
}

/// Makes a call go on at a checkpoint.
pub(crate) fn resume<O: Paginated>(call: &mut Call, checkpoint: Checkpoint) {
    if checkpoint.operation() != O::SPEC.id {
        call.refuse(format!("the checkpoint is of `{}`, another operation", checkpoint.operation()));
    } else if checkpoint.is_end() {
        // A stream asks for no page there; only the request for a single page gets to hear of it.
        call.refuse("the checkpoint is at the end of the list, where there is no page to ask for");
    } else {
        place::set(call, O::PAGINATION, checkpoint.position());
    }
    call.options_mut().list.resume = Some(Box::new(checkpoint));
}
