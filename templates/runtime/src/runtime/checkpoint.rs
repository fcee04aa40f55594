//! A place in a list that can be stored and resumed from, in another process if need be.
//!
//! A checkpoint remembers which list it belongs to. Resuming another operation, or the same one with other filters,
//! is refused: the place would mean nothing there.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::pagination::Position;

/// A place between two items or two pages of a list.
///
/// It comes from `checkpoint()` on [`Items`](super::Items) or [`Pages`](super::Pages), is stored with serde in any
/// format, and is handed to `resume` on the same list request with the same filters. What was given before the
/// checkpoint is not given again, and nothing after it is lost, as long as the service still has the same items on
/// the page the checkpoint points into.
///
/// Its serialised form holds filters, identifiers and page tokens, but no header and no API key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    operation: String,
    path: String,
    filters: Vec<(String, String)>,
    position: Position,
    /// How many items of that page were given already.
    #[serde(default, skip_serializing_if = "is_zero")]
    given: usize,
}

fn is_zero(given: &usize) -> bool {
    *given == 0
}

impl Checkpoint {
    pub(crate) fn new(list: &ListIdentity, position: Position, given: usize) -> Self {
        let ListIdentity { operation, path, filters } = list.clone();
        Self { operation, path, filters, position, given }
    }

    /// The operation the list belongs to, such as `listBatches`.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The token of the page to go on with. `None` on the first page, behind the last page, and for lists that do not page
    /// by token.
    pub fn page_token(&self) -> Option<&str> {
        if let Position::Token(token) = &self.position { Some(token) } else { None }
    }

    /// The number of the item that the page to go on with begins with, counted from 0. `None` for lists that do not
    /// page by offset, and behind the last page.
    pub fn offset(&self) -> Option<u64> {
        if let Position::Offset(offset) = self.position { Some(offset) } else { None }
    }

    /// The number of the page to go on with. `None` on the first page, behind the last page, and for lists that are not
    /// paged by number.
    pub fn page_number(&self) -> Option<u64> {
        if let Position::Page { number, .. } = self.position { Some(number) } else { None }
    }

    /// How many items of that page were given before the checkpoint and will be skipped.
    pub fn given(&self) -> usize {
        self.given
    }

    /// Whether the list was complete: resuming gives nothing.
    pub fn is_end(&self) -> bool {
        self.position == Position::End
    }

    /// Where to go on in `list`, or why this checkpoint does not belong to it.
    pub(crate) fn place_in(&self, list: &ListIdentity) -> Result<(Position, usize), Mismatch> {
        if self.operation != list.operation {
            return Err(Mismatch::Operation { checkpoint: self.operation.clone(), list: list.operation.clone() });
        }
        if self.path != list.path {
            return Err(Mismatch::Path);
        }
        if let Some(name) = first_difference(&self.filters, &list.filters) {
            return Err(Mismatch::Filter { name: name.to_owned() });
        }
        Ok((self.position.clone(), self.given))
    }

    pub(crate) fn position(&self) -> &Position {
        &self.position
    }
}

/// What makes two lists the same list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListIdentity {
    pub(crate) operation: String,
    /// With the path parameters filled in.
    pub(crate) path: String,
    /// Query and fields of the body without the position, sorted.
    pub(crate) filters: Vec<(String, String)>,
}

/// Why a checkpoint does not fit a list. Values of filters are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    Operation { checkpoint: String, list: String },
    Path,
    Filter { name: String },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation { checkpoint, list } => {
                write!(f, "the checkpoint is of `{checkpoint}` and cannot resume `{list}`")
            }
            Self::Path => f.write_str("the checkpoint is of a list with other path parameters"),
            Self::Filter { name } => write!(f, "the checkpoint is of a list with another value of `{name}`"),
        }
    }
}

impl std::error::Error for Mismatch {}

/// The name of the first parameter that two sorted queries do not agree on.
fn first_difference<'a>(one: &'a [(String, String)], other: &'a [(String, String)]) -> Option<&'a str> {
    let place = (0..one.len().max(other.len())).find(|&place| one.get(place) != other.get(place))?;
    // Both are sorted, so the smaller of two different names is the one that only one of them has.
    let (one, other) = (one.get(place), other.get(place));
    one.into_iter().chain(other).map(|(name, _)| name.as_str()).min()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(operation: &str, path: &str, filters: &[(&str, &str)]) -> ListIdentity {
        let filters = filters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ListIdentity { operation: operation.to_owned(), path: path.to_owned(), filters }
    }

    #[test]
    fn the_filter_that_only_one_list_has_is_named() {
        let pairs =
            |names: &[&str]| -> Vec<_> { names.iter().map(|name| ((*name).to_owned(), "1".to_owned())).collect() };
        assert_eq!(first_difference(&pairs(&["page_size"]), &pairs(&["a", "page_size"])), Some("a"));
        assert_eq!(first_difference(&pairs(&["a", "b"]), &pairs(&["a"])), Some("b"));
        assert_eq!(first_difference(&pairs(&["a"]), &pairs(&["a"])), None);
    }

    #[test]
    fn a_checkpoint_belongs_to_one_operation_one_path_and_one_set_of_filters() {
        let jobs = list("listJobs", "/jobs/1/items", &[("status", "RUNNING")]);
        let checkpoint = Checkpoint::new(&jobs, Position::Token("B".into()), 3);
        let refusal = |list| checkpoint.place_in(&list).expect_err("another list").to_string();

        assert_eq!(checkpoint.place_in(&jobs), Ok((Position::Token("B".into()), 3)));
        assert!(refusal(list("listBatches", "/jobs/1/items", &[])).contains("`listJobs`"));
        assert!(refusal(list("listJobs", "/jobs/2/items", &[("status", "RUNNING")])).contains("path"));
        for filters in [&[][..], &[("status", "FAILED")], &[("status", "RUNNING"), ("status", "RUNNING")]] {
            assert!(refusal(list("listJobs", "/jobs/1/items", filters)).contains("`status`"));
        }
    }

    #[test]
    fn the_serialised_form_is_stable() {
        let batches = list("listBatches", "/api/v2/batches", &[("status", "RUNNING")]);
        let json = concat!(
            r#"{"operation":"listBatches","path":"/api/v2/batches","filters":[["status","RUNNING"]],"#,
            r#""position":{"token":"B"},"given":1}"#,
        );
        let checkpoint = Checkpoint::new(&batches, Position::Token("B".into()), 1);
        assert_eq!(serde_json::to_string(&checkpoint).unwrap(), json);
        assert_eq!(serde_json::from_str::<Checkpoint>(json).unwrap(), checkpoint);
    }

    proptest! {
        #[test]
        fn a_checkpoint_survives_being_stored(token in ".*", offset: u64, given: usize, value in ".*") {
            let list = list("list", "/x", &[("filter", &value)]);
            for position in [
                Position::Start,
                Position::Token(token.clone()),
                Position::Offset(offset),
                Position::Page { number: offset, before: None },
                Position::Page { number: 2, before: Some(offset) },
                Position::Url(token),
                Position::End,
            ] {
                let checkpoint = Checkpoint::new(&list, position, given);
                let stored = serde_json::to_string(&checkpoint).unwrap();
                prop_assert_eq!(serde_json::from_str::<Checkpoint>(&stored).unwrap(), checkpoint);
            }
        }
    }
}
