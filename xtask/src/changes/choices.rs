//! What can be chosen on the command line.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading: every change with its place in the description.
    Text,
    /// For a changelog.
    Markdown,
    /// For programs: one document, or else one object a line, as `codegen` tells problems.
    Json,
    /// For a pull request: annotations at the lines of the description.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A change that breaks callers, or programs already built.
    Breaking,
    /// A version in the description that is lower than the changes ask for.
    Version,
    /// Nothing.
    Never,
}
