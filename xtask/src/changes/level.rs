//! What a change asks of the next version number.

/// What a change asks of the version number, as Cargo's reference on compatibility and semver.org have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing to adapt to and nothing new to use.
    Patch,
    /// Something new to use, something marked as deprecated, or other behaviour behind the same signature.
    Minor,
    /// Code that compiled may no longer compile, or compiles and no longer works: a program does not find its
    /// configuration, or calls that succeeded fail.
    Major,
}

impl Level {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
