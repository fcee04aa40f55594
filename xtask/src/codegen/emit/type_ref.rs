//! A type of the model becomes Rust: how it is held, how a caller hands it in, and how what was handed in becomes
//! what is held.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;

use super::scope::Scope;
use super::syntax;
use model::api::TypeRef;

/// The type as it is held: `Vec<BatchId>`.
pub fn held(ty: &TypeRef, scope: &Scope) -> Type {
    let named = |name| syntax::path([name]);
    match ty {
        TypeRef::String => syntax::plain(named("String")),
        TypeRef::Bool => syntax::plain(named("bool")),
        TypeRef::I32 => syntax::plain(named("i32")),
        TypeRef::I64 => syntax::plain(named("i64")),
        TypeRef::U32 => syntax::plain(named("u32")),
        TypeRef::U64 => syntax::plain(named("u64")),
        TypeRef::F32 => syntax::plain(named("f32")),
        TypeRef::F64 => syntax::plain(named("f64")),
        TypeRef::Timestamp => syntax::plain(scope.foreign("Timestamp")),
        TypeRef::Date => syntax::plain(scope.foreign("Date")),
        TypeRef::Json => syntax::plain(syntax::path(["serde_json", "Value"])),
        TypeRef::Upload => syntax::plain(scope.foreign("Upload")),
        TypeRef::Named(name) => syntax::plain(scope.model(name)),
        TypeRef::List(item) => syntax::generic(named("Vec"), [held(item, scope)]),
        TypeRef::Map(value) => {
            syntax::generic(scope.foreign("BTreeMap"), [syntax::plain(named("String")), held(value, scope)])
        }
        TypeRef::Nullable(inner) => optional(held(inner, scope)),
        TypeRef::Boxed(inner) => syntax::generic(named("Box"), [held(inner, scope)]),
    }
}

/// `Option<BatchId>`.
pub fn optional(ty: Type) -> Type {
    syntax::generic(syntax::path(["Option"]), [ty])
}

/// The type of an argument: `impl Into<BatchId>`, `impl IntoIterator<Item = impl Into<BatchId>>`, `u64`.
pub fn taken(ty: &TypeRef, scope: &Scope) -> TokenStream {
    match ty {
        TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => {
            let ty = held(ty, scope);
            quote!(impl Into<#ty>)
        }
        TypeRef::List(item) => {
            let item = taken(item, scope);
            quote!(impl IntoIterator<Item = #item>)
        }
        TypeRef::Map(value) => {
            let value = taken(value, scope);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        TypeRef::Boxed(inner) => taken(inner, scope),
        _ => held(ty, scope).into_token_stream(),
    }
}

/// The words that stand for both in a setter that a macro of the runtime makes: `list into BatchId`, `u64`.
pub fn words(ty: &TypeRef, scope: &Scope) -> TokenStream {
    match ty {
        TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => {
            let ty = held(ty, scope);
            quote!(into #ty)
        }
        TypeRef::List(item) => {
            let item = words(item, scope);
            quote!(list #item)
        }
        TypeRef::Map(value) => {
            let value = words(value, scope);
            quote!(map #value)
        }
        TypeRef::Boxed(inner) => {
            let inner = words(inner, scope);
            quote!(boxed #inner)
        }
        TypeRef::Nullable(inner) => {
            let inner = held(inner, scope);
            quote!(option #inner)
        }
        _ => held(ty, scope).into_token_stream(),
    }
}

/// From the argument to what is held: `batch_id.into()`, `ids.into_iter().map(Into::into).collect()`.
pub fn convert(ty: &TypeRef, value: &Ident) -> TokenStream {
    convert_expression(ty, quote!(#value))
}

fn convert_expression(ty: &TypeRef, value: TokenStream) -> TokenStream {
    match ty {
        TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => quote!(#value.into()),
        TypeRef::List(item) => match item.as_ref() {
            TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => {
                quote!(#value.into_iter().map(Into::into).collect())
            }
            TypeRef::Nullable(_) => quote!(#value.into_iter().collect()),
            item if item.is_plain() => quote!(#value.into_iter().collect()),
            item => {
                let item = convert_expression(item, quote!(item));
                quote!(#value.into_iter().map(|item| #item).collect())
            }
        },
        TypeRef::Map(inner) => {
            let inner = convert_expression(inner, quote!(value));
            quote!(#value.into_iter().map(|(key, value)| (key.into(), #inner)).collect())
        }
        TypeRef::Boxed(inner) => {
            let inner = convert_expression(inner, value);
            quote!(Box::new(#inner))
        }
        _ => value,
    }
}
