//! One of several types, told apart by the kind of JSON, and objects by a tag or by their members.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::type_ref;
use model::api::{Api, Arm, JsonKind, Objects, TypeDef, TypeRef, Union};
use model::names::VariantName;

/// ```text
/// /// Where in a request a problem is.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Place {
///     /// A string.
///     String(String),
///     /// An integer.
///     Integer(i64),
///     /// What is none of these, as it came.
///     Other(OtherValue),
/// }
///
/// crate::runtime::by_kind!(Place(String, Integer), string = String, integer = Integer);
///
/// impl From<&str> for Place { … }
/// impl From<String> for Place { … }
/// impl From<i64> for Place { … }
/// ```
pub fn file(api: &Api, definition: &Union) -> syn::Result<syn::File> {
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
    let names = definition.arms.iter().map(|arm| arm.name.ident());
    let kinds = definition.arms.iter().filter(|arm| arm.kind != JsonKind::Object);
    let kinds = kinds.map(|arm| (arm.kind, arm.name.ident().into_token_stream()));
    let kinds = kinds.chain(objects(definition).map(|reader| (JsonKind::Object, reader)));
    let kinds = kinds.map(|(kind, reader)| {
        let kind = Ident::new(kind.as_str(), Span::call_site());
        quote!(#kind = #reader)
    });
    let conversions = definition.arms.iter().map(|arm| conversions(api, definition, arm, &scope));
    let body = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq #exact)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// What is none of these, as it came.
            #other(#other_value),
        }

        crate::runtime::by_kind!(#name(#(#names),*), #(#kinds),*);

        #(#conversions)*
    };
    scope.file(TokenStream::new(), body)
}

/// What reads objects: the one variant for them, or `("kind": Cat "cat", Dog "dog")`,
/// with `optional` before the tag where it may be missing, or `[Cat, Dog; Map]`.
fn objects(definition: &Union) -> Option<TokenStream> {
    let arms: Vec<&Arm> = definition.objects().collect();
    match (arms.as_slice(), &definition.objects) {
        ([], _) => None,
        ([only], Objects::ByMembers) => Some(only.name.ident().into_token_stream()),
        (arms, Objects::ByTag(tag) | Objects::ByOptionalTag(tag)) => {
            let optional = matches!(definition.objects, Objects::ByOptionalTag(_)).then(|| quote!(optional));
            let arms = arms.iter().map(|arm| {
                let (variant, tags) = (arm.name.ident(), arm.tag_texts());
                quote!(#variant #(#tags)|*)
            });
            Some(quote!((#optional #tag: #(#arms),*)))
        }
        (arms, Objects::ByMembers) => {
            let (maps, models): (Vec<&Arm>, Vec<&Arm>) = arms.iter().partition(|arm| arm.ty.is_collection());
            let [maps, models] = [maps, models].map(|arms| arms.into_iter().map(|arm| arm.name.ident()));
            Some(quote!([#(#models),* #(; #maps)*]))
        }
    }
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
    let made_from_scalar = match inner {
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
        TypeRef::Named(model) if matches!(api.model(model), TypeDef::IntegerEnum(_)) => quote! {
            impl From<i64> for #name {
                fn from(number: i64) -> Self {
                    Self::#variant(number.into())
                }
            }
        },
        TypeRef::List(item) => {
            let item = type_ref::held(item, scope);
            let [given, length] = ["T", "N"].map(|name| scope.parameter(name));
            quote! {
                impl<#given: Into<#item>, const #length: usize> From<[#given; #length]> for #name {
                    fn from(items: [#given; #length]) -> Self {
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

        #made_from_scalar
    }
}
