//! One file per model, and `types.rs` that brings them together.

use proc_macro2::TokenStream;
use quote::quote;

use super::RustFile;
use super::docs::DocText;
use super::ident::ToIdent;
use super::lints;
use model::api::{Api, TypeDef, TypeRef};

mod constructor;
mod debug;
mod enums;
mod newtypes;
mod object;
mod outcome;
mod page_body;
mod structs;
mod unions;

/// `types.rs` and the files below it.
pub fn files(api: &Api) -> Vec<RustFile<'_>> {
    let models = api.types.values().map(|definition| {
        let path = format!("src/types/{}.rs", definition.name().module());
        RustFile::new(path, || model(api, definition))
    });
    std::iter::once(RustFile::new("src/types.rs", || syn::parse2(index(api)))).chain(models).collect()
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
        .maybe(holds_times(api).then_some(TIMES))
        .inner();
    let models: Vec<_> = api.types.values().map(|definition| (definition.name().module(), definition.name())).collect();
    let modules = models.iter().map(|(module, _)| {
        let (lint, name) = (lints::module_name(module.as_str(), "types"), module.ident());
        quote!(#lint mod #name;)
    });
    let exports = models.iter().map(|(module, name)| {
        let (module, name) = (module.ident(), name.ident());
        quote!(pub use #module::#name;)
    });
    quote! {
        #docs
        #(#modules)*
        #(#exports)*
    }
}

const TIMES: &str = "Times are [`jiff::Timestamp`]s. They are read from RFC 3339, a time without an offset as UTC, and of a \
    fraction the first 9 digits; they are written with `Z`. `jiff` ends at 9999-12-30T22:00:00.999999999Z: anything later, such \
    as the `9999-12-31T23:59:59Z` that stands for \"never\", is read as [`Timestamp::MAX`](jiff::Timestamp::MAX), and that is \
    written as `9999-12-31T23:59:59Z`.";

fn holds_times(api: &Api) -> bool {
    let mut inside = api.types.values().flat_map(TypeDef::inside);
    inside.any(|ty| *ty.innermost() == TypeRef::Timestamp)
}

fn model(api: &Api, definition: &TypeDef) -> syn::Result<syn::File> {
    match definition {
        TypeDef::Struct(definition) => structs::file(api, definition),
        TypeDef::Enum(definition) => Ok(enums::of_texts(api, definition)),
        TypeDef::IntegerEnum(definition) => Ok(enums::of_integers(api, definition)),
        TypeDef::Newtype(definition) => Ok(newtypes::file(api, definition)),
        TypeDef::Union(definition) => unions::file(api, definition),
    }
}
