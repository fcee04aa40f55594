//! Whether the lists of methods are those of the runtime: an emitted method of the same name would not compile, or would
//! hide the runtime's, so a method that is added there has to be added here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::{File, ImplItem, Item, Type};
use walkdir::WalkDir;

use super::*;

/// The files of the runtime.
fn files() -> impl Iterator<Item = File> {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime/src/runtime");
    let files = WalkDir::new(runtime).into_iter().map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.map(|path| syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap())
}

/// The methods the runtime gives a type, private ones too: two inherent methods of one name never compile. Those of
/// traits count where they are listed.
fn methods_of(name: &str) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    files().for_each(|file| collect(&file.items, name, &mut methods));
    assert!(!methods.is_empty(), "the runtime has a type {name}");
    methods
}

/// The functions in the macros that make up `request_methods!`.
fn methods_of_requests() -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for file in files() {
        for item in file.items {
            if let Item::Macro(item) = item
                && item.ident.is_some_and(|name| name.to_string().ends_with("_methods"))
            {
                collect_functions(item.mac.tokens, &mut methods);
            }
        }
    }
    methods
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

fn collect(items: &[Item], name: &str, methods: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Impl(block) if block.trait_.is_none() && is_named(&block.self_ty, name) => {
                methods.extend(block.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                    _ => None,
                }));
            }
            Item::Mod(module) => {
                let items = module.content.as_ref().map_or(&[][..], |(_, items)| items);
                collect(items, name, methods);
            }
            _ => {}
        }
    }
}

fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

/// `beside` is what the list holds and the runtime does not: methods of traits, and those that emitted code adds.
#[track_caller]
fn check(list: &[&str], ty: &str, methods: &BTreeSet<String>, beside: &[&str]) {
    let listed: BTreeSet<String> = list.iter().map(|&name| name.to_owned()).collect();
    let missing: Vec<_> = methods.difference(&listed).collect();
    assert!(missing.is_empty(), "{ty} has methods that are not in the list: {missing:?}");
    let gone: Vec<_> = listed.difference(methods).filter(|name| !beside.contains(&name.as_str())).collect();
    assert!(gone.is_empty(), "{ty} has no such methods any more: {gone:?}");
    assert!(list.is_sorted(), "the list is sorted");
}

#[test]
fn every_method_of_a_request_is_reserved() {
    // `from` belongs to a trait and takes no `self`, so a setter of that name is in nobody's way.
    let methods = methods_of_requests().into_iter().filter(|name| name != "from").collect();
    check(REQUEST_METHODS, "a request", &methods, &["clone"]);
}

#[test]
fn every_method_of_a_client_is_reserved() {
    check(CLIENT_METHODS, "Client", &methods_of("Client"), &["builder", "clone", "from_env", "new"]);
}

#[test]
fn every_method_of_the_builder_of_a_client_is_reserved() {
    check(CLIENT_BUILDER_METHODS, "ClientBuilder", &methods_of("ClientBuilder"), &["clone", "region"]);
}

#[test]
fn the_dependencies_of_the_crate_are_reserved() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/crate/Cargo.toml");
    let text = fs::read_to_string(manifest).unwrap();
    let section = |head: &str| text.split_once(head).unwrap().1.split("\n[").next().unwrap();
    let lines = ["[dependencies]", "[dev-dependencies]"].into_iter().flat_map(|head| section(head).lines());
    let dependencies = lines.filter_map(|line| line.split_once(" = "));
    let names: BTreeSet<String> = dependencies.map(|(name, _)| name.replace('-', "_")).collect();
    assert_eq!(names, DEPENDENCIES.iter().map(|name| (*name).to_owned()).collect());
}
