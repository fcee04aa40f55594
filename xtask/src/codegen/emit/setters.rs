//! The setters of a request builder: one for each optional parameter and field of the body.

use quote::quote;
use syn::{ImplItem, ItemImpl, Stmt};

use super::docs::{self, DocText};
use super::ident::{self, ToIdent, raw_or_plain};
use super::scope::Scope;
use super::syntax::functions::{self, field_value, member, object};
use super::{arguments, lints, syntax};
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
pub fn implementation(operation: &Operation, scope: &Scope) -> Option<ItemImpl> {
    if operation.setters.is_empty() {
        return None;
    }
    let setters = operation.setters.iter().flat_map(|argument| {
        let clear = argument.nullable.then(|| clear(argument));
        [set(operation, argument, scope), maybe(argument, scope)].into_iter().chain(clear)
    });
    Some(functions::inherent(operation.builder.ident(), &["M"], setters.collect()))
}

fn set(operation: &Operation, argument: &Argument, scope: &Scope) -> ImplItem {
    let deprecated = docs::deprecated(argument.deprecated);
    let further = deprecated.into_iter().chain(lints::setter_name(argument.name.as_str()));
    let attributes = documentation(operation, argument).outer_and(further);
    let request = raw_or_plain("request");
    let stored = arguments::store(argument, member(functions::this(), request.clone()));
    let value = object(syntax::path(["Self"]), [field_value(request, Some(stored))]);
    let inputs = [functions::own_value(), arguments::parameter(argument, scope)];
    let statements = arguments::binding(argument, scope).into_iter().chain([Stmt::Expr(value, None)]);
    functions::public(attributes, argument.name.ident(), inputs, syntax::own_type(), statements.collect())
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
fn maybe(argument: &Argument, scope: &Scope) -> ImplItem {
    let deprecated = docs::deprecated(argument.deprecated);
    let (name, shown) = (argument.name.ident(), ident::shown(&argument.name));
    let maybe = argument.name.after("maybe").ident();
    let taken = arguments::words(argument, scope);
    syntax::call("maybe", quote!(#deprecated #name #shown, #maybe, #taken))
}

/// `clear!(clear_description, "description");`, for null.
fn clear(argument: &Argument) -> ImplItem {
    let deprecated = docs::deprecated(argument.deprecated);
    let (clear, wire) = (argument.name.after("clear").ident(), &argument.wire);
    syntax::call("clear", quote!(#deprecated #clear, #wire))
}
