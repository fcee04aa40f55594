//! The command line of `cargo xtask changes`: reads both descriptions, compares, reports, and gives an exit status
//! that a pipeline can go by.

use std::path::{Path, PathBuf};

use semver::Version;

use super::choices::{FailOn, Format};
use super::report::{self, Compared, Comparison};
use super::revision::{Since, read_since};
use super::{ChangeOrigin, Side, compare, verdict};
use crate::codegen::report::DEFAULT_SCHEMA;
use crate::description::{self, ReadingArgs, Refusal};
use crate::locations::Locations;
use crate::outcome::Outcome;
use model::api::Api;
use model::diagnostics::MessageFormat;
use model::edits::Edits;
use model::openapi::{Limits, Source};
use model::reading::Model;

/// Tell what a user of the generated crate will notice of a change to the description.
///
/// Exit status: 0 nothing that `--fail-on` names, 1 refused, 2 wrong usage, 3 changes that `--fail-on` names.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to compare with: the path of another description, or else a git revision.
    #[arg(long, value_name = "REV|FILE", default_value = "HEAD")]
    since: String,
    /// The description [default: schema/llamacloud-batches.yaml].
    #[arg(long, value_name = "PATH")]
    schema: Option<PathBuf>,
    /// How both descriptions are read.
    #[command(flatten)]
    reading: ReadingArgs,
    /// How the changes are reported.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    message_format: Format,
    /// What gives the exit status 3.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "breaking")]
    fail_on: FailOn,
    /// Compare nothing; list the rules, with the reasons for what they ask of the version.
    #[arg(long)]
    rules: bool,
}

/// Compares as the arguments say. `root` is the folder of the project.
pub fn run(args: &Args, root: &Path) -> Outcome {
    if args.rules {
        return Outcome::success(report::rules(args.message_format));
    }
    compared(args, root).unwrap_or_else(|refusal| {
        refusal.outcome(match args.message_format {
            Format::Text | Format::Markdown => MessageFormat::Human,
            Format::Json => MessageFormat::Json,
            Format::Github => MessageFormat::Github,
        })
    })
}

fn compared(args: &Args, root: &Path) -> Result<Outcome, Refusal> {
    let schema = args.schema.clone().unwrap_or_else(|| root.join(DEFAULT_SCHEMA));
    let (limits, edits) = (args.reading.limits(), args.reading.read_edits(&schema, root)?);
    with_comparison(&args.since, &schema, &limits, &edits, |comparison| Outcome {
        exit_code: if comparison.fails(args.fail_on) { 3 } else { 0 },
        stdout: comparison.render(args.message_format),
        stderr: match args.message_format {
            Format::Json => String::new(),
            Format::Text | Format::Markdown | Format::Github => comparison.left_out(),
        },
    })
}

/// Compares the description with what it was at `since`, a revision or a file, and gives what is made of that. Both are
/// read in the same way.
///
/// # Errors
///
/// A description that cannot be read, or of which no crate can be made.
pub fn with_comparison<T>(
    since: &str,
    schema: &Path,
    limits: &Limits,
    edits: &Edits,
    show: impl FnOnce(&Comparison<'_>) -> T,
) -> Result<T, Refusal> {
    let new_source = description::read(schema, limits)?;
    let Since { source: old_source, is_released } = read_since(since, schema, limits)?;
    let old = description::model(&old_source, limits, edits)?;
    let new = description::model(&new_source, limits, edits)?;
    let mut changes = compare(&old.api, &new.api);
    for ChangeOrigin { side, pointer } in changes.iter_mut().map(|change| &mut change.origin) {
        let Model { origins, .. } = match side {
            Side::Old => &old,
            Side::New => &new,
        };
        *pointer = origins.of(pointer);
    }
    let (old_version, new_version) = (version(&old.api, &old_source)?, version(&new.api, &new_source)?);
    let verdict = verdict(is_released.then_some(&old_version), &new_version, &changes);
    let [old, new] = [(&old, &old_source), (&new, &new_source)].map(|(model, source)| Compared {
        package: &model.api.package,
        ledger: &model.ledger,
        locations: Locations::new(source),
    });
    Ok(show(&Comparison::new(old, new, changes, verdict)))
}

fn version(api: &Api, source: &Source) -> Result<Version, String> {
    let text = &api.package.version;
    Version::parse(text).map_err(|problem| format!("{}: the version `{text}` is not semantic: {problem}", source.path))
}
