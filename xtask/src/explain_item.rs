//! `cargo xtask codegen --explain ITEM`: from a path in the generated crate to the place in the description that it
//! came from, and the rule that named it. The path may be cut short at the front, and a call such as
//! `client.batches().list()` is a path too; a path that fits several items shows them all.

mod catalog;
mod naming;
mod query;

use std::path::Path;

use crate::description::{self, ReadingArgs, Refusal};
use crate::locations::Locations;
use crate::outcome::Outcome;
use model::diagnostics::MessageFormat;
use model::openapi::{Pointer, Source};
use model::reading::Model;

use catalog::{Entry, catalog};

/// More than this would not be read.
const SHOWN: usize = 12;

/// Explains the item as it would be generated from the description. Exit status 1 if there is no such item.
pub fn run(item: &str, schema: &Path, reading: &ReadingArgs, root: &Path) -> Outcome {
    let explained = description::read(schema, &reading.limits()).and_then(|source| {
        let model = description::model(&source, &reading.limits(), &reading.read_edits(schema, root)?)?;
        explain(item, &model, &source).map_err(Refusal::Message)
    });
    match explained {
        Ok(text) => Outcome::success(text),
        Err(refusal) => refusal.outcome(MessageFormat::Human),
    }
}

/// # Errors
///
/// No item is called so, with the names that come nearest; or too many are.
pub fn explain(item: &str, model: &Model, source: &Source) -> Result<String, String> {
    let entries = catalog(&model.api);
    let wanted = query::normal(item, &model.api.package.name);
    let found = query::find(&entries, &wanted);
    if found.is_empty() {
        return Err(unknown(item, &entries, &wanted));
    }
    if found.len() > SHOWN {
        let first: Vec<&str> = found.iter().take(3).map(|entry| entry.path.as_str()).collect();
        let (count, first) = (found.len(), first.join("`, `"));
        return Err(format!("`{item}` fits {count} items, such as `{first}`; give more of the path"));
    }
    let locations = Locations::new(source);
    Ok(found
        .into_iter()
        .map(|entry| shown(entry, &model.origins.of(&entry.pointer), &locations))
        .collect::<Vec<_>>()
        .join("\n"))
}

fn shown(entry: &Entry, at: &Pointer, locations: &Locations<'_>) -> String {
    format!(
        "{}\n  is     {}\n  from   {} (#{})\n  named  {}\n",
        entry.path,
        entry.what,
        locations.shown(at),
        at,
        entry.named,
    )
}

fn unknown(item: &str, entries: &[Entry], wanted: &str) -> String {
    match query::nearest(entries, wanted).as_slice() {
        [] => format!(
            "there is no item `{item}`; a path is written like `types::Batch::status` or `client.batches().list()`"
        ),
        near => format!("there is no item `{item}`; did you mean `{}`?", near.join("` or `")),
    }
}

#[cfg(test)]
mod tests;
