//! What the runtime needs to know about an operation to send it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::arguments;
use model::api::{Address, FormPart, Operation, PartHeader, PayloadFormat, Replay, RequestBody, Style};

/// ```text
/// OperationSpec {
///     security: &[&["bearerAuth"]],
///     ..OperationSpec::new("getBatch", Method::Get, "/api/v2/batches/{batch_id}", Replay::Safe)
/// }
/// ```
pub fn spec(operation: &Operation) -> TokenStream {
    let id = &operation.id;
    let method = Ident::new(&format!("{:?}", operation.http_method), Span::call_site());
    let path = operation.path.sent();
    let replay = match operation.replay {
        Replay::Safe => quote!(Replay::Safe),
        Replay::Unsafe => quote!(Replay::Unsafe),
    };
    let plain = quote!(OperationSpec::new(#id, Method::#method, #path, #replay));
    let special = special(operation);
    if special.is_empty() { plain } else { quote!(OperationSpec { #(#special,)* ..#plain }) }
}

/// The facts that not every operation has.
fn special(operation: &Operation) -> Vec<TokenStream> {
    let server = operation.server.as_ref().map(|Address { url, .. }| quote!(server: Some(#url)));
    let idempotency_header = operation.idempotency_header.as_ref().map(|name| quote!(idempotency_header: Some(#name)));
    let defaults = &operation.default_parameters;
    let defaults = (!defaults.is_empty()).then(|| quote!(default_parameters: &[#(#defaults),*]));
    let body = body_format(operation).map(|format| quote!(body: #format));
    let accept = &operation.accept;
    let accept = (accept != JSON).then(|| quote!(accept: #accept));
    let security = operation.security.iter().map(|names| quote!(&[#(#names),*]));
    let security = (!operation.security.is_empty()).then(|| quote!(security: &[#(#security),*]));
    [server, idempotency_header, defaults, body, accept, security].into_iter().flatten().collect()
}

/// What a body is sent as and a response asked for as, unless something else is said.
const JSON: &str = "application/json";

/// `BodyFormat::Raw("text/plain")`, where there is a body that is not plain JSON.
fn body_format(operation: &Operation) -> Option<TokenStream> {
    let RequestBody { media_type, format, parts, .. } = operation.body.as_ref()?;
    Some(match format {
        PayloadFormat::Json if media_type == JSON => return None,
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
    })
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
