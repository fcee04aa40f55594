//! The methods that begin a request: on a resource, or on the client for operations that have none.

use syn::{Expr, ImplItem, Path, Stmt, Type, parse_quote};

use super::docs::{self, DocText};
use super::ident::{ToIdent, raw_or_plain};
use super::scope::Scope;
use super::syntax::functions::{self, field_value, member, method_call, object};
use super::{arguments, lints, reconcile, syntax};
use model::api::{Api, Lifecycle, Operation, Replay};
use model::names::TypeName;

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
pub fn on_resource(operation: &Operation, api: &Api, scope: &Scope) -> Vec<ImplItem> {
    let reconcile = operation.reconcile.as_ref().map(|it| reconcile::method(operation, it, api, scope));
    let mut methods = methods(operation, scope, &Receiver::resource());
    methods.extend(reconcile.map(|method| -> ImplItem { parse_quote!(#method) }));
    methods
}

/// The same on a client, whose mode is known: `pub fn status(&self) -> GetStatus<Blocking>`.
pub fn on_client(operation: &Operation, scope: &Scope, mode: Option<&'static str>) -> Vec<ImplItem> {
    methods(operation, scope, &Receiver::client(mode))
}

/// What differs between a resource and a client.
struct Receiver {
    handle: Expr,
    /// In front of the name of a builder.
    module: Option<&'static str>,
    /// Unless it is the one that builders have by themselves.
    mode: Option<&'static str>,
}

impl Receiver {
    fn resource() -> Self {
        let handle = member(functions::this(), raw_or_plain("handle"));
        Self { handle, module: None, mode: Some("M") }
    }

    fn client(mode: Option<&'static str>) -> Self {
        Self { handle: method_call(functions::this(), "handle", []), module: Some("resources"), mode }
    }

    fn builder(&self, name: &TypeName) -> Path {
        syntax::path(self.module.into_iter().chain([name.as_str()]))
    }

    fn builder_type(&self, name: &TypeName) -> Type {
        let builder = self.builder(name);
        match self.mode {
            Some(mode) => syntax::generic(builder, [syntax::plain(syntax::path([mode]))]),
            None => syntax::plain(builder),
        }
    }
}

fn methods(operation: &Operation, scope: &Scope, receiver: &Receiver) -> Vec<ImplItem> {
    let wait = operation.lifecycle.as_ref().map(|lifecycle| wait(operation, lifecycle, scope, receiver));
    [begin(operation, scope, receiver)].into_iter().chain(wait).collect()
}

fn begin(operation: &Operation, scope: &Scope, receiver: &Receiver) -> ImplItem {
    let deprecated = docs::deprecated(operation.deprecated);
    let further = deprecated.into_iter().chain(lints::arguments(operation.arguments.len() + 1));
    let attributes = documentation(operation, receiver.module).outer_and(further);
    let parameters = operation.arguments.iter().map(|argument| arguments::required_parameter(argument, scope));
    let bindings = operation.arguments.iter().filter(|argument| !argument.nullable);
    let bindings = bindings.filter_map(|argument| arguments::binding(argument, scope));
    let request = method_call(receiver.handle.clone(), "request", []);
    let request = if operation.sends_empty_object() { method_call(request, "object_body", []) } else { request };
    let request = operation.arguments.iter().fold(request, |request, it| arguments::store_required(it, request));
    let request = field_value(raw_or_plain("request"), Some(request));
    let builder = object(receiver.builder(&operation.builder), [request]);
    let statements = bindings.chain([Stmt::Expr(builder, None)]).collect();
    let inputs = [functions::own_reference()].into_iter().chain(parameters);
    let output = receiver.builder_type(&operation.builder);
    functions::public(attributes, operation.method_name.ident(), inputs, output, statements)
}

/// `module` stands in front of the name of a builder.
fn documentation(operation: &Operation, module: Option<&str>) -> DocText {
    let endpoint = operation.endpoint();
    let builder = match module {
        Some(module) => format!("{module}::{}", operation.builder),
        None => operation.builder.to_string(),
    };
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
fn wait(operation: &Operation, lifecycle: &Lifecycle, scope: &Scope, receiver: &Receiver) -> ImplItem {
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
    let waiter = receiver.builder_type(&lifecycle.waiter);
    let parameters = operation.arguments.iter().map(|argument| arguments::required_parameter(argument, scope));
    let arguments = operation.arguments.iter().map(|argument| argument.name.ident());
    parse_quote! {
        #docs
        #deprecated
        #lint
        #length
        pub fn #name(&self, #(#parameters),*) -> #waiter {
            Wait::new(self.#getter(#(#arguments),*))
        }
    }
}
