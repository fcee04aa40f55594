//! The model becomes Rust: one function per output file or item, each a few `let`s and one `quote!`. Nothing is
//! decided here; a question that needs an answer (a name, a type, what is optional) was answered in the model.
//!
//! Blank lines are the business of `format`, and imports follow from what a body mentions (`scope`), so emitters
//! write code as it will read.

use crate::codegen::samples;
use model::api::Api;
use model::edits::Extent;

mod arguments;
mod blocking;
mod cli;
mod client;
mod docs;
mod error;
mod events;
mod evolution;
mod fixtures;
mod ident;
mod lib_file;
mod lifecycle;
mod lints;
mod literal;
mod methods;
mod operations;
mod output;
mod pagination;
mod reconcile;
mod region;
mod resource_names;
mod resources;
mod scope;
mod service;
mod setters;
mod spec;
mod syntax;
mod type_ref;
mod types;
mod webhooks;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use docs::LINE_END;

/// A file to be made. The path is relative to the root of the generated crate.
///
/// Its syntax comes later, when it is asked for: syntax cannot be sent to another thread, but the recipe can.
pub struct RustFile<'a> {
    pub path: String,
    make: Box<dyn Fn() -> syn::Result<syn::File> + Send + Sync + 'a>,
}

/// Every Rust file that is made from the model.
pub fn emit(api: &Api, extent: Extent) -> Vec<RustFile<'_>> {
    let mut files = library(api, extent);
    if extent.is_whole() {
        files.extend(program_and_tests(api));
    }
    files
}

fn library(api: &Api, extent: Extent) -> Vec<RustFile<'_>> {
    let mut files = vec![
        RustFile::new("src/lib.rs", move || syn::parse2(lib_file::file(api, extent))),
        RustFile::new("src/client.rs", || client::file(api)),
        RustFile::new("src/blocking.rs", || blocking::file(api)),
        RustFile::new("src/test_util.rs", || syn::parse2(lib_file::test_util())),
        RustFile::new("src/test_util/fixtures.rs", || fixtures::file(api)),
    ];
    let webhooks = |webhook| RustFile::new("src/webhooks.rs", move || webhooks::file(api, webhook));
    files.extend(api.webhook.as_ref().map(webhooks));
    files.extend(types::files(api));
    files.extend(resources::files(api));
    files
}

fn program_and_tests(api: &Api) -> Vec<RustFile<'_>> {
    let mut files = vec![
        RustFile::new("src/cli.rs", || syn::parse2(cli::file(api))),
        RustFile::new("src/main.rs", || syn::parse2(cli::main(api))),
    ];
    let has_tests = samples::has_models(api) || samples::has_enums(api) || samples::has_unions(api);
    files.extend(has_tests.then(|| RustFile::new("tests/evolution/main.rs", || syn::parse2(evolution::file(api)))));
    files
}

impl<'a> RustFile<'a> {
    pub fn new(path: impl Into<String>, make: impl Fn() -> syn::Result<syn::File> + Send + Sync + 'a) -> Self {
        Self { path: path.into(), make: Box::new(make) }
    }

    /// # Errors
    ///
    /// What the emitter made is no Rust.
    pub fn syntax(&self) -> syn::Result<syn::File> {
        (self.make)()
    }
}

impl std::fmt::Debug for RustFile<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RustFile").field("path", &self.path).finish_non_exhaustive()
    }
}
