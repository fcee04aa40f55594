//! From text to `Document`. Every problem found on the way is pushed and reading goes on, so that one run tells
//! everything; only a text without a tree, or a tree that is no OpenAPI description, ends early.
//!
//! The readers below work on a value tree by hand rather than with serde, because serde stops at the first problem and
//! knows no places.

mod components;
mod consistency;
mod content;
mod context;
mod extensions;
mod fields;
mod formats;
mod header;
mod idle_keywords;
mod inner_schemas;
mod operation;
mod parameter;
mod paths;
mod reference;
mod root;
mod schema;
mod schema_keywords;
mod schema_type;
mod security;
mod servers;
mod shape;
mod type_list;

use self::context::Context;
use super::node::Node;
use super::{Document, Limits, Source, encoding, scan, tree};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Location};
use crate::source::{is_json, without_surrogates};

/// The value tree of a text. The problems go to `diagnostics`; values that were refused are `Node::Refused` in it.
pub fn parse(source: &Source, limits: &Limits, diagnostics: &mut Diagnostics) -> Option<Node> {
    if source.bytes.len() > limits.max_bytes {
        diagnostics.push(too_large(limits.max_bytes));
        return None;
    }
    read_text(source, limits, diagnostics)
}

/// Reads a description. The problems go to `diagnostics`; a document may come back although there are some, so that
/// later stages can add theirs.
pub fn read(tree: &Node, limits: &Limits, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut context = Context::new(diagnostics);
    let document = root::read(&mut context, tree);
    let schemas = context.schemas;
    context.finish();
    if schemas > limits.max_schemas {
        diagnostics.push(too_many(schemas, limits.max_schemas));
        return None;
    }
    document.ok()
}

fn read_text(source: &Source, limits: &Limits, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = encoding::decode(source, diagnostics)?;
    if let Some(tree) = tree::of_sound_json(text, limits) {
        return Some(tree);
    }
    let offset = source.mark_length();
    let is_json = is_json(text);
    let scanned = if is_json { without_surrogates(text) } else { text.into() };
    let mut found = Diagnostics::default();
    let sound = scan::scan(&scanned, offset, is_json, limits, &mut found);
    if is_json && found.iter().any(|problem| problem.code == Code::Syntax) {
        // The YAML parser's words do not help where JSON was meant.
        tree::parse(source, text, offset, diagnostics)?;
    }
    let has_merge_keys = found.iter().any(|problem| problem.message == scan::MERGE_KEY);
    let tree = if sound { tree::parse(source, text, offset, diagnostics) } else { None };
    let tree = tree.map(|tree| without_refused(tree, &found));
    diagnostics.extend(found);
    tree.map(|tree| if has_merge_keys { tree.with_merged() } else { tree })
}

/// The tree without the unquoted text that the scan refused: a reader would refuse it again, for its type.
fn without_refused(mut tree: Node, found: &Diagnostics) -> Node {
    for (problem, at, refused) in found.refused_nodes() {
        if problem.code == Code::AmbiguousScalar {
            tree.refuse(&at.segments(), refused);
        }
    }
    tree
}

fn too_many(schemas: usize, max_schemas: usize) -> Diagnostic {
    let message = format!(
        "the description has {schemas} schemas and enum values (a schema with a type of its own counts as ten), more than \
         {max_schemas}"
    );
    Diagnostic::new(Code::TooLarge, Location::File, message)
        .help("leave out what the client does not need; `--max-schemas` raises the limit")
}

fn too_large(max_bytes: usize) -> Diagnostic {
    const MIB: usize = 1024 * 1024;
    let limit =
        if max_bytes.is_multiple_of(MIB) { format!("{} MiB", max_bytes / MIB) } else { format!("{max_bytes} bytes") };
    Diagnostic::new(Code::TooLarge, Location::File, format!("the description is larger than {limit}"))
        .help("`--max-size` raises the limit")
}
