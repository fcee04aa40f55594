//! What an operation gives, as a type, and how the body of its response becomes one.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::docs::DocText;
use super::ident::ToIdent;
use super::scope::Scope;
use super::{pagination, type_ref};
use model::api::{Operation, Output, PayloadValue, Success};

/// The output type, and the expression that makes one of `body`.
pub fn of(operation: &Operation, scope: &Scope) -> (TokenStream, TokenStream) {
    let decode = scope.foreign("decode");
    if let Some(pagination) = &operation.pagination {
        let item = type_ref::held(&pagination.item, scope);
        let page = pagination::body(pagination, scope);
        return (quote!(Page<#item>), quote!(#decode::page::<#page>(body)));
    }
    match &operation.output {
        Output::Nothing => (quote!(()), quote!(#decode::nothing(body))),
        Output::Json(ty) => payload(&PayloadValue::Json(ty.clone()), scope),
        Output::Optional(ty) => {
            let ty = type_ref::held(ty, scope);
            (quote!(Option<#ty>), quote!(#decode::optional(body)))
        }
        Output::Text => payload(&PayloadValue::Text, scope),
        Output::Binary => payload(&PayloadValue::Binary, scope),
        Output::ByStatus(successes) => {
            let name = successes.name.ident();
            let arms = successes.cases.iter().map(|case| arm(&name, case, scope));
            let other = successes.is_open().then(|| {
                let other = scope.foreign("OtherResponse");
                quote!(_ => #name::Other(#other::new(status, body)),)
            });
            let decode = quote! {
                Ok(match status.as_u16() {
                    #(#arms,)*
                    #other
                })
            };
            (name.to_token_stream(), decode)
        }
    }
}

/// The name of the argument with the status, which is read where the output depends on it.
pub fn status(operation: &Operation) -> TokenStream {
    if operation.successes().is_some() { quote!(status) } else { quote!(_) }
}

/// ```text
/// /// What [`CreateThing`] gives, by status.
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum CreateThingSuccess {
///     /// It is there.
///     Created(Box<Thing>),
///     /// It will be made.
///     Accepted(Box<Job>),
///     /// A success that the description does not declare, as it came.
///     Other(OtherResponse),
/// }
/// ```
pub fn successes(operation: &Operation, scope: &Scope) -> Option<TokenStream> {
    let successes = operation.successes()?;
    let name = successes.name.ident();
    let other = successes.is_open().then(|| {
        let other = scope.foreign("OtherResponse");
        quote! {
            /// A success that the description does not declare, as it came.
            Other(#other),
        }
    });
    let docs = DocText::new(format!("What [`{}`] gives, by status.", operation.builder));
    let variants = successes.cases.iter().map(|case| {
        let (docs, variant) = (DocText::of(&case.docs, ""), case.name.ident());
        let held = case.body.as_ref().map(|body| payload(body, scope).0).map(|held| quote!((#held)));
        quote!(#docs #variant #held)
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
        }
    })
}

/// `200 => CreateThingSuccess::Ok(decode::json(body)?)`.
fn arm(enumeration: &Ident, case: &Success, scope: &Scope) -> TokenStream {
    let status = case.code().map_or_else(|| quote!(_), |code| Literal::u16_unsuffixed(code).to_token_stream());
    let variant = case.name.ident();
    let held = case.body.as_ref().map(|body| payload(body, scope).1).map(|read| quote!((#read?)));
    quote!(#status => #enumeration::#variant #held)
}

/// A body as a type, and the expression that makes one of `body`.
fn payload(value: &PayloadValue, scope: &Scope) -> (TokenStream, TokenStream) {
    let decode = scope.foreign("decode");
    match value {
        PayloadValue::Json(ty) => (type_ref::held(ty, scope).into_token_stream(), quote!(#decode::json(body))),
        PayloadValue::Text => (quote!(String), quote!(#decode::text(body))),
        PayloadValue::Binary => (scope.foreign("Bytes").into_token_stream(), quote!(#decode::binary(body))),
    }
}
