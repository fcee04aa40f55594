//! How a struct is read and written: the call of `object!`, which gives it both traits of serde.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Item;

use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::syntax::items;
use model::api::{Field, FieldShape, Lenient, Struct};

/// ```text
/// crate::runtime::object!(Batch, required[id, r#type = "type"], optional[created_at = "createdAt", results]);
/// ```
pub fn traits(definition: &Struct) -> Item {
    let name = definition.name.ident();
    let groups = ["required", "nullable", "optional"].map(|presence| {
        let fields = definition.fields.iter().filter(|field| self::presence(field.shape) == Some(presence));
        let fields: Vec<TokenStream> = fields.map(member).collect();
        let presence = Ident::new(presence, Span::call_site());
        (!fields.is_empty()).then(|| quote!(, #presence[#(#fields),*]))
    });
    let further = definition.further().map(|field| field.name.ident());
    let further = further.map(|further| quote!(; #further));
    items::runtime_call("object", quote!(#name #(#groups)* #further))
}

/// What absence means, as `object!` calls it; nothing for what has no name.
fn presence(shape: FieldShape) -> Option<&'static str> {
    match shape {
        FieldShape::Required | FieldShape::RequiredCollection => Some("required"),
        FieldShape::RequiredNullable => Some("nullable"),
        FieldShape::Optional | FieldShape::OptionalCollection | FieldShape::OptionalNullable => Some("optional"),
        FieldShape::Further => None,
    }
}

/// A field, its name on the wire where that is another, and the part of a page that it plays.
fn member(field: &Field) -> TokenStream {
    let (name, wire) = (field.name.ident(), &field.wire);
    let wire = (name != wire).then(|| quote!(= #wire));
    let part = match field.lenient {
        Lenient::No => None,
        Lenient::Token => Some(quote!(as Token)),
        Lenient::Integer => Some(quote!(as Total)),
    };
    quote!(#name #wire #part)
}
