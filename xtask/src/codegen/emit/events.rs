//! How the runtime reads a response that is a stream of events.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ToIdent;
use super::scope::Scope;
use super::type_ref;
use model::api::{EventStream, Framing, Operation};

/// ```text
/// impl crate::runtime::Streamed for WatchThingsOperation {
///     type Event = Change;
///     const ACCEPT: &'static str = "text/event-stream";
///     const FRAMING: crate::runtime::Framing = crate::runtime::Framing::EventStream;
///
///     fn event(data: &[u8]) -> Result<Change, DecodeError> {
///         decode::json(data)
///     }
/// }
/// ```
pub fn implementation(operation: &Operation, events: &EventStream, scope: &Scope) -> TokenStream {
    let (marker, event, decode) =
        (operation.marker.ident(), type_ref::held(&events.event, scope), scope.foreign("decode"));
    let (accept, framing) = (&events.media_type, framing(events.framing));
    let read = if events.is_text() { quote!(text) } else { quote!(json) };
    quote! {
        impl crate::runtime::Streamed for #marker {
            type Event = #event;
            const ACCEPT: &'static str = #accept;
            const FRAMING: crate::runtime::Framing = crate::runtime::#framing;

            fn event(data: &[u8]) -> Result<#event, DecodeError> {
                #decode::#read(data)
            }
        }
    }
}

/// `Framing::EventStream`
pub fn framing(framing: Framing) -> TokenStream {
    match framing {
        Framing::EventStream => quote!(Framing::EventStream),
        Framing::JsonLines => quote!(Framing::JsonLines),
        Framing::JsonSequence => quote!(Framing::JsonSequence),
    }
}
