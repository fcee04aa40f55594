//! What values are, as the command line checks them before anything is sent.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::text;
use crate::codegen::api::{Api, Field, TypeDef, TypeRef};
use crate::codegen::names::TypeName;

/// `Kind::List(&Kind::Text)`.
pub(super) fn kind(ty: &TypeRef, api: &Api) -> TokenStream {
    match ty {
        TypeRef::String => quote!(Kind::Text),
        TypeRef::Bool => quote!(Kind::Bool),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => quote!(Kind::Integer),
        TypeRef::F32 | TypeRef::F64 => quote!(Kind::Number),
        TypeRef::Timestamp => quote!(Kind::Time),
        TypeRef::Date => quote!(Kind::Date),
        TypeRef::Json => quote!(Kind::Any),
        TypeRef::Named(name) => model(name, api),
        TypeRef::List(item) => {
            let item = kind(item, api);
            quote!(Kind::List(&#item))
        }
        TypeRef::Map(value) => {
            let value = kind(value, api);
            quote!(Kind::Map(&#value))
        }
        TypeRef::Boxed(inner) => kind(inner, api),
    }
}

fn model(name: &TypeName, api: &Api) -> TokenStream {
    match api.model(name) {
        TypeDef::Struct(_) => {
            let object = object_name(name);
            quote!(Kind::Object(&#object))
        }
        TypeDef::Enum(definition) => {
            let values = definition.variants.iter().map(|variant| &variant.wire);
            quote!(Kind::Enum(&[#(#values),*]))
        }
        TypeDef::Newtype(_) => quote!(Kind::Text),
    }
}

/// Whether a value must not be shown, by its type.
pub(super) fn is_secret(ty: &TypeRef, api: &Api) -> bool {
    let is_secret = |name| matches!(api.model(name), TypeDef::Newtype(definition) if definition.sensitive);
    ty.named().is_some_and(is_secret)
}

/// The objects that stand in requests, each once: `static BATCH_CONFIG: Object = Object { members: &[…] };`.
pub(super) fn objects(api: &Api) -> Vec<TokenStream> {
    let sent = api.operations().flat_map(|operation| operation.inputs()).filter_map(|input| input.ty.named());
    let structs = api.reach(sent).into_iter().filter_map(|name| api.model(name).as_struct());
    structs
        .map(|definition| {
            let name = object_name(&definition.name);
            let members = definition.fields.iter().map(|field| member(field, api));
            quote! {
                static #name: Object = Object { members: &[#(#members),*] };
            }
        })
        .collect()
}

fn member(field: &Field, api: &Api) -> TokenStream {
    let (wire, kind, help) = (&field.wire, kind(&field.ty, api), text::plain(&field.docs));
    let (required, nullable) = (!field.shape.has_default(), field.shape.is_written_as_null());
    let secret = field.sensitive || is_secret(&field.ty, api);
    quote! {
        Member { wire: #wire, kind: #kind, required: #required, nullable: #nullable, secret: #secret, help: #help }
    }
}

/// `BATCH_CONFIG`. No two models share a module, so no two share this.
fn object_name(name: &TypeName) -> Ident {
    Ident::new(&format!("{}_OBJECT", name.module().as_str().to_uppercase()), Span::call_site())
}
