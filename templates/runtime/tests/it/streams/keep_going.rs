//! Streams of items that go on past what cannot be read.

use runtime::runtime::transport::mock::Reply;
use runtime::runtime::{Checkpoint, Error, ErrorKind, Items};
use serde_json::json;

use super::support::{World, world};

/// Two pages, with a number and an object among strings.
fn with_strangers() -> World {
    let world = world();
    world.mock.otherwise(|request| match request.query_value("page_token") {
        None => Reply::json(200, json!({ "items": ["a", 7, "c", {"id": "d"}], "next_page_token": "B" })),
        Some(_) => Reply::json(200, json!({ "items": ["e"] })),
    });
    world
}

/// What is given: an item, or the JSON of one that could not be read.
fn shown(next: Result<String, Error>) -> String {
    next.unwrap_or_else(|error| error.unread_item().expect("the stream goes on").json().to_owned())
}

async fn all(mut items: Items<String>) -> Vec<String> {
    let mut all = Vec::new();
    while let Some(next) = items.next().await {
        all.push(shown(next));
    }
    all
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_an_error_in_its_place() {
    let world = with_strangers();
    assert_eq!(all(world.things().items().keep_going()).await, ["a", "7", "c", r#"{"id":"d"}"#, "e"]);
}

#[tokio::test]
async fn the_error_holds_the_item_and_its_place() {
    let world = with_strangers();
    let mut items = world.things().items().keep_going();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    let error = items.next().await.unwrap().unwrap_err();
    let item = error.unread_item().unwrap();
    assert_eq!((error.kind(), item.index(), item.path(), item.json()), (ErrorKind::Decode, 1, "items[1]", "7"));
    assert!(error.to_string().contains("items[1]: invalid type"), "{error}");
    assert!(!format!("{item:?}").contains('7'), "{item:?}");
}

#[tokio::test]
async fn without_it_the_first_such_item_ends_the_stream() {
    let world = with_strangers();
    let mut items = world.things().items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.unread_item().is_none()), (ErrorKind::Decode, true));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_body_that_is_no_page_ends_the_stream() {
    let world = world();
    world.mock.always("GET /things", Reply::json(200, json!({ "things": [] })));
    let mut items = world.things().items().keep_going();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.unread_item().is_none()), (ErrorKind::Decode, true));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn from_every_checkpoint_the_rest_is_given() {
    let whole = all(with_strangers().things().items().keep_going()).await;
    let world = with_strangers();
    let mut items = world.things().items().keep_going();
    for given in 0..=whole.len() {
        let stored = serde_json::to_string(&items.checkpoint()).unwrap();
        let checkpoint: Checkpoint = serde_json::from_str(&stored).unwrap();
        let rest = all(with_strangers().things().resume(checkpoint).items().keep_going()).await;
        assert_eq!(rest, whole[given..], "behind {given}");
        assert_eq!(items.next().await.map(shown), whole.get(given).cloned());
    }
}

#[tokio::test]
async fn what_cannot_be_read_counts_as_an_item() {
    let world = with_strangers();
    assert_eq!(all(world.things().items().keep_going().max_items(2)).await, ["a", "7"]);
    let world = super::support::world();
    world.mock.otherwise(|request| match request.query_value("offset") {
        None => Reply::json(200, json!({ "items": [1, "two"], "total_size": 3 })),
        Some("2") => Reply::json(200, json!({ "items": [3], "total_size": 3 })),
        Some(_) => Reply::text(400, "no such offset"),
    });
    let mut rows = world.rows("t").items().keep_going();
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    assert_eq!(rows.next().await.unwrap().unwrap_err().unread_item().unwrap().json(), r#""two""#);
    assert_eq!(rows.next().await.unwrap().unwrap(), 3);
    assert!(rows.next().await.is_none());
}
