//! What a run says, for people, for editors and for machines. Text only; printing is up to the caller.
//!
//! What was asked for (what was written, how the folder differs) goes to standard output, problems to standard error;
//! JSON goes to standard output altogether, one object a line.

mod drift;
mod written;

use std::path::Path;

use serde_json::{Value, json};

use super::files::OutputError;
use super::workspace::Unlisted;
use super::{GenerateError, Mode, Options, Output, Run, RunError, paths};
use crate::outcome::Outcome;
use model::annotation::Annotation;
use model::diagnostics::{Diagnostics, MessageFormat, render, render_colored};
use model::edits::{EditOptions, Strictness};
use model::lenient::{LEDGER_PATH, Ledger};
use model::openapi::Source;

pub const DEFAULT_SCHEMA: &str = "schema/llamacloud-batches.yaml";
pub const DEFAULT_OUT: &str = "generated";

impl Run {
    /// 0 done or up to date, 1 refused or failed, 4 the folder differs. (2, wrong usage, is the command line's.)
    pub fn exit_code(&self) -> u8 {
        match &self.result {
            Err(_) => 1,
            Ok(outcome) => match &outcome.output {
                Output::Compared(drifts) if !drifts.is_empty() => 4,
                Output::Compared(_) | Output::Written(_) => 0,
            },
        }
    }
}

/// Puts a run into words.
pub fn report(run: &Run, format: MessageFormat) -> Outcome {
    Report::default().tell(run, format)
}

/// [`MessageFormat::Human`] with terminal colours.
pub fn report_colored(run: &Run) -> Outcome {
    Report { colored: true, ..Report::default() }.tell(run, MessageFormat::Human)
}

/// One problem that no place in a description shows, for commands that make no run. Exit status 1.
pub fn failed(message: &str, format: MessageFormat) -> Outcome {
    let mut report = Report::default();
    report.line(message, format);
    report.finish(1)
}

/// The problems of a description, for commands that make no run. Exit status 1.
pub fn refused(problems: &Diagnostics, source: &Source, format: MessageFormat) -> Outcome {
    let mut report = Report::default();
    report.problems(problems, source, format);
    report.finish(1)
}

/// The text for both streams in the making.
#[derive(Default)]
struct Report {
    stdout: String,
    stderr: String,
    colored: bool,
}

impl Report {
    fn tell(mut self, run: &Run, format: MessageFormat) -> Outcome {
        match &run.result {
            Err(error) => self.error(run, error, format),
            Ok(outcome) => {
                self.diagnostics(run, &outcome.warnings, format);
                self.stdout += &match &outcome.output {
                    Output::Written(written) => written::text(written, &run.options, format),
                    Output::Compared(drifts) => drift::text(drifts, outcome.files, &run.options, format),
                };
                self.ledger(&outcome.ledger, &run.options, format);
                if let Some(unlisted) = &outcome.unlisted {
                    self.hint(unlisted, format);
                }
            }
        }
        self.finish(run.exit_code())
    }

    fn finish(self, exit_code: u8) -> Outcome {
        Outcome { stdout: self.stdout, stderr: self.stderr, exit_code }
    }

    fn diagnostics(&mut self, run: &Run, diagnostics: &Diagnostics, format: MessageFormat) {
        if let Some(inputs) = &run.inputs {
            self.problems(diagnostics, &inputs.description, format);
        }
    }

    fn problems(&mut self, diagnostics: &Diagnostics, source: &Source, format: MessageFormat) {
        match format {
            MessageFormat::Json => self.stdout += &render(diagnostics, source, format),
            MessageFormat::Human if self.colored => self.stderr += &render_colored(diagnostics, source),
            MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => {
                self.stderr += &render(diagnostics, source, format);
            }
        }
    }

