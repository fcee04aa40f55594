//! How a value of the caller gets into a request: the argument of a function, and the call that stores it.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ToIdent;
use super::scope::Scope;
use super::type_ref;
use crate::codegen::api::{Argument, Place, TypeRef};

/// The argument of a setter or method: `status: impl Into<BatchStatus>`.
pub fn parameter(argument: &Argument, scope: &Scope) -> TokenStream {
    let (name, ty) = (argument.name.ident(), taken(argument, scope));
    quote!(#name: #ty)
}

/// The type of that argument: `impl Into<BatchStatus>`.
pub fn taken(argument: &Argument, scope: &Scope) -> TokenStream {
    match (&argument.ty, argument.place) {
        (TypeRef::List(item), Place::Query) => {
            let item = type_ref::held(item, scope);
            quote!(impl Into<OneOrMany<#item>>)
        }
        (ty, _) => type_ref::taken(ty, scope),
    }
}

/// A required argument; one that takes null is an `Option`.
pub fn required_parameter(argument: &Argument, scope: &Scope) -> TokenStream {
    if !argument.nullable {
        return parameter(argument, scope);
    }
    let (name, ty) = (argument.name.ident(), optional_type(argument, scope));
    quote!(#name: #ty)
}

/// `Option<BatchStatus>`: a value that may be null, held as it is.
fn optional_type(argument: &Argument, scope: &Scope) -> TokenStream {
    let ty = type_ref::held(argument.ty.unboxed(), scope);
    quote!(Option<#ty>)
}

/// What has to happen before the value is stored: `let ids: Vec<BatchId> = ids.into_iter().map(Into::into).collect();`.
pub fn binding(argument: &Argument, scope: &Scope) -> Option<TokenStream> {
    if !argument.ty.is_collection() || argument.place == Place::Query {
        return None;
    }
    let name = argument.name.ident();
    let ty = type_ref::held(&argument.ty, scope);
    let value = type_ref::convert(&argument.ty, &name);
    Some(quote!(let #name: #ty = #value;))
}

/// The call that stores the value, to follow a request: `.query_parameter("status", [status.into()])`.
pub fn store(argument: &Argument) -> TokenStream {
    let wire = &argument.wire;
    let name = argument.name.ident();
    let is_collection = argument.ty.is_collection();
    let value = if is_collection { quote!(#name) } else { type_ref::convert(argument.ty.unboxed(), &name) };
    match argument.place {
        Place::Path => quote!(.path_parameter(#wire, #value)),
        Place::Query if is_collection => quote!(.query_parameter(#wire, #name.into())),
        Place::Query => quote!(.query_parameter(#wire, [#value])),
        Place::Header => quote!(.header_parameter(#wire, #value)),
        Place::Cookie => quote!(.cookie_parameter(#wire, #value)),
        Place::BodyField => quote!(.body_value(#wire, &#value)),
        Place::Body => quote!(.body(&#value)),
    }
}

/// [`store`] for a required argument, whose null is an `Option`.
pub fn store_required(argument: &Argument) -> TokenStream {
    if !argument.nullable {
        return store(argument);
    }
    let (wire, name) = (&argument.wire, argument.name.ident());
    match argument.place {
        Place::Body => quote!(.body(&#name)),
        _ => quote!(.body_value(#wire, &#name)),
    }
}
