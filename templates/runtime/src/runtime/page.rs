//! One page of a list: what the service sent in one response.
//!
//! A page is a plain value. Looping over it gives the items of this page only; `items()` on the request gives the
//! items of every page.

mod parts;

use std::hash::{Hash, Hasher};
use std::slice;
use std::vec;

use serde::Serialize;

use super::response_head::ResponseHead;
use super::wire::Wire;

pub(crate) use parts::{Flag, Token, Total};

/// One page of a list.
///
/// Awaiting a list request gives its first page. A page knows how to reach the next one, but never requests
/// anything itself. It is serialized with the names of its fields, whatever the service calls them.
/// Two pages are equal if the service listed the same, whatever else came with the responses.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the order the service sent them. An empty page need not be the last one.
    pub items: Vec<T>,
    /// Where the next page begins: a token, or a URL as the service wrote it. `None` on the last page of a list whose
    /// pages name the next one; the service may leave it out, send null or send empty text, and all three read as `None`.
    pub next_page_token: Option<String>,
    /// How many items the whole list has, where the service says so. It may change between two pages.
    pub total_size: Option<u64>,
    #[serde(skip)]
    has_more: Option<bool>,
    #[serde(skip)]
    total_pages: Option<u64>,
    #[serde(skip)]
    response: Option<ResponseHead>,
}

impl<T> Page<T> {
    /// A page of `items`. Empty text as a token counts as no token.
    pub fn new(items: Vec<T>, next_page_token: Option<String>, total_size: Option<u64>) -> Self {
        let next_page_token = next_page_token.filter(|token| !token.is_empty());
        Self { items, next_page_token, total_size, has_more: None, total_pages: None, response: None }
    }

    /// The page with what it says of those after it.
    pub(crate) fn with_more(self, has_more: Option<bool>, total_pages: Option<u64>) -> Self {
        Self { has_more, total_pages, ..self }
    }

    /// The items, and the page without them, for other items to be put in.
    pub(crate) fn split<U>(self) -> (Vec<T>, impl FnOnce(Vec<U>) -> Page<U>) {
        let Self { items, next_page_token, total_size, has_more, total_pages, response } = self;
        (items, move |items| Page { items, next_page_token, total_size, has_more, total_pages, response })
    }

    /// Whether the service says that there are more pages, where it says so at all.
    pub fn has_more(&self) -> Option<bool> {
        self.has_more
    }

    /// How many pages the whole list has, where the service says so. It may change between two pages.
    pub fn total_pages(&self) -> Option<u64> {
        self.total_pages
    }

    /// Status, headers and request id of the response this page was read from; `None` if it was not read from one.
    pub fn response(&self) -> Option<&ResponseHead> {
        self.response.as_ref()
    }

    #[doc(hidden)]
    pub fn set_response(&mut self, response: ResponseHead) {
        self.response = Some(response);
    }

    /// How many items this page has.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether this page has no items. Later pages may still have some.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items of this page, by reference.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.items.iter()
    }
}

impl<T: PartialEq> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        let Self { items, next_page_token, total_size, has_more, total_pages, response: _ } = self;
        (items, next_page_token, total_size) == (&other.items, &other.next_page_token, &other.total_size)
            && (has_more, total_pages) == (&other.has_more, &other.total_pages)
    }
}

impl<T: Eq> Eq for Page<T> {}

impl<T: Hash> Hash for Page<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { items, next_page_token, total_size, has_more, total_pages, response: _ } = self;
        (items, next_page_token, total_size, has_more, total_pages).hash(state);
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The model of one response of a list.
#[doc(hidden)]
pub trait PageBody {
    /// What the list holds.
    type Item: Wire;

    /// Where the parts of a page stand in the response.
    const LAYOUT: PageLayout;
}

impl<T: Wire> PageBody for Vec<T> {
    type Item = T;

    const LAYOUT: PageLayout = PageLayout {
        items: None,
        items_required: true,
        next_page_token: None,
        total_size: None,
        has_more: None,
        total_pages: None,
    };
}

/// Where a part of a page stands: the name of a member of the response, or the names of members inside of each other.
#[doc(hidden)]
pub type PagePath = &'static [&'static str];

/// Which members of a response are the parts of a page.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLayout {
    /// The member that holds the items; `None` where the response is nothing but a list of them.
    pub items: Option<PagePath>,
    /// Whether a response without it is an error, or an empty page.
    pub items_required: bool,
    /// The member that holds the token of the next page, or its URL.
    pub next_page_token: Option<PagePath>,
    /// The member that tells how many items the whole list has.
    pub total_size: Option<PagePath>,
    /// The member that tells whether there are more pages.
    pub has_more: Option<PagePath>,
    /// The member that tells how many pages the whole list has.
    pub total_pages: Option<PagePath>,
}

impl PageLayout {
    /// What is inside of the member `key`.
    pub(crate) fn inside(self, key: &str) -> Self {
        let inside =
            |path: Option<PagePath>| path?.split_first().filter(|(first, _)| **first == key).map(|(_, rest)| rest);
        Self {
            items: inside(self.items),
            items_required: self.items_required,
            next_page_token: inside(self.next_page_token),
            total_size: inside(self.total_size),
            has_more: inside(self.has_more),
            total_pages: inside(self.total_pages),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_looped_over_by_value_and_by_reference() {
        let page = Page::new(vec![1, 2], Some("A".to_owned()), Some(4));
        assert_eq!((page.len(), page.is_empty()), (2, false));
        assert_eq!((&page).into_iter().sum::<i32>(), 3);
        assert_eq!(page.into_iter().collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_page_is_serialized_with_its_fields() {
        let page = Page::new(vec!["a"], None, Some(1));
        assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"items":["a"],"next_page_token":null,"total_size":1}"#);
    }

    #[test]
    fn empty_text_is_no_token() {
        assert_eq!(Page::<u8>::new(vec![], Some(String::new()), None).next_page_token, None);
    }
}
