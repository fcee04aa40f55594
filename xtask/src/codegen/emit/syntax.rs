//! Syntax that is put together by hand. Tokens of `quote!` are parsed before they are printed; for what a large description
//! has by the ten thousand, fields, variants, imports, constructors and setters, that is most of the price.

pub mod functions;
pub mod items;

use proc_macro2::{Literal, Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, AssocType, Attribute, Expr, ExprLit, Field, FieldModifiers, Fields, FieldsNamed,
    GenericArgument, Ident, ImplItem, ImplItemMacro, Item, ItemUse, Lit, Macro, MacroDelimiter, Meta, MetaNameValue,
    Path, PathArguments, PathSegment, TraitBound, TraitBoundModifiers, Type, TypeImplTrait, TypeParamBound, TypePath,
    TypeTuple, UseGroup, UseName, UsePath, UseTree, Variant, Visibility, token,
};

/// `crate::types::Batch`.
pub fn path<'a>(segments: impl IntoIterator<Item = &'a str>) -> Path {
    let segments = segments.into_iter().map(|name| PathSegment::from(Ident::new(name, Span::call_site())));
    Path { leading_colon: None, segments: segments.collect() }
}

/// A type without arguments.
pub fn plain(path: Path) -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

/// `Self`.
pub fn own_type() -> Type {
    plain(path(["Self"]))
}

/// `BTreeMap<String, u64>`.
pub fn generic(path: Path, arguments: impl IntoIterator<Item = Type>) -> Type {
    plain(with_arguments(path, arguments.into_iter().map(GenericArgument::Type)))
}

fn with_arguments(mut path: Path, arguments: impl IntoIterator<Item = GenericArgument>) -> Path {
    let last = path.segments.last_mut().expect("a path has a segment");
    last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
        colon2_token: None,
        lt_token: token::Lt::default(),
        args: arguments.into_iter().collect(),
        gt_token: token::Gt::default(),
    });
    path
}

/// `(String, u64)`.
pub fn tuple(elements: impl IntoIterator<Item = Type>) -> Type {
    let elems = elements.into_iter().collect();
    Type::Tuple(TypeTuple { attrs: Vec::new(), paren_token: token::Paren::default(), elems })
}

/// `impl Into<BatchId>`.
pub fn into(ty: Type) -> Type {
    implementor(with_arguments(path(["Into"]), [GenericArgument::Type(ty)]))
}

/// `impl IntoIterator<Item = BatchId>`.
pub fn into_iterator(item: Type) -> Type {
    let item = AssocType {
        ident: Ident::new("Item", Span::call_site()),
        generics: None,
        eq_token: token::Eq::default(),
        ty: item,
    };
    implementor(with_arguments(path(["IntoIterator"]), [GenericArgument::AssocType(item)]))
}

fn implementor(bound: Path) -> Type {
    let bound = TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: TraitBoundModifiers::default(),
        maybe: None,
        path: bound,
    };
    let bounds = Punctuated::from_iter([TypeParamBound::Trait(bound)]);
    Type::ImplTrait(TypeImplTrait { attrs: Vec::new(), impl_token: token::Impl::default(), bounds })
}

/// A long text as it stands, `r"…"`: nothing in it is escaped here and read back where it is printed.
pub fn text_literal(text: &str) -> Literal {
    // Every hash that follows a quote could be the end. Texts have few.
    let hashes = if text.contains('"') { "#".repeat(1 + text.matches('#').count()) } else { String::new() };
    let raw = ["r", &hashes, "\"", text, "\"", &hashes].concat();
    // What cannot stand in such a literal, a carriage return or too many hashes, can be escaped.
    raw.parse().unwrap_or_else(|_| Literal::string(text))
}

/// `#[doc = "…"]`.
pub fn doc(text: &str) -> Attribute {
    let lit = Lit::new(text_literal(text));
    attribute(Meta::NameValue(MetaNameValue {
        path: path(["doc"]),
        eq_token: token::Eq::default(),
        value: Expr::Lit(ExprLit { attrs: Vec::new(), lit }),
    }))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: token::Pound::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: token::Bracket::default(),
        meta,
    }
}

/// `use crate::runtime::{Async, Handle};`.
pub fn import(module: &str, names: &[&str]) -> Item {
    let ident = |name: &str| Ident::new(name, Span::call_site());
    let name = |name: &&str| UseTree::Name(UseName { ident: ident(name) });
    let names = match names {
        [only] => name(only),
        names => {
            UseTree::Group(UseGroup { brace_token: token::Brace::default(), items: names.iter().map(name).collect() })
        }
    };
    let tree = module.rsplit("::").fold(names, |tree, segment| {
        let colon2_token = token::PathSep::default();
        UseTree::Path(UsePath { ident: ident(segment), colon2_token, tree: Box::new(tree) })
    });
    Item::Use(ItemUse {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        use_token: token::Use::default(),
        leading_colon: None,
        tree,
        semi_token: token::Semi::default(),
    })
}

/// `pub size: u64`.
pub fn field(attrs: Vec<Attribute>, name: Ident, ty: Type) -> Field {
    Field {
        attrs,
        vis: Visibility::Public(token::Pub::default()),
        modifiers: FieldModifiers::default(),
        ident: Some(name),
        colon_token: Some(token::Colon::default()),
        ty,
        default: None,
    }
}

/// The fields of a struct, between braces.
pub fn named(fields: impl IntoIterator<Item = Field>) -> Fields {
    let named: Punctuated<_, _> = fields.into_iter().collect();
    Fields::Named(FieldsNamed { brace_token: token::Brace::default(), named })
}

/// `Pending` or `Unknown(UnknownValue)`, in an enum.
pub fn variant(attrs: Vec<Attribute>, ident: Ident, fields: Fields) -> Variant {
    Variant { attrs, ident, fields, discriminant: None }
}

/// `setter!(size, plain u64);`, in an `impl`.
pub fn call(name: &str, tokens: TokenStream) -> ImplItem {
    ImplItem::Macro(ImplItemMacro {
        attrs: Vec::new(),
        mac: macro_call(path([name]), tokens),
        semi_token: Some(token::Semi::default()),
    })
}

fn macro_call(path: Path, tokens: TokenStream) -> Macro {
    let delimiter = MacroDelimiter::Paren(token::Paren::default());
    Macro { path, bang_token: token::Not::default(), delimiter, tokens }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_what_it_is_whatever_could_end_it() {
        // More hashes than such a literal may have.
        let many_hashes = format!("a \" {}", "# ".repeat(300));
        for text in [
            &many_hashes,
            "\0",
            "\u{202e}",
            "",
            "plain",
            "\"",
            "#\"",
            "\"#",
            "a \"## b\"# c",
            "\\n",
            "a\rb",
            "a\r\nb",
            "\u{1}",
            "\u{feff}é",
        ] {
            let Lit::Str(literal) = Lit::new(text_literal(text)) else { panic!("{text:?} is no text") };
            assert_eq!(literal.value(), text);
        }
    }
}
