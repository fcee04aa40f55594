//! What the error type of the crate can tell because of the description.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::DocText;
use super::scope::Scope;
use model::api::Api;

/// Where all operations declare errors of one model, the error gives it.
///
/// ```text
/// impl Error {
///     /// What the service says of the error, if it says so in the form that its description declares.
///     pub fn declared(&self) -> Option<Problem> {
///         self.parse_body()
///     }
/// }
/// ```
pub fn declared(api: &Api, scope: &Scope) -> Option<TokenStream> {
    let model = api.only_error()?;
    let name = scope.model(model);
    let docs = DocText::new(
        "What the service says of the error, if it says so in the form that its description declares.",
    )
    .paragraph(
        "[`parse_body`](Self::parse_body) reads it as any other type, [`body`](Self::body) gives it as it came.",
    );
    Some(quote! {
        impl Error {
            #docs
            pub fn declared(&self) -> Option<#name> {
                self.parse_body()
            }
        }
    })
}
