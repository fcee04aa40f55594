//! How a value of the caller gets into a request: the argument of a function, and the call that stores it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::ident::ToIdent;
use super::scope::Scope;
use super::type_ref;
use model::api::{Argument, Place, Style, TypeRef};

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

/// The words for it in a macro of the runtime: `into BatchStatus`.
pub fn words(argument: &Argument, scope: &Scope) -> TokenStream {
    match (&argument.ty, argument.place) {
        (TypeRef::List(item), Place::Query) => {
            let item = type_ref::held(item, scope);
            quote!(values #item)
        }
        (ty, _) => type_ref::words(ty, scope),
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
    let is_one_or_many = argument.place == Place::Query && matches!(argument.ty, TypeRef::List(_));
    if !argument.ty.is_collection() || is_one_or_many {
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
    if let Some(styled) = store_styled(argument, &value) {
        return styled;
    }
    match argument.place {
        Place::Path => quote!(.path_parameter(#wire, #value)),
        Place::Query if is_collection => quote!(.query_parameter(#wire, #name.into())),
        Place::Query => quote!(.query_parameter(#wire, [#value])),
        Place::Header => quote!(.header_parameter(#wire, #value)),
        Place::Cookie => quote!(.cookie_parameter(#wire, #value)),
        Place::BodyField if argument.ty.innermost() == &TypeRef::Upload => {
            let files = if is_collection { quote!(#name) } else { quote!([#value]) };
            quote!(.body_files(#wire, #files))
        }
        Place::Body if argument.ty == TypeRef::Upload => quote!(.upload(#value)),
        Place::BodyField => quote!(.body_value(#wire, &#value)),
        Place::Body => quote!(.body(&#value)),
    }
}

/// The call that stores a value that is more than one text: `.query_parameter_as("filter", Style::Deep, &filter.into())`.
fn store_styled(argument: &Argument, value: &TokenStream) -> Option<TokenStream> {
    let (wire, name) = (&argument.wire, argument.name.ident());
    if argument.style == Style::Plain {
        return None;
    }
    let style = style(argument.style);
    match argument.place {
        Place::Query if matches!(argument.ty, TypeRef::List(_)) => {
            Some(quote!(.query_list(#wire, #style, #name.into())))
        }
        Place::Query => Some(quote!(.query_parameter_as(#wire, #style, &#value))),
        Place::Path => Some(quote!(.path_parameter_as(#wire, #style, &#value))),
        Place::Header => Some(quote!(.header_parameter_as(#wire, #style, &#value))),
        Place::Cookie | Place::BodyField | Place::Body => None,
    }
}

/// `Style::Deep`.
pub fn style(style: Style) -> TokenStream {
    let variant = Ident::new(&format!("{style:?}"), Span::call_site());
    quote!(Style::#variant)
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
