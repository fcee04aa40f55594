//! A page of jobs that are objects of one type or another, told apart by their members: with the union of the client, and with
//! serde's `untagged` for the same members. Nothing is sent; what is measured is the decoding.

use std::fmt::Write as _;
use std::hint::black_box;

use chrono::{DateTime, Utc};
use llamacloud::types::BatchJobConfig;
use serde::Deserialize;

const JOBS: usize = 1_000;

/// A list of jobs of both types, in turn.
pub fn page() -> Vec<u8> {
    let mut text = String::from("[");
    for number in 0..JOBS {
        let separator = if number == 0 { "" } else { "," };
        let job = if number % 2 == 0 { parse_job(number) } else { classify_job(number) };
        write!(text, "{separator}{job}").expect("a string can be written to");
    }
    text.push(']');
    let jobs: Vec<BatchJobConfig> = serde_json::from_str(&text).expect("jobs");
    let are_known =
        jobs.chunks(2).all(|pair| matches!(pair, [BatchJobConfig::ParseJob(_), BatchJobConfig::ClassifyJob(_)]));
    assert!(are_known, "jobs of both types are measured, and none that is kept as it came");
    text.into_bytes()
}

fn parse_job(number: usize) -> String {
    format!(
        concat!(
            r#"{{"job_name":"parse_raw_file_job","correlation_id":"cor-{number:012}","#,
            r#""partitions":{{"file_id_partition":"fil-{number:012}"}},"#,
            r#""project_id":"prj-01234567-89ab-cdef-0123-456789abcdef","session_id":null,"user_id":"usr-{number:012}","#,
            r#""webhook_url":"https://example.com/hooks/{number}"}}"#,
        ),
        number = number,
    )
}

fn classify_job(number: usize) -> String {
    format!(
        concat!(
            r#"{{"id":"cls-{number:012}","project_id":"prj-01234567-89ab-cdef-0123-456789abcdef","#,
            r#""rules":[{{"type":"invoice","description":"Asks for money."}}],"status":"SUCCESS","#,
            r#""user_id":"usr-{number:012}","created_at":"2026-08-01T08:15:30.123456Z","error_message":null,"mode":"FAST"}}"#,
        ),
        number = number,
    )
}

pub fn client(page: &[u8], times: u64) {
    for _ in 0..times {
        black_box(serde_json::from_slice::<Vec<BatchJobConfig>>(page).expect("jobs"));
    }
}

pub fn untagged(page: &[u8], times: u64) {
    for _ in 0..times {
        black_box(serde_json::from_slice::<Vec<Job>>(page).expect("jobs"));
    }
}

/// The one that requires something comes first: `untagged` takes the first that fits.
#[derive(Deserialize)]
#[serde(untagged)]
#[allow(dead_code, reason = "read, as by the client")]
pub enum Job {
    Classify(Box<ClassifyJob>),
    Parse(Box<ParseJob>),
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct ClassifyJob {
    pub id: String,
    pub project_id: String,
    pub rules: Vec<ClassifyRule>,
    pub status: String,
    pub user_id: String,
    pub created_at: Option<DateTime<Utc>>,
    pub effective_at: Option<DateTime<Utc>>,
    pub error_message: Option<String>,
    pub job_record_id: Option<String>,
    pub mode: Option<String>,
    pub updated_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct ClassifyRule {
    #[serde(rename = "type")]
    pub kind: String,
    pub description: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read, as by the client")]
pub struct ParseJob {
    pub correlation_id: Option<String>,
    pub job_name: Option<String>,
    pub parent_job_execution_id: Option<String>,
    pub partitions: Option<std::collections::BTreeMap<String, String>>,
    pub project_id: Option<String>,
    pub session_id: Option<String>,
    pub user_id: Option<String>,
    pub webhook_url: Option<String>,
}
