//! Files of 1 GiB up and down, with a client made by the generator and with what one writes by hand over reqwest. Each transfer
//! is a process of its own, because the most memory of a process is known of all of it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};

use bench_service::{Client, Upload};
use bytes::Bytes;
use futures_core::Stream;
use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use tokio_util::io::ReaderStream;

use crate::measure::median;
use crate::service::FILE;
use crate::usage::Usage;

const ROUNDS: usize = 7;

/// How much of a file or stream goes at a time.
const CHUNK: usize = 64 * 1024;

/// What the client does, and what one writes for it by hand.
struct Transfer {
    words: &'static str,
    client: &'static str,
    hand: &'static str,
}

const TRANSFERS: [Transfer; 4] = [
    Transfer { words: "a file goes up; by hand 64 KiB at a time", client: "path", hand: "chunks" },
    Transfer { words: "a file goes up; by hand with `Part::file`", client: "path", hand: "path" },
    Transfer { words: "a stream goes up", client: "stream", hand: "stream" },
    Transfer { words: "a file comes down", client: "download", hand: "download" },
];

/// Prints the table. The file that is sent has no content on the disk, so that the disk is not measured.
pub fn compare(url: &str) {
    let file = Path::new("target").join(format!("bench-file-{}", std::process::id()));
    File::create(&file).and_then(|made| made.set_len(FILE)).expect("a file can be made in `target`");
    println!("| 1 GiB | processor time | of a loop by hand | memory, MiB | of a loop by hand |");
    println!("|---|--:|--:|--:|--:|");
    for transfer in TRANSFERS {
        let run = |by, name| Usage::of_self(&["transfer", by, name, url, &file.display().to_string()]);
        let both = |_| [run("client", transfer.client), run("hand", transfer.hand)];
        let rounds: Vec<[Usage; 2]> = (0..ROUNDS).map(both).collect();
        let value = |of: fn(Usage) -> f64| median(rounds.iter().map(|[client, _]| of(*client)));
        let share = |of: fn(Usage) -> f64| median(rounds.iter().map(|[client, hand]| of(*client) / of(*hand)));
        println!(
            "| {} | {:.2} s | {:.2} | {:.1} | {:.2} |",
            transfer.words,
            value(|usage| usage.seconds),
            share(|usage| usage.seconds),
            value(|usage| usage.mebibytes),
            share(|usage| usage.mebibytes)
        );
    }
    fs::remove_file(file).expect("it was made above");
}

/// Moves one file, and nothing else.
pub fn run(by: &str, transfer: &str, url: &str, file: &str) {
    let runtime = crate::case::runtime();
    let moved = match by {
        "client" => runtime.block_on(by_client(transfer, url, file.into())),
        "hand" => runtime.block_on(by_hand(transfer, url, file.into())),
        _ => panic!("`{by}` is none of the two sides"),
    };
    // The form around a file that goes up counts as well.
    assert!((FILE..FILE + 1024).contains(&moved), "{moved} bytes were moved");
}

async fn by_client(transfer: &str, url: &str, file: PathBuf) -> u64 {
    let client = Client::builder().base_url(url).build().expect("the client is complete");
    match transfer {
        "path" => client.files().upload(Upload::path(file)).await.expect("it was sent").size,
        "stream" => {
            let upload = Upload::stream("zeros", Zeros::new()).length(FILE);
            client.files().upload(upload).await.expect("it was sent").size
        }
        _ => {
            let mut stream = client.files().download("file").stream().await.expect("it begins");
            while let Some(bytes) = stream.next().await {
                std::hint::black_box(bytes.expect("it goes on"));
            }
            stream.received()
        }
    }
}

#[derive(Deserialize)]
struct Sent {
    size: u64,
}

async fn by_hand(transfer: &str, url: &str, file: PathBuf) -> u64 {
    let client = reqwest::Client::new();
    let part = match transfer {
        "path" => Part::file(file).await.expect("there is such a file"),
        "chunks" => {
            let file = tokio::fs::File::open(file).await.expect("there is such a file");
            let chunks = reqwest::Body::wrap_stream(ReaderStream::with_capacity(file, CHUNK));
            Part::stream_with_length(chunks, FILE).file_name("file")
        }
        "stream" => Part::stream_with_length(reqwest::Body::wrap_stream(Zeros::new()), FILE).file_name("zeros"),
        _ => {
            let sent = client.get(format!("{url}/files/file/content")).send().await;
            let mut response = sent.and_then(reqwest::Response::error_for_status).expect("it begins");
            let mut received = 0;
            while let Some(bytes) = response.chunk().await.expect("it goes on") {
                received += std::hint::black_box(bytes).len() as u64;
            }
            return received;
        }
    };
    let form = Form::new().part("file", part);
    let sent = client.post(format!("{url}/files")).multipart(form).send().await;
    let response = sent.and_then(reqwest::Response::error_for_status).expect("it was sent");
    response.json::<Sent>().await.expect("an answer").size
}

/// 1 GiB that lies ready, so that nothing is measured but the way of it.
struct Zeros {
    chunk: Bytes,
    left: u64,
}

impl Zeros {
    fn new() -> Self {
        Self { chunk: vec![0; CHUNK].into(), left: FILE }
    }
}

impl Stream for Zeros {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let is_left = self.left > 0;
        self.left = self.left.saturating_sub(CHUNK as u64);
        Poll::Ready(is_left.then(|| Ok(self.chunk.clone())))
    }
}
