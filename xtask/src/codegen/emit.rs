//! The model becomes Rust: one function per output file or item, each a few `let`s and one `quote!`. Nothing is
//! decided here; a question that needs an answer (a name, a type, what is optional) was answered in the model.
//!
//! Blank lines are the business of `format`, and imports follow from what a body mentions (`scope`), so emitters
//! write code as it will read.

use proc_macro2::TokenStream;

pub use self::ident::ToIdent;
use crate::codegen::api::Api;

mod arguments;
mod blocking;
mod client;
mod docs;
mod evolution;
mod fixtures;
mod ident;
mod lib_file;
mod lifecycle;
mod lints;
mod literal;
mod methods;
mod operations;
mod pagination;
mod reconcile;
mod region;
mod resources;
mod scope;
mod service;
mod setters;
mod synthesis;
pub(super) mod tree;
mod type_ref;
mod types;
mod webhooks;

#[cfg(test)]
pub(crate) mod sample;

/// A file to be formatted. The path is relative to the root of the generated crate.
#[derive(Clone, Debug)]
pub struct RustFile {
    pub path: String,
    pub tokens: TokenStream,
}

/// Every Rust file that is made from the model.
pub fn emit(api: &Api) -> Vec<RustFile> {
    let mut files = vec![
        RustFile::new("src/lib.rs", lib_file::file(api)),
        RustFile::new("src/client.rs", client::file(api)),
        RustFile::new("src/blocking.rs", blocking::file(api)),
        RustFile::new("src/test_util.rs", lib_file::test_util()),
        RustFile::new("src/test_util/fixtures.rs", fixtures::file(api)),
    ];
    files.extend(api.webhook.as_ref().map(|webhook| RustFile::new("src/webhooks.rs", webhooks::file(api, webhook))));
    files.extend(evolution::file(api).map(|tokens| RustFile::new("tests/evolution.rs", tokens)));
    files.extend(types::files(api));
    files.extend(resources::files(api));
    files
}

impl RustFile {
    fn new(path: impl Into<String>, tokens: TokenStream) -> Self {
        Self { path: path.into(), tokens }
    }
}
