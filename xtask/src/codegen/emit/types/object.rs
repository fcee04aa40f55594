//! How a struct is read and written: the call of `object!`, which gives it both traits of serde.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::codegen::api::{Field, FieldShape, Lenient, Struct};
use crate::codegen::emit::ident::ToIdent;

/// ```text
/// crate::runtime::object!(Batch, required[id, r#type = "type"], optional[created_at = "createdAt", results]);
/// ```
pub fn traits(definition: &Struct) -> TokenStream {
    let name = definition.name.ident();
    let groups = ["required", "nullable", "optional"].map(|presence| {
        let fields = definition.fields.iter().filter(|field| self::presence(field.shape) == presence);
        let fields: Vec<TokenStream> = fields.map(member).collect();
        let presence = Ident::new(presence, Span::call_site());
        (!fields.is_empty()).then(|| quote!(, #presence[#(#fields),*]))
    });
    quote!(crate::runtime::object!(#name #(#groups)*);)
}

/// What absence means, as `object!` calls it.
fn presence(shape: FieldShape) -> &'static str {
    match shape {
        FieldShape::Required | FieldShape::RequiredCollection => "required",
        FieldShape::RequiredNullable => "nullable",
        FieldShape::Optional | FieldShape::OptionalCollection | FieldShape::OptionalNullable => "optional",
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
