//! How the runtime pages through a list operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ToIdent;
use super::scope::Scope;
use super::type_ref;
use crate::codegen::api::{Operation, Pagination, PaginationStyle};

/// ```text
/// impl Paginated for ListBatchesOperation {
///     type Item = Batch;
///     type Body = BatchPage;
///     const PAGINATION: Pagination = Pagination::Cursor { token: "page_token" };
/// }
/// ```
pub fn implementation(operation: &Operation, pagination: &Pagination, scope: &Scope) -> TokenStream {
    let marker = operation.marker.ident();
    let item = type_ref::held(&pagination.item, scope);
    let page = scope.model(&pagination.page);
    let style = match &pagination.style {
        PaginationStyle::Cursor { token } => quote!(Pagination::Cursor { token: #token }),
        PaginationStyle::Offset { offset } => quote!(Pagination::Offset { offset: #offset }),
    };
    quote! {
        impl Paginated for #marker {
            type Item = #item;
            type Body = #page;
            const PAGINATION: Pagination = #style;
        }
    }
}
