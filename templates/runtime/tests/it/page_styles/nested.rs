//! A list whose pages have their parts inside of other objects.

use runtime::runtime::{
    DecodeError, Method, Operation, OperationSpec, Page, PageBody, PageLayout, Paginated, Pagination, ResponseHead,
    Sealed, decode,
};

use crate::support::SPEC;

/// A page whose parts are inside of other objects.
pub struct Deep;

impl PageBody for Deep {
    type Item = u64;
    const LAYOUT: PageLayout = PageLayout {
        items: Some(&["data", "items"]),
        items_required: true,
        next_page_token: Some(&["links", "next"]),
        total_size: Some(&["data", "meta", "total"]),
        has_more: None,
        total_pages: None,
    };
}

list!(Nested, Deep, Get, Pagination::NextUrl);
