//! Lists over random graphs of pages: every item exactly once and in order, or a loop that is called one.

use std::collections::{BTreeMap, BTreeSet};

use llamacloud::test_util::{MockTransport, Reply};
use llamacloud::{Checkpoint, Client, ErrorKind};
use proptest::prelude::*;
use serde_json::json;

use crate::support::bodies::{batch, job};
use crate::support::clients::runtime;
use crate::support::logs::CANARY_KEY;

/// A page of a random list: how many items, and which page its token leads to.
#[derive(Clone, Debug)]
struct Node {
    items: usize,
    next: Option<usize>,
}

fn graphs() -> impl Strategy<Value = Vec<Node>> {
    (1_usize..8).prop_flat_map(|pages| {
        let node = (0_usize..4, prop::option::weighted(0.85, 0..pages)).prop_map(|(items, next)| Node { items, next });
        prop::collection::vec(node, pages)
    })
}

/// What a walk from the first page has to give: the ids in order, and whether it ends in a loop.
fn expected(graph: &[Node]) -> (Vec<String>, bool) {
    let (mut ids, mut seen, mut at) = (Vec::new(), BTreeSet::new(), 0);
    loop {
        ids.extend((0..graph[at].items).map(|item| format!("{at}-{item}")));
        match graph[at].next {
            None => return (ids, false),
            Some(next) if !seen.insert(next) => return (ids, true),
            Some(next) => at = next,
        }
    }
}

/// A service whose list of batches is the graph; the token of a page is its number.
fn cursor_service(graph: Vec<Node>) -> MockTransport {
    let mock = MockTransport::new();
    mock.otherwise(move |request| {
        let at: usize = request.query_value("page_token").map_or(0, |token| token.parse().expect("a token of ours"));
        let items: Vec<_> = (0..graph[at].items).map(|item| batch(&format!("{at}-{item}"))).collect();
        json!({"items": items, "next_page_token": graph[at].next.map(|next| next.to_string())}).into()
    });
    mock
}

fn client(mock: &MockTransport) -> Client {
    Client::builder().api_key(CANARY_KEY).transport(mock.clone()).build().expect("a good builder")
}

/// Takes `most` items; gives them, whether a loop was reported, and where the list stands then.
async fn take(
    client: &Client,
    resume: Option<Checkpoint>,
    prefetch: bool,
    most: usize,
) -> (Vec<String>, bool, Checkpoint) {
    let request = client.batches().list().prefetch(prefetch);
    let mut items = match resume {
        Some(checkpoint) => request.resume(checkpoint).items(),
        None => request.items(),
    };
    let (mut ids, mut looped) = (Vec::new(), false);
    while ids.len() < most {
        match items.next().await {
            Some(Ok(batch)) => ids.push(batch.id.to_string()),
            Some(Err(error)) => {
                assert_eq!(error.kind(), ErrorKind::PaginationLoop, "{error}");
                looped = true;
            }
            None => break,
        }
    }
    (ids, looped, items.checkpoint())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_cursor_list_gives_every_item_of_its_walk_once_or_reports_a_loop(graph in graphs(), prefetch: bool) {
        let mock = cursor_service(graph.clone());
        let (ids, looped, _) = runtime().block_on(take(&client(&mock), None, prefetch, usize::MAX));
        prop_assert_eq!((ids, looped), expected(&graph));
        prop_assert!(mock.requests().len() <= graph.len() + 1);
    }

    #[test]
    fn a_list_cut_anywhere_and_resumed_gives_the_same_items(graph in graphs(), cut in 0_usize..24, prefetch: bool) {
        let (all, loops) = expected(&graph);
        // Resuming forgets which tokens were seen, so a list that runs in circles may go around once more.
        prop_assume!(!loops);
        let mock = cursor_service(graph);
        let client = client(&mock);
        let got = runtime().block_on(async {
            let (mut ids, _, checkpoint) = take(&client, None, prefetch, cut).await;
            let stored = serde_json::to_vec(&checkpoint).expect("a checkpoint can be stored");
            let checkpoint = serde_json::from_slice(&stored).expect("a checkpoint can be read");
            let (rest, _, _) = take(&client, Some(checkpoint), prefetch, usize::MAX).await;
            ids.extend(rest);
            ids
        });
        prop_assert_eq!(got, all);
    }

    #[test]
    fn an_offset_list_gives_every_item_once_whatever_the_server_makes_of_the_limit(
        count in 0_usize..40,
        limit in prop::option::of(1_u64..10),
        caps in prop::collection::vec(1_usize..6, 1..8),
        totals: bool,
    ) {
        let mock = MockTransport::new();
        mock.otherwise(move |request| {
            let offset: usize = request.query_value("offset").map_or(0, |offset| offset.parse().expect("a number"));
            let limit: usize = request.query_value("limit").map_or(50, |limit| limit.parse().expect("a number"));
            let size = limit.min(caps[offset % caps.len()]);
            let items: Vec<_> = (offset..count.min(offset + size)).map(|item| job(&item.to_string())).collect();
            let total = totals.then_some(count);
            Reply::json(200, json!({"items": items, "total_size": total}))
        });
        let client = client(&mock);
        let ids: Vec<usize> = runtime().block_on(async {
            let jobs = client.beta().batch().list().maybe_limit(limit).items().try_collect::<Vec<_>>().await.expect("no fault");
            jobs.iter().map(|job| job.id.as_str().parse().expect("a number")).collect()
        });
        prop_assert_eq!(ids, (0..count).collect::<Vec<_>>());
    }
}

#[test]
fn the_pages_of_a_list_are_those_of_the_walk() {
    let graph: Vec<Node> = [(2, Some(2)), (9, None), (0, Some(3)), (1, None)]
        .into_iter()
        .map(|(items, next)| Node { items, next })
        .collect();
    let mock = cursor_service(graph);
    let sizes: BTreeMap<usize, usize> = runtime().block_on(async {
        let mut pages = client(&mock).batches().list().pages();
        let mut sizes = BTreeMap::new();
        while let Some(page) = pages.next().await {
            sizes.insert(sizes.len(), page.expect("no fault").items.len());
        }
        sizes
    });
    assert_eq!(sizes.into_values().collect::<Vec<_>>(), [2, 0, 1]);
}