    fn error(&mut self, run: &Run, error: &RunError, format: MessageFormat) {
        match error {
            RunError::Generate(GenerateError::Description(problems)) => self.diagnostics(run, problems, format),
            RunError::Generate(GenerateError::Edit(error)) => self.line(&error.to_string(), format),
            RunError::Generate(GenerateError::Template(error)) => self.line(&error.to_string(), format),
            RunError::Inputs(error) => self.line(&error.to_string(), format),
            RunError::Output(error) => {
                if let OutputError::Refused(refusals) = error {
                    for refusal in refusals {
                        let path = shown(&run.options, &refusal.path);
                        self.line(&format!("{path}: {}; {}", refusal.reason, refusal.help), format);
                    }
                }
                self.line(&error.to_string(), format);
            }
        }
        let is_unfinished = matches!(error, RunError::Output(OutputError::Unfinished { .. }));
        let verb = if run.options.mode == Mode::Write { "written" } else { "compared" };
        match format {
            MessageFormat::Human if !is_unfinished => self.stderr += &format!("nothing was {verb}\n"),
            MessageFormat::Human | MessageFormat::Short | MessageFormat::Json | MessageFormat::Github => {}
        }
    }

    fn ledger(&mut self, ledger: &Ledger, options: &Options, format: MessageFormat) {
        if ledger.is_empty() {
            return;
        }
        let (summary, path) = (ledger.summary(), shown(options, LEDGER_PATH));
        self.stdout += &match format {
            MessageFormat::Json => json_line(&json!({"reason": "ledger", "message": summary, "file": path})),
            MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => format!("{summary}; see {path}\n"),
        };
    }

    fn hint(&mut self, Unlisted { manifest, folder }: &Unlisted, format: MessageFormat) {
        let manifest = paths::shown(manifest);
        let message = format!(
            "{manifest} is a workspace that does not know the crate, and Cargo will refuse to build it; add \"{folder}\" to \
             `exclude` there (or to `members`)"
        );
        match format {
            MessageFormat::Json => self.stdout += &json_line(&json!({"reason": "hint", "message": message})),
            MessageFormat::Github => self.stderr += &annotation("notice", Some(&manifest), &message),
            MessageFormat::Human | MessageFormat::Short => self.stderr += &format!("hint: {message}\n"),
        }
    }

    fn line(&mut self, message: &str, format: MessageFormat) {
        match format {
            MessageFormat::Human | MessageFormat::Short => self.stderr += &format!("error: {message}\n"),
            MessageFormat::Github => self.stderr += &annotation("error", None, message),
            MessageFormat::Json => self.stdout += &json_line(&json!({"reason": "error", "message": message})),
        }
    }
}

/// The command that makes the folder of these options up to date.
fn repair(options: &Options) -> String {
    let mut command = "cargo xtask codegen".to_owned();
    let paths = [("--schema", &options.schema, DEFAULT_SCHEMA), ("--out", &options.out, DEFAULT_OUT)];
    let other = |path: &Path, default: &str| paths::shown(path) != paths::shown(&options.root.join(default));
    let paths = paths.into_iter().filter(|(_, path, default)| other(path, default));
    let flags = paths.map(|(flag, path, _)| (flag, paths::shown(path)));
    for (flag, value) in flags.chain(edit_flags(&options.edits)) {
        let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        command += &match value.as_str() {
            "" => format!(" {flag}"),
            value if plain => format!(" {flag} {value}"),
            value => format!(" {flag} '{value}'"),
        };
    }
    command
}

/// The edits of a run, as flags.
fn edit_flags(edits: &EditOptions) -> Vec<(&'static str, String)> {
    let EditOptions { overlays, only, strictness, extent } = edits;
    let overlays = overlays.iter().map(|path| ("--overlay", paths::shown(path)));
    let only = only.iter().map(|name| ("--only", name.clone()));
    let lenient = (*strictness == Strictness::Lenient).then(|| ("--lenient", String::new()));
    let library_only = (!extent.is_whole()).then(|| ("--library-only", String::new()));
    overlays.chain(only).chain(lenient).chain(library_only).collect()
}

/// A path below the output folder, from where the reader stands. The empty path is the folder itself.
fn shown(options: &Options, path: &str) -> String {
    let folder = paths::shown(&options.out);
    if path.is_empty() { folder } else { format!("{folder}/{path}") }
}

fn json_line(value: &Value) -> String {
    format!("{value}\n")
}

/// A message in the form that GitHub shows beside the change.
fn annotation(level: &str, file: Option<&str>, message: &str) -> String {
    Annotation { level, file, at: None, title: None, message }.to_string()
}

fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
