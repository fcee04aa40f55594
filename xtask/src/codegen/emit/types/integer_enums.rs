//! An enum of integers: its values by name, and room for those that come later.

use proc_macro2::Literal;
use quote::quote;
use syn::{File, Item};

use super::variants;
use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use model::api::{Api, OpenEnum};

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
pub fn file(api: &Api, definition: &OpenEnum) -> syn::Result<File> {
    let scope = Scope::of_type(api, &definition.name);
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("The values of `{}`.", definition.name))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let unknown = scope.foreign("UnknownInteger");
    let variants: Vec<_> = definition.variants.iter().map(|variant| variant.name.ident()).collect();
    let numbers: Vec<_> =
        definition.variants.iter().map(|variant| Literal::i64_unsuffixed(variant.integer())).collect();
    let definition = variants::of(
        definition,
        syn::parse2(quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            #[non_exhaustive]
            pub enum #name {
                /// A number this version of the crate does not know.
                Unknown(#unknown),
            }
        })?,
    );
    let mut body: File = syn::parse2(quote!(crate::runtime::integer_enum!(#name, [#(#variants = #numbers),*]);))?;
    body.items.insert(0, Item::Enum(definition));
    Ok(scope.with_uses(body))
}
