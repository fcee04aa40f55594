//! P01-P03: lists that are dropped, interrupted, or read slowly.

use std::time::Duration;

use llamacloud::Checkpoint;
use llamacloud::test_util::{MockTransport, Reply};
use tokio::runtime::Handle;

use super::{Case, client, paused, settle};
use crate::support::bodies::page;

pub(super) const CASES: &[Case] = &[
    ("P01", "a list dropped in the middle of anything", dropped_lists),
    ("P02", "next() in a select, ten thousand times", interrupted_next),
    ("P03", "a reader slower than the service", slow_reader),
];

const LIST: &str = "GET /api/v2/batches";

fn dropped_lists() {
    paused(async {
        let tasks = || Handle::current().metrics().num_alive_tasks();
        let before = tasks();

        let mock = MockTransport::new();
        mock.reply(LIST, page(&["a", "b", "c", "d"], Some("A")));
        let mut items = client(&mock).batches().list().items();
        items.next().await.expect("an item").expect("an item");
        drop(items);
        settle().await;
        assert_eq!((mock.in_flight(), tasks(), mock.requests().len()), (0, before, 1), "in the middle of a page");

        let mock = MockTransport::new();
        mock.always(LIST, Reply::never());
        let mut items = client(&mock).batches().list().items();
        tokio::time::timeout(Duration::from_secs(1), items.next()).await.expect_err("no answer yet");
        assert_eq!(mock.in_flight(), 1, "the request outlives the future that waits for it");
        drop(items);
        settle().await;
        assert_eq!((mock.in_flight(), tasks()), (0, before), "in the middle of a request");

        let mock = MockTransport::new();
        mock.reply(LIST, page(&["a", "b", "c", "d"], Some("A"))).always(LIST, Reply::never());
        let mut items = client(&mock).batches().list().prefetch(true).items();
        for _ in 0..3 {
            items.next().await.expect("an item").expect("an item");
        }
        settle().await;
        assert_eq!(mock.in_flight(), 1, "the next page is being loaded");
        drop(items);
        settle().await;
        assert_eq!((mock.in_flight(), tasks()), (0, before), "in the middle of a prefetch");
    });
}

fn interrupted_next() {
    const PAGES: usize = 2_500;
    paused(async {
        for prefetch in [false, true] {
            let mock = MockTransport::new();
            mock.otherwise(|request| {
                let at: usize = request.query_value("page_token").map_or(0, |token| token.parse().expect("a number"));
                let next = (at + 1 < PAGES).then(|| (at + 1).to_string());
                let body = page(&[&format!("{at}-0"), &format!("{at}-1")], next.as_deref());
                Reply::from(body).delay(Duration::from_millis(35))
            });
            let mut items = client(&mock).batches().list().prefetch(prefetch).items();
            let mut tick = tokio::time::interval(Duration::from_millis(10));
            let (mut ids, mut selects) = (Vec::new(), 0);
            loop {
                selects += 1;
                tokio::select! {
                    item = items.next() => match item {
                        Some(item) => ids.push(item.expect("no fault").id.to_string()),
                        None => break,
                    },
                    _ = tick.tick() => {}
                }
            }
            let expected: Vec<String> = (0..PAGES).flat_map(|at| [format!("{at}-0"), format!("{at}-1")]).collect();
            assert!(ids == expected, "no page lost or doubled");
            assert_eq!(mock.requests().len(), PAGES, "no page asked for twice");
            assert!(selects >= 10_000, "{selects} times");
        }
    });
}

fn slow_reader() {
    const PAGES: usize = 8;
    paused(async {
        let mock = MockTransport::new();
        mock.otherwise(|request| {
            let at: usize = request.query_value("page_token").map_or(0, |token| token.parse().expect("a number"));
            let next = (at + 1 < PAGES).then(|| (at + 1).to_string());
            let ids: Vec<String> = (0..4).map(|item| format!("{at}-{item}")).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            Reply::from(page(&ids, next.as_deref())).delay(Duration::from_millis(5))
        });
        let client = client(&mock);
        let all: Vec<String> = (0..PAGES).flat_map(|at| (0..4).map(move |item| format!("{at}-{item}"))).collect();

        let mut items = client.batches().list().prefetch(true).items();
        let mut taken = 0;
        let mut checkpoints = Vec::new();
        while let Some(item) = items.next().await {
            assert_eq!(item.expect("no fault").id, all[taken].as_str());
            taken += 1;
            tokio::time::sleep(Duration::from_secs(1)).await;
            let in_use = taken.div_ceil(4);
            assert!(mock.requests().len() <= in_use + 1, "at most the page in use and the next one");
            checkpoints.push(serde_json::to_string(&items.checkpoint()).expect("a checkpoint can be stored"));
        }
        assert_eq!(taken, all.len());
        assert_eq!(mock.requests().len(), PAGES);

        for (taken, stored) in checkpoints.iter().enumerate().map(|(index, stored)| (index + 1, stored)) {
            let checkpoint: Checkpoint = serde_json::from_str(stored).expect("a checkpoint can be read");
            let rest = client.batches().list().prefetch(true).resume(checkpoint).items();
            let rest: Vec<_> = rest.try_collect().await.expect("no fault");
            let rest: Vec<&str> = rest.iter().map(|batch: &llamacloud::types::Batch| batch.id.as_str()).collect();
            assert!(rest == all[taken..], "after {taken} items");
        }
    });
}
