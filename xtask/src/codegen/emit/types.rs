//! One file per model, and `types.rs` that brings them together.

use proc_macro2::TokenStream;
use quote::quote;

use super::RustFile;
use super::docs::DocText;
use super::ident::ToIdent;
use super::lints;
use crate::codegen::api::{Api, TypeDef};

mod constructor;
mod debug;
mod enums;
mod newtypes;
mod outcome;
mod page_body;
mod serde_attributes;
mod structs;

/// `types.rs` and the files below it.
pub fn files(api: &Api) -> Vec<RustFile<'_>> {
    let models = api.types.iter().map(|definition| {
        let path = format!("src/types/{}.rs", definition.name().module());
        RustFile::new(path, || model(api, definition))
    });
    std::iter::once(RustFile::new("src/types.rs", || index(api))).chain(models).collect()
}

/// ```text
/// //! What the service sends and takes.
///
/// mod batch;
/// mod batch_status;
///
/// pub use batch::Batch;
/// pub use batch_status::BatchStatus;
/// ```
fn index(api: &Api) -> TokenStream {
    let docs = DocText::new("What the service sends and takes: one type per schema of its description.")
        .paragraph(
            "Fields are public, and models can gain fields without a new major version. A model is made with `new`, \
             which takes what is required, and setters for the rest. Enums keep values they do not know.",
        )
        .inner();
    let modules = api.types.iter().map(|definition| {
        let module = definition.name().module();
        let (lint, name) = (lints::module_name(module.as_str(), "types"), module.ident());
        quote!(#lint mod #name;)
    });
    let exports = api.types.iter().map(|definition| {
        let (module, name) = (definition.name().module().ident(), definition.name().ident());
        quote!(pub use #module::#name;)
    });
    quote! {
        #docs
        #(#modules)*
        #(#exports)*
    }
}

fn model(api: &Api, definition: &TypeDef) -> TokenStream {
    match definition {
        TypeDef::Struct(definition) => structs::file(api, definition),
        TypeDef::Enum(definition) => enums::file(api, definition),
        TypeDef::Newtype(definition) => newtypes::file(api, definition),
    }
}
