//! Enums of the description: their values, and room for those that come later.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{File, Item, ItemEnum};

use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::syntax;
use model::api::{Api, OpenEnum, Variant};

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
/// crate::runtime::open_enum!(BatchStatus, [Pending = "PENDING"]);
/// ```
pub fn of_texts(api: &Api, definition: &OpenEnum) -> syn::Result<File> {
    let scope = Scope::of_type(api, &definition.name);
    let unknown = scope.foreign("UnknownValue");
    let rest = quote! {
        /// A value this version of the crate does not know.
        Unknown(#unknown),
    };
    let wire = |variant: &Variant| Literal::string(&variant.wire);
    file(scope, definition, &quote!(Clone, Debug), &rest, &quote!(open_enum), wire)
}

/// ```text
/// /// How soon.
/// #[derive(Clone, Copy, Debug)]
/// #[non_exhaustive]
/// pub enum Priority {
///     /// The value `1`.
///     Value1,
///     /// A number this version of the crate does not know.
///     Unknown(UnknownInteger),
/// }
///
/// crate::runtime::integer_enum!(Priority, [Value1 = 1]);
/// ```
pub fn of_integers(api: &Api, definition: &OpenEnum) -> syn::Result<File> {
    let scope = Scope::of_type(api, &definition.name);
    let unknown = scope.foreign("UnknownInteger");
    let rest = quote! {
        /// A number this version of the crate does not know.
        Unknown(#unknown),
    };
    let wire = |variant: &Variant| Literal::i64_unsuffixed(variant.integer());
    file(scope, definition, &quote!(Clone, Copy, Debug), &rest, &quote!(integer_enum), wire)
}

/// With the traits that it derives, the variant for the rest, and the macro of the runtime that is told the values.
fn file(
    scope: Scope<'_>,
    definition: &OpenEnum,
    derived: &TokenStream,
    rest: &TokenStream,
    told: &TokenStream,
    wire: impl Fn(&Variant) -> Literal,
) -> syn::Result<File> {
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("The values of `{}`.", definition.name))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let mut item: ItemEnum = syn::parse2(quote! {
        #docs
        #[derive(#derived)]
        #[non_exhaustive]
        pub enum #name { #rest }
    })?;
    let known = definition.variants.iter().map(|variant| {
        let docs = DocText::of(&variant.docs, format!("The value `{}`.", variant.wire));
        syntax::variant(docs.outer(), variant.name.ident())
    });
    item.variants = known.chain(item.variants).collect();
    let variants = definition.variants.iter().map(|variant| variant.name.ident());
    let wires = definition.variants.iter().map(wire);
    let mut body: File = syn::parse2(quote!(crate::runtime::#told!(#name, [#(#variants = #wires),*]);))?;
    body.items.insert(0, Item::Enum(item));
    Ok(scope.with_uses(body))
}
