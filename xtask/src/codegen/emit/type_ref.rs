//! A type of the model becomes Rust: how it is held, how a caller hands it in, and how what was handed in becomes
//! what is held.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Type, parse_quote};

use super::scope::Scope;
use super::syntax;
use super::syntax::functions::{function_call, method_call, named};
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
pub fn taken(ty: &TypeRef, scope: &Scope) -> Type {
    match ty {
        TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => syntax::into(held(ty, scope)),
        TypeRef::List(item) => syntax::into_iterator(taken(item, scope)),
        TypeRef::Map(value) => {
            let key = syntax::into(held(&TypeRef::String, scope));
            syntax::into_iterator(syntax::tuple([key, taken(value, scope)]))
        }
        TypeRef::Boxed(inner) => taken(inner, scope),
        _ => held(ty, scope),
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
pub fn convert(ty: &TypeRef, value: Ident) -> Expr {
    convert_expression(ty, named(value.into()))
}

fn convert_expression(ty: &TypeRef, value: Expr) -> Expr {
    match ty {
        TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => method_call(value, "into", []),
        TypeRef::List(item) => match item.as_ref() {
            TypeRef::String | TypeRef::Json | TypeRef::Upload | TypeRef::Named(_) => {
                collect(value, Some(named(syntax::path(["Into", "into"]))))
            }
            TypeRef::Nullable(_) => collect(value, None),
            item if item.is_plain() => collect(value, None),
            item => {
                let item = convert_expression(item, named(syntax::path(["item"])));
                collect(value, Some(parse_quote!(|item| #item)))
            }
        },
        TypeRef::Map(inner) => {
            let inner = convert_expression(inner, named(syntax::path(["value"])));
            collect(value, Some(parse_quote!(|(key, value)| (key.into(), #inner))))
        }
        TypeRef::Boxed(inner) => function_call(syntax::path(["Box", "new"]), [convert_expression(inner, value)]),
        _ => value,
    }
}

/// `ids.into_iter().map(Into::into).collect()`.
fn collect(value: Expr, map: Option<Expr>) -> Expr {
    let items = method_call(value, "into_iter", []);
    let items = match map {
        Some(map) => method_call(items, "map", [map]),
        None => items,
    };
    method_call(items, "collect", [])
}
