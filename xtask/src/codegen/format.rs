//! Tokens in, the text of a Rust file out. prettyplease does the printing, so no tool of the machine has a say; what
//! it leaves out is blank lines, and they are put in here: a marker comment goes in front of every item that
//! deserves one, and its line is emptied after printing. Emitters never think about blank lines. A doc comment comes as
//! one attribute, and gets its lines here.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use syn::{Attribute, ImplItem, Item, TraitItem, Visibility, parse_quote};

use crate::codegen::emit::{LINE_END, RustFile};

/// How the marker looks once printed; a doc line or a comment of an emitter never looks like it.
const MARKER: &str = "//~blank";

/// What fits into a line beside the indentation.
const LONGEST_STATEMENT: usize = 90;

/// A thread of the system has less than the main one unless it is told, and expressions are printed recursively.
const STACK: usize = 8 << 20;

/// How many files pay for a thread, which begins with memory of its own.
const PER_WORKER: usize = 32;

/// How many files are printed while this thread does something else. With more of them the two would take a quarter more
/// memory together than one after the other.
const FEW: usize = 256;

/// Path and text of each file, in the order given. Making and printing syntax is most of what a large description
/// costs, so the files are shared out among the processors; what comes out does not depend on how. What else there is
/// to do is done on this thread.
pub fn format_all<T>(files: Vec<RustFile<'_>>, beside: impl FnOnce() -> T) -> (Vec<(String, String)>, T) {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len() / PER_WORKER);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((index, file)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            files.get(index).map(|file| (index, file))
        } {
            done.push((index, format(file)));
        }
        done
    };
    let (mut texts, made) = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        // Where the system gives no further thread, this one does what is left.
        let helpers: Vec<_> = (1..workers).filter_map(start).collect();
        let mut texts = if files.len() > FEW { work() } else { Vec::new() };
        let made = beside();
        texts.extend(work());
        for helper in helpers {
            texts.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        (texts, made)
    });
    texts.sort_by_key(|(index, _)| *index);
    (files.into_iter().zip(texts).map(|(file, (_, text))| (file.path, text)).collect(), made)
}

/// The text of a file, ending in one newline.
pub fn format(file: &RustFile<'_>) -> String {
    file.syntax().map(print).unwrap_or_else(|error| panic!("emitters make valid Rust, but {}: {error}", file.path))
}

/// A statement of a function, broken into lines if it is long; they have the function's indentation, but for the first.
pub fn statement(text: &str) -> String {
    if text.len() <= LONGEST_STATEMENT {
        return text.to_owned();
    }
    let file = syn::parse_file(&format!("fn main() {{ {text} }}")).expect("a statement is valid Rust");
    let printed = prettyplease::unparse(&file);
    let lines: Vec<&str> = printed.lines().collect();
    lines[1..lines.len() - 1].join("\n").trim_start().to_owned()
}

fn print(mut file: syn::File) -> String {
    let has_header = !file.attrs.is_empty();
    mark_items(&mut file.items);
    if let Some(first) = file.items.first_mut().filter(|_| has_header) {
        mark(item_attributes(first));
    }
    finish(&prettyplease::unparse(&file))
}

/// Empties the lines that only hold the marker, and takes doc comments apart into their lines.
fn finish(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.contains(LINE_END) {
            push_doc_comment(line, &mut out);
        } else if !(line.ends_with(MARKER) && line.trim_start() == MARKER) {
            // Almost no line is a marker, and its end tells at once.
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Puts the indentation and the sign of the comment, `///` or `//!`, in front of each of its lines.
fn push_doc_comment(text: &str, out: &mut String) {
    let sign = text.len() - text.trim_start().len() + "///".len();
    let (start, lines) = text.split_at(sign);
    for (index, line) in lines.split(LINE_END).enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(start);
        out.push_str(line.trim_end_matches(' '));
    }
}

fn mark(attributes: Option<&mut Vec<Attribute>>) {
    thread_local! {
        /// Made once: parsing it for every item would be a tenth of the work.
        static BLANK: Attribute = parse_quote!(#[comment = "~blank"]);
    }
    if let Some(attributes) = attributes {
        attributes.insert(0, BLANK.with(Attribute::clone));
    }
}

/// Marks what stands apart from the item before it, here and inside.
fn mark_items(items: &mut [Item]) {
    for index in 1..items.len() {
        if !belong_together(&items[index - 1], &items[index]) {
            mark(item_attributes(&mut items[index]));
        }
    }
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, content)) = &mut module.content {
                    mark_items(content);
                }
            }
            Item::Impl(block) => mark_members(&mut block.items, is_short_impl_item, impl_item_attributes),
            Item::Trait(definition) => {
                mark_members(&mut definition.items, |item| matches!(item, TraitItem::Type(_)), trait_item_attributes);
            }
            _ => {}
        }
    }
}

