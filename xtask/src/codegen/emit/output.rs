//! What an operation gives, as a type, and how the body of its response becomes one.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::type_ref;
use crate::codegen::api::{Operation, Output};

/// The output type, and the expression that makes one of `body`.
pub fn of(operation: &Operation, scope: &Scope) -> (TokenStream, TokenStream) {
    let (decode, bytes) = (scope.foreign("decode"), scope.foreign("Bytes"));
    if let Some(pagination) = &operation.pagination {
        let item = type_ref::held(&pagination.item, scope);
        let page = scope.model(&pagination.page);
        return (quote!(Page<#item>), quote!(#decode::page::<#page>(body)));
    }
    match &operation.output {
        Output::Nothing => (quote!(()), quote!(#decode::nothing(body))),
        Output::Json(ty) => (type_ref::held(ty, scope), quote!(#decode::json(body))),
        Output::Optional(ty) => {
            let ty = type_ref::held(ty, scope);
            (quote!(Option<#ty>), quote!(#decode::optional(body)))
        }
        Output::Text => (quote!(String), quote!(#decode::text(body))),
        Output::Binary => (quote!(#bytes), quote!(#decode::binary(body))),
    }
}
