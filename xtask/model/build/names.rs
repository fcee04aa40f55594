//! The names that the runtime has: what it exports, and the methods of the types that emitted code adds methods to.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, File, ImplItem, Item, ItemUse, Meta, Type, UseTree, Visibility};

#[derive(Default)]
pub struct Names {
    /// With where each is shown, as the generator spells it.
    exports: BTreeMap<String, &'static str>,
    /// By type.
    methods: BTreeMap<String, BTreeSet<String>>,
    request_methods: BTreeSet<String>,
}

impl Names {
    /// Adds those of a file.
    pub fn read(&mut self, file: &File) {
        // The module that declares the others.
        if file.items.iter().any(|item| matches!(item, Item::Mod(module) if module.ident == "transport")) {
            self.exports(&file.items);
        }
        self.methods(&file.items);
    }

    /// As Rust, which the generator includes.
    pub fn to_rust(&self) -> String {
        let exports = self.exports.iter().map(|(name, shown)| format!("({name:?}, Shown::{shown})"));
        let methods = |ty: &str| self.methods.get(ty).into_iter().flatten().map(|name| format!("{name:?}"));
        let request_methods = self.request_methods.iter().map(|name| format!("{name:?}"));
        [
            constant("EXPORTS", "(&str, Shown)", exports),
            constant("CLIENT_METHODS", "&str", methods("Client")),
            constant("CLIENT_BUILDER_METHODS", "&str", methods("ClientBuilder")),
            constant("REQUEST_METHODS", "&str", request_methods),
        ]
        .concat()
    }

    fn exports(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Use(item) if is_public(&item.vis) && !is_conditional(&item.attrs) => self.reexports(item),
                Item::Type(item) if is_public(&item.vis) => {
                    let shown = if is_hidden(&item.attrs) { "Nowhere" } else { "InRoot" };
                    self.exports.insert(item.ident.to_string(), shown);
                }
                _ => {}
            }
        }
    }

    fn reexports(&mut self, item: &ItemUse) {
        let UseTree::Path(path) = &item.tree else { return };
        let shown = match path.ident.to_string().as_str() {
            _ if is_hidden(&item.attrs) => "Nowhere",
            "transport" | "clock" => "InTransport",
            _ => "InRoot",
        };
        self.exports.extend(leaves(&path.tree).into_iter().map(|name| (name, shown)));
    }

    fn methods(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Impl(block) if block.trait_.is_none() => {
                    let Some(name) = name_of(&block.self_ty) else { continue };
                    let methods = self.methods.entry(name).or_default();
                    methods.extend(block.items.iter().filter_map(|item| match item {
                        ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                        _ => None,
                    }));
                }
                Item::Macro(item) if item.ident.as_ref().is_some_and(|name| name.to_string().ends_with("_methods")) => {
                    functions(item.mac.tokens.clone(), &mut self.request_methods);
                }
                Item::Mod(module) => {
                    let items = module.content.as_ref().map_or(&[][..], |(_, items)| items);
                    self.methods(items);
                }
                _ => {}
            }
        }
    }
}

fn constant(name: &str, ty: &str, items: impl Iterator<Item = String>) -> String {
    format!("const {name}: &[{ty}] = &[\n{}];\n", items.map(|item| format!("    {item},\n")).collect::<String>())
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// `#[doc(hidden)]`.
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        Meta::Path(_) | Meta::NameValue(_) => false,
    })
}

fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

/// The names at the ends of a `use` tree.
fn leaves(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => leaves(&path.tree),
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(renamed) => vec![renamed.rename.to_string()],
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
        UseTree::Glob(_) => Vec::new(),
    }
}

fn name_of(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

/// Every name that follows `fn`.
fn functions(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut after_fn = false;
    for token in tokens {
        match token {
            TokenTree::Ident(name) if after_fn => {
                names.insert(name.to_string());
                after_fn = false;
            }
            TokenTree::Ident(word) => after_fn = word == "fn",
            TokenTree::Group(group) => functions(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
