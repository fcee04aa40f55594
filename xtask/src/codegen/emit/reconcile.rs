//! Looking for what a create of unknown outcome may have made.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs::DocText;
use super::ident::ToIdent;
use super::scope::Scope;
use super::{methods, scope, tree};
use crate::codegen::api::{Api, Operation, Reconcile};

/// ```text
/// /// Lists what a [`create`](Self::create) of unknown outcome may have made.
/// pub fn reconcile_create(&self, error: &Error) -> Option<ListBatches<M>> {
///     let unresolved = error.unresolved().filter(|it| it.operation() == CreateBatchOperation::SPEC.id)?;
///     let request = self
///         .handle
///         .request()
///         .query_parameter("source_directory_id", unresolved.value("source_directory_id"))
///         .query_parameter("created_at_on_or_after", [unresolved.since()]);
///     Some(request)
/// }
/// ```
pub fn method(operation: &Operation, reconcile: &Reconcile, api: &Api, scope: &Scope) -> TokenStream {
    let name = method_name(operation);
    let docs = DocText::new(format!(
        "Lists what a [`{0}`](Self::{0}) of unknown outcome may have made: the same values, and not older than its \
         first attempt.",
        operation.method_name
    ))
    .paragraph(
        "`None` if `error` is not of that kind: it comes from another operation, or it is known whether the request was \
         carried out. The times of this machine and of the service are compared, so a clock that is ahead hides candidates.",
    );
    let list = scope.operation(&reconcile.list, &reconcile.list.builder);
    let marker = operation.marker.ident();
    let matches = reconcile
        .matches
        .iter()
        .map(|(field, parameter)| quote!(.query_parameter(#parameter, unresolved.value(#field))));
    let shared = tree::operation(api, &reconcile.list).default_parameters.iter();
    let shared = shared.filter(|parameter| operation.default_parameters.contains(parameter));
    let shared = shared.map(|parameter| quote!(.query_parameter(#parameter, unresolved.value(#parameter))));
    let since =
        reconcile.created_after.iter().map(|parameter| quote!(.query_parameter(#parameter, [unresolved.since()])));
    quote! {
        #docs
        pub fn #name(&self, error: &Error) -> Option<#list<M>> {
            let unresolved = error.unresolved().filter(|it| it.operation() == #marker::SPEC.id)?;
            let request = self.handle.request()#(#matches)*#(#shared)*#(#since)*;
            Some(request)
        }
    }
}

/// Where the description has one such operation, the error itself leads to it.
///
/// ```text
/// impl Error {
///     /// Lists what a `POST /api/v2/batches` of unknown outcome may have made.
///     pub fn reconcile(&self, client: &Client) -> Option<resources::batches::ListBatches> {
///         client.batches().reconcile_create(self)
///     }
/// }
/// ```
pub fn of_error(api: &Api) -> Option<TokenStream> {
    let creates = tree::operations_with_path(&api.root);
    let mut creates =
        creates.into_iter().filter_map(|(path, operation)| Some((path, operation, operation.reconcile.as_ref()?)));
    let (path, operation, reconcile) = creates.next().filter(|_| creates.next().is_none())?;
    let docs = DocText::new(format!(
        "Lists what a `{}` of unknown outcome may have made, so that it can be found instead of made again.",
        methods::endpoint(operation)
    ))
    .paragraph("`None` if the error is not of that kind.");
    let module = scope::resource_modules(&reconcile.list.resource);
    let list = reconcile.list.builder.ident();
    let accessors = path.iter().map(|accessor| accessor.ident());
    let name = method_name(operation);
    Some(quote! {
        impl Error {
            #docs
            pub fn reconcile(&self, client: &Client) -> Option<#(#module::)*#list> {
                client #(.#accessors())* .#name(self)
            }
        }
    })
}

fn method_name(operation: &Operation) -> Ident {
    format_ident!("reconcile_{}", operation.method_name.as_str())
}
