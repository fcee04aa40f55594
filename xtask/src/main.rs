//! `cargo xtask`: the command line. Arguments come in, text and an exit code go out; what is done is in the library.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use model::diagnostics::MessageFormat;
use model::edits::{EditOptions, Extent};
use xtask::codegen::files::recorded_description;
use xtask::codegen::report::{DEFAULT_OUT, DEFAULT_SCHEMA, report, report_colored};
use xtask::codegen::{self, Mode, Options, paths};
use xtask::description::{ReadingArgs, is_same_file};
use xtask::outcome::Outcome;
use xtask::timings::Timings;
use xtask::{audit, bench, changes, ci, corpus, explain, explain_item, summary};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Tools of the project.
///
/// Exit status: 0 done or up to date, 1 refused or failed, 2 wrong usage, 3 a change is breaking or a difference has no reason, 4 the generated crate
/// is not up to date.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate the crate from the description.
    Codegen(CodegenArguments),
    Audit(audit::Args),
    Changes(changes::Args),
    Corpus(corpus::Args),
    Summary(summary::Args),
    /// Tell what the code of a diagnostic means, with a wrong and a right description.
    Explain {
        /// The code, such as E0030; without it, all codes are listed.
        code: Option<String>,
    },
    /// Run everything that a change has to pass.
    Ci,
    /// Measure the generated client against a loop written by hand, and the generator against those of others.
    Bench {
        /// Further descriptions that the generators are measured on, read leniently.
        descriptions: Vec<PathBuf>,
    },
}

#[derive(Args)]
struct CodegenArguments {
    /// Write nothing; tell how the output folder differs and exit with 4 if it does.
    #[arg(long)]
    check: bool,
    /// The description: OpenAPI 3.0 or 3.1, YAML or JSON [default: schema/llamacloud-batches.yaml].
    #[arg(long, value_name = "PATH")]
    schema: Option<PathBuf>,
    /// The output folder [default: generated]; has to be given with another description.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Generate nothing; tell where in the description an item of the crate comes from, such as types::Batch::status
    /// or client.batches().list().
    #[arg(long, value_name = "ITEM", conflicts_with_all = ["check", "out", "timings", "message_format"])]
    explain: Option<String>,
    /// Make the client alone, without its program, its reference pages and its tests.
    #[arg(long, conflicts_with = "explain")]
    library_only: bool,
    /// Say on standard error how long each stage took.
    #[arg(long)]
    timings: bool,
    /// How problems and results are reported [default: human, or github where GITHUB_ACTIONS is set].
    #[arg(long, value_enum, value_name = "FORMAT")]
    message_format: Option<Format>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Human,
    Short,
    Json,
    Github,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Codegen(arguments) => codegen(arguments),
        Command::Audit(arguments) => finish(&audit::run(&arguments, &project_root())),
        Command::Corpus(arguments) => finish(&corpus::run(&arguments, &project_root())),
        Command::Changes(arguments) => finish(&changes::run(&arguments, &project_root())),
        Command::Summary(arguments) => finish(&summary::run(&arguments, &project_root(), |name| {
            env::var(name).ok().filter(|value| !value.is_empty())
        })),
        Command::Explain { code } => finish(&explain::explain(code.as_deref())),
        Command::Ci => ExitCode::from(ci::run(&project_root())),
        Command::Bench { descriptions } => ExitCode::from(bench::run(&project_root(), &descriptions)),
    }
}

fn codegen(arguments: CodegenArguments) -> ExitCode {
    let root = project_root();
    if let Some(item) = arguments.explain {
        let schema = arguments.schema.unwrap_or_else(|| root.join(DEFAULT_SCHEMA));
        return finish(&explain_item::run(&item, &schema, &arguments.reading, &root));
    }
    let format = message_format(arguments.message_format);
    let mut timings = arguments.timings.then(Timings::start);
    let options = options(arguments, root).unwrap_or_else(|error| error.exit());
    let run = codegen::run_watched(options, &mut |stage| timings.iter_mut().for_each(|timings| timings.lap(stage)));
    let mut outcome = match format {
        MessageFormat::Human if wants_color() => report_colored(&run),
        format => report(&run, format),
    };
    outcome.stderr += &timings.map(|timings| timings.table()).unwrap_or_default();
    finish(&outcome)
}

