//! Enums of the description: their values, and room for those that come later.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Fields, File, Path};

use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::{ToIdent, raw_or_plain};
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::syntax::{self, items};
use model::api::{Api, OpenEnum, Variant};

/// ```text
/// /// Where a batch is in its life.
/// #[derive(Clone, Debug)]
/// #[non_exhaustive]
/// pub enum BatchStatus {
///     /// Accepted, not started.
///     Pending,
///     /// A value this version of the crate does not know.
///     Unknown(UnknownValue),
/// }
///
/// crate::runtime::open_enum!(BatchStatus, [Pending = "PENDING"]);
/// ```
pub fn of_texts(api: &Api, definition: &OpenEnum) -> File {
    let scope = Scope::of_type(api, &definition.name);
    let rest = unknown("A value this version of the crate does not know.", scope.foreign("UnknownValue"));
    let wire = |variant: &Variant| Literal::string(&variant.wire);
    file(scope, definition, quote!(Clone, Debug), rest, "open_enum", wire)
}

/// ```text
/// /// How soon.
/// #[derive(Clone, Copy, Debug)]
/// #[non_exhaustive]
/// pub enum Priority {
///     /// The value `1`.
///     Value1,
///     /// A number this version of the crate does not know.
///     Unknown(UnknownInteger),
/// }
///
/// crate::runtime::integer_enum!(Priority, [Value1 = 1]);
/// ```
pub fn of_integers(api: &Api, definition: &OpenEnum) -> File {
    let scope = Scope::of_type(api, &definition.name);
    let rest = unknown("A number this version of the crate does not know.", scope.foreign("UnknownInteger"));
    let wire = |variant: &Variant| Literal::i64_unsuffixed(variant.integer());
    file(scope, definition, quote!(Clone, Copy, Debug), rest, "integer_enum", wire)
}

/// With the traits that it derives, the variant for the rest, and the macro of the runtime that is told the values.
fn file(
    scope: Scope<'_>,
    definition: &OpenEnum,
    derived: TokenStream,
    rest: syn::Variant,
    told: &str,
    wire: impl Fn(&Variant) -> Literal,
) -> File {
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("The values of `{}`.", definition.name))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let mut attributes = docs.outer();
    attributes.extend([items::derive(derived), items::non_exhaustive()]);
    let known = definition.variants.iter().map(|variant| {
        let docs = DocText::of(&variant.docs, format!("The value `{}`.", variant.wire));
        syntax::variant(docs.outer(), variant.name.ident(), Fields::Unit)
    });
    let item = items::public_enum(attributes, name.clone(), known.chain([rest]));
    let variants = definition.variants.iter().map(|variant| variant.name.ident());
    let wires = definition.variants.iter().map(wire);
    let values = items::runtime_call(told, quote!(#name, [#(#variants = #wires),*]));
    scope.with_uses(items::file(vec![item, values]))
}

/// The variant for what is not known.
fn unknown(docs: &str, held: Path) -> syn::Variant {
    let fields = items::unnamed(syntax::plain(held));
    syntax::variant(DocText::new(docs).outer(), raw_or_plain("Unknown"), fields)
}
