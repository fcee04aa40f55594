//! How a description is read, as the command line says it: the same flags for every command that makes a model of one.

use std::path::{Path, PathBuf};

use crate::codegen::files::recorded_edits;
use crate::codegen::inputs::read_edits;
use crate::codegen::report::{DEFAULT_OUT, DEFAULT_SCHEMA};
use model::edits::{EditOptions, Edits, Extent, Strictness};
use model::openapi::Limits;

use super::Refusal;

#[derive(Clone, Debug, Default, clap::Args)]
pub struct ReadingArgs {
    /// The largest description that is read: bytes, or with a unit as in 64MiB [default: 16MiB].
    #[arg(long, value_name = "BYTES", value_parser = parse_size)]
    max_size: Option<usize>,
    /// The largest number of schemas and enum values, each of which becomes code; one that becomes a type counts as ten
    /// [default: 50000, or 200000 with --lenient].
    #[arg(long, value_name = "NUMBER")]
    max_schemas: Option<usize>,
    /// Leave out what is wrong in the description or cannot be generated, each with a warning and a row in LEDGER.md.
    #[arg(long)]
    lenient: bool,
    /// Look only at the operations of this tag or operationId, and what they need; can be given several times.
    #[arg(long, value_name = "TAG|OPERATION")]
    only: Vec<String>,
    /// Change the description by this OpenAPI Overlay before it is read; can be given several times.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
}

impl ReadingArgs {
    pub fn limits(&self) -> Limits {
        let default = Limits::default();
        Limits {
            max_bytes: self.max_size.unwrap_or(default.max_bytes),
            max_schemas: self.max_schemas.unwrap_or(default.max_schemas),
            max_schemas_leniently: self.max_schemas.unwrap_or(default.max_schemas_leniently),
            ..default
        }
    }

    pub fn edits(&self) -> EditOptions {
        EditOptions {
            overlays: self.overlay.clone(),
            only: self.only.clone(),
            strictness: if self.lenient { Strictness::Lenient } else { Strictness::Strict },
            extent: Extent::Whole,
        }
    }

    /// What is done to a description that is only looked at. What the generated crate was made with needs no flags.
    ///
    /// # Errors
    ///
    /// An overlay that cannot be read.
    pub fn read_edits(&self, schema: &Path, root: &Path) -> Result<Edits, Refusal> {
        let given = self.edits();
        let out = root.join(DEFAULT_OUT);
        let is_recorded = given == EditOptions::default() && is_same_file(schema, &root.join(DEFAULT_SCHEMA));
        let options = if is_recorded { recorded_edits(&out) } else { given };
        read_edits(&options, &out).map_err(|error| error.to_string().into())
    }
}

/// Whether two paths lead to one file.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        // What is missing is reported by whoever reads it.
        _ => one == other,
    }
}

fn parse_size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let factor = match text[digits.len()..].trim() {
        "" | "B" => 1,
        "KiB" | "K" => 1 << 10,
        "MiB" | "M" => 1 << 20,
        "GiB" | "G" => 1 << 30,
        unit => return Err(format!("unknown unit `{unit}`; use bytes, KiB, MiB or GiB")),
    };
    let number: usize =
        digits.parse().map_err(|_| "a whole number is expected, such as 67108864 or 64MiB".to_owned())?;
    number.checked_mul(factor).ok_or_else(|| "the size is too large".to_owned())
}
