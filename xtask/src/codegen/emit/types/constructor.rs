//! How a model is made by hand: `new` with what is required, a setter for each of the rest.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItem, ItemImpl};

use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::{self, ToIdent};
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::{lints, syntax, type_ref};
use model::api::{Field, FieldShape, Struct};

/// ```text
/// impl Batch {
///     /// A batch with what is required; the rest is unset.
///     pub fn new(id: impl Into<BatchId>) -> Self {
///         Self { id: id.into(), results: None }
///     }
///
///     setter!(results, optional list into BatchResult);
/// }
/// ```
pub fn methods(definition: &Struct, scope: &Scope) -> syn::Result<ItemImpl> {
    let name = definition.name.ident();
    let (required, optional): (Vec<_>, Vec<_>) = definition.fields.iter().partition(|field| !field.shape.has_default());
    let docs = new_docs(&required, &optional);
    let names_fields = !definition.traits.default;
    let lint = lints::deprecated(names_fields && definition.fields.iter().any(|field| field.deprecated));
    let length = lints::arguments(required.len());
    let arguments = required.iter().map(|field| argument(field, scope));
    let value = if names_fields {
        let values = definition.fields.iter().map(initial_value);
        quote!(Self { #(#values),* })
    } else {
        quote!(Self::default())
    };
    let setters = optional.iter().map(|field| setter(field, scope));
    let mut methods: ItemImpl = syn::parse2(quote! {
        impl #name {
            #docs
            #lint
            #length
            pub fn new(#(#arguments),*) -> Self {
                #value
            }
        }
    })?;
    methods.items.extend(setters);
    Ok(methods)
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

/// A line of the macro `setter!`, which documents itself by a link to the field.
fn setter(field: &Field, scope: &Scope) -> ImplItem {
    let (name, shown) = (field.name.ident(), ident::shown(&field.name));
    let deprecated = docs::deprecated(field.deprecated);
    let taken = type_ref::words(&field.ty, scope);
    let arguments = match field.shape {
        FieldShape::Optional => quote!(#deprecated #name #shown, optional #taken),
        FieldShape::OptionalNullable => {
            let clear = field.name.after("clear").ident();
            quote!(#deprecated #name #shown, #clear, nullable #taken)
        }
        _ => quote!(#deprecated #name #shown, plain #taken),
    };
    syntax::call("setter", arguments)
}
