//! The part of the pipeline that all commands share: from the text of a description to the model. Here is decided what a
//! problem means: a description with an error is refused as a whole, or leniently mended and read again.

use std::borrow::Cow;

use super::api::Api;
use super::diagnostics::Diagnostics;
use super::edits::{self, EditError, EditedTree, Edits, Origins, Strictness};
use super::lenient::{self, Ledger, Mended};
use super::lower::Unchecked;
use super::openapi::{Limits, Node, Source};
use super::stage::{Stage, Watch};
use super::{check, lints, lower, openapi, resolve};

/// What a description says, as the model of a crate.
#[derive(Clone, Debug)]
pub struct Model {
    pub api: Api,
    /// Of what the description says, as it was edited; its layout does not count.
    pub fingerprint: String,
    pub warnings: Diagnostics,
    /// What was done without.
    pub ledger: Ledger,
    /// Where the text has a place of what the model was read from.
    pub origins: Origins,
}

/// Why a description gave no model.
#[derive(Debug)]
pub enum ReadError {
    Description(Diagnostics),
    Edit(EditError),
}

/// The model of a description as it is.
///
/// # Errors
///
/// All problems of the description at once.
pub fn read_model(source: &Source, limits: &Limits) -> Result<Model, Diagnostics> {
    read_edited(source, limits, &Edits::default(), &mut |_| {}).map_err(|error| match error {
        ReadError::Description(problems) => problems,
        ReadError::Edit(_) => unreachable!("nothing is edited"),
    })
}

/// The model of a description that is edited before it is read.
///
/// # Errors
///
/// All problems of the description at once, or an edit that cannot be made.
pub fn read_edited(source: &Source, limits: &Limits, edits: &Edits, watch: &mut Watch<'_>) -> Result<Model, ReadError> {
    let mut found = Diagnostics::default();
    let mut mended = Mended::default();
    let limits = &match edits.strictness {
        Strictness::Strict => *limits,
        Strictness::Lenient => Limits { max_schemas: limits.max_schemas_leniently, ..*limits },
    };
    let Some(root) = openapi::parse(source, limits, &mut found) else { return Err(ReadError::Description(found)) };
    let mut tree = EditedTree::new(root);
    if edits.strictness == Strictness::Lenient && found.has_errors() {
        if !lenient::mend(source, &mut tree, &found, &mut mended) {
            return Err(ReadError::Description(found));
        }
        found = found.without_errors();
    }
    edits::apply(edits, &mut tree).map_err(ReadError::Edit)?;
    let fingerprint = tree.root().fingerprint();
    // As it is before anything in it is mended here, if anything is.
    let mut original = None;
    watch(Stage::Parse);
    loop {
        let mut problems = Diagnostics::default();
        let root = match edits.strictness {
            // Nothing in it is mended, so nobody reads it again; and what is made of it needs as much room.
            Strictness::Strict => Cow::Owned(tree.take_root()),
            Strictness::Lenient => Cow::Borrowed(tree.root()),
        };
        let api = attempt(root, limits, &mut problems, watch);
        let has_errors = problems.has_errors() || found.has_errors();
        if let Some(api) = api.filter(|_| !has_errors) {
            problems.relocate(|at| tree.origin(at));
            found.extend(problems);
            let (ledger, warnings) = mended.finish(original.as_ref().unwrap_or(tree.root()));
            found.extend(warnings);
            return Ok(Model { api, fingerprint, warnings: found, ledger, origins: tree.into_origins() });
        }
        if edits.strictness == Strictness::Lenient {
            original.get_or_insert_with(|| tree.root().clone());
        }
        if edits.strictness == Strictness::Strict || !lenient::mend(source, &mut tree, &problems, &mut mended) {
            problems.relocate(|at| tree.origin(at));
            found.extend(problems);
            return Err(ReadError::Description(found));
        }
    }
}

/// The model, as far as there is one; the problems go to `diagnostics`.
fn attempt(tree: Cow<'_, Node>, limits: &Limits, diagnostics: &mut Diagnostics, watch: &mut Watch<'_>) -> Option<Api> {
    let document = openapi::read(&tree, limits, diagnostics)?;
    drop(tree);
    watch(Stage::Read);
    let resolved = resolve::resolve(&document, diagnostics);
    watch(Stage::Resolve);
    let model = lower::lower(&resolved, diagnostics);
    watch(Stage::Lower);
    check::check(&model, diagnostics);
    let Unchecked { api, values: _ } = model;
    if !diagnostics.has_errors() {
        lints::lint(&document, &api, diagnostics);
    }
    watch(Stage::Check);
    Some(api)
}
