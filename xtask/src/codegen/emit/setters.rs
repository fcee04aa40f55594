//! The setters of a request builder: one for each optional parameter and field of the body.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, DocText};
use super::ident::{self, ToIdent};
use super::scope::Scope;
use super::{arguments, lints};
use model::api::{Argument, Operation, Place};

/// ```text
/// impl<M> ListBatches<M> {
///     /// Only batches with this status.
///     pub fn status(self, status: impl Into<BatchStatus>) -> Self {
///         Self { request: self.request.query_parameter("status", [status.into()]) }
///     }
///
///     maybe!(status, maybe_status, into BatchStatus);
/// }
/// ```
pub fn implementation(operation: &Operation, scope: &Scope) -> Option<TokenStream> {
    if operation.setters.is_empty() {
        return None;
    }
    let builder = operation.builder.ident();
    let setters = operation.setters.iter().map(|argument| {
        let set = set(operation, argument, scope);
        let maybe = maybe(argument, scope);
        let clear = argument.nullable.then(|| clear(argument));
        quote!(#set #maybe #clear)
    });
    Some(quote! {
        impl<M> #builder<M> {
            #(#setters)*
        }
    })
}

fn set(operation: &Operation, argument: &Argument, scope: &Scope) -> TokenStream {
    let docs = documentation(operation, argument);
    let deprecated = docs::deprecated(argument.deprecated);
    let operator = lints::setter_name(argument.name.as_str());
    let name = argument.name.ident();
    let parameter = arguments::parameter(argument, scope);
    let binding = arguments::binding(argument, scope);
    let store = arguments::store(argument);
    quote! {
        #docs
        #deprecated
        #operator
        pub fn #name(self, #parameter) -> Self {
            #binding
            Self { request: self.request #store }
        }
    }
}

fn documentation(operation: &Operation, argument: &Argument) -> DocText {
    let place = match argument.place {
        Place::Path => "path parameter",
        Place::Query => "query parameter",
        Place::Header => "header",
        Place::Cookie => "cookie",
        Place::BodyField => "field of the body",
        Place::Body => "body",
    };
    let has_default = argument.place == Place::Query && operation.default_parameters.contains(&argument.wire);
    let default = has_default.then_some(
        "Unless it is set, the client's own value is sent, if it has one; \
         [`without_default`](Self::without_default) sends none.",
    );
    DocText::of(&argument.docs, format!("Sets the {place} `{}`.", argument.wire)).facts(&argument.facts).maybe(default)
}

/// `maybe!(status, maybe_status, into BatchStatus);`, for a value that may be missing.
fn maybe(argument: &Argument, scope: &Scope) -> TokenStream {
    let deprecated = docs::deprecated(argument.deprecated);
    let (name, shown) = (argument.name.ident(), ident::shown(&argument.name));
    let maybe = argument.name.after("maybe").ident();
    let taken = arguments::words(argument, scope);
    quote!(maybe!(#deprecated #name #shown, #maybe, #taken);)
}

/// `clear!(clear_description, "description");`, for null.
fn clear(argument: &Argument) -> TokenStream {
    let deprecated = docs::deprecated(argument.deprecated);
    let (clear, wire) = (argument.name.after("clear").ident(), &argument.wire);
    quote!(clear!(#deprecated #clear, #wire);)
}
