//! The example responses of the description, as functions for the tests of users.

use quote::quote;

use super::docs::DocText;
use super::ident::ToIdent;
use super::literal;
use super::scope::Scope;
use crate::codegen::samples::fixtures;
use model::api::Api;

/// ```text
/// //! Values to test with: the examples of the service's description.
///
/// /// The example response of `getBatch`.
/// pub fn batch() -> Batch {
///     json::read(r#"{ … }"#)
/// }
/// ```
pub fn file(api: &Api) -> syn::Result<syn::File> {
    let docs = DocText::new("Values to test with: the example responses of the service's description.").inner();
    let scope = Scope::of_file(api, &[]);
    let fixtures = fixtures::all(api);
    let functions = fixtures.iter().map(|fixture| {
        let docs = DocText::new(format!("The example response of `{}`.", fixture.operation.id));
        let (name, model) = (fixture.model.module().ident(), scope.model(fixture.model));
        let example = literal::json(&fixture.example);
        quote! {
            #docs
            pub fn #name() -> #model {
                json::read(#example)
            }
        }
    });
    let read = (!fixtures.is_empty()).then(|| {
        let wanted = scope.parameter("T");
        quote! {
            #[comment = " A module, because no model can take its name from it: fixtures are functions."]
            mod json {
                pub(super) fn read<#wanted: serde::de::DeserializeOwned>(json: &str) -> #wanted {
                    serde_json::from_str(json).expect("the examples of the description have the shape it describes")
                }
            }
        }
    });
    let body = quote!(#(#functions)* #read);
    scope.file(docs, body)
}
