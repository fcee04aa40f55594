//! The blocking client: the same resources as the asynchronous one, in the other mode.

use quote::quote;

use super::client;
use super::docs::DocText;
use super::scope::Scope;
use model::api::Api;

/// ```text
/// //! The blocking client.
///
/// pub use crate::runtime::blocking::{Blocking, Client, Items, Pages, Watch};
///
/// impl Client {
///     pub fn from_env() -> Result<Self, Error> { … }
///     pub fn batches(&self) -> Batches<Blocking> { … }
/// }
/// ```
pub fn file(api: &Api) -> syn::Result<syn::File> {
    let docs = DocText::new("The blocking client: every call waits for its response.")
        .paragraph(
            "Its resources, requests and errors are those of the asynchronous client; lists are iterators. A thread of \
             its own runs the calls, so it can also be used inside of an asynchronous program.",
        )
        .inner();
    let mode = quote!(<Blocking>);
    let scope = Scope::of_file(api, &["Blocking", "Client"]);
    let entry = client::entry(api, &mode, &quote!(blocking));
    let accessors = client::accessors(api, &scope, Some("Blocking"));
    let body = quote! {
        pub use crate::runtime::blocking::{Blocking, Client, Items, Pages, Watch};

        impl Client {
            #entry
            #accessors
        }
    };
    scope.file(docs, body)
}
