//! How the runtime pages through a list operation.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::ident::ToIdent;
use super::scope::Scope;
use super::type_ref;
use model::api::{Operation, PageParameter, Pagination, PaginationStyle};

/// ```text
/// impl Paginated for ListBatchesOperation {
///     type Item = Batch;
///     type Body = BatchPage;
///     const PAGINATION: Pagination = Pagination::Cursor { token: PageParameter::Query("page_token") };
/// }
/// ```
pub fn implementation(operation: &Operation, pagination: &Pagination, scope: &Scope) -> TokenStream {
    let marker = operation.marker.ident();
    let item = type_ref::held(&pagination.item, scope);
    let page = body(pagination, scope);
    let style = match &pagination.style {
        PaginationStyle::Cursor { token } => {
            let token = parameter(token);
            quote!(Pagination::Cursor { token: #token })
        }
        PaginationStyle::Offset { offset } => {
            let offset = parameter(offset);
            quote!(Pagination::Offset { offset: #offset })
        }
        PaginationStyle::Number { page, first, short_page_ends } => {
            let (page, first) = (parameter(page), Literal::u64_unsuffixed(*first));
            quote!(Pagination::Number { page: #page, first: #first, short_page_ends: #short_page_ends })
        }
        PaginationStyle::NextUrl => quote!(Pagination::NextUrl),
        PaginationStyle::Link => quote!(Pagination::Link),
    };
    quote! {
        impl Paginated for #marker {
            type Item = #item;
            type Body = #page;
            const PAGINATION: Pagination = #style;
        }
    }
}

/// What the response of a list is read as: the model of a page, or a list of items.
pub fn body(pagination: &Pagination, scope: &Scope) -> TokenStream {
    match &pagination.page {
        Some(page) => scope.model(page).into_token_stream(),
        None => {
            let item = type_ref::held(&pagination.item, scope);
            quote!(Vec<#item>)
        }
    }
}

fn parameter(parameter: &PageParameter) -> TokenStream {
    match parameter {
        PageParameter::Query(name) => quote!(PageParameter::Query(#name)),
        PageParameter::BodyField(name) => quote!(PageParameter::Body(#name)),
    }
}
