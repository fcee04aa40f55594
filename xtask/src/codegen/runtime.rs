//! The names that emitted code shares with the runtime: what the runtime exports and the methods that its types have, read
//! from the runtime itself, and what emitted code uses from elsewhere. Imports, the root of the crate and the reserved names
//! all follow from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, File, ImplItem, Item, ItemUse, Type, UseTree, Visibility};

/// The files of the runtime, as they were when the generator was built.
static FILES: &[&str] = include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// The manifest of the generated crate, before it is rendered.
const MANIFEST: &str = include_str!("../../../templates/crate/Cargo.toml");

/// What emitted code uses that the runtime does not export at its top, and the module it is imported from.
const ELSEWHERE: &[(&str, &str)] = &[
    ("BTreeMap", "std::collections"),
    ("Blocking", "crate::runtime::blocking"),
    ("Bytes", "bytes"),
    ("Date", "jiff::civil"),
    ("Redacted", "crate::runtime::redact"),
    ("SERVICE", "crate::client"),
    ("StatusCode", "http"),
    ("Timestamp", "jiff"),
    ("decode", "crate::runtime"),
    ("resources", "crate"),
];

/// What the file of a resource imports for itself. Models may have these names: they are written with their path there.
const OF_RESOURCES: &[&str] = &[
    "Async",
    "BTreeMap",
    "Blocking",
    "BodyFormat",
    "Bytes",
    "Created",
    "Date",
    "DecodeError",
    "FormPart",
    "Handle",
    "Lifecycle",
    "M",
    "Method",
    "Mode",
    "OneOrMany",
    "Operation",
    "OperationSpec",
    "OtherResponse",
    "PageBody",
    "PageParameter",
    "Paginated",
    "Pagination",
    "Phase",
    "Reconcile",
    "Replay",
    "Request",
    "StatusCode",
    "Style",
    "Timestamp",
    "Upload",
    "Wait",
];

static NAMES: LazyLock<Names> = LazyLock::new(Names::read);

/// Where something that the runtime exports can be seen by users of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In the root of the crate.
    InRoot,
    /// In its module `transport`.
    InTransport,
    /// Only emitted code uses it.
    Nowhere,
}

/// What the runtime exports, by name.
pub fn exports() -> impl Iterator<Item = (&'static str, Shown)> {
    NAMES.exports.iter().map(|(name, shown)| (name.as_str(), *shown))
}

/// The module that emitted code imports this name from.
pub fn module_of(name: &str) -> Option<&'static str> {
    let elsewhere = ELSEWHERE.iter().find(|(known, _)| *known == name).map(|(_, module)| *module);
    elsewhere.or_else(|| NAMES.exports.contains_key(name).then_some("crate::runtime"))
}

/// Whether the files of resources use this name without a path.
pub fn is_used_by_resources(name: &str) -> bool {
    OF_RESOURCES.contains(&name)
}

/// Whether the client has a method of this name, a private one too: two inherent methods of one name never compile.
pub fn is_client_method(name: &str) -> bool {
    const EMITTED_OR_OF_TRAITS: &[&str] = &["builder", "clone", "from_env", "new"];
    NAMES.has_method("Client", name) || EMITTED_OR_OF_TRAITS.contains(&name)
}

/// The same for the builder of a client.
pub fn is_client_builder_method(name: &str) -> bool {
    const EMITTED_OR_OF_TRAITS: &[&str] = &["clone", "region"];
    NAMES.has_method("ClientBuilder", name) || EMITTED_OR_OF_TRAITS.contains(&name)
}

/// The same for a request builder, which has its methods from macros of the runtime.
pub fn is_request_method(name: &str) -> bool {
    // `from` belongs to a trait and takes no `self`, so a setter of that name is in nobody's way.
    (NAMES.request_methods.contains(name) && name != "from") || name == "clone"
}

/// Whether the generated crate depends on a crate of this name, as code spells it; its tests and examples count.
pub fn is_dependency(name: &str) -> bool {
    let mut dependencies = ["[dependencies]", "[dev-dependencies]"].into_iter().flat_map(entries);
    dependencies.any(|line| line.split_once(" = ").is_some_and(|(dependency, _)| dependency.replace('-', "_") == name))
}

