//! How a model is made by hand: `new` with what is required, a setter for each of the rest.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::api::{Field, FieldShape, Struct};
use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::{lints, type_ref};

/// ```text
/// impl Batch {
///     /// A batch with what is required; the rest is unset.
///     pub fn new(id: impl Into<BatchId>) -> Self {
///         Self { id: id.into(), results: None }
///     }
///
///     #[must_use]
///     pub fn results(mut self, results: impl IntoIterator<Item = impl Into<BatchResult>>) -> Self { … }
/// }
/// ```
pub fn methods(definition: &Struct, scope: &Scope) -> TokenStream {
    let name = definition.name.ident();
    let (required, optional): (Vec<_>, Vec<_>) = definition.fields.iter().partition(|field| !field.shape.has_default());
    let docs = new_docs(&required, &optional);
    let lint = lints::deprecated(definition.fields.iter().any(|field| field.deprecated));
    let length = lints::arguments(required.len());
    let arguments = required.iter().map(|field| argument(field, scope));
    let values = definition.fields.iter().map(initial_value);
    let setters = optional.iter().map(|field| setter(field, scope));
    quote! {
        impl #name {
            #docs
            #lint
            #length
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    }
}

fn new_docs(required: &[&Field], optional: &[&Field]) -> DocText {
    DocText::new(match (required.is_empty(), optional.is_empty()) {
        (true, true) => "The only value there is.",
        (true, false) => "Nothing is required, so nothing is set.",
        (false, true) => "A value of all its fields, each of which is required.",
        (false, false) => "A value with its required fields; the others are unset.",
    })
}

fn argument(field: &Field, scope: &Scope) -> TokenStream {
    let name = field.name.ident();
    let ty = if field.shape == FieldShape::RequiredNullable {
        let inner = type_ref::held(&field.ty, scope);
        quote!(Option<#inner>)
    } else {
        type_ref::taken(&field.ty, scope)
    };
    quote!(#name: #ty)
}

fn initial_value(field: &Field) -> TokenStream {
    let name = field.name.ident();
    let value = match field.shape {
        FieldShape::Required | FieldShape::RequiredCollection if !field.ty.is_plain() => {
            type_ref::convert(&field.ty, &name)
        }
        FieldShape::Required | FieldShape::RequiredCollection | FieldShape::RequiredNullable => return quote!(#name),
        FieldShape::Optional => quote!(None),
        FieldShape::OptionalCollection | FieldShape::OptionalNullable | FieldShape::Further => {
            quote!(Default::default())
        }
    };
    quote!(#name: #value)
}

fn setter(field: &Field, scope: &Scope) -> TokenStream {
    let name = field.name.ident();
    let docs = DocText::of(&field.docs, format!("Sets `{}`.", field.wire)).facts(&field.facts);
    let deprecated = docs::deprecated(field.deprecated);
    let lint = lints::deprecated(field.deprecated);
    let operator = lints::setter_name(field.name.as_str());
    let taken = type_ref::taken(&field.ty, scope);
    let converted = type_ref::convert(&field.ty, &name);
    let value = match field.shape {
        FieldShape::Optional => quote!(Some(#converted)),
        FieldShape::OptionalNullable => {
            let nullable = scope.foreign("Nullable");
            quote!(#nullable::Value(#converted))
        }
        _ => converted,
    };
    let clear = (field.shape == FieldShape::OptionalNullable).then(|| clear(field, scope));
    quote! {
        #docs
        #deprecated
        #lint
        #operator
        #[must_use]
        pub fn #name(mut self, #name: #taken) -> Self {
            self.#name = #value;
            self
        }

        #clear
    }
}

/// ```text
/// /// Sends null for [`note`](Self::note), which is not the same as leaving it out.
/// #[must_use]
/// pub fn clear_note(mut self) -> Self { … }
/// ```
fn clear(field: &Field, scope: &Scope) -> TokenStream {
    let name = field.name.ident();
    let docs = DocText::new(format!("Sends null for `{}`, which is not the same as leaving it out.", field.wire));
    let deprecated = docs::deprecated(field.deprecated);
    let lint = lints::deprecated(field.deprecated);
    let method = field.name.after("clear").ident();
    let nullable = scope.foreign("Nullable");
    quote! {
        #docs
        #deprecated
        #lint
        #[must_use]
        pub fn #method(mut self) -> Self {
            self.#name = #nullable::Null;
            self
        }
    }
}
