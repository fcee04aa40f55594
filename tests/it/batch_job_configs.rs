//! The configuration of a batch job, which is one of two objects that nothing but their members tells apart: what is sent
//! of it, what is read, and what is kept.

use llamacloud::types::{
    BatchJobConfig, ClassifyJob, ClassifyJobStatus, ClassifyRule, ItemProcessingResults, ParseJob, ParseJobName,
    ParseOptions,
};
use llamacloud::{Client, Error};
use serde_json::{Value, json};

use crate::support::bodies::job;
use crate::support::clients::builder;
use crate::support::recorded;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

/// The body of a create with this configuration.
async fn sent(config: impl Into<BatchJobConfig>) -> Value {
    let server = FaultServer::always(Step::ok(&job("bjb-1")));
    let client = builder(&server.url()).build().expect("a good builder");
    client.beta().batch().create(config).directory_id("dir-1").await.expect("a job");
    serde_json::from_slice(&server.requests()[0].body).expect("a body of JSON")
}

fn classify() -> ClassifyJob {
    let rule = ClassifyRule::new("Has an invoice number.", "invoice");
    ClassifyJob::new("clj-1", "prj-1", [rule], ClassifyJobStatus::Pending, "user-1")
}

/// What is read of results whose one configuration is this.
async fn read(config: &Value) -> Result<ItemProcessingResults, Error> {
    let result = json!({
        "item_id": "dfl-1", "job_config": config, "job_type": "parse", "output_s3_path": "s3://x",
        "parameters_hash": "h", "processed_at": "2026-01-02T03:04:05Z", "result_id": "r1",
    });
    let body = json!({"item_id": "dfl-1", "item_name": "a.pdf", "processing_results": [result]}).to_string();
    let server = FaultServer::script([Reply::new(200).body("application/json", body)]);
    let client = builder(&server.url()).build().expect("a good builder");
    client.beta().batch().job_items().get_processing_results("dfl-1").await
}

async fn config(json: &Value) -> BatchJobConfig {
    let mut results = read(json).await.unwrap_or_else(|error| panic!("{json}: {error}"));
    results.processing_results.remove(0).job_config
}

#[tokio::test]
async fn either_kind_of_job_is_sent_as_the_object_that_it_is() {
    let options = ParseOptions::new().output_tables_as_html(true).languages(["en", "de"]).clear_tier();
    let parse = ParseJob::new().job_name(ParseJobName::ParseRawFileJob).parameters(options);
    let expected = json!({
        "directory_id": "dir-1",
        "job_config": {
            "job_name": "parse_raw_file_job",
            "parameters": {"languages": ["en", "de"], "output_tables_as_HTML": true, "tier": null},
        },
    });
    assert_eq!(sent(parse).await, expected);
    let expected = json!({
        "id": "clj-1", "project_id": "prj-1", "status": "PENDING", "user_id": "user-1",
        "rules": [{"description": "Has an invoice number.", "type": "invoice"}],
    });
    assert_eq!(sent(classify()).await["job_config"], expected);
}

#[tokio::test]
async fn the_recorded_results_are_one_of_each() {
    let server = recorded::case("v1.job_items.get_processing_results").server();
    let client: Client = builder(&server.url()).build().expect("a good builder");
    let results = client.beta().batch().job_items().get_processing_results("dfl-1").await.expect("results");
    let configs: Vec<_> = results.processing_results.iter().map(|result| &result.job_config).collect();
    let [BatchJobConfig::ParseJob(parse), BatchJobConfig::ClassifyJob(classify)] = configs.as_slice() else {
        panic!("{configs:?}")
    };
    let options = parse.parameters.value().expect("options");
    assert_eq!(options.output_tables_as_html.value(), Some(&true));
    assert_eq!((classify.status.clone(), classify.rules[0].r#type.as_str()), (ClassifyJobStatus::Success, "invoice"));
}

#[tokio::test]
async fn members_nobody_knows_do_not_matter() {
    assert!(matches!(config(&json!({})).await, BatchJobConfig::ParseJob(_)));
    let known = json!({"user_id": "u", "new": {"rules": []}});
    assert!(matches!(config(&known).await, BatchJobConfig::ParseJob(_)));
    let mut known = serde_json::to_value(classify()).expect("JSON");
    known["new"] = json!([1]);
    assert_eq!(config(&known).await, classify().into());
}

#[tokio::test]
async fn what_is_neither_is_kept_and_the_rest_of_the_answer_is_read() {
    let mut ill_typed = serde_json::to_value(classify()).expect("JSON");
    ill_typed["rules"] = json!("all");
    for json in [
        json!({"sheets": {"new": true}}),
        // A classify job that lacks something, which a parse job would have to drop most of.
        json!({"rules": [], "user_id": "u", "project_id": "p"}),
        json!({"parameters": "fast"}),
        ill_typed,
        json!("cfg-1"),
        json!([1, null]),
    ] {
        let read = config(&json).await;
        let BatchJobConfig::Other(other) = &read else { panic!("{read:?}") };
        assert_eq!(*other.json(), json);
        assert_eq!(sent(read).await["job_config"], json);
    }
}

#[test]
fn keys_of_other_services_are_not_shown() {
    let options = ParseOptions::new().azure_openai_key("sk-azure").http_proxy("http://user:password@proxy");
    let shown = format!("{:?}", BatchJobConfig::from(ParseJob::new().parameters(options)));
    assert!(!shown.contains("sk-azure") && !shown.contains("password"), "{shown}");
}