/// The lines of one table of the manifest.
fn entries(table: &str) -> impl Iterator<Item = &'static str> {
    let lines = MANIFEST.lines().skip_while(move |line| *line != table).skip(1);
    lines.take_while(|line| !line.starts_with('['))
}

#[derive(Debug, Default)]
struct Names {
    exports: BTreeMap<String, Shown>,
    methods: BTreeMap<String, BTreeSet<String>>,
    request_methods: BTreeSet<String>,
}

impl Names {
    fn read() -> Self {
        let mut names = Self::default();
        // Parsing all of them would take as long as everything else that a small description costs.
        for text in FILES.iter().filter(|text| may_name(text)) {
            let file: File = syn::parse_str(text).expect("the runtime compiles, as a crate of this workspace");
            // The module that declares the others.
            if file.items.iter().any(|item| matches!(item, Item::Mod(module) if module.ident == "transport")) {
                names.exports(&file.items);
            }
            names.methods(&file.items);
        }
        names
    }

    fn has_method(&self, ty: &str, name: &str) -> bool {
        self.methods.get(ty).is_some_and(|methods| methods.contains(name))
    }

    fn exports(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Use(item) if is_public(&item.vis) && !is_conditional(&item.attrs) => self.reexports(item),
                Item::Type(item) if is_public(&item.vis) => {
                    let shown = if is_hidden(&item.attrs) { Shown::Nowhere } else { Shown::InRoot };
                    self.exports.insert(item.ident.to_string(), shown);
                }
                _ => {}
            }
        }
    }

    fn reexports(&mut self, item: &ItemUse) {
        let UseTree::Path(path) = &item.tree else { return };
        let shown = match path.ident.to_string().as_str() {
            _ if is_hidden(&item.attrs) => Shown::Nowhere,
            "transport" | "clock" => Shown::InTransport,
            _ => Shown::InRoot,
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
                    collect_functions(item.mac.tokens.clone(), &mut self.request_methods);
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

/// Whether a file declares the modules of the runtime, or methods of the types that are asked for.
fn may_name(text: &str) -> bool {
    text.lines().map(str::trim_start).any(|line| {
        let is_impl = line.starts_with("impl") && line.contains("Client");
        is_impl || line.ends_with("mod transport;") || (line.starts_with("macro_rules!") && line.contains("_methods"))
    })
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// `#[doc(hidden)]`.
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc") && attribute.meta.to_token_stream().to_string().contains("hidden")
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
fn collect_functions(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut after_fn = false;
    for token in tokens {
        match token {
            TokenTree::Ident(name) if after_fn => {
                names.insert(name.to_string());
                after_fn = false;
            }
            TokenTree::Ident(word) => after_fn = word == "fn",
            TokenTree::Group(group) => collect_functions(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_runtime_exports_is_known_with_the_place_where_it_is_shown() {
        let of = |name: &str| exports().find(|(exported, _)| *exported == name).map(|(_, shown)| shown);
        assert_eq!(of("Client"), Some(Shown::InRoot));
        assert_eq!(of("BoxFuture"), Some(Shown::InRoot));
        assert_eq!(of("TransportError"), Some(Shown::InTransport));
        assert_eq!(of("PageBody"), Some(Shown::Nowhere));
        assert_eq!(of("VirtualClock"), None, "not every set of features has it");
    }

    #[test]
    fn methods_are_known_wherever_they_are_written() {
        assert!(is_client_method("shutdown") && is_client_method("from_env") && !is_client_method("api_key"));
        assert!(is_client_builder_method("api_key") && is_client_builder_method("region"));
        assert!(is_request_method("send") && is_request_method("items") && !is_request_method("from"));
    }

    #[test]
    fn what_emitted_code_imports_is_there_to_be_imported() {
        let unknown: Vec<_> = OF_RESOURCES.iter().filter(|name| module_of(name).is_none()).collect();
        assert_eq!(unknown, [&"M"], "which is a type parameter");
        assert_eq!(module_of("Timestamp"), Some("jiff"));
        assert_eq!(module_of("Client"), Some("crate::runtime"));
        assert!(is_dependency("serde_json") && is_dependency("futures_util") && !is_dependency("minijinja"));
    }
}
