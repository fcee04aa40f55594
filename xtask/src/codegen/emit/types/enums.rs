//! An enum of the description: its values, and room for those that come later.

use quote::quote;
use syn::{File, Item};

use super::variants;
use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use model::api::{Api, OpenEnum};

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
pub fn file(api: &Api, definition: &OpenEnum) -> syn::Result<File> {
    let scope = Scope::of_type(api, &definition.name);
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("The values of `{}`.", definition.name))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let unknown = scope.foreign("UnknownValue");
    let variants: Vec<_> = definition.variants.iter().map(|variant| variant.name.ident()).collect();
    let wires: Vec<_> = definition.variants.iter().map(|variant| variant.wire.as_str()).collect();
    let definition = variants::of(
        definition,
        syn::parse2(quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub enum #name {
                /// A value this version of the crate does not know.
                Unknown(#unknown),
            }
        })?,
    );
    let mut body: File = syn::parse2(quote!(crate::runtime::open_enum!(#name, [#(#variants = #wires),*]);))?;
    body.items.insert(0, Item::Enum(definition));
    Ok(scope.with_uses(body))
}
