//! The options of a call, which every request has beside the setters of its operation.

/// Gives a request one group of options: `option_methods!(options [] ListThings [] ListThingsOperation)`.
///
/// The brackets hold the type parameters beside the mode, with and without their bounds.
macro_rules! option_methods {
    (options [$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty) => {
        /// Options of the call.
        impl<$($bounds)* M> $request<$($parameters)* M> {
            /// Limits the time of one attempt, headers and body together (default 60 s).
            ///
            /// An attempt that takes longer counts as failed and may be repeated. Zero is refused when the request is
            /// sent.
            pub fn timeout(self, limit: std::time::Duration) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.set_timeout(limit))
            }

            /// Limits the time of the whole call, repeats and the waits between them included (default 180 s).
            ///
            /// Of a list, this limits each request for a page. Zero is refused when the request is sent.
            pub fn deadline(self, limit: std::time::Duration) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.set_deadline(limit))
            }

            /// Sets how often a failed attempt may be repeated (default 4, which makes 5 attempts); 0 turns repeats off.
            pub fn retries(self, repeats: u32) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.options_mut().retries = Some(repeats))
            }

            /// Repeats even an operation that is not safe to repeat, when it is not known whether the first attempt
            /// arrived.
            ///
            /// A create may then be carried out twice. Operations that are safe to repeat are repeated anyway.
            pub fn repeat_if_ambiguous(self, repeat: bool) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| {
                    call.options_mut().repeat_if_ambiguous = repeat;
                })
            }

            /// Sets a header of this request, in place of one of the same name that the client would send.
            ///
            /// A name or value that is not legal is refused when the request is sent. The value never appears in a log.
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.set_header(name.as_ref(), value.as_ref()))
            }

            /// Sends this request without a header that the client would send. [`header`](Self::header) set later on
            /// this request brings it back.
            ///
            /// Without `Authorization` the service answers 401, unless something else tells it who is asking.
            pub fn without_header(self, name: impl AsRef<str>) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.remove_header(name.as_ref()))
            }

            /// Adds a query parameter as it is, beside others of the same name.
            pub fn query(self, name: impl Into<String>, value: impl ToString) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.append_query(name.into(), value.to_string()))
            }
        }
    };
    (defaults [$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty) => {
        impl<$($bounds)* M> $request<$($parameters)* M> {
            /// Sends this request without a query parameter that the client would fill in, such as `project_id`.
            pub fn without_default(self, name: impl Into<String>) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.set_without(name.into()))
            }
        }
    };
    (body [$($bounds:tt)*] $request:ident [$($parameters:tt)*] $operation:ty) => {
        impl<$($bounds)* M> $request<$($parameters)* M> {
            /// Sets a field of the JSON body, also one that this version of the crate does not know.
            pub fn body_field(self, name: impl AsRef<str>, value: impl serde::Serialize) -> Self {
                $crate::runtime::request::changed::<$operation, M, _>(self, |call| call.set_body_field(name.as_ref(), &value))
            }
        }
    };
}

pub(crate) use option_methods;
