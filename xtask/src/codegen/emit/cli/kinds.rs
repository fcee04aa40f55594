//! What values are, as the command line checks them before anything is sent.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::text;
use crate::codegen::api::{Api, Field, Struct, TypeDef, TypeRef};
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
        TypeRef::Upload => quote!(Kind::File),
        TypeRef::Named(name) => model(name, api),
        TypeRef::List(item) => {
            let item = kind(item, api);
            quote!(Kind::List(&#item))
        }
        TypeRef::Map(value) => {
            let value = kind(value, api);
            quote!(Kind::Map(&#value))
        }
        TypeRef::Nullable(value) => {
            let value = kind(value, api);
            quote!(Kind::Nullable(&#value))
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
        // The service says what it thinks of a value of several kinds.
        TypeDef::Union(_) => quote!(Kind::Any),
    }
}

/// Whether a value must not be shown, by its type. Of a value of several kinds, no part can be hidden by itself.
pub(super) fn is_secret(ty: &TypeRef, api: &Api) -> bool {
    ty.named().is_some_and(|name| match api.model(name) {
        TypeDef::Newtype(definition) => definition.sensitive,
        TypeDef::Union(_) => api.reach([name]).into_iter().any(|name| holds_secret(api.model(name))),
        TypeDef::Struct(_) | TypeDef::Enum(_) => false,
    })
}

fn holds_secret(definition: &TypeDef) -> bool {
    match definition {
        TypeDef::Newtype(definition) => definition.sensitive,
        TypeDef::Struct(definition) => definition.fields.iter().any(|field| field.sensitive),
        TypeDef::Enum(_) | TypeDef::Union(_) => false,
    }
}

/// The objects that stand in requests, each once: `static BATCH_CONFIG: Object = Object { members: &[…] };`.
pub(super) fn objects(api: &Api) -> Vec<TokenStream> {
    checked(api)
        .into_values()
        .map(|definition| {
            let name = object_name(&definition.name);
            let members = definition.fields.iter().map(|field| member(field, api));
            quote! {
                static #name: Object = Object { members: &[#(#members),*] };
            }
        })
        .collect()
}

/// Those that values are compared with: what is only one of several kinds is not looked into.
fn checked(api: &Api) -> BTreeMap<&TypeName, &Struct> {
    let sent = api.operations().flat_map(|operation| operation.inputs());
    let mut open: Vec<&TypeName> = sent.filter_map(|input| input.ty.named()).collect();
    let mut found = BTreeMap::new();
    while let Some(name) = open.pop() {
        if let Some(definition) = api.model(name).as_struct()
            && found.insert(name, definition).is_none()
        {
            open.extend(definition.fields.iter().filter_map(|field| field.ty.named()));
        }
    }
    found
}

fn member(field: &Field, api: &Api) -> TokenStream {
    let (wire, kind, help) = (&field.wire, kind(&field.ty, api), text::of_value(&field.docs, &field.facts));
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
