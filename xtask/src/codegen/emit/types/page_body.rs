//! Where the parts of a page stand in the response of a list.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::type_ref;
use model::api::{PageShape, PropertyPath, Struct};

/// ```text
/// impl PageBody for BatchPage {
///     type Item = Batch;
///     const LAYOUT: PageLayout = PageLayout {
///         items: Some(&["items"]),
///         items_required: true,
///         next_page_token: Some(&["meta", "next_page_token"]),
///         total_size: Some(&["meta", "total_size"]),
///         has_more: None,
///         total_pages: None,
///     };
/// }
/// ```
pub fn implementation(definition: &Struct, page: &PageShape, scope: &Scope) -> TokenStream {
    let name = definition.name.ident();
    let item = type_ref::held(&page.item, scope);
    let (page_body, page_layout) = (scope.foreign("PageBody"), scope.foreign("PageLayout"));
    let PageShape { item: _, items, items_required, next_page_token, total_size, has_more, total_pages } = page;
    let items = path(items);
    let next_page_token = part(next_page_token.as_ref());
    let total_size = part(total_size.as_ref());
    let has_more = part(has_more.as_ref());
    let total_pages = part(total_pages.as_ref());
    quote! {
        impl #page_body for #name {
            type Item = #item;
            const LAYOUT: #page_layout = #page_layout {
                items: Some(#items),
                items_required: #items_required,
                next_page_token: #next_page_token,
                total_size: #total_size,
                has_more: #has_more,
                total_pages: #total_pages,
            };
        }
    }
}

/// A part of the page that it may be without.
fn part(property: Option<&PropertyPath>) -> TokenStream {
    match property.map(path) {
        Some(path) => quote!(Some(#path)),
        None => quote!(None),
    }
}

fn path(PropertyPath(names): &PropertyPath) -> TokenStream {
    quote!(&[#(#names),*])
}
