//! What values are, as the command line checks them before anything is sent.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{limits, text};
use model::api::{Api, Docs, Facts, Field, Objects, PartFacts, Struct, TypeDef, TypeRef, Union};
use model::names::TypeName;

/// `Kind::List(&Kind::Text, &[…])`, with the limits of its items, by what is said of them.
fn kind(ty: &TypeRef, parts: Option<&PartFacts>, api: &Api) -> TokenStream {
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
            let (item, limits) = part(item, parts, api);
            quote!(Kind::List(&#item, &[#(#limits),*]))
        }
        TypeRef::Map(value) => {
            let (value, limits) = part(value, parts, api);
            quote!(Kind::Map(&#value, &[#(#limits),*]))
        }
        TypeRef::Nullable(value) => {
            let value = kind(value, parts, api);
            quote!(Kind::Nullable(&#value))
        }
        TypeRef::Boxed(inner) => kind(inner, parts, api),
    }
}

/// What a value in a list or a map is, and its limits.
fn part(ty: &TypeRef, parts: Option<&PartFacts>, api: &Api) -> (TokenStream, Vec<TokenStream>) {
    let facts = parts.map(PartFacts::facts);
    let inner = facts.and_then(|facts| facts.parts.as_deref());
    (kind(ty, inner, api), facts.map(|facts| limits::of(facts.bounds)).unwrap_or_default())
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
        TypeDef::IntegerEnum(definition) => {
            let values = definition.variants.iter().map(|variant| &variant.wire);
            quote!(Kind::Integers(&[#(#values),*]))
        }
        TypeDef::Newtype(_) => quote!(Kind::Text),
        TypeDef::Union(_) => {
            let union = union_name(name);
            quote!(Kind::Union(&#union))
        }
    }
}

/// Whether no part of a value must be shown, by its type.
fn is_secret(ty: &TypeRef, api: &Api) -> bool {
    ty.named().is_some_and(|name| match api.model(name) {
        TypeDef::Newtype(definition) => definition.sensitive,
        TypeDef::Struct(_) | TypeDef::Enum(_) | TypeDef::IntegerEnum(_) | TypeDef::Union(_) => false,
    })
}

fn holds_secret(definition: &TypeDef) -> bool {
    match definition {
        TypeDef::Newtype(definition) => definition.sensitive,
        TypeDef::Struct(definition) => definition.fields.iter().any(|field| field.sensitive),
        TypeDef::Enum(_) | TypeDef::IntegerEnum(_) | TypeDef::Union(_) => false,
    }
}

/// The objects and unions that stand in requests, each once: `static BATCH_CONFIG_OBJECT: Object = Object { members: &[…], … };`.
pub(super) fn definitions(api: &Api) -> Vec<TokenStream> {
    let sent = api.operations().flat_map(|operation| operation.inputs());
    let reached = api.reach(sent.filter_map(|input| input.ty.named()));
    let definitions = reached.into_iter().filter_map(|name| match api.model(name) {
        TypeDef::Struct(definition) => Some(object(definition, api)),
        TypeDef::Union(definition) => Some(union(definition, api)),
        TypeDef::Enum(_) | TypeDef::IntegerEnum(_) | TypeDef::Newtype(_) => None,
    });
    definitions.collect()
}

fn object(definition: &Struct, api: &Api) -> TokenStream {
    let name = object_name(&definition.name);
    let members = definition.named().zip(definition.flags()).map(|(field, flag)| of_field(field, &flag, api));
    let further = definition.further().map(|field| of_field(field, "", api));
    let further = further.map_or(quote!(None), |member| quote!(Some(&#member)));
    quote! {
        static #name: Object = Object { members: &[#(#members),*], further: #further };
    }
}

fn union(definition: &Union, api: &Api) -> TokenStream {
    let name = union_name(&definition.name);
    let tag = match &definition.objects {
        Objects::ByTag(tag) => quote!(Some(#tag)),
        Objects::ByOptionalTag(_) | Objects::ByMembers => quote!(None),
    };
    let secret = api.reach([&definition.name]).into_iter().any(|name| holds_secret(api.model(name)));
    let arms = definition.arms.iter().map(|arm| {
        let (tags, kind, secret) = (arm.tag_texts(), kind(&arm.ty, None, api), is_secret(&arm.ty, api));
        quote!(Arm { tags: &[#(#tags),*], kind: #kind, secret: #secret })
    });
    quote! {
        static #name: Union = Union { tag: #tag, arms: &[#(#arms),*], secret: #secret };
    }
}

fn of_field(field: &Field, flag: &str, api: &Api) -> TokenStream {
    let member = Member {
        flag,
        wire: &field.wire,
        ty: &field.ty,
        required: !field.shape.has_default(),
        nullable: field.shape.is_written_as_null(),
        sensitive: field.sensitive,
        docs: &field.docs,
        facts: &field.facts,
    };
    member.tokens(api)
}

/// What a flag sets: an input of an operation, or a field of an object.
pub(super) struct Member<'a> {
    pub flag: &'a str,
    pub wire: &'a str,
    pub ty: &'a TypeRef,
    pub required: bool,
    pub nullable: bool,
    /// Whether it must not be shown, whatever its type.
    pub sensitive: bool,
    pub docs: &'a Docs,
    pub facts: &'a Facts,
}

impl Member<'_> {
    /// `Member { flag: "page-size", wire: "page_size", kind: Kind::Integer, … }`.
    pub(super) fn tokens(&self, api: &Api) -> TokenStream {
        let Self { flag, wire, ty, required, nullable, sensitive, docs, facts } = self;
        let (kind, help) = (kind(ty, facts.parts.as_deref(), api), text::of_value(docs, facts));
        let secret = *sensitive || is_secret(ty, api);
        let limits = limits::of(facts.bounds);
        quote! {
            Member {
                flag: #flag,
                wire: #wire,
                kind: #kind,
                required: #required,
                nullable: #nullable,
                secret: #secret,
                limits: &[#(#limits),*],
                help: #help,
            }
        }
    }
}

/// `BATCH_CONFIG_OBJECT`. No two models share a module, so no two share this.
fn object_name(name: &TypeName) -> Ident {
    Ident::new(&format!("{}_OBJECT", name.module().as_str().to_uppercase()), Span::call_site())
}

fn union_name(name: &TypeName) -> Ident {
    Ident::new(&format!("{}_UNION", name.module().as_str().to_uppercase()), Span::call_site())
}
