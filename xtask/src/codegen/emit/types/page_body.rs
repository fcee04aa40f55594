//! How the response of a list is taken apart.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::api::{FieldShape, PageShape, Struct};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::type_ref;
use crate::codegen::names::FieldName;

/// ```text
/// impl PageBody for BatchPage {
///     type Item = Batch;
///
///     fn into_page(self) -> Page<Batch> {
///         Page::new(self.items, self.next_page_token, self.total_size)
///     }
/// }
/// ```
pub fn implementation(definition: &Struct, page: &PageShape, scope: &Scope) -> TokenStream {
    let name = definition.name.ident();
    let item = type_ref::held(&page.item, scope);
    let (page_type, page_body) = (scope.foreign("Page"), scope.foreign("PageBody"));
    let items = match shape_of(definition, &page.items) {
        FieldShape::Optional | FieldShape::RequiredNullable => {
            let items = page.items.ident();
            quote!(self.#items.unwrap_or_default())
        }
        _ => {
            let items = page.items.ident();
            quote!(self.#items)
        }
    };
    let token = part(definition, page.next_page_token.as_ref());
    let total = part(definition, page.total_size.as_ref());
    quote! {
        impl #page_body for #name {
            type Item = #item;

            fn into_page(self) -> #page_type<#item> {
                #page_type::new(#items, #token, #total)
            }
        }
    }
}

/// A part of the page that may be missing, as an `Option`.
fn part(definition: &Struct, field: Option<&FieldName>) -> TokenStream {
    let Some(field) = field else { return quote!(None) };
    let name = field.ident();
    match shape_of(definition, field) {
        FieldShape::Required => quote!(Some(self.#name)),
        _ => quote!(self.#name),
    }
}

fn shape_of(definition: &Struct, name: &FieldName) -> FieldShape {
    let field = definition.fields.iter().find(|field| field.name == *name);
    field.expect("a page names fields of its own").shape
}
