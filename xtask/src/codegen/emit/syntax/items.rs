//! The items that every model has.

use proc_macro2::{Ident, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Field, FieldModifiers, Fields, FieldsUnnamed, File, Generics, Item, ItemEnum, ItemMacro, ItemStruct,
    MacroDelimiter, Meta, MetaList, Type, Variant, Visibility, token,
};

use super::{attribute, macro_call, path};

/// A file of nothing else.
pub fn file(items: Vec<Item>) -> File {
    File { shebang: None, frontmatter: None, attrs: Vec::new(), items }
}

/// `#[derive(Clone, Debug)]`.
pub fn derive(tokens: TokenStream) -> Attribute {
    let delimiter = MacroDelimiter::Paren(token::Paren::default());
    attribute(Meta::List(MetaList { path: path(["derive"]), delimiter, tokens }))
}

/// `#[non_exhaustive]`.
pub fn non_exhaustive() -> Attribute {
    attribute(Meta::Path(path(["non_exhaustive"])))
}

/// `pub struct Batch { … }`.
pub fn public_struct(attrs: Vec<Attribute>, ident: Ident, fields: Fields) -> Item {
    Item::Struct(ItemStruct {
        attrs,
        vis: Visibility::Public(token::Pub::default()),
        struct_token: token::Struct::default(),
        ident,
        generics: Generics::default(),
        semi_token: matches!(fields, Fields::Unnamed(_)).then(token::Semi::default),
        fields,
    })
}

/// `pub enum BatchStatus { … }`.
pub fn public_enum(attrs: Vec<Attribute>, ident: Ident, variants: impl IntoIterator<Item = Variant>) -> Item {
    Item::Enum(ItemEnum {
        attrs,
        vis: Visibility::Public(token::Pub::default()),
        enum_token: token::Enum::default(),
        ident,
        generics: Generics::default(),
        brace_token: token::Brace::default(),
        variants: variants.into_iter().collect(),
    })
}

/// `(String)`, which has no name.
pub fn unnamed(ty: Type) -> Fields {
    let field = Field {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: FieldModifiers::default(),
        ident: None,
        colon_token: None,
        ty,
        default: None,
    };
    let unnamed = Punctuated::from_iter([field]);
    Fields::Unnamed(FieldsUnnamed { paren_token: token::Paren::default(), unnamed })
}

/// `crate::runtime::object!(Batch, required[id]);`.
pub fn runtime_call(name: &str, tokens: TokenStream) -> Item {
    Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: macro_call(path(["crate", "runtime", name]), tokens),
        semi_token: Some(token::Semi::default()),
    })
}
