//! What is made of a value before it is shown: `--transform` with a path of GJSON, or `--jq` with a program of jq.

mod gjson;
mod jq;

pub(super) use gjson::Path;
use jq::Program;

use std::cell::Cell;

use super::failure::Failure;
use super::globals::Globals;

/// What is made of each value.
#[derive(Debug)]
pub(super) enum Transform {
    /// Nothing: it is shown as it came.
    None,
    Path {
        path: Path,
        /// Whether it led nowhere in one of the values, which was then shown whole.
        was_lost: Cell<bool>,
    },
    Program(Program),
}

impl Transform {
    /// The one that was asked for.
    ///
    /// # Errors
    ///
    /// It cannot be read, or there are two.
    pub(super) fn of(globals: &Globals<'_>) -> Result<Self, Failure> {
        match (globals.text("transform"), globals.text("jq")) {
            (Some(_), Some(_)) => Err(Failure::usage("`--transform` and `--jq` cannot both be given")),
            (Some(path), None) => {
                let path = Path::of("--transform", path).map_err(Failure::Usage)?;
                Ok(Self::Path { path, was_lost: Cell::new(false) })
            }
            (None, Some(program)) => Program::of(program).map(Self::Program).map_err(Failure::Usage),
            (None, None) => Ok(Self::None),
        }
    }

    /// The values that are shown in place of one, which is JSON.
    ///
    /// # Errors
    ///
    /// The program fails with this value.
    pub(super) fn of_value(&self, text: &str) -> Result<Vec<String>, Failure> {
        match self {
            Self::None => Ok(vec![text.to_owned()]),
            Self::Path { path, was_lost } => Ok(vec![path.of_value(text).unwrap_or_else(|| {
                was_lost.set(true);
                text.to_owned()
            })]),
            Self::Program(program) => program.of_value(text).map_err(Failure::Transform),
        }
    }

    /// Whether values are shown as they came.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Whether the path led nowhere in one of the values.
    pub(super) fn was_lost(&self) -> bool {
        matches!(self, Self::Path { was_lost, .. } if was_lost.get())
    }
}
