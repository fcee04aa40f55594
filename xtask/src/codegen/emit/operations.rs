//! An operation: its request builder, the type that stands for it, and what the runtime needs to know about it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item};

use super::docs::DocText;
use super::ident::ToIdent;
use super::scope::Scope;
use super::spec::spec;
use super::{events, lifecycle, output, pagination, setters, type_ref};
use model::api::{Api, Operation, Output, Resource};

/// ```text
/// /// A request of `GET /api/v2/batches/{batch_id}`, before it is sent.
/// ///
/// /// From [`Batches::get`].
/// #[derive(Clone, Debug)]
/// #[must_use = "a request does nothing until it is awaited or sent"]
/// pub struct GetBatch<M = Async> {
///     pub(crate) request: Request<GetBatchOperation, M>,
/// }
///
/// impl<M> GetBatch<M> { … }
///
/// crate::runtime::request_methods!(GetBatch, GetBatchOperation, [send -> Batch, wait, options]);
///
/// /// `GET /api/v2/batches/{batch_id}`, as a type.
/// #[derive(Clone, Copy, Debug)]
/// pub struct GetBatchOperation;
///
/// impl Operation for GetBatchOperation {
///     type Output = Batch;
///     const SPEC: OperationSpec = OperationSpec { … };
///
///     fn decode(_: StatusCode, body: &Bytes) -> Result<Batch, DecodeError> { … }
/// }
/// ```
pub fn items(operation: &Operation, resource: &Resource, api: &Api, scope: &Scope) -> syn::Result<Vec<Item>> {
    let builder = operation.builder.ident();
    let marker = operation.marker.ident();
    let endpoint = operation.endpoint();
    let method = &operation.method_name;
    let origin = match &resource.type_name {
        Some(name) => format!("From [`{name}::{method}`]."),
        None => format!("From [`Client::{method}`](crate::Client::{method})."),
    };
    let server = operation.server.as_ref().map(|server| {
        format!("It goes to `{}`, with the credentials it asks for, unless the client has a base URL.", server.url)
    });
    let builder_docs =
        DocText::new(format!("A request of `{endpoint}`, before it is sent.")).maybe(server).paragraph(origin);
    let marker_docs = DocText::new(format!("`{endpoint}`, as a type: the operation of [`{}`].", operation.builder));
    let (output, decode) = output::of(operation, scope);
    let (status, status_code) = (output::status(operation), scope.foreign("StatusCode"));
    let successes = output::successes(operation, scope);
    let spec = spec(operation);
    // Of all outputs, a page has room for what came beside the body.
    let keep = operation.pagination.as_ref().map(|_| {
        quote! {
            fn keep(page: &mut #output, head: impl FnOnce() -> crate::runtime::ResponseHead) {
                page.set_response(head());
            }
        }
    });
    let bytes = scope.foreign("Bytes");
    let parts = parts(operation, &output, scope);
    let paginated = operation.pagination.as_ref().map(|it| pagination::implementation(operation, it, scope));
    let streamed = operation.events.as_ref().map(|it| events::implementation(operation, it, scope));
    let lifecycle = operation.lifecycle.as_ref().map(|it| lifecycle::items(operation, it, api, scope));
    let created = operation.created.as_ref().map(|created| lifecycle::created(operation, created, scope));
    let setters = setters::implementation(operation, scope);
    let head: File = syn::parse2(quote! {
        #builder_docs
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is awaited or sent"]
        pub struct #builder<M = Async> {
            pub(crate) request: Request<#marker, M>,
        }
    })?;
    let rest: File = syn::parse2(quote! {
        crate::runtime::request_methods!(#builder, #marker, [#(#parts),*]);

        #marker_docs
        #[derive(Clone, Copy, Debug)]
        pub struct #marker;

        impl Operation for #marker {
            type Output = #output;
            const SPEC: OperationSpec = #spec;

            fn decode(#status: #status_code, body: &#bytes) -> Result<#output, DecodeError> {
                #decode
            }

            #keep
        }

        #successes
        #paginated
        #streamed
        #lifecycle
        #created
    })?;
    Ok(head.items.into_iter().chain(setters.map(Item::Impl)).chain(rest.items).collect())
}

/// What the request has beside its setters, in the order of its page: how it is sent, then its options.
fn parts(operation: &Operation, output: &TokenStream, scope: &Scope) -> Vec<TokenStream> {
    let sending = match &operation.pagination {
        Some(pagination) => {
            let item = type_ref::held(&pagination.item, scope);
            quote!(list -> #item)
        }
        None => quote!(send -> #output),
    };
    let and_wait = operation.created.as_ref().map(|created| {
        let poll = scope.operation(&created.poll, &created.poll.marker);
        quote!(and_wait -> #poll)
    });
    let events = operation.events.as_ref().map(|events| {
        let event = type_ref::held(&events.event, scope);
        quote!(events -> #event)
    });
    [
        Some(sending),
        (operation.output == Output::Binary).then(|| quote!(bytes)),
        events,
        operation.lifecycle.as_ref().map(|_| quote!(wait)),
        and_wait,
        operation.pagination.as_ref().map(|_| quote!(list_options)),
        Some(quote!(options)),
        (!operation.default_parameters.is_empty()).then(|| quote!(defaults)),
        operation.body.as_ref().is_some_and(|body| body.format.has_fields()).then(|| quote!(body)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
