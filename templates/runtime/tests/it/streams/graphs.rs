//! Any graph of pages: each item comes exactly once, or the stream says that the list is a loop.

use std::collections::BTreeSet;

use proptest::prelude::*;
use runtime::runtime::ErrorKind;
use runtime::runtime::transport::mock::Reply;
use serde_json::json;

use super::endings::drain;
use super::support::{World, world};

/// For each page, how many items it has and which page its token leads to. Page 0 is the first.
type Graph = Vec<(usize, Option<usize>)>;

fn graph() -> impl Strategy<Value = Graph> {
    prop::collection::vec((0_usize..4, prop::option::weighted(0.85, 0_usize..8)), 8)
}

/// The items of a page are its number and their place on it.
fn items_of(graph: &Graph, page: usize) -> Vec<String> {
    (0..graph[page].0).map(|place| format!("{page}.{place}")).collect()
}

fn serve(graph: &Graph) -> World {
    let (world, graph) = (world(), graph.clone());
    world.mock.otherwise(move |request| {
        let page: usize = request.query_value("page_token").unwrap_or("0").parse().unwrap();
        Reply::json(200, json!({ "items": items_of(&graph, page), "next_page_token": graph[page].1 }))
    });
    world
}

/// The pages from the first one on, and whether they lead back to a page that was asked for by its token.
fn walk(graph: &Graph) -> (Vec<usize>, bool) {
    let (mut pages, mut tokens) = (vec![0], BTreeSet::new());
    while let Some(next) = graph[*pages.last().unwrap()].1 {
        if !tokens.insert(next) {
            return (pages, true);
        }
        pages.push(next);
    }
    (pages, false)
}

fn run(future: impl Future<Output = Result<(), TestCaseError>>) -> Result<(), TestCaseError> {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn each_item_exactly_once_or_a_loop_error(graph in graph(), prefetch: bool) {
        run(async {
            let (pages, loops) = walk(&graph);
            let expected: Vec<String> = pages.iter().flat_map(|&page| items_of(&graph, page)).collect();
            let world = serve(&graph);
            let (items, end) = drain!(world.things().prefetch(prefetch).items());
            prop_assert_eq!(items, expected);
            prop_assert_eq!(end.err().map(|error| error.kind()), loops.then_some(ErrorKind::PaginationLoop));
            prop_assert_eq!(world.mock.requests().len(), pages.len());
            Ok(())
        })?;
    }

    #[test]
    fn a_walk_in_two_parts_is_the_whole_walk(graph in graph(), first in 0_usize..20, prefetch: bool) {
        let (pages, loops) = walk(&graph);
        prop_assume!(!loops);
        run(async {
            let expected: Vec<String> = pages.iter().flat_map(|&page| items_of(&graph, page)).collect();
            let world = serve(&graph);
            let mut items = world.things().prefetch(prefetch).items();
            let mut taken = Vec::new();
            while taken.len() < first && let Some(item) = items.next().await {
                taken.push(item.unwrap());
            }
            let (rest, end) = drain!(world.things().resume(items.checkpoint()).items());
            prop_assert!(end.is_ok());
            taken.extend(rest);
            prop_assert_eq!(taken, expected);
            Ok(())
        })?;
    }
}