fn options(arguments: CodegenArguments, root: PathBuf) -> Result<Options, clap::Error> {
    let extent = if arguments.library_only { Extent::Library } else { Extent::Whole };
    let is_given = arguments.schema.is_some();
    let schema = arguments.schema.unwrap_or_else(|| root.join(DEFAULT_SCHEMA));
    if arguments.out.is_none() && !is_same_file(&schema, &root.join(DEFAULT_SCHEMA)) {
        return Err(missing(format!(
            "--out is missing: {DEFAULT_OUT}/ is made from {DEFAULT_SCHEMA}, and --schema names another description"
        )));
    }
    let out = arguments.out.unwrap_or_else(|| root.join(DEFAULT_OUT));
    let other = recorded_description(&out).filter(|made_from| !is_given && made_from != DEFAULT_SCHEMA);
    if let Some(made_from) = other {
        return Err(missing(format!(
            "--schema is missing: {} was made from {made_from}, and without it {DEFAULT_SCHEMA} is read",
            paths::shown(&out)
        )));
    }
    Ok(Options {
        schema,
        out,
        root,
        limits: arguments.reading.limits(),
        edits: EditOptions { extent, ..arguments.reading.edits() },
        mode: if arguments.check { Mode::Check } else { Mode::Write },
    })
}

/// As clap says it of an argument that it knows to be missing.
fn missing(problem: String) -> clap::Error {
    let mut command = Arguments::command();
    command.build();
    let codegen = command.find_subcommand_mut("codegen").expect("this is the command that was given");
    codegen.error(ErrorKind::MissingRequiredArgument, problem)
}

/// Whoever reads may stop before the end (`| head`), which is no failure of the command; the exit status tells.
fn finish(outcome: &Outcome) -> ExitCode {
    let _ = io::stdout().write_all(outcome.stdout.as_bytes());
    let _ = io::stderr().write_all(outcome.stderr.as_bytes());
    ExitCode::from(outcome.exit_code)
}

/// The parent of the package that Cargo runs, or else of the one that was compiled: the same in any working directory.
fn project_root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().unwrap_or(Path::new(".")).to_path_buf()
}

fn message_format(format: Option<Format>) -> MessageFormat {
    match format {
        Some(Format::Human) => MessageFormat::Human,
        Some(Format::Short) => MessageFormat::Short,
        Some(Format::Json) => MessageFormat::Json,
        Some(Format::Github) => MessageFormat::Github,
        None if env::var_os("GITHUB_ACTIONS").is_some_and(|value| !value.is_empty()) => MessageFormat::Github,
        None => MessageFormat::Human,
    }
}

fn wants_color() -> bool {
    io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, clap::Error> {
        let arguments = Arguments::try_parse_from(line.split_whitespace())?;
        let Command::Codegen(arguments) = arguments.command else { panic!("{line} is another command") };
        options(arguments, project_root())
    }

    #[test]
    fn another_description_needs_an_output_folder_of_its_own() {
        let error = parse("xtask codegen --schema other.yaml").expect_err("generated/ would be overwritten");
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("--out is missing"), "{error}");
        assert!(parse("xtask codegen --schema other.yaml --out elsewhere").is_ok());
        let same = project_root().join("schema/../schema/llamacloud-batches.yaml");
        assert!(parse(&format!("xtask codegen --schema {}", same.display())).is_ok());
    }

    #[test]
    fn a_crate_of_another_description_is_not_replaced_by_default() {
        let folder = tempfile::tempdir().expect("there is a folder for what is temporary");
        let record = folder.path().join(".codegen.lock");
        let line = format!("xtask codegen --check --out {}", folder.path().display());
        assert!(parse(&line).is_ok());
        for (made_from, is_refused) in [("an OpenAPI description", true), (DEFAULT_SCHEMA, false)] {
            let text = model::header::with_header(".codegen.lock", made_from, "");
            std::fs::write(&record, text).expect("the folder can be written");
            let error = parse(&line).err().map(|error| error.to_string());
            assert_eq!(error.is_some_and(|error| error.contains("--schema is missing")), is_refused, "{made_from}");
            assert!(parse(&format!("{line} --schema other.yaml")).is_ok());
        }
    }

    #[test]
    fn sizes_have_units() {
        let size = |text: &str| parse(&format!("xtask codegen --max-size {text}")).map(|it| it.limits.max_bytes).ok();
        assert_eq!(size("64"), Some(64));
        assert_eq!(size("2KiB"), Some(2 << 10));
        assert_eq!(size("64M"), Some(64 << 20));
        assert_eq!((size("1TB"), size("x"), size("99999999999999G")), (None, None, None));
    }
}
