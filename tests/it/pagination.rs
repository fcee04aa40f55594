//! Lists over a real socket: what the recorded lists become here, and the rules of lists one by one.

use futures_core::Stream;
use llamacloud::blocking::Blocking;
use llamacloud::types::{Batch, BatchStatus};
use llamacloud::{Checkpoint, Client, ErrorKind, Page, Paginated, Request, ResponseHead};
use serde_json::json;

use crate::support::bodies::{job_page, page};
use crate::support::clients::{builder, checked, runtime};
use crate::support::query;
use crate::support::recorded;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

fn client(server: &FaultServer) -> Client {
    builder(&server.url()).build().expect("a good builder")
}

fn ids(batches: &[Batch]) -> Vec<&str> {
    batches.iter().map(|batch| batch.id.as_str()).collect()
}

#[tokio::test]
async fn items_of_a_cursor_list_come_from_all_its_pages_with_all_its_filters() {
    let case = recorded::case("page.cursor.auto_3_pages");
    let server = case.server();
    let request = client(&server).batches().list().page_size(2_u64).status(BatchStatus::Running);
    let batches: Vec<Batch> =
        request.source_directory_id("d 1").items().try_collect::<Vec<_>>().await.expect("three pages");
    assert_eq!(ids(&batches), ["a", "b", "c", "d"]);
    case.check_requests(&server.requests());
}

