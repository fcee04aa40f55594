//! P16-P18: what types promise: they read what they wrote, show no secret, and can be stored and sent.

use llamacloud::blocking;
use llamacloud::resources::batches::ListBatches;
use llamacloud::types::{Batch, BatchJob, BatchStatus};
use llamacloud::{Checkpoint, Client, ClientBuilder, Error, Items, Page, Pages};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::Case;
use crate::wire_faults;

pub(super) const CASES: &[Case] = &[
    ("P16", "decode, encode, decode", round_trip),
    ("P17", "no fault shows the API key", canary),
    ("P18", "types are Send, Sync, Unpin and small", pins),
];

/// Any JSON, for fields this version does not know.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..3).prop_map(|map| json!(map)),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{3}-[0-9a-f]{8}", ".{0,16}"]
}

fn status() -> impl Strategy<Value = String> {
    let known = vec!["PENDING", "THROTTLED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];
    prop_oneof![prop::sample::select(known).prop_map(str::to_owned), ".{0,16}", "[A-Z_]{1,12}"]
}

fn time() -> impl Strategy<Value = Value> {
    let time = (0_i64..4_102_444_800, 0_u32..1_000_000_000).prop_map(|(seconds, nanoseconds)| {
        let time = jiff::Timestamp::new(seconds, i32::try_from(nanoseconds).expect("below a thousand million"));
        json!(time.expect("in range").to_string())
    });
    prop_oneof![Just(Value::Null), time]
}

fn result() -> impl Strategy<Value = Value> {
    let reference =
        prop_oneof![Just(Value::Null), (text(), status()).prop_map(|(id, kind)| json!({"id": id, "type": kind})),];
    (text(), prop::option::of(text()), reference).prop_map(|(file, error, reference)| {
        json!({"source_directory_file_id": file, "error_message": error, "job_reference": reference})
    })
}

/// A batch with any status, any nulls, and fields nobody knows, some of them left out again.
fn batch_json() -> impl Strategy<Value = (Value, String)> {
    let results = prop_oneof![Just(Value::Null), prop::collection::vec(result(), 0..3).prop_map(Value::from)];
    let extra = prop::collection::btree_map("x_[a-z]{1,6}", any_json(), 0..3);
    let parts = (text(), text(), status(), status(), time(), time(), results, extra, any::<u8>());
    parts.prop_map(|(id, configuration, kind, status, created, updated, results, extra, left_out)| {
        let mut batch: Map<String, Value> = extra.into_iter().collect();
        batch.insert("id".into(), json!(id));
        batch.insert("config".into(), json!({"job": {"configuration_id": configuration, "type": kind, "x": 1}}));
        batch.insert("project_id".into(), json!("prj-1"));
        batch.insert("source_directory_id".into(), json!("dir-1"));
        batch.insert("status".into(), json!(status));
        for (bit, (name, value)) in
            [("created_at", created), ("updated_at", updated), ("results", results)].into_iter().enumerate()
        {
            if left_out & (1 << bit) == 0 {
                batch.insert(name.into(), value);
            }
        }
        (Value::Object(batch), status)
    })
}

/// Decodes, encodes and decodes again; both values are the same. Gives the first one and its encoding.
fn again<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(json: &Value) -> (T, Value) {
    let text = json.to_string();
    let first: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let encoded = serde_json::to_string(&first).expect("a model can be written");
    let second: T = serde_json::from_str(&encoded).unwrap_or_else(|error| panic!("{error}: {encoded}"));
    assert_eq!(first, second, "{text}");
    (first, serde_json::from_str(&encoded).expect("JSON"))
}

fn round_trip() {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() });
    runner
        .run(&batch_json(), |(json, status)| {
            let (batch, encoded): (Batch, Value) = again(&json);
            prop_assert_eq!(batch.status.as_str(), &status);
            prop_assert_eq!(&encoded["status"], &status);
            let known = BatchStatus::KNOWN.iter().any(|known| known.as_str() == status);
            prop_assert_eq!(matches!(batch.status, BatchStatus::Unknown(_)), !known);
            prop_assert_eq!(encoded["config"]["job"]["type"].as_str(), json["config"]["job"]["type"].as_str());
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    runner
        .run(&(text(), status(), time(), any::<u32>(), any_json()), |(id, status, time, items, extra)| {
            let job = json!({
                "id": id, "job_type": status, "project_id": "p", "status": status, "total_items": items,
                "created_at": time, "effective_at": time, "failed_items": null, "extra": extra,
            });
            let (job, _): (BatchJob, Value) = again(&job);
            prop_assert_eq!(job.status.as_str(), &status);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}

fn canary() {
    let report = wire_faults::report();
    assert_eq!(report.on_async.total() + report.on_blocking.total(), 80, "all faults were met");
    assert!(report.logs.lines > 1_000 && report.logs.of_hyper_or_reqwest > 100, "the logs were on: {:?}", report.logs);
    assert_eq!(report.logs.leaks, Vec::<String>::new());
}

fn pins() {
    const fn shared<T: Send + Sync + Unpin + 'static>() {}
    const fn sent<T: Send + Unpin + 'static>() {}
    const fn cloned<T: Clone>() {}
    const {
        shared::<Client>();
        shared::<blocking::Client>();
        shared::<ClientBuilder>();
        shared::<Error>();
        shared::<Checkpoint>();
        shared::<Page<Batch>>();
        shared::<Batch>();
        sent::<Items<Batch>>();
        sent::<Pages<Batch>>();
        sent::<blocking::Items<Batch>>();
        sent::<blocking::Pages<Batch>>();
        shared::<ListBatches>();
        shared::<ListBatches<blocking::Blocking>>();
        cloned::<Client>();
        cloned::<blocking::Client>();
        cloned::<ListBatches>();
        assert!(size_of::<Error>() == size_of::<usize>());
        assert!(size_of::<Client>() == size_of::<usize>());
    }
}
