//! An enum of the description: its values, and room for those that come later.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::api::{Api, OpenEnum};
use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;

/// ```text
/// /// Where a batch is in its life.
/// #[derive(Clone, Debug)]
/// #[non_exhaustive]
/// pub enum BatchStatus {
///     /// Accepted, not started.
///     Pending,
///     /// A value this version of the crate does not know.
///     Unknown(UnknownValue),
/// }
///
/// impl BatchStatus {
///     pub const KNOWN: &'static [Self] = &[Self::Pending];
///     pub fn as_str(&self) -> &str { … }
/// }
///
/// impl From<&str> for BatchStatus { … }
///
/// crate::runtime::open_enum_traits!(BatchStatus);
/// ```
pub fn file(api: &Api, definition: &OpenEnum) -> syn::Result<syn::File> {
    let scope = Scope::of_type(api, &definition.name);
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("The values of `{}`.", definition.name))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let unknown = scope.foreign("UnknownValue");
    let variants: Vec<_> = definition.variants.iter().map(|variant| variant.name.ident()).collect();
    let wires: Vec<_> = definition.variants.iter().map(|variant| variant.wire.as_str()).collect();
    let variant_docs = definition.variants.iter().map(|variant| {
        let wire = &variant.wire;
        DocText::of(&variant.docs, format!("The value `{wire}`."))
    });
    let body = quote! {
        #docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(
                #variant_docs
                #variants,
            )*
            /// A value this version of the crate does not know.
            Unknown(#unknown),
        }

        impl #name {
            /// The values this version of the crate knows, in the order of the description.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];

            /// The value as it appears on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#wires => Self::#variants,)*
                    _ => Self::Unknown(#unknown::new(text)),
                }
            }
        }

        crate::runtime::open_enum_traits!(#name);
    };
    scope.file(TokenStream::new(), body)
}
