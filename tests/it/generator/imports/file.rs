//! What one file says of others, by `use` and by paths in its code. What is there for tests alone does not count.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, UseTree, VisRestricted, Visibility};

/// The way to a module from the first one of a crate, or to something in it.
pub type Names = Vec<String>;

/// What a file says of others.
#[derive(Default)]
pub struct File {
    /// Every path, as it is written.
    pub paths: BTreeSet<Names>,
    /// What a `use` makes a name of the file, and what that stands for.
    pub names: BTreeMap<String, Names>,
    /// The modules below it that are part of the crate, and not of its tests.
    pub below: BTreeSet<String>,
    /// How many modules that are written out in the file are around what is being read.
    depth: usize,
}

impl File {
    pub fn read(text: &str) -> Self {
        let mut file = Self::default();
        file.visit_file(&syn::parse_file(text).expect("it is Rust"));
        file
    }

    /// A path in a module that is written out here counts from the file.
    fn add(&mut self, mut path: Names) {
        let up = path.iter().take_while(|name| *name == "super").count();
        if self.depth > 0 && up > 0 {
            path.drain(..up.min(self.depth));
            if up <= self.depth {
                path.insert(0, "self".to_owned());
            }
        }
        self.paths.insert(path);
    }
}

impl<'ast> Visit<'ast> for File {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_file(&mut self, file: &'ast syn::File) {
        let modules =
            file.items.iter().filter_map(|item| if let Item::Mod(module) = item { Some(module) } else { None });
        let modules = modules.filter(|module| module.content.is_none() && !module.attrs.iter().any(is_for_tests));
        self.below = modules.map(|module| module.ident.to_string()).collect();
        visit::visit_file(self, file);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.depth += 1;
        visit::visit_item_mod(self, module);
        self.depth -= 1;
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let is_private = matches!(item.vis, Visibility::Inherited);
        flatten(&item.tree, &mut Vec::new(), &mut |name, path| {
            let first = path.iter().find(|name| *name != "self");
            // To show what a module below holds is not to use it.
            if is_private || first.is_none_or(|first| !self.below.contains(first)) {
                self.add(path.clone());
            }
            if self.depth == 0 {
                self.names.insert(name, path);
            }
        });
    }

    /// The path of `pub(in super::super)` names who may look, and uses nothing.
    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}

    /// What a `use` could have imported. A module is made of those below it, so calling them by path imports nothing.
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.first().is_some_and(|first| first.ident == "crate" || first.ident == "super") {
            self.add(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}

/// Every path of a `use`, with the name that it gets.
fn flatten(tree: &UseTree, before: &mut Names, found: &mut impl FnMut(String, Names)) {
    let below = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Names>();
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            found(before.last().cloned().unwrap_or_default(), before.clone())
        }
        UseTree::Name(name) => found(name.ident.to_string(), below(&name.ident)),
        UseTree::Rename(name) => found(name.rename.to_string(), below(&name.ident)),
        UseTree::Glob(_) => found("*".to_owned(), before.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|item| flatten(item, before, found)),
    }
}
