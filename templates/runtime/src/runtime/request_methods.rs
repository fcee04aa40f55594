//! What every request builder has in common, as one macro for emitted code.
//!
//! A builder is a struct `Builder<M = Async> { request: Request<Operation, M> }`. Its setters are emitted above the macro,
//! so that they come first on its page; the parts follow in the order in which they are named.

/// Makes a struct around a [`Request`](crate::runtime::Request) its request builder:
/// `request_methods!(ListThings, ListThingsOperation, [list -> Thing, options, list_options])`.
///
/// The parts are
///
/// * `send -> Output`: sending, by a method or by awaiting;
/// * `list -> Item` in its place: sending for one page, and the streams over all of them; `list_options` belong to these;
/// * `bytes` and `events -> Event`: reading the response as it comes, where it is binary or a stream of events;
/// * `wait`, where what is read has a lifecycle, and `and_wait -> Operation`, where what is created has one;
/// * `options`, which every call has; `defaults`, where the client fills in parameters; `body`, where there is one.
#[allow(unused_macros, reason = "only emitted requests use it, and a description may have none")]
macro_rules! request_methods {
    ($request:ident, $operation:ident, [$($part:ident $(-> $type:ty)?),* $(,)?]) => {
        impl $crate::runtime::operation::Sealed for $operation {}

        // Hidden, for each would stand on the page of `Request` as well, which says that they are there.
        #[doc(hidden)]
        impl<M> From<$crate::runtime::Request<$operation, M>> for $request<M> {
            fn from(request: $crate::runtime::Request<$operation, M>) -> Self {
                Self { request }
            }
        }

        #[doc(hidden)]
        impl<M> From<$request<M>> for $crate::runtime::Request<$operation, M> {
            fn from(builder: $request<M>) -> Self {
                builder.request
            }
        }

        $($crate::runtime::request_methods::request_methods!(@$part $request $operation $(, $type)?);)*
    };
    (@send $request:ident $operation:ident, $output:ty) => {
        $crate::runtime::request::sending_methods!([] $request [] $operation, $output);
        #[cfg(feature = "blocking")]
        $crate::runtime::blocking::blocking_methods!([] $request [] $operation, $output);
    };
    (@list $request:ident $operation:ident, $item:ty) => {
        $crate::runtime::request_methods::request_methods!(@send $request $operation, $crate::runtime::Page<$item>);
        $crate::runtime::list_request::list_methods!(streams [] $request [] $operation, $item);
        #[cfg(feature = "blocking")]
        $crate::runtime::blocking::blocking_list_methods!([] $request [] $operation, $item);
    };
    (@bytes $request:ident $operation:ident) => {
        $crate::runtime::request::streaming_methods!(bytes $request $operation);
    };
    (@events $request:ident $operation:ident, $event:ty) => {
        $crate::runtime::request::streaming_methods!(events $request $operation, $event);
    };
    (@list_options $request:ident $operation:ident) => {
        $crate::runtime::list_request::list_methods!(options [] $request [] $operation);
    };
    (@wait $request:ident $operation:ident) => {
        $crate::runtime::wait::wait_methods!(wait [] $request [] $operation);
    };
    (@and_wait $request:ident $operation:ident, $poll:ty) => {
        $crate::runtime::wait::wait_methods!(and_wait [] $request [] $operation, $poll);
    };
    (@$options:ident $request:ident $operation:ident) => {
        $crate::runtime::request::option_methods!($options [] $request [] $operation);
    };
}

#[allow(unused_imports, reason = "only emitted requests use it, and a description may have none")]
pub(crate) use request_methods;
