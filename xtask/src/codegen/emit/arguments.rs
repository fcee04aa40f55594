//! How a value of the caller gets into a request: the argument of a function, and the call that stores it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, FnArg, Path, Stmt, Type, parse_quote};

use super::ident::ToIdent;
use super::scope::Scope;
use super::syntax::functions::{self, array, method_call, named, reference, text};
use super::{syntax, type_ref};
use model::api::{Argument, Place, Style, TypeRef};

/// The argument of a setter or method: `status: impl Into<BatchStatus>`.
pub fn parameter(argument: &Argument, scope: &Scope) -> FnArg {
    functions::argument(argument.name.ident(), taken(argument, scope))
}

/// The type of that argument: `impl Into<BatchStatus>`.
fn taken(argument: &Argument, scope: &Scope) -> Type {
    match (&argument.ty, argument.place) {
        (TypeRef::List(item), Place::Query) => {
            syntax::into(syntax::generic(syntax::path(["OneOrMany"]), [type_ref::held(item, scope)]))
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
pub fn required_parameter(argument: &Argument, scope: &Scope) -> FnArg {
    if !argument.nullable {
        return parameter(argument, scope);
    }
    functions::argument(argument.name.ident(), optional_type(argument, scope))
}

/// `Option<BatchStatus>`: a value that may be null, held as it is.
fn optional_type(argument: &Argument, scope: &Scope) -> Type {
    type_ref::optional(type_ref::held(argument.ty.unboxed(), scope))
}

/// What has to happen before the value is stored: `let ids: Vec<BatchId> = ids.into_iter().map(Into::into).collect();`.
pub fn binding(argument: &Argument, scope: &Scope) -> Option<Stmt> {
    let is_one_or_many = argument.place == Place::Query && matches!(argument.ty, TypeRef::List(_));
    if !argument.ty.is_collection() || is_one_or_many {
        return None;
    }
    let name = argument.name.ident();
    let ty = type_ref::held(&argument.ty, scope);
    let value = type_ref::convert(&argument.ty, name.clone());
    Some(parse_quote!(let #name: #ty = #value;))
}

/// The request with the value in it: `self.request.query_parameter("status", [status.into()])`.
pub fn store(argument: &Argument, request: Expr) -> Expr {
    let wire = text(&argument.wire);
    let name = argument.name.ident();
    let is_collection = argument.ty.is_collection();
    let value =
        if is_collection { named(name.clone().into()) } else { type_ref::convert(argument.ty.unboxed(), name.clone()) };
    if argument.style != Style::Plain
        && let Some((method, value)) = styled(argument, &value)
    {
        return method_call(request, method, [wire, named(style_path(argument.style)), value]);
    }
    match argument.place {
        Place::Path => method_call(request, "path_parameter", [wire, value]),
        Place::Query if is_collection => {
            method_call(request, "query_parameter", [wire, method_call(value, "into", [])])
        }
        Place::Query => method_call(request, "query_parameter", [wire, array(value)]),
        Place::Header => method_call(request, "header_parameter", [wire, value]),
        Place::Cookie => method_call(request, "cookie_parameter", [wire, value]),
        Place::BodyField if argument.ty.innermost() == &TypeRef::Upload => {
            method_call(request, "body_files", [wire, if is_collection { value } else { array(value) }])
        }
        Place::Body if argument.ty == TypeRef::Upload => method_call(request, "upload", [value]),
        Place::BodyField => method_call(request, "body_value", [wire, reference(value)]),
        Place::Body => method_call(request, "body", [reference(value)]),
    }
}

/// What stores a value that is more than one text, and how it takes it: `query_parameter_as` and `&filter.into()`.
fn styled(argument: &Argument, value: &Expr) -> Option<(&'static str, Expr)> {
    let value = || reference(value.clone());
    match argument.place {
        Place::Query if matches!(argument.ty, TypeRef::List(_)) => {
            Some(("query_list", method_call(named(argument.name.ident().into()), "into", [])))
        }
        Place::Query => Some(("query_parameter_as", value())),
        Place::Path => Some(("path_parameter_as", value())),
        Place::Header => Some(("header_parameter_as", value())),
        Place::Cookie | Place::BodyField | Place::Body => None,
    }
}

/// `Style::Deep`.
pub fn style(style: Style) -> TokenStream {
    style_path(style).into_token_stream()
}

fn style_path(style: Style) -> Path {
    syntax::path(["Style", &format!("{style:?}")])
}

/// [`store`] for a required argument, whose null is an `Option`.
pub fn store_required(argument: &Argument, request: Expr) -> Expr {
    if !argument.nullable {
        return store(argument, request);
    }
    let value = reference(named(argument.name.ident().into()));
    match argument.place {
        Place::Body => method_call(request, "body", [value]),
        _ => method_call(request, "body_value", [text(&argument.wire), value]),
    }
}
