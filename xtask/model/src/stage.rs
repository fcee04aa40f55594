//! The stages of a run, for whoever watches it: the pipeline says which one is over, and has no clock of its own.

/// What has just been done. A lenient run reads its description several times, and says so each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Description, templates and runtime were read from the disk.
    Inputs,
    /// The text of the description became a tree of values, which was edited.
    Parse,
    /// The tree became OpenAPI's own terms.
    Read,
    /// References were followed.
    Resolve,
    /// Names and types were decided.
    Lower,
    /// The rules over the whole were tried.
    Check,
    /// Rust was made and printed, beside what was done of it while templates were rendered.
    Emit,
    /// Templates were rendered, and the code on the pages became a test.
    Render,
    /// The rest of the files and all headers were made.
    Assemble,
    /// The folder was written or compared.
    Output,
}

impl Stage {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inputs => "inputs",
            Self::Parse => "parse",
            Self::Read => "read",
            Self::Resolve => "resolve",
            Self::Lower => "lower",
            Self::Check => "check",
            Self::Emit => "emit",
            Self::Render => "render",
            Self::Assemble => "assemble",
            Self::Output => "output",
        }
    }
}

/// Hears of every stage that is over.
pub type Watch<'a> = dyn FnMut(Stage) + 'a;
