//! Looking for what a create of unknown outcome may have made.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::DocText;
use super::ident::{ToIdent, raw_or_plain};
use super::resource_names::{accessor, resource_modules, type_name};
use super::scope::Scope;
use model::api::{Api, Operation, Reconcile};

/// ```text
/// /// Looks for what a [`create`](Self::create) of unknown outcome may have made.
/// pub fn reconcile_create(&self, error: &Error) -> Reconcile<ListBatchesOperation, M> {
///     Reconcile::new(&self.handle, error, CreateBatchOperation::SPEC.id, |list, sent| {
///         list.looking_for("source_directory_id", sent.value("source_directory_id"))
///             .looking_in("project_id", sent.value("project_id"))
///             .query_parameter("created_at_on_or_after", [sent.created_after()])
///     })
/// }
/// ```
pub fn method(operation: &Operation, reconcile: &Reconcile, api: &Api, scope: &Scope) -> TokenStream {
    let name = method_name(operation);
    let docs = DocText::new(format!(
        "Looks for what a [`{0}`](Self::{0}) of unknown outcome may have made; nothing if `error` is of another \
         operation, or tells what became of it.",
        operation.method_name
    ))
    .paragraph("The [`Reconcile`] it gives says what is looked for. Await or send it.");
    let list = scope.operation(&reconcile.list, &reconcile.list.marker);
    let marker = operation.marker.ident();
    let matches =
        reconcile.matches.iter().map(|(field, parameter)| quote!(.looking_for(#parameter, sent.value(#field))));
    let shared = api.operation(&reconcile.list).default_parameters.iter();
    let shared = shared.filter(|parameter| operation.default_parameters.contains(parameter));
    let shared = shared.map(|parameter| quote!(.looking_in(#parameter, sent.value(#parameter))));
    let since =
        reconcile.created_after.iter().map(|parameter| quote!(.query_parameter(#parameter, [sent.created_after()])));
    quote! {
        #docs
        pub fn #name(&self, error: &Error) -> Reconcile<#list, M> {
            Reconcile::new(&self.handle, error, #marker::SPEC.id, |list, sent| list #(#matches)* #(#shared)* #(#since)*)
        }
    }
}

/// Where the description has one such operation, the error itself leads to it.
///
/// ```text
/// impl Error {
///     /// Looks for what a `POST /api/v2/batches` of unknown outcome may have made.
///     pub fn reconcile<M: Mode>(&self, client: impl Into<Handle<M>>) -> Reconcile<ListBatchesOperation, M> {
///         resources::batches::Batches::new(client.into()).reconcile_create(self)
///     }
/// }
/// ```
pub fn of_error(api: &Api) -> Option<TokenStream> {
    let (place, operation, reconcile) = api.only_reconcile()?;
    let mut accessors = place.accessors();
    let first = accessors.next()?;
    let resource = api.root.children.iter().find(|child| accessor(child).as_str() == first)?;
    let docs = DocText::new(format!(
        "Looks for what a `{}` of unknown outcome may have made, so that it can be found instead of made again. \
         `client` is a reference to a client, asynchronous or blocking.",
        operation.endpoint()
    ))
    .paragraph(
        "Await it, or call `send()` with a blocking client, for all candidates: there are none if the error is of \
         another operation, or tells what became of the request. The [`Reconcile`] it gives says what \
         is looked for.",
    );
    let modules = resource_modules(&reconcile.list.resource);
    let list = reconcile.list.marker.ident();
    let (module, ty) = (raw_or_plain(first), type_name(resource).ident());
    let accessors = accessors.map(raw_or_plain);
    let name = method_name(operation);
    Some(quote! {
        impl Error {
            #docs
            pub fn reconcile<M: Mode>(&self, client: impl Into<Handle<M>>) -> Reconcile<#(#modules::)*#list, M> {
                resources::#module::#ty::new(client.into()) #(.#accessors())* .#name(self)
            }
        }
    })
}

fn method_name(operation: &Operation) -> Ident {
    operation.method_name.after("reconcile").ident()
}
