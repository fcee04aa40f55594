//! The same with the generated client.

use std::hint::black_box;

use llamacloud::{Client, blocking};

use crate::case::KEY;

pub fn client(url: &str) -> Client {
    Client::builder().api_key(KEY).base_url(url).build().expect("the client is complete")
}

pub async fn items(client: &Client, pages: u64) {
    let mut items = client.batches().list().items().max_pages(pages);
    while let Some(batch) = items.next().await {
        black_box(batch.expect("a batch"));
    }
}

pub async fn pages(client: &Client, pages: u64) {
    let mut pages = client.batches().list().pages().max_pages(pages);
    while let Some(page) = pages.next().await {
        page.expect("a page").into_iter().for_each(|batch| drop(black_box(batch)));
    }
}

pub async fn get(client: &Client, times: u64) {
    for _ in 0..times {
        black_box(client.batches().get("bat-1").await.expect("a batch"));
    }
}

pub fn items_blocking(client: &blocking::Client, pages: u64) {
    for batch in client.batches().list().items().max_pages(pages) {
        black_box(batch.expect("a batch"));
    }
}

pub fn get_blocking(client: &blocking::Client, times: u64) {
    for _ in 0..times {
        black_box(client.batches().get("bat-1").send().expect("a batch"));
    }
}
