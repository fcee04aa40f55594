//! A list of each style.

use runtime::runtime::{
    DecodeError, Method, Operation, OperationSpec, Page, PageBody, PageLayout, PageParameter, Paginated, Pagination,
    ResponseHead, Sealed, decode,
};

use crate::support::SPEC;

pub struct Body;

impl PageBody for Body {
    type Item = u64;
    const LAYOUT: PageLayout = PageLayout {
        items: Some(&["items"]),
        items_required: true,
        next_page_token: Some(&["next"]),
        total_size: Some(&["total"]),
        has_more: Some(&["has_more"]),
        total_pages: Some(&["total_pages"]),
    };
}

macro_rules! list {
    ($name:ident, $body:ty, $method:ident, $pagination:expr) => {
        #[derive(Debug)]
        pub struct $name;

        impl Sealed for $name {}

        impl Operation for $name {
            type Output = Page<u64>;
            const SPEC: OperationSpec =
                OperationSpec { id: stringify!($name), method: Method::$method, security: &[&["key"]], ..SPEC };

            fn decode(_: http::StatusCode, body: &bytes::Bytes) -> Result<Page<u64>, DecodeError> {
                decode::page::<$body>(body)
            }

            fn keep(page: &mut Page<u64>, head: impl FnOnce() -> ResponseHead) {
                page.set_response(head());
            }
        }

        impl Paginated for $name {
            type Item = u64;
            type Body = $body;
            const PAGINATION: Pagination = $pagination;
        }
    };
}

const PAGE: PageParameter = PageParameter::Query("page");

list!(Searched, Body, Post, Pagination::Cursor { token: PageParameter::Body("cursor") });
list!(Skipped, Body, Post, Pagination::Offset { offset: PageParameter::Body("skip") });
list!(Counted, Body, Get, Pagination::Number { page: PAGE, first: 1, short_page_ends: false });
list!(FromZero, Body, Get, Pagination::Number { page: PAGE, first: 0, short_page_ends: true });
list!(Followed, Body, Get, Pagination::NextUrl);
list!(Linked, Body, Get, Pagination::Link);
list!(Bare, Vec<u64>, Get, Pagination::Link);
