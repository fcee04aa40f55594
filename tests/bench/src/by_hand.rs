//! What a careful programmer writes without a generated client: the same models, and a loop.

use std::hint::black_box;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::case::KEY;

#[derive(Deserialize)]
pub struct Page {
    pub items: Vec<Batch>,
    pub next_page_token: Option<String>,
    #[allow(dead_code, reason = "read, as by the client")]
    pub total_size: Option<u64>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct Batch {
    pub id: String,
    pub config: BatchConfig,
    pub project_id: String,
    pub source_directory_id: String,
    pub status: Status,
    pub created_at: Option<DateTime<Utc>>,
    pub results: Option<Vec<BatchResult>>,
    pub updated_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct BatchConfig {
    pub job: JobConfig,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct JobConfig {
    pub configuration_id: String,
    #[serde(rename = "type")]
    pub kind: JobType,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct BatchResult {
    pub source_directory_file_id: String,
    pub error_message: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    Pending,
    Throttled,
    Running,
    Completed,
    Failed,
    Cancelled,
    #[serde(other)]
    Unknown,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobType {
    ParseV2,
    ExtractV2,
    #[serde(other)]
    Unknown,
}

pub async fn drain(client: &reqwest::Client, url: &str, pages: u64) {
    let mut token: Option<String> = None;
    for _ in 0..pages {
        let mut request = client.get(format!("{url}/api/v2/batches")).bearer_auth(KEY);
        if let Some(token) = &token {
            request = request.query(&[("page_token", token)]);
        }
        let response = request.send().await.and_then(reqwest::Response::error_for_status).expect("a page");
        let page: Page = serde_json::from_slice(&response.bytes().await.expect("a body")).expect("a page");
        page.items.into_iter().for_each(|batch| drop(black_box(batch)));
        token = page.next_page_token;
    }
}

pub fn drain_blocking(client: &reqwest::blocking::Client, url: &str, pages: u64) {
    let mut token: Option<String> = None;
    for _ in 0..pages {
        let mut request = client.get(format!("{url}/api/v2/batches")).bearer_auth(KEY);
        if let Some(token) = &token {
            request = request.query(&[("page_token", token)]);
        }
        let response = request.send().and_then(reqwest::blocking::Response::error_for_status).expect("a page");
        let page: Page = serde_json::from_slice(&response.bytes().expect("a body")).expect("a page");
        page.items.into_iter().for_each(|batch| drop(black_box(batch)));
        token = page.next_page_token;
    }
}

pub async fn get(client: &reqwest::Client, url: &str, times: u64) {
    for _ in 0..times {
        let request = client.get(format!("{url}/api/v2/batches/bat-1")).bearer_auth(KEY);
        let response = request.send().await.and_then(reqwest::Response::error_for_status).expect("a batch");
        let batch: Batch = serde_json::from_slice(&response.bytes().await.expect("a body")).expect("a batch");
        black_box(batch);
    }
}

pub fn get_blocking(client: &reqwest::blocking::Client, url: &str, times: u64) {
    for _ in 0..times {
        let request = client.get(format!("{url}/api/v2/batches/bat-1")).bearer_auth(KEY);
        let response = request.send().and_then(reqwest::blocking::Response::error_for_status).expect("a batch");
        let batch: Batch = serde_json::from_slice(&response.bytes().expect("a body")).expect("a batch");
        black_box(batch);
    }
}
