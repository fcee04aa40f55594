//! A named string of the description, such as an id.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use model::api::{Api, Newtype};

/// ```text
/// /// Identifies a batch.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct BatchId(String);
///
/// crate::runtime::string_newtype_traits!(BatchId);
/// ```
pub fn file(api: &Api, definition: &Newtype) -> syn::Result<syn::File> {
    let scope = Scope::of_type(api, &definition.name);
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("Text that the service calls `{}`.", definition.name));
    let docs = docs
        .maybe(definition.sensitive.then_some("`Debug` does not show it."))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let (derives, traits) = if definition.sensitive {
        (quote!(Clone, PartialEq, Eq, Hash, PartialOrd, Ord), quote!(secret_newtype_traits))
    } else {
        (quote!(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord), quote!(string_newtype_traits))
    };
    let body = quote! {
        #docs
        #[derive(#derives)]
        pub struct #name(String);

        crate::runtime::#traits!(#name);
    };
    scope.file(TokenStream::new(), body)
}