#[tokio::test]
async fn items_of_an_offset_list_come_from_all_its_pages_with_all_its_filters() {
    let case = recorded::case("page.offset.auto_3_pages");
    let server = case.server();
    let request = client(&server).beta().batch().list().limit(2_u64).status("running");
    let jobs = request.items().try_collect::<Vec<_>>().await.expect("three pages");
    let ids: Vec<&str> = jobs.iter().map(|job| job.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"]);
    case.check_requests(&server.requests());
}

#[test]
fn pages_and_streams_tell_what_came_with_the_last_response() {
    let step = |ids: &[&str], next, id| Reply::new(200).header("x-request-id", id).json(&page(ids, next));
    let server = || FaultServer::script([step(&["a"], Some("A"), "req-1"), step(&["b"], None, "req-2")]);
    let id = |head: Option<&ResponseHead>| head.and_then(|head| head.request_id().map(str::to_owned));

    let (first, second) = (server(), server());
    runtime().block_on(async {
        let mut items = client(&first).batches().list().prefetch(false).items();
        for expected in ["req-1", "req-2"] {
            items.next().await.expect("two items").expect("no fault");
            assert_eq!(id(items.response()).as_deref(), Some(expected));
        }
        let page = client(&second).batches().list().await.expect("a page");
        assert_eq!(id(page.response()).as_deref(), Some("req-1"));
        assert_eq!(page.response().map(ResponseHead::attempts), Some(1));
    });

    let third = server();
    let client = llamacloud::blocking::Client::from(client(&third));
    let mut pages = client.batches().list().pages();
    for expected in ["req-1", "req-2"] {
        let page = pages.next().expect("two pages").expect("no fault");
        assert_eq!(id(page.response()).as_deref(), Some(expected));
        assert_eq!(id(pages.response()).as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn pages_come_one_by_one() {
    let case = recorded::case("page.cursor.manual");
    let server = case.server();
    let mut pages = client(&server).batches().list().pages();
    let mut seen: Vec<(usize, Option<String>, Option<u64>)> = Vec::new();
    while let Some(page) = pages.next().await {
        let page: Page<Batch> = page.expect("three pages");
        seen.push((page.items.len(), page.next_page_token.clone(), page.total_size));
    }
    assert_eq!(seen, [(2, Some("t/1 +=".into()), None), (1, Some("t2".into()), None), (1, None, Some(4))]);
    assert!(pages.next().await.is_none());
    case.check_requests(&server.requests());
}

#[tokio::test]
async fn awaiting_a_list_gives_its_first_page_only() {
    let server = FaultServer::script([Step::ok(&page(&["a", "b"], Some("t")))]);
    let page = client(&server).batches().list().await.expect("a page");
    assert_eq!(ids(&page.items), ["a", "b"]);
    assert_eq!(page.next_page_token.as_deref(), Some("t"));
    let by_reference: Vec<&str> = (&page).into_iter().map(|batch| batch.id.as_str()).collect();
    assert_eq!(by_reference, ["a", "b"]);
    assert_eq!(page.into_iter().count(), 2);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn an_empty_page_with_a_token_is_not_the_end() {
    let case = recorded::case("page.cursor.empty_items_with_token");
    let server = case.server();
    let batches = client(&server).batches().list().items().try_collect::<Vec<_>>().await.expect("two pages");
    // The official SDKs stop at the empty page and lose this one.
    assert_eq!(ids(&batches), ["lost"]);
    case.check_requests(&server.requests());
}

#[tokio::test]
async fn a_page_without_items_is_an_error_and_a_page_with_null_is_empty() {
    let server = recorded::case("page.cursor.items_missing_null").server();
    let client = client(&server);
    let missing = client.batches().list().await.expect_err("a page has items");
    assert_eq!(missing.kind(), ErrorKind::Decode);
    let null = client.batches().list().await.expect("null reads as empty");
    assert_eq!((null.items.len(), null.next_page_token.as_deref()), (0, Some("x")));
    let empty = client.batches().list().await.expect_err("an empty object is no empty list");
    assert_eq!(empty.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_failing_page_ends_the_list_after_the_items_before_it() {
    let case = recorded::case("page.cursor.page2_500_then_gives_up");
    let server = case.server();
    let mut items = client(&server).batches().list().retries(2).items();
    let mut got = Vec::new();
    let error = loop {
        match checked(items.next().await.expect("the error is an item of the stream")) {
            Ok(batch) => got.push(batch),
            Err(error) => break error,
        }
    };
    assert_eq!(ids(&got), ["a", "b"]);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    assert_eq!(error.attempts(), 3);
    assert_eq!(items.checkpoint().page_token(), Some("t1"));
    assert!(items.next().await.is_none(), "a failed list stays ended");
    case.check_requests(&server.requests());
}

#[tokio::test]
async fn a_page_that_is_no_json_is_an_error_and_not_the_end() {
    let case = recorded::case("page.cursor.page2_not_json");
    let server = case.server();
    let mut items = client(&server).batches().list().items();
    assert_eq!(items.next().await.expect("page 1").expect("page 1").id, "a");
    let error = items.next().await.expect("page 2").expect_err("page 2 is HTML");
    assert_eq!(error.kind(), ErrorKind::Decode);
    case.check_requests(&server.requests());
}

#[test]
fn a_list_that_keeps_going_gives_an_error_in_the_place_of_a_batch_that_cannot_be_read() {
    let mut body = page(&["a", "b", "c"], None);
    body["items"][1]["created_at"] = json!(["2026-01-01T00:00:00Z"]);
    let step = || FaultServer::script([Reply::new(200).json(&body)]);
    let check = |given: Vec<Result<Batch, llamacloud::Error>>| {
        let [first, second, third] = &given[..] else { panic!("three items: {given:?}") };
        assert_eq!(first.as_ref().expect("a batch").id, "a");
        let error = second.as_ref().expect_err("no batch");
        let item = error.unread_item().expect("the stream goes on");
        assert_eq!((error.kind(), item.index(), item.path()), (ErrorKind::Decode, 1, "items[1].created_at"));
        assert_eq!(serde_json::from_str::<serde_json::Value>(item.json()).expect("JSON"), body["items"][1]);
        assert_eq!(third.as_ref().expect("a batch").id, "c");
    };
    let server = step();
    runtime().block_on(async {
        let mut items = client(&server).batches().list().items().keep_going();
        let mut given = Vec::new();
        while let Some(next) = items.next().await {
            given.push(next);
        }
        check(given);
    });
    let server = step();
    let blocking = llamacloud::blocking::Client::from(client(&server));
    check(blocking.batches().list().items().keep_going().collect());
}

#[tokio::test]
async fn headers_and_further_parameters_of_the_call_go_with_every_page() {
    let case = recorded::case("page.cursor.per_call_options_kept");
    let server = case.server();
    let request = client(&server).batches().list().header("x-keep", "1").query("zz", "9");
    let batches = request.items().try_collect::<Vec<_>>().await.expect("three pages");
    assert_eq!(batches.len(), 4);
    case.check_requests(&server.requests());
}

#[tokio::test]
async fn a_circle_of_tokens_is_an_error_after_the_items_so_far() {
    let case = recorded::case("page.cursor.two_token_cycle_endless");
    let server = case.server();
    let mut items = client(&server).batches().list().items();
    let (mut got, mut error) = (0, None);
    while let Some(item) = items.next().await {
        match item {
            Ok(_) => got += 1,
            Err(failed) => error = Some(failed),
        }
    }
    assert_eq!(error.expect("a loop").kind(), ErrorKind::PaginationLoop);
    assert_eq!((got, server.count()), (3, 3));
}

#[tokio::test]
async fn a_list_starts_at_a_token_the_caller_kept() {
    let case = recorded::case("page.cursor.restart_from_saved_token");
    let server = case.server();
    let request = client(&server).batches().list().page_token("t/1 +=").status(BatchStatus::Running);
    let batches = request.items().try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!(ids(&batches), ["c", "d"]);
    case.check_requests(&server.requests());
}

#[tokio::test]
async fn a_token_that_is_a_number_is_read_as_text() {
    let numbered = json!({"items": [], "next_page_token": 17});
    let server = FaultServer::script([Step::ok(&numbered), Step::ok(&page(&["a"], None))]);
    let batches = client(&server).batches().list().items().try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!(ids(&batches), ["a"]);
    assert_eq!(query::value(server.requests()[1].query(), "page_token").as_deref(), Some("17"));
}

#[tokio::test]
async fn an_offset_list_without_a_total_goes_on_until_an_empty_page() {
    // The official SDKs stop after the first page here and lose the rest.
    let server = FaultServer::answering(|request| match query::value(request.query(), "offset").as_deref() {
        None => Step::ok(&job_page(&["a", "b"], None)),
        Some("2") => Step::ok(&job_page(&["c"], None)),
        Some("3") => Step::ok(&job_page(&[], None)),
        Some(other) => panic!("offset {other}"),
    });
    let jobs =
        client(&server).beta().batch().list().limit(2_u64).items().try_collect::<Vec<_>>().await.expect("three pages");
    assert_eq!(jobs.len(), 3);

    let recorded = recorded::case("page.offset.total_missing").server();
    let mut items = client(&recorded).beta().batch().list().limit(2_u64).items();
    let mut ids = Vec::new();
    while let Some(Ok(job)) = items.next().await {
        ids.push(job.id.to_string());
    }
    assert!(ids.contains(&"never".to_owned()), "{ids:?}");
}

#[tokio::test]
async fn an_offset_list_begins_where_the_caller_says() {
    let server = FaultServer::answering(|request| match query::value(request.query(), "offset").as_deref() {
        Some("5") => Step::ok(&job_page(&["f", "g"], Some(8))),
        Some("7") => Step::ok(&job_page(&["h"], Some(8))),
        other => panic!("offset {other:?}"),
    });
    let jobs =
        client(&server).beta().batch().list().offset(5_u64).items().try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!(jobs.len(), 3);
}

#[tokio::test]
async fn a_total_that_is_a_string_is_read_as_a_number() {
    let case = recorded::case("page.offset.total_as_string");
    let server = case.server();
    let jobs =
        client(&server).beta().batch().list().limit(1_u64).items().try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!(jobs.len(), 2);
    case.check_requests(&server.requests());
}

#[tokio::test]
async fn an_empty_page_before_the_total_does_not_run_for_ever() {
    let server = recorded::case("page.offset.empty_page_before_total").server();
    let mut items = client(&server).beta().batch().list().limit(1_u64).items();
    assert_eq!(items.next().await.expect("page 1").expect("page 1").id, "a");
    while items.next().await.is_some() {}
    assert!(server.count() <= 3, "{} requests", server.count());
}

#[tokio::test]
async fn an_offset_list_whose_server_ignores_the_offset_is_a_loop() {
    let server = FaultServer::always(Step::ok(&job_page(&["a", "b"], Some(1_000_000))));
    let mut items = client(&server).beta().batch().list().limit(2_u64).items();
    let (mut got, mut error) = (0, None);
    while let Some(item) = items.next().await {
        match item {
            Ok(_) => got += 1,
            Err(failed) => error = Some(failed),
        }
    }
    assert_eq!(error.expect("a loop").kind(), ErrorKind::PaginationLoop);
    assert_eq!((got, server.count()), (2, 2), "the page that came again is not given again");
}

#[tokio::test]
async fn the_items_of_a_job_may_be_missing_from_the_answer() {
    let server = FaultServer::always(Step::ok(&json!({})));
    let items = client(&server).beta().batch().job_items().list("bjb-1").items().try_collect::<Vec<_>>().await;
    assert_eq!(items.expect("an empty list").len(), 0);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn max_items_and_max_pages_end_a_list_early() {
    let server = FaultServer::answering(|request| {
        let next = format!("t{}", request.index + 1);
        Step::ok(&page(&["a", "b"], Some(&next)))
    });
    let client = client(&server);
    let three = client.batches().list().items().max_items(3).try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!((three.len(), server.count()), (3, 2));
    let pages = client.batches().list().items().max_pages(2).try_collect::<Vec<_>>().await.expect("two pages");
    assert_eq!((pages.len(), server.count()), (4, 4));
    let none = client.batches().list().items().max_items(0).try_collect::<Vec<_>>().await.expect("nothing");
    assert_eq!((none.len(), server.count()), (0, 4));
}

#[tokio::test]
async fn nothing_is_requested_before_the_first_poll() {
    let server = FaultServer::always(Step::ok(&page(&["a"], None)));
    let client = client(&server);
    let items = client.batches().list().items();
    let pages = client.batches().list().pages();
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(server.connections(), 0);
    drop((items, pages));
}

#[tokio::test]
async fn a_stored_checkpoint_goes_on_behind_the_last_item() {
    let server = FaultServer::answering(|request| match query::value(request.query(), "page_token").as_deref() {
        None => Step::ok(&page(&["a", "b"], Some("B"))),
        Some("B") => Step::ok(&page(&["c", "d", "e"], None)),
        Some(other) => panic!("token {other}"),
    });
    let client = client(&server);
    let whole = ["a", "b", "c", "d", "e"];
    for taken in 0..=whole.len() {
        let mut items = client.batches().list().status(BatchStatus::Running).items();
        for id in &whole[..taken] {
            assert_eq!(items.next().await.expect("an item").expect("an item").id, *id);
        }
        let stored = serde_json::to_string(&items.checkpoint()).expect("a checkpoint can be stored");
        drop(items);
        let checkpoint: Checkpoint = serde_json::from_str(&stored).expect("a stored checkpoint can be read");
        let rest = client.batches().list().status(BatchStatus::Running).resume(checkpoint).items();
        let rest = rest.try_collect::<Vec<_>>().await.expect("the rest");
        assert_eq!(ids(&rest), whole[taken..], "after {taken}: {stored}");
    }
}

#[tokio::test]
async fn a_checkpoint_of_another_list_is_refused_before_anything_is_sent() {
    let server = FaultServer::always(Step::ok(&page(&["a"], Some("A"))));
    let client = client(&server);
    let mut items = client.batches().list().status(BatchStatus::Running).items();
    items.next().await.expect("an item").expect("an item");
    let checkpoint = items.checkpoint();
    let before = server.count();

    let other_filter = client.batches().list().status(BatchStatus::Failed).resume(checkpoint.clone());
    let error = other_filter.items().next().await.expect("an error").expect_err("another filter");
    assert_eq!(error.kind(), ErrorKind::CheckpointMismatch);
    let other_list = client.beta().batch().list().resume(checkpoint);
    let error = other_list.items().next().await.expect("an error").expect_err("another list");
    assert_eq!(error.kind(), ErrorKind::CheckpointMismatch);
    assert_eq!(server.count(), before);
}

#[tokio::test]
async fn items_and_pages_are_streams() {
    async fn count<S: Stream<Item = Result<T, llamacloud::Error>> + Unpin, T>(mut stream: S) -> usize {
        let mut count = 0;
        while let Some(item) = std::future::poll_fn(|cx| std::pin::Pin::new(&mut stream).poll_next(cx)).await {
            item.map(drop).expect("no fault here");
            count += 1;
        }
        count
    }
    let server = FaultServer::answering(|request| match request.query() {
        None => Step::ok(&page(&["a", "b"], Some("B"))),
        Some(_) => Step::ok(&page(&["c"], None)),
    });
    let client = client(&server);
    assert_eq!(count(client.batches().list().items()).await, 3);
    assert_eq!(count(client.batches().list().pages()).await, 2);
}

#[test]
fn the_blocking_lists_are_iterators() {
    let server = FaultServer::answering(|request| match query::value(request.query(), "page_token").as_deref() {
        None => Step::ok(&page(&["a", "b"], Some("B"))),
        Some("B") => Step::ok(&page(&["c"], Some("C"))),
        Some(_) => Reply::new(403).json(&json!({"detail": "no"})),
    });
    let client = builder(&server.url()).build().map(llamacloud::blocking::Client::from).expect("a good builder");
    let outcomes: Vec<Result<String, u16>> = client
        .batches()
        .list()
        .items()
        .map(|item| item.map(|batch| batch.id.to_string()).map_err(|error| error.status().map_or(0, |s| s.as_u16())))
        .collect();
    assert_eq!(outcomes, [Ok("a".into()), Ok("b".into()), Ok("c".into()), Err(403)]);
    let pages: Vec<usize> =
        client.batches().list().pages().take(2).map(|page| page.expect("two pages").items.len()).collect();
    assert_eq!(pages, [2, 1]);
}

/// Every item of any list.
async fn all<O: Paginated>(list: impl Into<Request<O>>) -> Vec<O::Item> {
    list.into().items().try_collect().await.expect("a list without faults")
}

/// Every item of any list, without async.
fn all_blocking<O: Paginated>(list: impl Into<Request<O, Blocking>>) -> Vec<O::Item> {
    list.into().items().try_collect().expect("a list without faults")
}

#[test]
fn one_function_reads_every_list_in_both_modes() {
    let server = FaultServer::answering(|request| match request.path().starts_with("/api/v2/") {
        true => Step::ok(&page(&["a", "b"], None)),
        false => Step::ok(&job_page(&["c"], Some(1))),
    });
    let client = client(&server);
    let (batches, jobs) = runtime().block_on(async {
        (all(client.batches().list().page_size(2)).await, all(client.beta().batch().list().limit(1)).await)
    });
    let blocking = llamacloud::blocking::Client::from(client);
    assert_eq!(batches, all_blocking(blocking.batches().list()));
    assert_eq!(jobs, all_blocking(blocking.beta().batch().list()));
    assert_eq!((batches.len(), jobs.len()), (2, 1));
}
