//! How streams of items behave while they run: laziness, limits, loading ahead, dropping.

use std::time::Duration;

use runtime::runtime::transport::mock::{MockTransport, Reply};
use runtime::runtime::{
    BoxFuture, ErrorKind, HttpRequest, HttpResponse, Page, ResponseHead, TokioClock, Transport, TransportError,
};
use serde_json::json;

use super::endings::drain;
use super::support::{ListRows, ListThings, World, client_with, page, seconds, world};

fn four_pages() -> World {
    let world = world();
    world.serve(&[
        ("", &["a", "b", "c", "d"], Some("A")),
        ("A", &["e", "f"], Some("B")),
        ("B", &["g", "h"], Some("C")),
        ("C", &["i"], None),
    ]);
    world
}

/// Lets every task that is ready run.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_came_with_the_response_is_told_by_pages_and_streams() {
    let world = world();
    let reply = |items: &[&str], next, id| Reply::from(page(items, next)).header("x-request-id", id);
    let id = |head: Option<&ResponseHead>| head.and_then(|head| head.request_id().map(str::to_owned));
    world
        .mock
        .reply("GET /things", reply(&["a"], Some("A"), "req-1"))
        .reply("GET /things", reply(&["b"], None, "req-2"));
    let mut items = world.things().prefetch(false).items();
    assert_eq!(id(items.response()), None);
    for expected in ["req-1", "req-2"] {
        items.next().await.unwrap().unwrap();
        assert_eq!(id(items.response()).as_deref(), Some(expected));
    }

    world.mock.always("GET /things", reply(&["a"], None, "req-3"));
    let first = world.things().await.unwrap();
    assert_eq!((id(first.response()).as_deref(), first.response().unwrap().attempts()), (Some("req-3"), 1));
    assert_eq!(first, Page::new(vec!["a".to_owned()], None, None), "what came with it is not what the page says");
    let mut pages = world.things().pages();
    assert_eq!(id(pages.next().await.unwrap().unwrap().response()).as_deref(), Some("req-3"));
    assert_eq!(id(pages.response()).as_deref(), Some("req-3"));
}

#[tokio::test]
async fn nothing_is_requested_before_the_first_poll() {
    let world = four_pages();
    let (items, pages) = (world.things().items(), world.things().pages());
    settle().await;
    assert!(world.mock.requests().is_empty());
    drop((items, pages));
}

#[tokio::test]
async fn limits_end_the_stream_and_save_requests() {
    for (max, requests) in [(0, 0), (1, 1), (4, 1), (5, 2), (100, 4)] {
        let world = four_pages();
        let (items, end) = drain!(world.things().items().max_items(max));
        end.unwrap();
        settle().await;
        assert_eq!(items.len() as u64, max.min(9));
        assert_eq!(world.mock.requests().len(), requests, "max_items({max})");
    }
    let world = four_pages();
    assert_eq!(drain!(world.things().items().max_pages(2)).0.len(), 6);
    assert_eq!(world.mock.requests().len(), 2);
}

#[tokio::test]
async fn pages_are_cut_at_the_item_limit_and_resumed_within() {
    let world = four_pages();
    let mut pages = world.things().pages().max_items(5);
    let mut taken = Vec::new();
    while let Some(page) = pages.next().await {
        taken.extend(page.unwrap());
    }
    let rest: Vec<String> = world.things().resume(pages.checkpoint()).items().try_collect().await.unwrap();
    assert_eq!((taken.concat(), rest.concat()), ("abcde".to_owned(), "fghi".to_owned()));
}

#[tokio::test]
async fn the_next_page_is_loaded_once_half_of_a_page_was_taken() {
    let world = four_pages();
    let mut items = world.things().items();
    let mut requests = Vec::new();
    for _ in 0..5 {
        items.next().await.unwrap().unwrap();
        settle().await;
        requests.push(world.mock.requests().len());
    }
    assert_eq!(requests, [1, 2, 2, 2, 3]);
}

#[tokio::test]
async fn loading_ahead_can_be_switched_off_and_is_off_for_pages() {
    let world = four_pages();
    let mut items = world.things().prefetch(false).items();
    for _ in 0..4 {
        items.next().await.unwrap().unwrap();
    }
    settle().await;
    assert_eq!(world.mock.requests().len(), 1);

    let (world, ahead) = (four_pages(), four_pages());
    let (mut pages, mut pages_ahead) = (world.things().pages(), ahead.things().prefetch(true).pages());
    pages.next().await.unwrap().unwrap();
    pages_ahead.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!((world.mock.requests().len(), ahead.mock.requests().len()), (1, 2));
}

