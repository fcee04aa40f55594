//! The variants of an enum, each with its documentation.

use syn::ItemEnum;

use crate::codegen::emit::docs::DocText;
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::syntax;
use model::api::OpenEnum;

/// The enum with its known variants in front of those that it has.
pub fn of(definition: &OpenEnum, mut item: ItemEnum) -> ItemEnum {
    let known = definition.variants.iter().map(|variant| {
        let docs = DocText::of(&variant.docs, format!("The value `{}`.", variant.wire));
        syntax::variant(docs.outer(), variant.name.ident())
    });
    item.variants = known.chain(item.variants).collect();
    item
}
