//! The file of deviations: what is meant to differ, each with its reason.
//!
//! ```yaml
//! - place: "* 422"
//!   says: lacks
//!   reason: Errors are read by one type, whatever their status.
//! ```

use serde::Deserialize;

use super::comparison::{Finding, Says};

/// What is meant to differ. A `*` in a place stands for anything.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    pub place: String,
    /// `lacks`, `adds`, or what is said otherwise, such as `presence`.
    pub says: String,
    pub reason: String,
}

/// Reads the file.
///
/// # Errors
///
/// What is wrong with it, in a sentence.
pub fn parse(text: &str) -> Result<Vec<Deviation>, String> {
    let deviations: Option<Vec<Deviation>> = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let deviations = deviations.unwrap_or_default();
    match deviations.iter().find(|deviation| deviation.reason.trim().is_empty()) {
        Some(deviation) => Err(format!("`{}` has no reason", deviation.place)),
        None => Ok(deviations),
    }
}

impl Deviation {
    pub fn explains(&self, finding: &Finding) -> bool {
        self.says == what(&finding.says) && matches(&self.place, &finding.place)
    }
}

/// As a deviation names it.
pub fn what(says: &Says) -> String {
    match says {
        Says::Lacks => "lacks".to_owned(),
        Says::Adds => "adds".to_owned(),
        Says::Otherwise { about, .. } => about.to_string(),
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|tail| {
            let ends = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
            ends.into_iter().any(|at| matches(rest, &tail[at..]))
        }),
    }
}
