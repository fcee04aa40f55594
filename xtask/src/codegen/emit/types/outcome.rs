//! Telling good results from bad ones.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::emit::docs::DocText;
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use model::api::{FieldShape, Outcome, Struct};

/// ```text
/// impl Batch {
///     pub fn outcome(&self) -> Option<Outcome<'_, BatchResult>> {
///         let results = self.results.as_ref()?;
///         Some(Outcome::of(results, |it| it.job_reference.is_some() && it.error_message.is_none()))
///     }
/// }
/// ```
pub fn implementation(definition: &Struct, outcome: &Outcome, scope: &Scope) -> TokenStream {
    let name = definition.name.ident();
    let item = scope.model(&outcome.item);
    let result = scope.foreign("Outcome");
    let (items, done, error) = (outcome.items.ident(), outcome.done.ident(), outcome.error.ident());
    let field = definition.fields.iter().find(|field| field.name == outcome.items);
    let results = quote!(self.#items);
    let results = match field.expect("an outcome names a field of its own").shape {
        FieldShape::Optional | FieldShape::RequiredNullable => quote!(#results.as_ref()?),
        FieldShape::OptionalNullable => quote!(#results.value()?),
        // An empty list is also what stands for a list that was not asked for.
        FieldShape::Required
        | FieldShape::RequiredCollection
        | FieldShape::OptionalCollection
        | FieldShape::Further => {
            quote!(Some(&#results).filter(|results| !results.is_empty())?)
        }
    };
    let docs = DocText::new(format!("Splits `{}` into what went well and what did not.", outcome.items))
        .paragraph(format!(
            "A result went well if it has `{}` and no `{}`. `None` if there are no results: they were not asked for, or \
             are not there yet.",
            outcome.done, outcome.error
        ));
    quote! {
        impl #name {
            #docs
            pub fn outcome(&self) -> Option<#result<'_, #item>> {
                let results = #results;
                Some(#result::of(results, |it| it.#done.is_some() && it.#error.is_none()))
            }
        }
    }
}