#[tokio::test]
async fn a_slow_consumer_holds_two_pages_at_most_and_loses_nothing() {
    let world = four_pages();
    let mut items = world.things().items();
    let mut taken = String::new();
    while let Some(item) = items.next().await {
        taken.push_str(&item.unwrap());
        world.clock.advance(seconds(600));
        settle().await;
        let pages_used = match taken.len() {
            0..=4 => 1,
            5..=6 => 2,
            7..=8 => 3,
            _ => 4,
        };
        assert!(world.mock.requests().len() <= pages_used + 1, "after {taken}");
    }
    assert_eq!(taken, "abcdefghi");
}

#[tokio::test(start_paused = true)]
async fn dropping_a_stream_abandons_what_is_under_way() {
    let mock = MockTransport::new();
    mock.always("GET /things", Reply::from(page(&["a", "b"], Some("A"))).delay(seconds(1)));
    let list = client_with(mock.clone(), TokioClock).handle().request::<ListThings>();

    // While a page is waited for.
    let mut items = list.clone().items();
    tokio::select! {
        biased;
        _ = items.next() => panic!("the page takes a second"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(mock.in_flight(), 1);
    drop(items);
    assert_eq!(mock.in_flight(), 0);

    // While a page is loaded ahead, and with half a page left.
    let mut items = list.items();
    items.next().await.unwrap().unwrap();
    tokio::task::yield_now().await;
    assert_eq!(mock.in_flight(), 1);
    drop(items);
    settle().await;
    assert_eq!(mock.in_flight(), 0);
    assert_eq!(tokio::runtime::Handle::current().metrics().num_alive_tasks(), 0);
}

#[tokio::test(start_paused = true)]
async fn next_can_be_cancelled_any_number_of_times() {
    const ITEMS: u64 = 2_000;
    let mock = MockTransport::new();
    mock.otherwise(|request| {
        let offset: u64 = request.query_value("offset").unwrap_or("0").parse().unwrap();
        let items: Vec<u64> = (offset..ITEMS).take(3).collect();
        Reply::json(200, json!({ "items": items, "total_size": ITEMS })).delay(Duration::from_millis(offset % 34))
    });
    let client = client_with(mock.clone(), TokioClock);
    let list = client.handle().request::<ListRows>().path_parameter("table", "t");
    let mut items = list.items();
    let (mut taken, mut ticks) = (Vec::new(), 0);
    let mut tick = tokio::time::interval(Duration::from_millis(1));
    loop {
        tokio::select! {
            biased;
            _ = tick.tick() => ticks += 1,
            item = items.next() => match item {
                Some(item) => taken.push(item.unwrap()),
                None => break,
            },
        }
    }
    assert!(ticks >= 10_000, "only {ticks} ticks");
    assert_eq!(taken, (0..ITEMS).collect::<Vec<_>>());
    assert_eq!(mock.requests().len() as u64, ITEMS.div_ceil(3));
}

#[tokio::test]
async fn the_total_deadline_ends_the_stream_after_the_items_that_arrived() {
    let world = world();
    world.mock.reply("GET /things", page(&["a", "b"], Some("A")));
    world.mock.always("GET /things", Reply::never());
    let list = world.things().prefetch(false).total_deadline(seconds(10));
    let mut items = list.clone().items();
    items.next().await.unwrap().unwrap();
    world.clock.advance(seconds(4));
    items.next().await.unwrap().unwrap();
    assert!(items.next().await.unwrap().unwrap_err().is_timeout());
    assert_eq!(world.clock.elapsed(), seconds(10));

    // No page is requested once the time is up.
    let requests = world.mock.requests().len();
    world.mock.reply("GET /things", page(&["a"], Some("A")));
    let mut items = list.items();
    items.next().await.unwrap().unwrap();
    world.clock.advance(seconds(11));
    assert!(items.next().await.unwrap().unwrap_err().is_timeout());
    assert_eq!(world.mock.requests().len(), requests + 1);
}

#[derive(Debug)]
struct Panicking;

impl Transport for Panicking {
    fn send(&self, _request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        panic!("the transport panics")
    }
}

#[tokio::test]
async fn a_panic_of_the_transport_reaches_the_caller_as_a_panic() {
    let client = client_with(Panicking, TokioClock);
    let list = client.handle().request::<ListThings>();
    let panic = tokio::spawn(async move { list.items().next().await.is_some() }).await.unwrap_err();
    assert!(panic.is_panic());
}

#[test]
fn a_runtime_that_is_shut_down_while_a_page_is_loaded_ahead_is_an_error() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mock = MockTransport::new();
    mock.reply("GET /things", page(&["a"], Some("A"))).always("GET /things", Reply::never());
    let mut items = client_with(mock, TokioClock).handle().request::<ListThings>().items();
    runtime().block_on(items.next()).unwrap().unwrap();
    let error = runtime().block_on(items.next()).unwrap().unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::RuntimeGone, Some("listThings")));
    assert_eq!(items.checkpoint().page_token(), Some("A"));
}
