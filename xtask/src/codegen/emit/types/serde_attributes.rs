//! How a field is read and written: the `#[serde(…)]` attribute.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::api::{Field, FieldShape, Lenient, TypeRef};
use crate::codegen::emit::scope::Scope;

/// ```text
/// #[serde(rename = "createdAt", default, skip_serializing_if = "Option::is_none", with = "crate::runtime::timestamp::optional")]
/// ```
pub fn attributes(field: &Field, scope: &Scope) -> Option<TokenStream> {
    let rename = (field.name.as_str() != field.wire).then(|| {
        let wire = &field.wire;
        quote!(rename = #wire)
    });
    let default = match field.shape {
        FieldShape::Required | FieldShape::RequiredCollection => None,
        _ => Some(quote!(default)),
    };
    let skip = skip(field, scope).map(|function| quote!(skip_serializing_if = #function));
    let reader = reader(field);
    let parts: Vec<TokenStream> = [rename, default, skip, reader].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| quote!(#[serde(#(#parts),*)]))
}

/// When a field is not written at all.
fn skip(field: &Field, scope: &Scope) -> Option<String> {
    match field.shape {
        FieldShape::Required | FieldShape::RequiredCollection | FieldShape::RequiredNullable => None,
        FieldShape::Optional => Some("Option::is_none".to_owned()),
        FieldShape::OptionalCollection => Some(match field.ty {
            TypeRef::Map(_) => format!("{}::is_empty", in_text(scope.foreign("BTreeMap"))),
            _ => "Vec::is_empty".to_owned(),
        }),
        FieldShape::OptionalNullable => Some(format!("{}::is_absent", in_text(scope.foreign("Nullable")))),
    }
}

/// Fields that serde cannot read by itself: timestamps, lists that may be null, and what a page is lenient about.
fn reader(field: &Field) -> Option<TokenStream> {
    if let Some(module) = timestamp_module(field) {
        return Some(quote!(with = #module));
    }
    let function = match (field.lenient, field.shape) {
        (Lenient::Token, _) => "crate::runtime::decode::token",
        (Lenient::Integer, _) => "crate::runtime::decode::lenient_u64",
        (Lenient::No, FieldShape::RequiredCollection | FieldShape::OptionalCollection) => {
            "crate::runtime::decode::null_as_default"
        }
        (Lenient::No, _) => return None,
    };
    Some(quote!(deserialize_with = #function))
}

fn timestamp_module(field: &Field) -> Option<&'static str> {
    let is_optional = matches!(field.shape, FieldShape::Optional | FieldShape::RequiredNullable);
    match &field.ty {
        TypeRef::Timestamp if is_optional => Some("crate::runtime::timestamp::optional"),
        TypeRef::Timestamp if field.shape == FieldShape::OptionalNullable => {
            Some("crate::runtime::timestamp::nullable")
        }
        TypeRef::Timestamp => Some("crate::runtime::timestamp"),
        TypeRef::List(item) if **item == TypeRef::Timestamp => Some(match is_optional {
            true => "crate::runtime::timestamp::optional_list",
            false => "crate::runtime::timestamp::list",
        }),
        TypeRef::Map(value) if **value == TypeRef::Timestamp => Some("crate::runtime::timestamp::map"),
        _ => None,
    }
}

/// A path as it stands inside the text of an attribute.
fn in_text(path: TokenStream) -> String {
    path.to_string().replace(' ', "")
}
