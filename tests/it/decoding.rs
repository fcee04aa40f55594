//! How responses are read, over a real socket: what is read although it is not quite what the description says, and
//! where an error points.

use jiff::Timestamp;
use llamacloud::types::{Batch, BatchJob};
use llamacloud::{Client, Error, Page};
use serde_json::{Value, json};

use crate::support::bodies::{batch, job, page, with};
use crate::support::clients::builder;
use crate::support::server::FaultServer;
use crate::support::step::Reply;

/// A client whose one request is answered with `body`; the server has to be kept.
fn answered_with(body: &str) -> (FaultServer, Client) {
    let server = FaultServer::script([Reply::new(200).body("application/json", body)]);
    let client = builder(&server.url()).build().expect("a good builder");
    (server, client)
}

async fn get(body: &Value) -> Result<Batch, Error> {
    let (_server, client) = answered_with(&body.to_string());
    client.batches().get("bat-1").await
}

async fn list(body: &str) -> Result<Page<Batch>, Error> {
    let (_server, client) = answered_with(body);
    client.batches().list().await
}

async fn jobs(body: &str) -> Result<Page<BatchJob>, Error> {
    let (_server, client) = answered_with(body);
    client.beta().batch().list().await
}

#[tokio::test]
async fn an_array_in_the_place_of_a_nested_object_is_an_error_that_names_the_place() {
    let reference = json!([{"source_directory_file_id": "a", "job_reference": ["pjb-1", "parse_v2"]}]);
    for (name, value, place) in [
        ("config", json!({"job": ["cfg-1", "parse_v2"]}), "config.job"),
        ("config", json!([{"configuration_id": "cfg-1", "type": "parse_v2"}]), "config"),
        ("results", json!([{"source_directory_file_id": "a"}, ["b"]]), "results[1]"),
        ("results", reference, "results[0].job_reference"),
    ] {
        let error = get(&with(batch("bat-1"), name, value)).await.expect_err(place);
        assert!(error.is_decode(), "{error}");
        let told = format!("getBatch: 200 {place}: invalid type: sequence, expected an object");
        assert!(error.to_string().starts_with(&told), "{error}");
    }
    let mut listed = page(&["a", "b"], None);
    listed["items"][1]["config"]["job"] = json!(["cfg-1", "parse_v2"]);
    let error = list(&listed.to_string()).await.expect_err("an array");
    assert!(error.to_string().starts_with("listBatches: 200 items[1].config.job: "), "{error}");
}

#[tokio::test]
async fn a_whole_number_is_read_however_it_is_written() {
    let item = with(job("a"), "total_items", json!("here")).to_string();
    let body = |number: &str| format!(r#"{{"items":[{}]}}"#, item.replace(r#""here""#, number));
    for (number, read) in [("3.0", 3), ("3e0", 3), ("30E-1", 3), ("-0.0", 0), ("4294967296.0", 4_294_967_296)] {
        let page = jobs(&body(number)).await.expect(number);
        assert_eq!(page.items[0].total_items, read, "{number}");
    }
    for number in ["3.5", "-1.0", "1e300"] {
        let error = jobs(&body(number)).await.expect_err(number);
        let told = "listBatchJobs: 200 items[0].total_items: invalid value: ";
        assert!(error.to_string().starts_with(told), "{error}");
    }
}

#[tokio::test]
async fn a_total_that_is_none_costs_no_page() {
    for total in ["-1", r#""""#, "1.5", r#""many""#, "[]", r#"{"value":2}"#, "true", "null"] {
        let batches = list(&format!(r#"{{"items":[{}],"total_size":{total}}}"#, batch("a"))).await.expect(total);
        assert_eq!((batches.len(), batches.total_size), (1, None), "{total}");
        let jobs = jobs(&format!(r#"{{"items":[{}],"total_size":{total}}}"#, job("a"))).await.expect(total);
        assert_eq!((jobs.len(), jobs.total_size), (1, None), "{total}");
    }
}

#[tokio::test]
async fn the_last_of_a_key_that_stands_twice_counts() {
    let body = page(&["a"], None).to_string();
    let body = body.replace(r#""status":"PENDING""#, r#""status":"FAILED","x":1,"status":"RUNNING","x":2"#);
    let body = body.replace(r#"{"items":"#, r#"{"total_size":1,"next_page_token":"b","items":[],"items":"#);
    let page = list(&body).await.expect("a page");
    assert_eq!((page.items[0].status.as_str(), page.next_page_token), ("RUNNING", None));
}

#[tokio::test]
async fn a_time_that_stands_for_never_is_sent_back_as_it_came() {
    let never = "9999-12-31T23:59:59Z";
    let batch = get(&with(batch("bat-1"), "updated_at", json!(never))).await.expect("a batch");
    assert_eq!(batch.updated_at, Some(Timestamp::MAX));
    assert_eq!(serde_json::to_value(&batch).expect("a model can be written")["updated_at"], never);
}
