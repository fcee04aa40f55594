//! What the runtime needs to know about an operation to send it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::arguments;
use crate::codegen::api::{Address, Operation, PayloadFormat, Replay, RequestBody, Style};

/// `OperationSpec { id: "getBatch", method: Method::Get, … }`.
pub fn spec(operation: &Operation) -> TokenStream {
    let id = &operation.id;
    let method = Ident::new(&format!("{:?}", operation.http_method), Span::call_site());
    let path = operation.path.sent();
    let server = match &operation.server {
        Some(Address { url, .. }) => quote!(Some(#url)),
        None => quote!(None),
    };
    let replay = match operation.replay {
        Replay::Safe => quote!(Replay::Safe),
        Replay::Unsafe => quote!(Replay::Unsafe),
    };
    let idempotency_header = match &operation.idempotency_header {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    };
    let default_parameters = &operation.default_parameters;
    let body = body_format(operation);
    let accept = &operation.accept;
    let security = operation.security.iter().map(|names| quote!(&[#(#names),*]));
    quote! {
        OperationSpec {
            id: #id,
            method: Method::#method,
            path: #path,
            server: #server,
            replay: #replay,
            idempotency_header: #idempotency_header,
            default_parameters: &[#(#default_parameters),*],
            body: #body,
            accept: #accept,
            security: &[#(#security),*],
        }
    }
}

/// `BodyFormat::Json("application/json")`, which is also that of a body that nobody sends.
fn body_format(operation: &Operation) -> TokenStream {
    let Some(RequestBody { media_type, format, part_types, .. }) = &operation.body else {
        return quote!(BodyFormat::Json("application/json"));
    };
    match format {
        PayloadFormat::Json => quote!(BodyFormat::Json(#media_type)),
        PayloadFormat::Form => {
            let styled = operation.inputs().filter(|input| input.place.is_body() && input.style != Style::Plain);
            let styles = styled.map(|input| {
                let (wire, style) = (&input.wire, arguments::style(input.style));
                quote!((#wire, #style))
            });
            quote!(BodyFormat::Form(&[#(#styles),*]))
        }
        PayloadFormat::Multipart => {
            let types = part_types.iter().map(|(wire, part_type)| quote!((#wire, #part_type)));
            quote!(BodyFormat::Multipart(&[#(#types),*]))
        }
        PayloadFormat::Text | PayloadFormat::Binary => quote!(BodyFormat::Raw(#media_type)),
    }
}
