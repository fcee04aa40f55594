//! The methods that begin a request: on a resource, or on the client for operations that have none.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::docs::{self, DocText};
use super::ident::ToIdent;
use super::scope::Scope;
use super::{arguments, lints, reconcile};
use model::api::{Api, Lifecycle, Operation, Replay};

/// ```text
/// /// Gets a batch.
/// ///
/// /// `GET /api/v2/batches/{batch_id}`
/// pub fn get(&self, batch_id: impl Into<BatchId>) -> GetBatch<M> {
///     GetBatch { request: self.handle.request().path_parameter("batch_id", batch_id.into()) }
/// }
///
/// pub fn wait(&self, batch_id: impl Into<BatchId>) -> WaitBatch<M> { … }
/// ```
pub fn on_resource(operation: &Operation, api: &Api, scope: &Scope) -> TokenStream {
    let methods = methods(operation, scope, &Receiver::resource());
    let reconcile = operation.reconcile.as_ref().map(|it| reconcile::method(operation, it, api, scope));
    quote!(#methods #reconcile)
}

/// The same on a client, whose mode is known: `pub fn status(&self) -> GetStatus<Blocking>`.
pub fn on_client(operation: &Operation, scope: &Scope, mode: &TokenStream) -> TokenStream {
    methods(operation, scope, &Receiver::client(mode))
}

/// What differs between a resource and a client.
struct Receiver {
    handle: TokenStream,
    /// In front of the name of a builder.
    module: TokenStream,
    mode: TokenStream,
}

impl Receiver {
    fn resource() -> Self {
        Self { handle: quote!(self.handle), module: TokenStream::new(), mode: quote!(<M>) }
    }

    fn client(mode: &TokenStream) -> Self {
        Self { handle: quote!(self.handle()), module: quote!(resources::), mode: mode.clone() }
    }
}

fn methods(operation: &Operation, scope: &Scope, receiver: &Receiver) -> TokenStream {
    let begin = begin(operation, scope, receiver);
    let wait = operation.lifecycle.as_ref().map(|lifecycle| wait(operation, lifecycle, scope, receiver));
    quote!(#begin #wait)
}

fn begin(operation: &Operation, scope: &Scope, receiver: &Receiver) -> TokenStream {
    let Receiver { handle, module, mode } = receiver;
    let docs = documentation(operation, module);
    let deprecated = docs::deprecated(operation.deprecated);
    let length = lints::arguments(operation.arguments.len() + 1);
    let name = operation.method_name.ident();
    let builder = operation.builder.ident();
    let parameters = operation.arguments.iter().map(|argument| arguments::required_parameter(argument, scope));
    let bindings = operation.arguments.iter().filter(|argument| !argument.nullable);
    let bindings = bindings.filter_map(|argument| arguments::binding(argument, scope));
    let object_body = operation.sends_empty_object().then(|| quote!(.object_body()));
    let request = parse_quote!(#handle.request()#object_body);
    let request = operation.arguments.iter().fold(request, |request, it| arguments::store_required(it, request));
    quote! {
        #docs
        #deprecated
        #length
        pub fn #name(&self, #(#parameters),*) -> #module #builder #mode {
            #(#bindings)*
            #module #builder { request: #request }
        }
    }
}

/// `module` stands in front of the name of a builder.
fn documentation(operation: &Operation, module: &TokenStream) -> DocText {
    let endpoint = operation.endpoint();
    let builder = format!("{}{}", module.to_string().replace(' ', ""), operation.builder);
    let paging = operation.pagination.as_ref().map(|_| {
        format!(
            "Sent as it is, the request gives the first page. [`items`]({builder}::items) gives the items of every page \
             and [`pages`]({builder}::pages) every page, each fetched when it is needed."
        )
    });
    let waiting = operation.created.as_ref().map(|_| {
        format!("[`and_wait`]({builder}::and_wait) sends it and goes on to wait until what it made has come to an end.")
    });
    let polling = operation
        .lifecycle
        .as_ref()
        .map(|_| format!("[`wait`]({builder}::wait) sends it again and again until what it reads has come to an end."));
    let again = match (&operation.idempotency_header, operation.replay) {
        (Some(header), _) => Some(format!(
            "The request may be repeated though the service has seen it: every call has a key of its own in the header \
             `{header}`, which its repeats keep. [`header`]({builder}::header) sets another one, for a call that goes on with \
             an earlier one."
        )),
        (None, Replay::Unsafe) => Some(
            "The request is not repeated once the service may have seen it; the [`sent`](crate::Error::sent) of the \
             error tells whether it may."
                .to_owned(),
        ),
        (None, Replay::Safe) => None,
    };
    DocText::of(&operation.docs, format!("Calls `{endpoint}`."))
        .paragraph(format!("`{endpoint}`"))
        .maybe(paging)
        .maybe(waiting)
        .maybe(polling)
        .section(
            "Errors",
            "Sending it fails with an [error](crate::Error) when an argument cannot be sent, the service refuses the \
             request or stays out of reach, or its response is not what it promises.",
        )
        .maybe(again)
}

/// ```text
/// /// Polls [`get`](Self::get) until the batch has come to an end.
/// pub fn wait(&self, batch_id: impl Into<BatchId>) -> WaitBatch<M> {
///     Wait::new(self.get(batch_id))
/// }
/// ```
fn wait(operation: &Operation, lifecycle: &Lifecycle, scope: &Scope, receiver: &Receiver) -> TokenStream {
    let Receiver { module, mode, .. } = receiver;
    let getter = operation.method_name.ident();
    let docs = DocText::new(format!(
        "Polls [`{0}`](Self::{0}) until its subject has come to an end, good or bad.",
        operation.method_name
    ))
    .paragraph(
        "The last response is the result, whatever the end; [`completed`](crate::Wait::completed) makes a bad end an error.",
    )
    .section(
        "Errors",
        "Waiting fails with an [error](crate::Error) when its deadline passes first, or when polling fails for good.",
    );
    let deprecated = docs::deprecated(operation.deprecated);
    let lint = lints::deprecated(operation.deprecated);
    let length = lints::arguments(operation.arguments.len() + 1);
    let name = lifecycle.method_name.ident();
    let waiter = lifecycle.waiter.ident();
    let parameters = operation.arguments.iter().map(|argument| arguments::required_parameter(argument, scope));
    let arguments = operation.arguments.iter().map(|argument| argument.name.ident());
    quote! {
        #docs
        #deprecated
        #lint
        #length
        pub fn #name(&self, #(#parameters),*) -> #module #waiter #mode {
            Wait::new(self.#getter(#(#arguments),*))
        }
    }
}
