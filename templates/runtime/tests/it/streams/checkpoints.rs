//! Storing a place in a list and going on from it.

use runtime::runtime::{Checkpoint, ErrorKind};

use super::endings::drain;
use super::support::{World, world};

fn three_pages() -> World {
    let world = world();
    world.serve(&[("", &["a", "b", "c"], Some("A")), ("A", &[], Some("B")), ("B", &["d", "e"], None)]);
    world
}

/// Through text and back, as a caller would store it.
fn stored(checkpoint: &Checkpoint) -> Checkpoint {
    serde_json::from_str(&serde_json::to_string(checkpoint).unwrap()).unwrap()
}

#[tokio::test]
async fn items_resume_after_any_item_without_gap_or_duplicate() {
    for prefetch in [false, true] {
        for taken in 0..=5 {
            let world = three_pages();
            let mut items = world.things().prefetch(prefetch).items();
            let mut all = String::new();
            for _ in 0..taken {
                all.push_str(&items.next().await.unwrap().unwrap());
                tokio::task::yield_now().await;
            }
            let checkpoint = stored(&items.checkpoint());
            let (rest, end) = drain!(world.things().resume(checkpoint).items());
            end.unwrap();
            assert_eq!(all + &rest.concat(), "abcde", "after {taken} items");
        }
    }
}

#[tokio::test]
async fn pages_resume_after_any_page() {
    for taken in 0..=3 {
        let world = three_pages();
        let mut pages = world.things().pages();
        let mut all = String::new();
        for _ in 0..taken {
            all.push_str(&pages.next().await.unwrap().unwrap().items.concat());
        }
        let rest: Vec<String> = world.things().resume(stored(&pages.checkpoint())).items().try_collect().await.unwrap();
        assert_eq!(all + &rest.concat(), "abcde", "after {taken} pages");
    }
}

#[tokio::test]
async fn a_page_that_was_cut_is_resumed_inside_without_gap_or_duplicate() {
    for most in 1..=6 {
        for prefetch in [false, true] {
            let world = three_pages();
            let mut checkpoint = world.things().pages().checkpoint();
            let mut parts = Vec::new();
            while !checkpoint.is_end() {
                let mut pages = world.things().resume(stored(&checkpoint)).prefetch(prefetch).pages().max_items(most);
                let mut part = String::new();
                while let Some(page) = pages.next().await {
                    part.push_str(&page.unwrap().items.concat());
                }
                parts.push(part);
                checkpoint = pages.checkpoint();
            }
            assert_eq!(parts.concat(), "abcde", "{most} at a time");
            assert!(parts.iter().all(|part| part.len() as u64 <= most), "{parts:?}");
        }
    }
}

#[tokio::test]
async fn what_was_cut_off_a_page_is_not_left_out_by_a_later_limit() {
    let world = three_pages();
    let mut pages = world.things().pages().max_items(2);
    assert_eq!(pages.next().await.unwrap().unwrap().items, ["a", "b"]);
    let mut pages = pages.max_items(9);
    assert!(pages.next().await.is_none());
    let rest: Vec<String> = world.things().resume(pages.checkpoint()).items().try_collect().await.unwrap();
    assert_eq!(rest.concat(), "cde");
}

#[tokio::test]
async fn an_offset_list_resumes_within_a_page() {
    let world = world();
    world.serve_rows(7, 3, Some(7.into()));
    let mut items = world.rows("t").query_parameter("offset", [1]).items();
    for expected in 1..=5 {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    let checkpoint = stored(&items.checkpoint());
    assert_eq!((checkpoint.offset(), checkpoint.given()), (Some(4), 2));
    assert_eq!(drain!(world.rows("t").resume(checkpoint).items()).0, [6]);
}

#[tokio::test]
async fn a_complete_list_resumes_to_nothing() {
    let world = three_pages();
    let mut items = world.things().items();
    while items.next().await.is_some() {}
    let checkpoint = items.checkpoint();
    let requests = world.mock.requests().len();
    assert!(checkpoint.is_end());
    assert!(drain!(world.things().resume(checkpoint.clone()).items()).0.is_empty());
    assert_eq!(world.things().resume(checkpoint).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    assert_eq!(world.mock.requests().len(), requests);
}

#[tokio::test]
async fn a_checkpoint_of_another_list_is_refused_before_anything_is_requested() {
    let world = three_pages();
    let checkpoint = world.things().query("status", "RUNNING").items().checkpoint();
    let row_checkpoint = world.rows("one").items().checkpoint();

    let same = world.things().query("status", "RUNNING").resume(checkpoint.clone()).items();
    assert_eq!(same.checkpoint(), checkpoint);

    let refused = [
        world.things().resume(checkpoint.clone()),
        world.things().resume(checkpoint.clone()).query("status", "FAILED"),
        world.things().query("status", "RUNNING").query_parameter("project_id", ["p"]).resume(checkpoint.clone()),
        world.things().resume(row_checkpoint.clone()),
    ];
    for list in refused {
        // It may belong to another list, so it stays what it was.
        let given = list.clone().items().checkpoint();
        assert!(given == checkpoint || given == row_checkpoint);
        assert_eq!(drain!(list.items()).1.unwrap_err().kind(), ErrorKind::CheckpointMismatch);
    }
    assert_eq!(
        drain!(world.rows("two").resume(row_checkpoint).pages()).1.unwrap_err().kind(),
        ErrorKind::CheckpointMismatch
    );
    assert_eq!(
        world.things().resume(world.rows("t").items().checkpoint()).await.unwrap_err().kind(),
        ErrorKind::InvalidRequest
    );
    assert!(world.mock.requests().is_empty());
}

#[tokio::test]
async fn awaiting_a_resumed_request_gives_the_page_of_the_checkpoint() {
    let world = three_pages();
    let mut items = world.things().prefetch(false).items();
    for _ in 0..4 {
        items.next().await.unwrap().unwrap();
    }
    assert_eq!(items.checkpoint().page_token(), Some("B"));
    assert_eq!(world.things().resume(items.checkpoint()).await.unwrap().items, ["d", "e"]);
}

#[tokio::test]
async fn a_checkpoint_holds_no_secret() {
    let world = three_pages();
    let items = world.things().header("x-secret", "canary").items();
    let text = serde_json::to_string(&items.checkpoint()).unwrap();
    assert!(!text.contains("canary"), "{text}");
}
