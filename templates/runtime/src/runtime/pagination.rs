//! The rules of walking a list, without I/O: in goes what a page said, out comes what to do next.
//!
//! A list of tokens or URLs ends on a missing one and never on an empty page. An offset list ends when the total is
//! reached, and on an empty page whatever the total says: it may be an estimate, or items went away meanwhile. A list of
//! numbered pages ends as its pages say, and on an empty one that does not say that there are more. Servers cap page
//! sizes, so a short page proves nothing unless the service promises that. All kinds are watched for loops, because a
//! service that repeats itself would otherwise be asked for ever.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::operation::Pagination;

/// Which page of a list is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Position {
    /// The first page, asked for without a token or an offset.
    Start,
    /// The page behind this token.
    Token(String),
    /// The page that begins with the item of this number, counted from 0.
    Offset(u64),
    /// The page of this number.
    Page {
        /// As the service counts.
        number: u64,
        /// How many items stand on the pages before it, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<u64>,
    },
    /// The page at this path and query of the service.
    Url(String),
    /// Behind the last page.
    End,
}

/// What a page said that matters for finding the next one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Received<'a> {
    pub(crate) items: usize,
    /// The token of the next page, or its path and query.
    pub(crate) next: Option<&'a str>,
    pub(crate) total: Option<u64>,
    pub(crate) has_more: Option<bool>,
    pub(crate) total_pages: Option<u64>,
    /// A hash of the items. Equal for two pages only if their items are the same.
    pub(crate) fingerprint: u64,
}

/// What to do with a page and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Give the items; the list goes on here.
    Next(Position),
    /// Give the items; the list is complete.
    Last,
    /// Give the items, then report that the list goes back to a page it has had, or has been empty for too long.
    ThenLoop,
    /// Do not give the items: they are those of the page before. Report the loop.
    Repeated,
}

/// The memory that is needed to notice a loop.
#[derive(Clone, Debug, Default)]
pub(crate) struct LoopGuard {
    /// Hashes of tokens or URLs, so that a long list of long ones costs eight bytes a page.
    names: HashSet<u64>,
    /// Pages without items in a row.
    empty: u32,
    /// The fingerprint of the page before, where pages are told apart by it.
    previous: Option<u64>,
    /// The most items that a numbered page had.
    fullest: usize,
}

/// A filter may leave a page empty, and some in a row; a service that sends nothing but empty pages, each with a new
/// token, would be asked for ever.
const MOST_EMPTY_PAGES: u32 = 1_000;

impl LoopGuard {
    /// Decides how the list goes on after the page that was asked for at `position`.
    pub(crate) fn step(&mut self, pagination: Pagination, position: &Position, received: Received<'_>) -> Step {
        match pagination {
            Pagination::Cursor { .. } => self.step_by_name(Position::Token, position, received),
            Pagination::NextUrl | Pagination::Link => self.step_by_name(Position::Url, position, received),
            Pagination::Offset { .. } => self.step_by_offset(position, received),
            Pagination::Number { first, short_page_ends, .. } => {
                self.step_by_number(first, short_page_ends, position, received)
            }
        }
    }

    /// `named` makes the position of what names the next page: a token or a URL.
    fn step_by_name(&mut self, named: fn(String) -> Position, position: &Position, received: Received<'_>) -> Step {
        if let Position::Token(name) | Position::Url(name) = position {
            self.names.insert(fingerprint(name));
        }
        let empty_for_ever = self.is_empty_for_ever(received);
        match received.next {
            None | Some("") => Step::Last,
            Some(_) if empty_for_ever => Step::ThenLoop,
            Some(name) if self.names.insert(fingerprint(name)) => Step::Next(named(name.to_owned())),
            Some(_) => Step::ThenLoop,
        }
    }

    fn is_empty_for_ever(&mut self, received: Received<'_>) -> bool {
        self.empty = if received.items == 0 { self.empty + 1 } else { 0 };
        self.empty > MOST_EMPTY_PAGES
    }

