//! The tree of `client.batches()`, `client.beta().batch()`: one file per resource, with its operations. The root has
//! no type, because its methods are on the client itself; its operations stand in `resources.rs`.

use quote::quote;
use syn::{File, Item, ItemImpl};

use super::docs::DocText;
use super::ident::ToIdent;
use super::resource_names::{accessor, type_name};
use super::scope::Scope;
use super::{RustFile, lints, methods, operations};
use model::api::{Api, Resource};
use model::names::ModuleName;

/// `resources.rs` and the files below it.
pub fn files(api: &Api) -> Vec<RustFile<'_>> {
    let root = || {
        let docs =
            DocText::new("What the service offers, one module per group of operations, and the request builders.");
        file(api, &api.root, &docs, Vec::new())
    };
    let mut files = vec![RustFile::new("src/resources.rs", root)];
    collect(api, &api.root, "crate::Client", "crate::resources", &mut files);
    files
}

/// The files of what is below `parent`, which users know as `parent_type` and which has its children in
/// `parent_module`.
fn collect<'a>(
    api: &'a Api,
    parent: &'a Resource,
    parent_type: &str,
    parent_module: &str,
    files: &mut Vec<RustFile<'a>>,
) {
    for child in &parent.children {
        let module = format!("{parent_module}::{}", accessor(child));
        let own_type = format!("{module}::{}", type_name(child));
        let path = format!("src/resources/{}.rs", child.path.replace('.', "/"));
        let parent_type = parent_type.to_owned();
        files.push(RustFile::new(path, move || {
            let docs = DocText::new(format!("[`{}`] and its requests.", type_name(child)));
            file(api, child, &docs, definition(api, child, &parent_type)?)
        }));
        collect(api, child, &own_type, &module, files);
    }
}

/// ```text
/// //! [`Batches`] and its requests.
///
/// use crate::runtime::{Async, Handle, Mode};
///
/// pub mod nested;
///
/// pub struct Batches<M = Async> { … }
///
/// pub struct ListBatches<M = Async> { … }
/// ```
fn file(api: &Api, resource: &Resource, docs: &DocText, definition: Vec<Item>) -> syn::Result<File> {
    let scope = Scope::of_resource(api, resource);
    let own_module = resource.accessor.as_ref().map_or("resources", ModuleName::as_str);
    let modules = resource.children.iter().map(|child| {
        let (lint, name) = (lints::module_name(accessor(child).as_str(), own_module), accessor(child).ident());
        quote!(#lint pub mod #name;)
    });
    let mut body: File = syn::parse2(quote!(#(#modules)*))?;
    body.items.extend(definition);
    for operation in &resource.operations {
        body.items.extend(operations::items(operation, resource, api, &scope)?);
    }
    scope.file_of(docs.inner(), body)
}

/// ```text
/// /// Batches. From [`Client::batches`](crate::Client::batches).
/// #[derive(Clone, Debug)]
/// pub struct Batches<M = Async> {
///     handle: Handle<M>,
/// }
///
/// impl<M: Mode> Batches<M> {
///     pub(crate) fn new(handle: Handle<M>) -> Self { … }
///     pub fn list(&self) -> ListBatches<M> { … }
/// }
/// ```
fn definition(api: &Api, resource: &Resource, parent_type: &str) -> syn::Result<Vec<Item>> {
    let scope = Scope::of_resource(api, resource);
    let name = type_name(resource).ident();
    let accessor_text = accessor(resource).as_str();
    let parent = parent_type.rsplit("::").next().unwrap_or(parent_type);
    let docs = DocText::of(&resource.docs, format!("The operations of `{}`.", resource.path))
        .paragraph(format!("From [`{parent}::{accessor_text}`]({parent_type}::{accessor_text})."));
    let children = resource.children.iter().map(|child| {
        let docs = DocText::of(&child.docs, format!("The operations of `{}`.", child.path));
        let (accessor, child_type) = (accessor(child).ident(), type_name(child).ident());
        quote! {
            #docs
            pub fn #accessor(&self) -> #accessor::#child_type<M> {
                #accessor::#child_type::new(self.handle.clone())
            }
        }
    });
    let model = syn::parse2(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name<M = Async> {
            handle: Handle<M>,
        }
    })?;
    let mut methods: ItemImpl = syn::parse2(quote! {
        impl<M: Mode> #name<M> {
            pub(crate) fn new(handle: Handle<M>) -> Self {
                Self { handle }
            }

            #(#children)*
        }
    })?;
    let operations = resource.operations.iter();
    methods.items.extend(operations.flat_map(|operation| methods::on_resource(operation, api, &scope)));
    Ok(vec![model, Item::Impl(methods)])
}
