//! What the runtime needs to know about an operation to send it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::arguments;
use crate::codegen::api::{Address, FormPart, Operation, PartHeader, PayloadFormat, Replay, RequestBody, Style};

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
    let Some(RequestBody { media_type, format, parts, .. }) = &operation.body else {
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
            let parts = parts.iter().map(form_part);
            quote!(BodyFormat::Multipart(&[#(#parts),*]))
        }
        PayloadFormat::Text | PayloadFormat::Binary => quote!(BodyFormat::Raw(#media_type)),
    }
}

/// `FormPart { name: "picture", media_type: Some("image/png"), headers: &[("X-Kind", Some("photo"))] }`.
fn form_part(part: &FormPart) -> TokenStream {
    let FormPart { wire, media_type, headers } = part;
    let option = |text: &Option<String>| match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    };
    let media_type = option(media_type);
    let headers = headers.iter().map(|PartHeader { name, value }| {
        let value = option(value);
        quote!((#name, #value))
    });
    quote!(FormPart { name: #wire, media_type: #media_type, headers: &[#(#headers),*] })
}