/// Constants, associated types and calls of macros stand close together, functions apart.
fn mark_members<T>(items: &mut [T], is_short: fn(&T) -> bool, attributes: fn(&mut T) -> Option<&mut Vec<Attribute>>) {
    let mut follows_short = true;
    for (index, item) in items.iter_mut().enumerate() {
        // The mark is an attribute, so this is asked first.
        let short = is_short(item);
        if index > 0 && !(follows_short && short) {
            mark(attributes(item));
        }
        follows_short = short;
    }
}

fn is_short_impl_item(item: &ImplItem) -> bool {
    match item {
        ImplItem::Type(item) => item.attrs.is_empty(),
        ImplItem::Const(item) => item.attrs.is_empty(),
        ImplItem::Macro(item) => item.attrs.is_empty(),
        _ => false,
    }
}

/// Imports of one kind, and declarations of modules that have no attributes, follow each other without a gap.
fn belong_together(before: &Item, after: &Item) -> bool {
    match (before, after) {
        (Item::Use(before), Item::Use(after)) => {
            after.attrs.is_empty()
                && is_inherited(&before.vis) == is_inherited(&after.vis)
                && import_group(before) == import_group(after)
        }
        (Item::Mod(before), Item::Mod(after)) => {
            before.content.is_none()
                && after.content.is_none()
                && after.attrs.iter().all(|attribute| !attribute.path().is_ident("doc"))
        }
        _ => false,
    }
}

fn is_inherited(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Inherited)
}

/// The standard library first, then other crates, then this one.
fn import_group(item: &syn::ItemUse) -> u8 {
    let syn::UseTree::Path(path) = &item.tree else { return 1 };
    match path.ident.to_string().as_str() {
        "std" => 0,
        "crate" | "super" | "self" => 2,
        _ => 1,
    }
}

fn item_attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Macro(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        _ => return None,
    })
}

fn impl_item_attributes(item: &mut ImplItem) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        ImplItem::Const(item) => &mut item.attrs,
        ImplItem::Fn(item) => &mut item.attrs,
        ImplItem::Type(item) => &mut item.attrs,
        ImplItem::Macro(item) => &mut item.attrs,
        _ => return None,
    })
}

fn trait_item_attributes(item: &mut TraitItem) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        TraitItem::Const(item) => &mut item.attrs,
        TraitItem::Fn(item) => &mut item.attrs,
        TraitItem::Type(item) => &mut item.attrs,
        TraitItem::Macro(item) => &mut item.attrs,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::*;

    fn check(tokens: TokenStream, expected: &str) {
        let text = print(syn::parse2(tokens).unwrap());
        assert_eq!(text, expected);
        let again = print(syn::parse_str(&text).unwrap());
        assert_eq!(again, text);
    }

    #[test]
    fn a_doc_comment_gets_its_lines_where_it_stands() {
        check(
            quote! {
                #![doc = " A file.\u{1}\u{1} Its end. "]
                pub struct Thing {
                    #[doc = " The size,\u{1}   indented"]
                    pub size: u64,
                }
            },
            "//! A file.\n//!\n//! Its end.\n\npub struct Thing {\n    /// The size,\n    ///   indented\n    pub size: u64,\n}\n",
        );
    }

    #[test]
    fn items_and_functions_stand_apart_and_imports_do_not() {
        check(
            quote! {
                #![doc = " What this is."]
                use std::fmt;
                use jiff::Timestamp;
                use serde::Serialize;
                use super::Batch;
                mod one;
                mod two;
                #[doc = " A thing."]
                #[derive(Clone)]
                pub struct Thing { #[doc = " Its name."] pub name: String }
                impl Thing {
                    const A: u8 = 1;
                    const B: u8 = 2;
                    #[doc = " First."]
                    pub fn first(&self) -> u8 {
                        let value = 1;
                        value
                    }
                    #[doc = " Second."]
                    #[must_use]
                    pub fn second(self) -> Self { self }
                }
            },
            "\
//! What this is.

use std::fmt;

use jiff::Timestamp;
use serde::Serialize;

use super::Batch;

mod one;
mod two;

/// A thing.
#[derive(Clone)]
pub struct Thing {
    /// Its name.
    pub name: String,
}

impl Thing {
    const A: u8 = 1;
    const B: u8 = 2;

    /// First.
    pub fn first(&self) -> u8 {
        let value = 1;
        value
    }

    /// Second.
    #[must_use]
    pub fn second(self) -> Self {
        self
    }
}
",
        );
    }

    #[test]
    fn comments_are_printed() {
        let text = print(parse_quote!(
            fn f() {
                #[comment = " Said once."]
                let value = 1;
            }
        ));
        assert_eq!(text, "fn f() {\n    // Said once.\n    let value = 1;\n}\n");
    }

    #[test]
    fn a_hostile_literal_stays_a_literal() {
        let text = "\"; } fn evil() { // \n//~blank";
        check(quote!(const A: &str = #text;), "const A: &str = \"\\\"; } fn evil() { // \\n//~blank\";\n");
    }
}
