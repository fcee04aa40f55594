//! Lists that come in pages.

use super::TypeRef;
use crate::names::TypeName;

#[derive(Clone, Debug)]
pub struct Pagination {
    pub style: PaginationStyle,
    /// The model of one page on the wire, such as `BatchPage`; `None` where a response is nothing but a list of items.
    pub page: Option<TypeName>,
    pub item: TypeRef,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaginationStyle {
    /// What takes the token.
    Cursor { token: PageParameter },
    /// What takes the position.
    Offset { offset: PageParameter },
    /// What takes the number of the page, the number of the first one, and whether a short page is the last one.
    Number { page: PageParameter, first: u64, short_page_ends: bool },
    /// A property of the page holds the URL of the next one.
    NextUrl,
    /// The `Link` header of the response leads to the next page.
    Link,
}

/// What takes the position of a page, by its name on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageParameter {
    Query(String),
    BodyField(String),
}

impl PageParameter {
    pub fn name(&self) -> &str {
        let (Self::Query(name) | Self::BodyField(name)) = self;
        name
    }
}

impl PaginationStyle {
    /// What the client sets to go on to the next page; `None` where that is the URL.
    pub fn position(&self) -> Option<&PageParameter> {
        match self {
            Self::Cursor { token: parameter }
            | Self::Offset { offset: parameter }
            | Self::Number { page: parameter, .. } => Some(parameter),
            Self::NextUrl | Self::Link => None,
        }
    }
}

/// Which properties of a page schema play which part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageShape {
    pub item: TypeRef,
    pub items: PropertyPath,
    /// Whether the items are missing if they are not there.
    pub items_required: bool,
    pub next_page_token: Option<PropertyPath>,
    pub total_size: Option<PropertyPath>,
    pub has_more: Option<PropertyPath>,
    pub total_pages: Option<PropertyPath>,
}

/// A property by its name on the wire, after those of the objects that it is inside of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyPath(pub Vec<String>);
