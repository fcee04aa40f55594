//! Where the parts of a page stand in the response of a list.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::api::{Field, FieldShape, PageShape, Struct};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::type_ref;
use crate::codegen::names::FieldName;

/// ```text
/// impl PageBody for BatchPage {
///     type Item = Batch;
///     const LAYOUT: PageLayout = PageLayout {
///         items: Some("items"),
///         items_required: true,
///         next_page_token: Some("next_page_token"),
///         total_size: Some("total_size"),
///         has_more: None,
///         total_pages: None,
///     };
/// }
/// ```
pub fn implementation(definition: &Struct, page: &PageShape, scope: &Scope) -> TokenStream {
    let name = definition.name.ident();
    let item = type_ref::held(&page.item, scope);
    let (page_body, page_layout) = (scope.foreign("PageBody"), scope.foreign("PageLayout"));
    let Field { wire: items, shape, .. } = field(definition, &page.items);
    let items_required = *shape == FieldShape::RequiredCollection;
    let next_page_token = part(definition, page.next_page_token.as_ref());
    let total_size = part(definition, page.total_size.as_ref());
    let has_more = part(definition, page.has_more.as_ref());
    let total_pages = part(definition, page.total_pages.as_ref());
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
fn part(definition: &Struct, name: Option<&FieldName>) -> TokenStream {
    match name.map(|name| &field(definition, name).wire) {
        Some(wire) => quote!(Some(#wire)),
        None => quote!(None),
    }
}

fn field<'a>(definition: &'a Struct, name: &FieldName) -> &'a Field {
    let field = definition.fields.iter().find(|field| field.name == *name);
    field.expect("a page names fields of its own")
}
