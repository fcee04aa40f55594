//! An object of the description.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item, Type};

use super::{constructor, debug, object, outcome, page_body};
use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::syntax::items;
use crate::codegen::emit::{syntax, type_ref};
use model::api::{Api, Field, FieldShape, Struct};

/// ```text
/// /// A batch job.
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub struct Batch {
///     /// Identifies the batch.
///     pub id: BatchId,
///     /// What became of each file.
///     pub results: Option<Vec<BatchResult>>,
/// }
///
/// crate::runtime::object!(Batch, required[id], optional[results]);
///
/// impl Batch {
///     pub fn new(id: impl Into<BatchId>) -> Self { … }
///     setter!(results, optional list into BatchResult);
/// }
/// ```
pub fn file(api: &Api, definition: &Struct) -> syn::Result<File> {
    let scope = Scope::of_type(api, &definition.name);
    let docs = DocText::of(&definition.docs, format!("The object the service calls `{}`.", definition.name))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let debug = definition.traits.masked_debug.then(|| debug::masked(definition, &scope));
    let page = definition.page.as_ref().map(|page| page_body::implementation(definition, page, &scope));
    let outcome = definition.outcome.as_ref().map(|outcome| outcome::implementation(definition, outcome, &scope));
    let mut attributes = docs.outer();
    attributes.extend([items::derive(derives(definition)), items::non_exhaustive()]);
    let fields = syntax::named(definition.fields.iter().map(|item| field(item, &scope)));
    let methods = constructor::methods(definition, &scope);
    let model = items::public_struct(attributes, definition.name.ident(), fields);
    let rest: File = syn::parse2(quote!(#page #outcome))?;
    let first = [model, object::traits(definition), Item::Impl(methods)];
    let all = first.into_iter().chain(debug.map(Item::Impl)).chain(rest.items).collect();
    Ok(scope.with_uses(items::file(all)))
}

fn derives(definition: &Struct) -> TokenStream {
    let traits = definition.traits;
    let debug = (!traits.masked_debug).then(|| quote!(Debug,));
    let default = traits.default.then(|| quote!(Default,));
    let eq = traits.eq.then(|| quote!(Eq,));
    let hash = traits.hash.then(|| quote!(Hash,));
    quote!(Clone, #debug #default PartialEq, #eq #hash)
}

fn field(field: &Field, scope: &Scope) -> syn::Field {
    let docs = DocText::of(&field.docs, format!("`{}`, which the service does not describe.", field.wire))
        .facts(&field.facts)
        .maybe(field.sensitive.then_some("`Debug` does not show it."));
    let attributes = docs.outer_and(docs::deprecated(field.deprecated));
    syntax::field(attributes, field.name.ident(), holder(field, scope))
}

/// The type of a field with what stands around it.
fn holder(field: &Field, scope: &Scope) -> Type {
    let inner = type_ref::held(&field.ty, scope);
    match field.shape {
        FieldShape::Required
        | FieldShape::RequiredCollection
        | FieldShape::OptionalCollection
        | FieldShape::Further => inner,
        FieldShape::RequiredNullable | FieldShape::Optional => type_ref::optional(inner),
        FieldShape::OptionalNullable => syntax::generic(scope.foreign("Nullable"), [inner]),
    }
}
