//! The generator: a description, templates and the runtime go in, the files of a crate come out. Everything is
//! computed before anything is written, and [`generate`] sees nothing but its arguments: no disk, no clock, no
//! environment.

pub mod blocks;
pub mod emit;
pub mod files;
pub mod format;
pub mod inputs;
pub mod paths;
pub mod report;
pub mod rust_types;
pub mod samples;
pub mod templates;
pub mod value_facts;
pub mod views;
pub mod workspace;

use std::path::{Path, PathBuf};

use files::{Drift, FileSet, Origin, OutputError, Record, Refusal, Written};
use inputs::{InputError, Inputs};
use model::api::Api;
use model::diagnostics::Diagnostics;
use model::edits::{EditError, EditOptions};
use model::lenient::{LEDGER_PATH, Ledger};
use model::openapi::Limits;
use model::reading::{Model, ReadError, read_edited};
use model::runtime;
use model::stage::{Stage, Watch};
use templates::{Rendered, TemplateError};
use workspace::Unlisted;

/// What came of a description that was accepted.
#[derive(Clone, Debug)]
pub struct Generated {
    pub files: FileSet,
    pub api: Api,
    pub warnings: Diagnostics,
    /// What was done without.
    pub ledger: Ledger,
}

/// The whole pipeline, without the disk.
///
/// # Errors
///
/// All problems of the description at once; or a template that does not fit the views, which is a defect of the
/// project and not of the description.
pub fn generate(inputs: &Inputs) -> Result<Generated, GenerateError> {
    generate_watched(inputs, &mut |_| {})
}

/// [`generate`], which says what it has done.
///
/// # Errors
///
/// As of [`generate`].
pub fn generate_watched(inputs: &Inputs, watch: &mut Watch<'_>) -> Result<Generated, GenerateError> {
    let model =
        read_edited(&inputs.description, &inputs.limits, &inputs.edits, watch).map_err(|error| match error {
            ReadError::Description(problems) => GenerateError::Description(problems),
            ReadError::Edit(error) => GenerateError::Edit(error),
        })?;
    let Model { api, fingerprint, warnings, ledger, origins: _ } = model;

    let mut files = FileSet::new(&inputs.description_name);
    let extent = inputs.edits.extent;
    let (emitted, pages) = format::format_all(emit::emit(&api, extent), || {
        watch(Stage::Emit);
        let pages = Pages::render(&api, inputs);
        watch(Stage::Render);
        pages
    });
    let Pages { rendered, blocks } = pages.map_err(GenerateError::Template)?;
    for (path, text) in emitted.into_iter().chain(blocks) {
        files.insert(path, &text, Origin::Description);
    }
    if let Some(data) = extent.is_whole().then(|| samples::data(&api)).flatten() {
        files.insert(samples::PATH, &data, Origin::Description);
    }
    watch(Stage::Emit);
    for file in rendered {
        files.insert(file.path, &file.text, Origin::Template(file.template));
    }
    for (path, text) in runtime::files(extent) {
        files.insert_whole(format!("src/runtime/{path}"), text, Origin::Runtime(path.to_owned()));
    }
    for (path, text) in &inputs.licences {
        files.insert(path, text, Origin::Licence);
    }
    if !ledger.is_empty() {
        files.insert(LEDGER_PATH, &ledger.markdown(), Origin::Description);
    }
    let record = Record::new(fingerprint, &inputs.templates, runtime::hash(extent));
    files.insert_record(record.with_edits(&inputs.edits));
    watch(Stage::Assemble);
    Ok(Generated { files, api, warnings, ledger })
}

/// What templates make, and the code in it as a test.
struct Pages {
    rendered: Vec<Rendered>,
    blocks: Option<(String, String)>,
}

impl Pages {
    fn render(api: &Api, inputs: &Inputs) -> Result<Self, TemplateError> {
        let extent = inputs.edits.extent;
        let rendered = templates::render(api, &inputs.templates, extent)?;
        let blocks = extent.is_whole().then(|| blocks::file(&rendered));
        let blocks = blocks.map(|file| (file.path.clone(), format::format(&file)));
        Ok(Self { rendered, blocks })
    }
}

/// Why nothing was generated.
#[derive(Debug)]
pub enum GenerateError {
    Description(Diagnostics),
    Edit(EditError),
    Template(TemplateError),
}

/// One run of the generator.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that holds `schema`, `templates` and `generated`.
    pub root: PathBuf,
    pub schema: PathBuf,
    pub out: PathBuf,
    pub limits: Limits,
    pub edits: EditOptions,
    pub mode: Mode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Make the output folder what it should be.
    Write,
    /// Only tell how it differs.
    Check,
}

/// What a run found or did, with what is needed to report it.
#[derive(Debug)]
pub struct Run {
    pub options: Options,
    /// Absent if the inputs could not be read.
    pub inputs: Option<Inputs>,
    pub result: Result<Finished, RunError>,
}

#[derive(Debug)]
pub struct Finished {
    pub warnings: Diagnostics,
    /// What was done without.
    pub ledger: Ledger,
    pub files: usize,
    pub output: Output,
    /// The workspace that will keep Cargo from building the crate where it was written.
    pub unlisted: Option<Unlisted>,
}

#[derive(Debug)]
pub enum Output {
    Written(Written),
    /// Empty when the folder is up to date.
    Compared(Vec<Drift>),
}

#[derive(Debug)]
pub enum RunError {
    Inputs(InputError),
    Generate(GenerateError),
    Output(OutputError),
}

/// Reads, generates, and writes or compares.
pub fn run(options: Options) -> Run {
    run_watched(options, &mut |_| {})
}

/// [`run`], which says what it has done.
pub fn run_watched(mut options: Options, watch: &mut Watch<'_>) -> Run {
    if options.mode == Mode::Check && options.edits == EditOptions::default() {
        options.edits = files::recorded_edits(&options.out);
    }
    let inputs = Inputs::read_for(&options.root, &options.schema, options.limits, options.edits.extent);
    match inputs.and_then(|inputs| inputs.with_edits(&options.edits, &options.out)) {
        Ok(inputs) => {
            watch(Stage::Inputs);
            Run { result: run_with(&inputs, &options, watch), inputs: Some(inputs), options }
        }
        Err(error) => Run { result: Err(RunError::Inputs(error)), inputs: None, options },
    }
}

fn run_with(inputs: &Inputs, options: &Options, watch: &mut Watch<'_>) -> Result<Finished, RunError> {
    let generated = generate_watched(inputs, watch).map_err(RunError::Generate)?;
    if holds(&options.out, &options.root) {
        return Err(RunError::Output(OutputError::Refused(vec![Refusal {
            path: String::new(),
            reason: "the generator itself lies in the output folder",
            help: "name a folder of its own with --out",
        }])));
    }
    let output = match options.mode {
        Mode::Write => generated.files.write(&options.out).map(Output::Written),
        Mode::Check => generated.files.diff(&options.out).map(Output::Compared),
    };
    let output = output.map_err(RunError::Output)?;
    watch(Stage::Output);
    let unlisted = matches!(output, Output::Written(_)).then(|| workspace::unlisted(&options.out)).flatten();
    Ok(Finished {
        warnings: generated.warnings,
        ledger: generated.ledger,
        files: generated.files.len(),
        output,
        unlisted,
    })
}

/// Whether the folder is the other one, or around it: everything in it would be taken for a file of somebody else.
fn holds(folder: &Path, other: &Path) -> bool {
    match (folder.canonicalize(), other.canonicalize()) {
        (Ok(folder), Ok(other)) => other.starts_with(folder),
        _ => false,
    }
}
