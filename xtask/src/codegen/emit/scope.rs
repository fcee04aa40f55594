//! Which names a file may write without a path, and the `use` lines that follow from what it wrote.
//!
//! A model may be called like something else a file needs: `Page`, `Timestamp`, or the resource that lists it. Then
//! one of the two is written with its path; which one is fixed per kind of file, so that text stays the same when
//! something else is added to the description.

mod used;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{File, Item, Path};

use super::ident::ToIdent;
use super::resource_names::resource_modules;
use super::syntax;
use model::api::{Api, OperationPath, Resource};
use model::names::{ModuleName, TypeName};
use model::runtime;

/// The names of one file.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    api: &'a Api,
    preferred: Preferred,
    /// What the file defines itself and so does not import.
    defined: BTreeSet<String>,
    /// The resource whose file it is; `None` for any other file.
    resource: Option<String>,
}

/// Which of two gets its path when a model has the name of something else that emitted code uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Preferred {
    /// Below `types`, models are short, and the other one gets its path.
    Models,
    /// Anywhere else, the model gets its path.
    Others,
}

impl<'a> Scope<'a> {
    /// A file below `types`, which defines `own`.
    pub fn of_type(api: &'a Api, own: &TypeName) -> Self {
        Self { api, preferred: Preferred::Models, defined: BTreeSet::from([own.to_string()]), resource: None }
    }

    /// The file of a resource: a model that is called like a resource, a builder or a part of the runtime gets its
    /// path.
    pub fn of_resource(api: &'a Api, resource: &Resource) -> Self {
        let operations = resource.operations.iter();
        let defined: BTreeSet<String> = operations
            .flat_map(|operation| [&operation.builder, &operation.marker])
            .chain(resource.operations.iter().filter_map(|operation| Some(&operation.lifecycle.as_ref()?.waiter)))
            .chain(resource.operations.iter().filter_map(|operation| Some(&operation.successes()?.name)))
            .chain(&resource.type_name)
            .map(TypeName::to_string)
            .chain(resource.children.iter().filter_map(|child| child.accessor.as_ref()).map(ModuleName::to_string))
            .collect();
        Self { api, preferred: Preferred::Others, defined, resource: Some(resource.path.clone()) }
    }

    /// Any other file, which defines `defined`.
    pub fn of_file(api: &'a Api, defined: &[&str]) -> Self {
        let defined: BTreeSet<String> = defined.iter().map(|&name| name.to_owned()).collect();
        Self { api, preferred: Preferred::Others, defined, resource: None }
    }

    /// A model, as this file names it.
    pub fn model(&self, name: &TypeName) -> Path {
        let is_short = self.module_of_model(name.as_str()).is_some();
        if is_short { Path::from(name.ident()) } else { syntax::path(["crate", "types", name.as_str()]) }
    }

    /// A parameter of something generic. A model may be called like it.
    pub fn parameter(&self, name: &str) -> Ident {
        let name = if self.is_model(name) { format!("{name}_") } else { name.to_owned() };
        Ident::new(&name, Span::call_site())
    }

    /// The marker or builder of an operation, as this file names it.
    pub fn operation(&self, path: &OperationPath, item: &TypeName) -> TokenStream {
        let ident = item.ident();
        if self.resource.as_ref() == Some(&path.resource) {
            return quote!(#ident);
        }
        let modules = resource_modules(&path.resource);
        quote!(crate::#(#modules::)*#ident)
    }

    /// Something of the runtime or of another crate, as this file names it.
    pub fn foreign(&self, name: &'static str) -> Path {
        let means_something_else =
            self.defined.contains(name) || (self.preferred == Preferred::Models && self.is_model(name));
        if !means_something_else {
            return syntax::path([name]);
        }
        let module = runtime::module_of(name).expect("what emitted code uses has a module");
        syntax::path(module.split("::").chain([name]))
    }

    /// A file: what stands at its `head`, the `use` lines for what `body` names without a path, and `body`.
    ///
    /// # Errors
    ///
    /// One of them is no Rust.
    pub fn file(&self, head: TokenStream, body: TokenStream) -> syn::Result<File> {
        self.file_of(head, syn::parse2(body)?)
    }

    /// The same for a body that is syntax already.
    ///
    /// # Errors
    ///
    /// The head is no Rust.
    pub fn file_of(&self, head: TokenStream, body: File) -> syn::Result<File> {
        let mut file: File = syn::parse2(head)?;
        file.items.extend(self.with_uses(body).items);
        Ok(file)
    }

    /// The same for a body that is syntax already and has nothing at its head.
    pub fn with_uses(&self, mut body: File) -> File {
        let named = used::names(&body);
        body.items.splice(0..0, self.uses(&named));
        body
    }

    /// The `use` lines for these names: of the standard library, of other crates, of this one.
    fn uses(&self, named: &BTreeSet<String>) -> impl Iterator<Item = Item> {
        let mut imports: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for name in named.iter().filter(|name| !self.defined.contains(*name)) {
            if let Some(module) = self.module_of(name) {
                imports.entry(module).or_default().push(name);
            }
        }
        let mut lines: Vec<_> = imports.into_iter().collect();
        // Where one name is imported, it stands in the path that lines are sorted by.
        lines.sort_by_cached_key(|(module, names)| match names[..] {
            [name] => (group(module), format!("{module}::{name}")),
            _ => (group(module), (*module).to_owned()),
        });
        lines.into_iter().map(|(module, names)| syntax::import(module, &names))
    }

    fn module_of(&self, name: &str) -> Option<&'static str> {
        self.module_of_model(name).or_else(|| runtime::module_of(name))
    }

    /// Where a model is imported from, if this file names it without a path.
    fn module_of_model(&self, name: &str) -> Option<&'static str> {
        if !self.is_model(name) {
            return None;
        }
        match self.preferred {
            Preferred::Models => Some("super"),
            Preferred::Others => {
                let means_something_else =
                    self.defined.contains(name) || runtime::module_of(name).is_some() || name == "M";
                (!means_something_else).then_some("crate::types")
            }
        }
    }

    fn is_model(&self, name: &str) -> bool {
        self.api.types.contains_key(name)
    }
}

/// The order of the groups of imports.
fn group(module: &str) -> u8 {
    match module.split("::").next() {
        Some("std") => 0,
        Some("crate" | "super") => 2,
        _ => 1,
    }
}
