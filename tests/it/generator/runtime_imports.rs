//! The runtime imports in one direction: no file imports one that imports it, on whatever way round.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::{Item, ItemUse, UseTree, Visibility};

use super::root;

/// The way to a module below `runtime`, or to something in it.
type Names = Vec<String>;

#[test]
fn no_file_of_the_runtime_imports_one_that_imports_it() {
    let mut modules = BTreeMap::new();
    read(&root().join("templates/runtime/src/runtime"), &Vec::new(), &mut modules);
    assert!(modules.len() > 50, "the runtime was found");
    let mut imports: BTreeMap<Names, BTreeSet<Names>> = modules
        .keys()
        .filter(|module| !module.is_empty())
        .map(|module| (module.clone(), imports(module, &modules)))
        .collect();

    // Whatever imports nothing that is left is in no circle.
    loop {
        let left: BTreeSet<Names> = imports.keys().cloned().collect();
        imports.retain(|_, imported| imported.iter().any(|module| left.contains(module)));
        if imports.len() == left.len() {
            break;
        }
    }
    let circles: Vec<String> = imports.keys().map(|module| module.join("::")).collect();
    assert!(circles.is_empty(), "these import each other, or one that does: {circles:?}");
}

/// What a file imports, in full; and what it re-exports, by name.
#[derive(Default)]
struct Module {
    imports: Vec<Names>,
    exports: BTreeMap<String, Names>,
}

fn read(folder: &Path, parent: &Names, modules: &mut BTreeMap<Names, Module>) {
    for entry in fs::read_dir(folder).expect("a folder of the runtime can be read") {
        let path = entry.expect("a folder of the runtime can be read").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own: Names = match name.as_str() {
            "mod" => parent.clone(),
            _ => parent.iter().cloned().chain([name.clone()]).collect(),
        };
        if path.is_dir() {
            read(&path, &own, modules);
        } else if name != "tests" && path.extension().is_some_and(|extension| extension == "rs") {
            let file = syn::parse_file(&fs::read_to_string(&path).expect("a file can be read")).expect("it is Rust");
            let mut module = Module::default();
            let uses =
                file.items.into_iter().filter_map(|item| if let Item::Use(item) = item { Some(item) } else { None });
            uses.for_each(|item| module.add(&own, item));
            modules.insert(own, module);
        }
    }
}

impl Module {
    fn add(&mut self, own: &Names, item: ItemUse) {
        let is_public = !matches!(item.vis, Visibility::Inherited);
        let mut leaves = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut leaves);
        for leaf in leaves.into_iter().filter_map(|leaf| absolute(own, &leaf)) {
            let is_own = leaf.starts_with(own);
            if let (true, Some(name)) = (is_public, leaf.last()) {
                self.exports.insert(name.clone(), leaf.clone());
            }
            // To show what a module below holds is not to use it.
            if !(is_public && is_own) {
                self.imports.push(leaf);
            }
        }
    }
}

/// Every path of a `use`.
fn flatten(tree: &UseTree, before: &mut Names, leaves: &mut Vec<Names>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, leaves);
            before.pop();
        }
        UseTree::Name(name) => leaves.push(before.iter().cloned().chain([name.ident.to_string()]).collect()),
        UseTree::Rename(name) => leaves.push(before.iter().cloned().chain([name.ident.to_string()]).collect()),
        UseTree::Glob(_) => leaves.push(before.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|item| flatten(item, before, leaves)),
    }
}

/// A path of a file, counted from `runtime`; `None` for other crates.
fn absolute(own: &Names, path: &Names) -> Option<Names> {
    let first = path.first()?;
    match first.as_str() {
        "crate" => (path.get(1)? == "runtime").then(|| path[2..].to_vec()),
        "self" => Some(own.iter().chain(&path[1..]).cloned().collect()),
        "super" => {
            let up = path.iter().take_while(|name| *name == "super").count();
            let kept = own.len().checked_sub(up)?;
            Some(own[..kept].iter().chain(&path[up..]).cloned().collect())
        }
        // A module below, or another crate, which is then no file here.
        _ => Some(own.iter().chain(path).cloned().collect()),
    }
}

/// The files behind what a module imports.
fn imports(module: &Names, modules: &BTreeMap<Names, Module>) -> BTreeSet<Names> {
    let imported = modules[module].imports.iter().filter_map(|path| file_of(path, modules));
    imported.filter(|imported| imported != module && !imported.is_empty()).collect()
}

/// The file in which the last name of a path stands, whatever re-exports lie on the way.
fn file_of(path: &Names, modules: &BTreeMap<Names, Module>) -> Option<Names> {
    let module = (0..=path.len()).rev().map(|len| path[..len].to_vec()).find(|prefix| modules.contains_key(prefix))?;
    let rest = &path[module.len()..];
    let Some(exported) = rest.first().and_then(|name| modules[&module].exports.get(name)) else {
        return Some(module);
    };
    let further: Names = exported.iter().chain(&rest[1..]).cloned().collect();
    if further == *path { Some(module) } else { file_of(&further, modules) }
}
