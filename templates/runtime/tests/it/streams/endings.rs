//! Where lists end, and where they must not.

use std::sync::atomic::{AtomicU32, Ordering};

use runtime::runtime::ErrorKind;
use runtime::runtime::transport::mock::Reply;
use serde_json::json;

use super::support::{page, world};

/// Takes items up to the end or an error.
macro_rules! drain {
    ($stream:expr) => {{
        let (mut stream, mut items) = ($stream, Vec::new());
        let end: Result<(), runtime::runtime::Error> = loop {
            match stream.next().await {
                None => break Ok(()),
                Some(Ok(item)) => items.push(item),
                Some(Err(error)) => break Err(error),
            }
        };
        assert!(stream.next().await.is_none(), "nothing follows the end");
        (items, end)
    }};
}
pub(crate) use drain;

#[tokio::test]
async fn the_same_token_for_ever_is_a_loop_after_the_items() {
    let world = world();
    world.mock.always("GET /things", page(&["a", "b"], Some("T")));
    let (items, end) = drain!(world.things().items());
    assert_eq!(items, ["a", "b", "a", "b"]);
    assert_eq!(end.unwrap_err().kind(), ErrorKind::PaginationLoop);
    assert_eq!(world.mock.requests().len(), 2);
}

#[tokio::test]
async fn two_tokens_in_turn_are_a_loop_after_the_items() {
    let world = world();
    world.serve(&[("", &["a"], Some("A")), ("A", &["b"], Some("B")), ("B", &["c"], Some("A"))]);
    let (items, end) = drain!(world.things().items());
    assert_eq!(items, ["a", "b", "c"]);
    let error = end.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::PaginationLoop, Some("listThings")));
    assert_eq!(world.mock.requests().len(), 3);
}

#[tokio::test]
async fn items_continue_past_an_empty_page() {
    let world = world();
    world.serve(&[("", &["a", "b"], Some("A")), ("A", &[], Some("B")), ("B", &["c", "d"], None)]);
    let items: Vec<String> = world.things().items().try_collect().await.unwrap();
    assert_eq!(items, ["a", "b", "c", "d"]);
    let pages: Vec<_> = world.things().pages().try_collect().await.unwrap();
    assert_eq!(pages.iter().map(|page| page.len()).collect::<Vec<_>>(), [2, 0, 2]);
}

#[tokio::test]
async fn absent_null_and_empty_tokens_end_the_list() {
    for last in [json!({"items": ["a"]}), page(&["a"], None), page(&["a"], Some(""))] {
        let world = world();
        world.mock.always("GET /things", last);
        assert_eq!(drain!(world.things().items()).0, ["a"]);
        assert_eq!(world.mock.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_failing_page_ends_the_stream_after_the_items_before_it() {
    let world = world();
    world.mock.reply("GET /things", page(&["a", "b"], Some("A"))).reply("GET /things", page(&["c", "d"], Some("B")));
    world.mock.always("GET /things", Reply::json(403, json!({"detail": "no"})));
    let mut items = world.things().items();
    for expected in ["a", "b", "c", "d"] {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    assert!(items.next().await.unwrap().unwrap_err().is_forbidden());
    assert!(items.next().await.is_none());
    assert_eq!(items.checkpoint().page_token(), Some("B"));
    assert_eq!(world.mock.requests().len(), 3);
}

#[tokio::test]
async fn a_page_that_fails_once_is_had_again_without_duplicates() {
    let world = world();
    world.mock.reply("GET /things", page(&["a", "b"], Some("A"))).reply("GET /things", Reply::text(503, ""));
    world.mock.reply("GET /things", page(&["c", "d"], None));
    assert_eq!(drain!(world.things().items()).0, ["a", "b", "c", "d"]);
    assert_eq!(world.asked("page_token"), [None, Some("A".to_owned()), Some("A".to_owned())]);
}

#[tokio::test]
async fn filters_headers_and_odd_tokens_reach_every_page() {
    let token = "a+b/c==&x=1%25#frag é…\"'";
    let world = world();
    world.serve(&[("", &["a"], Some(token)), (token, &["b"], None)]);
    let list =
        world.things().query_parameter("project_id", ["p/1"]).header("x-tag", "1").timeout(super::support::seconds(7));
    assert_eq!(drain!(list.items()).0, ["a", "b"]);
    assert_eq!(world.asked("page_token"), [None, Some(token.to_owned())]);
    for request in world.mock.requests() {
        assert_eq!(request.query_value("project_id"), Some("p/1"));
        assert!(request.headers.contains_key("x-tag"));
        assert_eq!(request.timeout, super::support::seconds(7));
    }
}

#[tokio::test]
async fn an_offset_list_ends_at_its_total_even_if_it_is_written_as_text() {
    for total in [json!(5), json!("5")] {
        let world = world();
        world.serve_rows(5, 2, Some(total));
        assert_eq!(drain!(world.rows("t").items()).0, [0, 1, 2, 3, 4]);
        assert_eq!(world.asked("offset"), [None, Some("2".to_owned()), Some("4".to_owned())]);
    }
}

#[tokio::test]
async fn an_offset_list_without_a_total_ends_on_an_empty_page_only() {
    let world = world();
    world.serve_rows(3, 2, None);
    assert_eq!(drain!(world.rows("t").query_parameter("offset", [1]).items()).0, [1, 2]);
    assert_eq!(world.asked("offset"), [Some("1".to_owned()), Some("3".to_owned())]);
}

#[tokio::test]
async fn an_offset_list_whose_total_is_too_high_ends_on_an_empty_page() {
    let world = world();
    world.serve_rows(3, 2, Some(json!(1_000)));
    let (rows, end) = drain!(world.rows("t").items());
    end.unwrap();
    assert_eq!(rows, [0, 1, 2]);
    assert_eq!(world.asked("offset"), [None, Some("2".to_owned()), Some("3".to_owned())]);
}

#[tokio::test]
async fn a_service_that_ignores_the_offset_is_a_loop() {
    let world = world();
    world.mock.always("GET /tables/{table}/rows", json!({"items": [1, 2], "total_size": 1_000_000}));
    let (items, end) = drain!(world.rows("t").items());
    assert_eq!((items, end.unwrap_err().kind()), (vec![1, 2], ErrorKind::PaginationLoop));
    assert_eq!(world.mock.requests().len(), 2);
}

#[tokio::test]
async fn a_page_is_the_same_page_whatever_stands_beside_its_items() {
    let (world, stamp) = (world(), AtomicU32::new(0));
    world.mock.otherwise(move |_| json!({"items": [1, 2], "served_at": stamp.fetch_add(1, Ordering::Relaxed)}).into());
    let (items, end) = drain!(world.rows("t").items());
    assert_eq!((items, end.unwrap_err().kind()), (vec![1, 2], ErrorKind::PaginationLoop));
    assert_eq!(world.mock.requests().len(), 2);
}

#[tokio::test]
async fn an_offset_at_the_end_of_the_number_range_is_a_loop() {
    let world = world();
    world.mock.otherwise(|_| json!({"items": [20]}).into());
    let (items, end) = drain!(world.rows("t").query("offset", u64::MAX).items());
    assert_eq!((items, end.unwrap_err().kind()), (vec![20], ErrorKind::PaginationLoop));
    assert_eq!(world.mock.requests().len(), 1);
}

#[tokio::test]
async fn an_offset_that_is_no_number_is_refused_before_sending() {
    let world = world();
    let (_, end) = drain!(world.rows("t").query("offset", "x").items());
    assert_eq!(end.unwrap_err().kind(), ErrorKind::InvalidRequest);
    assert!(world.mock.requests().is_empty());
}
