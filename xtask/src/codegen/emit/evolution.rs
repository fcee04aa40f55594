//! A test of every model and enum: they must stay readable when the service changes what it may change. How that is tried
//! is written in `templates/crate/tests/evolution`, what is known of the types is data (`samples`), and here is the list of
//! the types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::DocText;
use super::ident::ToIdent;
use crate::codegen::samples::{self, fixtures};
use model::api::{Api, TypeDef};

/// ```text
/// #[test]
/// fn batch_stays_readable() {
///     models::check::<types::Batch>("Batch");
/// }
///
/// #[test]
/// fn batch_status_keeps_every_value() {
///     values::check("BatchStatus", types::BatchStatus::KNOWN);
/// }
/// ```
pub fn file(api: &Api) -> TokenStream {
    let docs = DocText::new(
        "Every model stays readable when the service changes what it may change: new fields, new values of enums, null \
         or nothing for what is optional. What is required must be there.",
    )
    .inner();
    // The package may be called like one of the modules.
    let package = format_ident!("{}", api.package.name.replace('-', "_"));
    let models = samples::has_models(api).then(|| {
        quote!(
            mod models;
        )
    });
    let values = samples::has_enums(api).then(|| {
        quote!(
            mod values;
        )
    });
    let unions = samples::has_unions(api).then(|| {
        quote!(
            mod unions;
        )
    });
    let tests = api.types.values().map(|definition| test(api, definition));
    let examples = examples(api);
    quote! {
        #docs

        mod json;
        #models
        #values
        #unions

        use ::#package::types;

        #(#tests)*
        #examples
    }
}

fn test(api: &Api, definition: &TypeDef) -> Option<TokenStream> {
    let name = definition.name();
    let (ident, module) = (name.ident(), name.module());
    let text = name.as_str();
    let test = |ending: &str| format_ident!("{}_{ending}", module.as_str().trim_end_matches('_'));
    match definition {
        TypeDef::Struct(definition) => samples::of(api, definition).map(|_| {
            let test = test("stays_readable");
            quote! {
                #[test]
                fn #test() {
                    models::check::<types::#ident>(#text);
                }
            }
        }),
        TypeDef::Enum(_) => {
            let test = test("keeps_every_value");
            Some(quote! {
                #[test]
                fn #test() {
                    values::check(#text, types::#ident::KNOWN);
                }
            })
        }
        TypeDef::Union(_) => {
            let test = test("keeps_every_kind");
            Some(quote! {
                #[test]
                fn #test() {
                    unions::check::<types::#ident>(#text);
                }
            })
        }
        // Numbers have no texts to be held against; the samples of models have some.
        TypeDef::IntegerEnum(_) | TypeDef::Newtype(_) => None,
    }
}

/// ```text
/// #[cfg(feature = "test-util")]
/// #[test]
/// fn examples_survive_a_round_trip() {
///     json::round_trip(&fixtures::batch());
/// }
/// ```
fn examples(api: &Api) -> Option<TokenStream> {
    let fixtures = fixtures::all(api);
    if fixtures.is_empty() {
        return None;
    }
    let package = format_ident!("{}", api.package.name.replace('-', "_"));
    let names = fixtures.iter().map(|fixture| fixture.model.module().ident());
    Some(quote! {
        #[cfg(feature = "test-util")]
        #[test]
        fn examples_survive_a_round_trip() {
            use ::#package::test_util::fixtures;

            #(json::round_trip(&fixtures::#names());)*
        }
    })
}
