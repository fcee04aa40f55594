//! How a request becomes a [`Wait`].

use super::{Created, Lifecycle};
use crate::runtime::request::Request;

/// Gives a request the method that waits: `wait_methods!(wait [] GetThing [] GetThingOperation)`.
///
/// The brackets hold the type parameters beside the mode, with and without their bounds.
macro_rules! wait_methods {
    (wait [$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty) => {
        impl<$($bounds)* M: $crate::runtime::Mode> $request<$($parameters)* M> {
            /// Waits for the end of what this request reads. What was set for the request, such as a project, a header
            /// or a timeout, holds for every poll.
            ///
            /// A deadline of the request bounds each poll; [`Wait::deadline`](crate::runtime::Wait::deadline) bounds
            /// the waiting.
            pub fn wait(self) -> $crate::runtime::Wait<$operation, M> {
                $crate::runtime::Wait::new(self)
            }
        }
    };
    (and_wait [$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty, $poll:ty) => {
        impl<$($bounds)* M: $crate::runtime::Mode> $request<$($parameters)* M> {
            /// Sends this request, then waits for what it created to come to an end.
            ///
            /// For 5 s after the create, a 404 only means that the service has not caught up.
            pub fn and_wait(self) -> $crate::runtime::Wait<$poll, M> {
                $crate::runtime::Wait::after::<$operation>(self)
            }
        }
    };
}

pub(crate) use wait_methods;

wait_methods!(wait [O: Lifecycle,] Request [O,] O);
wait_methods!(and_wait [O: Created,] Request [O,] O, O::Poll);
