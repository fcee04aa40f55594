//! The example responses of the description, as functions for the tests of users.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::docs::DocText;
use super::ident::ToIdent;
use super::literal;
use super::scope::Scope;
use crate::codegen::api::{Api, HttpMethod, Operation};
use crate::codegen::names::TypeName;

/// A model, the operation that answers with it, and its example.
pub struct Fixture<'a> {
    pub model: &'a TypeName,
    pub operation: &'a Operation,
    pub example: Value,
}

/// One example response of every model, in the order of their names. What is read says more than what was just made, so
/// a `GET` goes first.
pub fn all(api: &Api) -> Vec<Fixture<'_>> {
    let mut fixtures: Vec<Fixture> = api.operations().filter_map(fixture).collect();
    fixtures.sort_by_key(|fixture| (fixture.model, fixture.operation.http_method != HttpMethod::Get));
    fixtures.dedup_by_key(|fixture| fixture.model);
    fixtures
}

fn fixture(operation: &Operation) -> Option<Fixture<'_>> {
    let model = operation.output_model()?;
    let example = serde_json::from_str(operation.examples.response.as_deref()?).expect("examples are JSON");
    Some(Fixture { model, operation, example })
}

/// ```text
/// //! Values to test with: the examples of the service's description.
///
/// /// The example answer of `getBatch`.
/// pub fn batch() -> Batch {
///     json::read(r#"{ … }"#)
/// }
/// ```
pub fn file(api: &Api) -> TokenStream {
    let docs = DocText::new("Values to test with: the example answers of the service's description.").inner();
    let scope = Scope::of_file(api, &[]);
    let fixtures = all(api);
    let functions = fixtures.iter().map(|fixture| {
        let docs = DocText::new(format!("The example answer of `{}`.", fixture.operation.id));
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
        quote! {
            #[comment = " A module, because no model can take its name from it: fixtures are functions."]
            mod json {
                pub(super) fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
                    serde_json::from_str(json).expect("the examples of the description have the shape it describes")
                }
            }
        }
    });
    let body = quote!(#(#functions)* #read);
    let uses = scope.uses(&body);
    quote!(#docs #uses #body)
}