    fn step_by_number(
        &mut self,
        first: u64,
        short_page_ends: bool,
        position: &Position,
        received: Received<'_>,
    ) -> Step {
        let (number, before) = match position {
            Position::Page { number, before } => (*number, *before),
            Position::Start | Position::Token(_) | Position::Offset(_) | Position::Url(_) | Position::End => {
                (first, Some(0))
            }
        };
        let empty_for_ever = self.is_empty_for_ever(received);
        if received.items == 0 && received.has_more != Some(true) {
            return Step::Last;
        }
        // Filters leave pages empty, so two empty ones are no repetition.
        if received.items > 0 && self.previous.replace(received.fingerprint) == Some(received.fingerprint) {
            return Step::Repeated;
        }
        let is_short = received.items < self.fullest;
        self.fullest = self.fullest.max(received.items);
        let before = before.and_then(|before| before.checked_add(received.items as u64));
        // The first of these that the page has decides. A total of 0 beside items is one that was not filled in.
        let goes_on = received
            .has_more
            .or(received.total_pages.filter(|pages| *pages > 0).map(|pages| number.saturating_sub(first) + 1 < pages))
            .or(received.total.filter(|total| *total > 0).zip(before).map(|(total, before)| before < total))
            .unwrap_or(!(short_page_ends && is_short));
        match number.checked_add(1) {
            _ if !goes_on => Step::Last,
            Some(number) if !empty_for_ever => Step::Next(Position::Page { number, before }),
            Some(_) | None => Step::ThenLoop,
        }
    }

    fn step_by_offset(&mut self, position: &Position, received: Received<'_>) -> Step {
        if received.items == 0 {
            return Step::Last;
        }
        if self.previous.replace(received.fingerprint) == Some(received.fingerprint) {
            return Step::Repeated;
        }
        let offset = if let Position::Offset(offset) = position { *offset } else { 0 };
        // An offset that cannot grow leads back to this page.
        let Some(next) = offset.checked_add(received.items as u64) else { return Step::ThenLoop };
        // A total of 0 beside items is a total that was not filled in.
        match received.total.filter(|total| *total > 0) {
            Some(total) if next >= total => Step::Last,
            Some(_) | None => Step::Next(Position::Offset(next)),
        }
    }
}

