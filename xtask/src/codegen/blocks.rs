//! The code on the pages becomes a test of the generated crate: each Rust block a module, each JSON block a check that the
//! type it names can read it. They are taken from the pages as they were rendered, so no block can be forgotten, and
//! none can differ from what a reader copies.
//!
//! A Rust block is a whole program, or items without a `main`, which are compiled only. The word behind `json` is the
//! type that the block is read as; renderers pass over it.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::emit::RustFile;
use super::templates::Rendered;

/// Features that code has to switch on, by what it mentions.
const FEATURES: &[(&str, &str)] =
    &[("blocking", "::blocking"), ("test-util", "::test_util"), ("webhooks", "::webhooks")];

struct Block<'a> {
    page: &'a str,
    /// Counts the blocks of its language on the page from 1.
    number: usize,
    language: &'a str,
    /// What stands behind the language.
    note: &'a str,
    code: String,
}

/// The file `tests/pages/blocks.rs`.
pub fn file(files: &[Rendered]) -> RustFile<'_> {
    RustFile::new("tests/pages/blocks.rs", move || syn::parse2(tokens(files)))
}

/// ```text
/// pub mod rust_1 {
///     use llamacloud::Client;
///     …
/// }
///
/// /// The whole programs, by page and number.
/// pub const PROGRAMS: &[(&str, usize, Program)] = &[("docs/resources/batches.md", 1, rust_1::run)];
///
/// /// How each JSON block is read.
/// pub const VALUES: &[(&str, usize, Reader)] = &[…];
/// ```
fn tokens(files: &[Rendered]) -> TokenStream {
    let blocks: Vec<Block> = files.iter().flat_map(blocks).collect();
    let mut modules = Vec::new();
    let mut programs = Vec::new();
    for (index, block) in blocks.iter().filter(|block| block.language == "rust").enumerate() {
        let name = format_ident!("rust_{}", index + 1);
        let features = FEATURES.iter().filter(|(_, mention)| block.code.contains(mention));
        let features: Vec<TokenStream> = features.map(|(feature, _)| quote!(#[cfg(feature = #feature)])).collect();
        let code = parsed(&block.code, block);
        let (page, number) = (block.page, Literal::usize_unsuffixed(block.number));
        let is_program = block.code.contains("fn main()");
        let run = is_program.then(|| {
            quote! {
                pub fn run() -> Result<(), Box<dyn std::error::Error>> {
                    main()
                }
            }
        });
        let from = format!(" From {page}.");
        modules.push(quote! {
            #[doc = #from]
            #(#features)*
            pub mod #name {
                #code
                #run
            }
        });
        programs.extend(is_program.then(|| quote!(#(#features)* (#page, #number, #name::run))));
    }
    let values = blocks.iter().filter(|block| block.language == "json").map(|block| {
        let (page, number) = (block.page, Literal::usize_unsuffixed(block.number));
        let ty = parsed(block.note, block);
        quote!((#page, #number, |text| serde_json::from_str::<#ty>(text).map(drop)))
    });
    quote! {
        //! The code of the pages.

        #![allow(dead_code, deprecated)]

        use std::error::Error;

        pub type Program = fn() -> Result<(), Box<dyn Error>>;
        pub type Reader = fn(&str) -> Result<(), serde_json::Error>;

        /// The whole programs, by page and number.
        pub const PROGRAMS: &[(&str, usize, Program)] = &[#(#programs),*];

        /// How each JSON block is read.
        pub const VALUES: &[(&str, usize, Reader)] = &[#(#values),*];

        #(#modules)*
    }
}

fn parsed(code: &str, block: &Block<'_>) -> TokenStream {
    code.parse().unwrap_or_else(|error| panic!("{}: a block that is no Rust: {error}\n{code}", block.page))
}

/// The blocks of a page that are Rust or JSON.
fn blocks(file: &Rendered) -> Vec<Block<'_>> {
    let mut found: Vec<Block> = Vec::new();
    if !file.path.starts_with("docs/") || !file.path.ends_with(".md") {
        return found;
    }
    let mut lines = file.text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let (language, note) = info.split_once(' ').unwrap_or((info, ""));
        let code = lines.by_ref().take_while(|line| *line != "```").collect::<Vec<_>>().join("\n");
        if matches!(language, "rust" | "json") {
            let number = 1 + found.iter().filter(|block| block.language == language).count();
            found.push(Block { page: &file.path, number, language, note, code });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::format;

    #[test]
    fn programs_items_and_values_are_told_apart() {
        let text = "```rust\nfn main() {}\n```\n\n```text\nno code\n```\n\n```rust\npub fn f() {}\n```\n\n\
                    ```json a::B\n{}\n```\n";
        let files = vec![Rendered { path: "docs/a.md".to_owned(), text: text.to_owned(), template: String::new() }];
        let text = format::format(&file(&files));
        assert!(text.contains(r#"("docs/a.md", 1, rust_1::run)"#), "{text}");
        assert!(text.contains("pub mod rust_2 {\n    pub fn f() {}\n}"), "{text}");
        assert!(text.contains("serde_json::from_str::<a::B>(text)"), "{text}");
    }
}
