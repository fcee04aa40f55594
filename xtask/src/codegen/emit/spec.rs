//! What the runtime needs to know about an operation to send it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::codegen::api::{Operation, Replay};

/// Of a body that nobody sends.
const PLAIN_JSON: &str = "application/json";

/// `OperationSpec { id: "getBatch", method: Method::Get, … }`.
pub fn spec(operation: &Operation) -> TokenStream {
    let id = &operation.id;
    let method = Ident::new(&format!("{:?}", operation.http_method), Span::call_site());
    let path = operation.path.as_str();
    let replay = match operation.replay {
        Replay::Safe => quote!(Replay::Safe),
        Replay::Unsafe => quote!(Replay::Unsafe),
    };
    let default_parameters = &operation.default_parameters;
    let content_type = operation.body.as_ref().map_or(PLAIN_JSON, |body| body.media_type.as_str());
    let accept = &operation.accept;
    quote! {
        OperationSpec {
            id: #id,
            method: Method::#method,
            path: #path,
            replay: #replay,
            default_parameters: &[#(#default_parameters),*],
            content_type: #content_type,
            accept: #accept,
        }
    }
}
