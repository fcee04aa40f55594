//! Lists that come in pages.

use super::TypeRef;
use crate::codegen::names::{FieldName, TypeName};

#[derive(Clone, Debug)]
pub struct Pagination {
    pub style: PaginationStyle,
    /// The model of one page on the wire, such as `BatchPage`.
    pub page: TypeName,
    pub item: TypeRef,
}

#[derive(Clone, Debug)]
pub enum PaginationStyle {
    /// The query parameter that takes the token.
    Cursor { token: String },
    /// The query parameter that takes the position.
    Offset { offset: String },
}

impl PaginationStyle {
    /// The query parameter by which the client goes on to the next page.
    pub fn position(&self) -> &str {
        match self {
            Self::Cursor { token } => token,
            Self::Offset { offset } => offset,
        }
    }
}

/// Which fields of a page schema play which part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageShape {
    pub item: TypeRef,
    pub items: FieldName,
    pub next_page_token: Option<FieldName>,
    pub total_size: Option<FieldName>,
}