/// A hash for comparisons within one process. It is never stored.
pub(crate) fn fingerprint(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::runtime::operation::PageParameter;

    const CURSOR: Pagination = Pagination::Cursor { token: PageParameter::Query("page_token") };
    const OFFSET: Pagination = Pagination::Offset { offset: PageParameter::Body("offset") };

    fn token_page(token: Option<&str>) -> Received<'_> {
        Received { next: token, ..offset_page(2, None, 0) }
    }

    fn offset_page(items: usize, total: Option<u64>, fingerprint: u64) -> Received<'static> {
        Received { items, next: None, total, has_more: None, total_pages: None, fingerprint }
    }

    #[test]
    fn a_cursor_list_ends_only_on_a_missing_token() {
        let mut guard = LoopGuard::default();
        let empty = Received { items: 0, ..token_page(Some("A")) };
        assert_eq!(guard.step(CURSOR, &Position::Start, empty), Step::Next(Position::Token("A".into())));
        assert_eq!(guard.step(CURSOR, &Position::Token("A".into()), token_page(Some(""))), Step::Last);
        assert_eq!(LoopGuard::default().step(CURSOR, &Position::Start, token_page(None)), Step::Last);
    }

    #[test]
    fn a_token_seen_before_is_a_loop_after_the_items_of_its_page() {
        let mut guard = LoopGuard::default();
        let (a, b) = (Position::Token("A".into()), Position::Token("B".into()));
        assert_eq!(guard.step(CURSOR, &Position::Start, token_page(Some("A"))), Step::Next(a.clone()));
        assert_eq!(guard.step(CURSOR, &a, token_page(Some("B"))), Step::Next(b.clone()));
        assert_eq!(guard.step(CURSOR, &b, token_page(Some("A"))), Step::ThenLoop);
    }

    #[test]
    fn empty_pages_with_ever_new_tokens_come_to_an_end() {
        let mut guard = LoopGuard::default();
        let mut position = Position::Start;
        let mut pages = 0;
        while let Step::Next(next) =
            guard.step(CURSOR, &position, Received { items: 0, ..token_page(Some(&pages.to_string())) })
        {
            (position, pages) = (next, pages + 1);
        }
        assert_eq!(pages, MOST_EMPTY_PAGES);
        let mut guard = LoopGuard { empty: MOST_EMPTY_PAGES, ..LoopGuard::default() };
        assert!(matches!(guard.step(CURSOR, &Position::Start, token_page(Some("A"))), Step::Next(_)));
        assert_eq!(guard.empty, 0);
    }

    #[test]
    fn the_token_a_walk_begins_with_counts_as_seen() {
        let position = Position::Token("A".into());
        assert_eq!(LoopGuard::default().step(CURSOR, &position, token_page(Some("A"))), Step::ThenLoop);
    }

    #[test]
    fn an_offset_list_ends_when_its_total_is_reached() {
        let mut guard = LoopGuard::default();
        let next = Step::Next(Position::Offset(102));
        assert_eq!(guard.step(OFFSET, &Position::Offset(100), offset_page(2, Some(103), 1)), next);
        assert_eq!(guard.step(OFFSET, &Position::Offset(102), offset_page(1, Some(103), 2)), Step::Last);
    }

    #[test]
    fn an_empty_page_ends_an_offset_list_whatever_the_total_says() {
        for total in [None, Some(0), Some(1_000), Some(u64::MAX)] {
            let mut guard = LoopGuard::default();
            let next = Step::Next(Position::Offset(1));
            assert_eq!(guard.step(OFFSET, &Position::Start, offset_page(1, total, 1)), next);
            assert_eq!(guard.step(OFFSET, &Position::Offset(1), offset_page(0, total, 2)), Step::Last);
            assert_eq!(LoopGuard::default().step(OFFSET, &Position::Start, offset_page(0, total, 1)), Step::Last);
        }
    }

    #[test]
    fn an_offset_page_like_the_one_before_is_a_loop() {
        let mut guard = LoopGuard::default();
        guard.step(OFFSET, &Position::Start, offset_page(2, Some(1_000), 7));
        assert_eq!(guard.step(OFFSET, &Position::Offset(2), offset_page(2, Some(1_000), 7)), Step::Repeated);
    }

    #[test]
    fn an_offset_at_the_end_of_the_number_range_is_a_loop() {
        let step = |offset| LoopGuard::default().step(OFFSET, &Position::Offset(offset), offset_page(1, None, 1));
        assert_eq!(step(u64::MAX - 1), Step::Next(Position::Offset(u64::MAX)));
        assert_eq!(step(u64::MAX), Step::ThenLoop);
    }

    proptest! {
        /// `graph[i]` is the page that the token of page `i` leads to; a missing one ends the list.
        #[test]
        fn a_walk_of_any_page_graph_visits_each_page_at_most_once_and_ends(
            graph in prop::collection::vec(prop::option::of(0_usize..12), 12),
        ) {
            let mut guard = LoopGuard::default();
            let mut visited = vec![0];
            let mut position = Position::Start;
            loop {
                let page = *visited.last().expect("the walk begins on page 0");
                let token = graph[page].map(|next| next.to_string());
                match guard.step(CURSOR, &position, token_page(token.as_deref())) {
                    Step::Next(next) => {
                        visited.push(graph[page].expect("a step onwards needs a token"));
                        position = next;
                    }
                    Step::Last => {
                        prop_assert_eq!(graph[page], None);
                        break;
                    }
                    Step::ThenLoop => {
                        let target = graph[page].expect("a loop needs a token");
                        prop_assert!(visited.contains(&target));
                        break;
                    }
                    Step::Repeated => prop_assert!(false, "cursor pages are not compared"),
                }
                // Page 0 has no token of its own at first, so it can be visited once more by name.
                prop_assert!(visited.len() <= graph.len() + 1);
            }
            let named = &visited[1..];
            let distinct: HashSet<_> = named.iter().collect();
            prop_assert_eq!(distinct.len(), named.len());
        }
    }
}
