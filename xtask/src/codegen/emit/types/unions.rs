//! One of several types, told apart by the kind of JSON.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::codegen::api::{Api, Arm, TypeDef, TypeRef, Union};
use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::type_ref;
use crate::codegen::names::VariantName;

/// ```text
/// /// Where in a request a problem is.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Place {
///     /// A string.
///     String(String),
///     /// An integer.
///     Integer(i64),
///     /// A value of another kind, as it came.
///     Other(OtherValue),
/// }
///
/// crate::runtime::by_kind!(Place, string = String, integer = Integer);
///
/// impl From<&str> for Place { … }
/// impl From<String> for Place { … }
/// impl From<i64> for Place { … }
/// ```
pub fn file(api: &Api, definition: &Union) -> TokenStream {
    let scope = Scope::of_type(api, &definition.name);
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("One of several kinds of value: `{}`.", definition.name))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let exact = definition.exact.then(|| quote!(, Eq, Hash));
    let (other, other_value) = (Ident::new(VariantName::OTHER, Span::call_site()), scope.foreign("OtherValue"));
    let variants = definition.arms.iter().map(|arm| {
        let docs = DocText::of(&arm.docs, format!("{}.", arm.kind.noun()));
        let (variant, held) = (arm.name.ident(), type_ref::held(&arm.ty, &scope));
        quote!(#docs #variant(#held))
    });
    let kinds = definition.arms.iter().map(|arm| {
        let (kind, variant) = (Ident::new(arm.kind.as_str(), Span::call_site()), arm.name.ident());
        quote!(#kind = #variant)
    });
    let conversions = definition.arms.iter().map(|arm| conversions(api, definition, arm, &scope));
    let body = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq #exact)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value of another kind, as it came.
            #other(#other_value),
        }

        crate::runtime::by_kind!(#name, #(#kinds),*);

        #(#conversions)*
    };
    let uses = scope.uses(&body);
    quote!(#uses #body)
}

/// From what callers have in the place of a variant: text where it is made from text, an array where it is a list.
fn conversions(api: &Api, definition: &Union, arm: &Arm, scope: &Scope<'_>) -> TokenStream {
    let (name, variant) = (definition.name.ident(), arm.name.ident());
    let inner = arm.ty.unboxed();
    let held = type_ref::held(inner, scope);
    let held_value = match arm.ty {
        TypeRef::Boxed(_) => quote!(Box::new(value)),
        _ => quote!(value),
    };
    let made_from_text = match inner {
        TypeRef::String => quote! {
            impl From<&str> for #name {
                fn from(text: &str) -> Self {
                    Self::#variant(text.to_owned())
                }
            }
        },
        TypeRef::Named(model) if matches!(api.model(model), TypeDef::Enum(_) | TypeDef::Newtype(_)) => quote! {
            impl From<&str> for #name {
                fn from(text: &str) -> Self {
                    Self::#variant(text.into())
                }
            }

            impl From<String> for #name {
                fn from(text: String) -> Self {
                    Self::#variant(text.into())
                }
            }
        },
        TypeRef::List(item) => {
            let item = type_ref::held(item, scope);
            quote! {
                impl<T: Into<#item>, const N: usize> From<[T; N]> for #name {
                    fn from(items: [T; N]) -> Self {
                        Self::#variant(items.into_iter().map(Into::into).collect())
                    }
                }
            }
        }
        _ => TokenStream::new(),
    };
    quote! {
        impl From<#held> for #name {
            fn from(value: #held) -> Self {
                Self::#variant(#held_value)
            }
        }

        #made_from_text
    }
}
