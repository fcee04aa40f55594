//! The command line of `cargo xtask audit`.

use std::fs;
use std::path::{Path, PathBuf};

use super::comparison::compare;
use super::deviations;
use super::facts::Facts;
use super::report::{Audit, Format};
use crate::codegen::paths;
use crate::codegen::report::DEFAULT_SCHEMA;
use crate::description::{self, ReadingArgs, Refusal};
use crate::outcome::Outcome;
use model::diagnostics::{Diagnostics, MessageFormat};
use model::edits::{self, EditedTree, Edits};
use model::openapi::{self, Limits, Source};
use model::resolve;

const DEFAULT_DEVIATIONS: &str = "schema/deviations.yaml";

/// Hold the description against another one of the same service, by the names that go over the wire.
///
/// Exit status: 0 every difference has a reason, 1 refused, 2 wrong usage, 3 a difference without a reason, or a reason
/// without a difference.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The other description.
    #[arg(value_name = "FILE")]
    other: PathBuf,
    /// The description [default: schema/llamacloud-batches.yaml].
    #[arg(long, value_name = "PATH")]
    schema: Option<PathBuf>,
    /// What is meant to differ, with reasons [default: schema/deviations.yaml].
    #[arg(long, value_name = "PATH")]
    deviations: Option<PathBuf>,
    /// Of the other description, look only at the operations of this tag or operationId; can be given several times.
    #[arg(long, value_name = "TAG|OPERATION")]
    only: Vec<String>,
    /// How the differences are told.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    message_format: Format,
}

/// Compares as the arguments say. `root` is the folder of the project.
pub fn run(args: &Args, root: &Path) -> Outcome {
    audited(args, root).unwrap_or_else(|refusal| {
        refusal.outcome(match args.message_format {
            Format::Text | Format::Markdown => MessageFormat::Human,
            Format::Json => MessageFormat::Json,
        })
    })
}

fn audited(args: &Args, root: &Path) -> Result<Outcome, Refusal> {
    let schema = args.schema.clone().unwrap_or_else(|| root.join(DEFAULT_SCHEMA));
    let path = args.deviations.clone().unwrap_or_else(|| root.join(DEFAULT_DEVIATIONS));
    let limits = Limits::default();
    let curated = description::read(&schema, &limits)?;
    let other = description::read(&args.other, &limits)?;
    let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", paths::shown(&path)))?;
    let deviations = deviations::parse(&text).map_err(|problem| format!("{}: {problem}", paths::shown(&path)))?;
    let edits = ReadingArgs::default().read_edits(&schema, root)?;
    description::model(&curated, &limits, &edits)?;
    let selected = Edits { only: args.only.clone(), ..Edits::default() };
    let findings = compare(&facts(&curated, &limits, &edits)?, &facts(&other, &limits, &selected)?);
    let audit = Audit::new(findings, &deviations);
    Ok(Outcome { exit_code: audit.exit_code(), ..Outcome::success(audit.render(args.message_format)) })
}

/// What a description says. Of the other one no crate need be made, so what is wrong in it is only not compared.
fn facts(source: &Source, limits: &Limits, edits: &Edits) -> Result<Facts, Refusal> {
    let mut problems = Diagnostics::default();
    let unreadable = |problems| Refusal::Description { problems, source: source.clone() };
    let Some(tree) = openapi::parse(source, limits, &mut problems) else { return Err(unreadable(problems)) };
    let mut tree = EditedTree::new(tree);
    edits::apply(edits, &mut tree).map_err(|error| error.to_string())?;
    match openapi::read(tree.root(), limits, &mut problems) {
        Some(document) => Ok(Facts::of(&resolve::resolve(&document, &mut problems))),
        None => Err(unreadable(problems)),
    }
}
