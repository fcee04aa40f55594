//! JSON as the service sends it.

use serde_json::{Value, json};

/// A v2 batch.
pub(crate) fn batch(id: &str) -> Value {
    batch_in(id, "PENDING")
}

/// A v2 batch with a status.
pub(crate) fn batch_in(id: &str, status: &str) -> Value {
    json!({
        "id": id,
        "config": {"job": {"configuration_id": "cfg-PARSE_AGENTIC", "type": "parse_v2"}},
        "project_id": "prj-1",
        "source_directory_id": "dir-1",
        "status": status,
        "created_at": "2026-01-02T03:04:05.678901Z",
        "results": null,
        "updated_at": "2026-01-02T03:04:05.678901Z",
    })
}

/// The value with one member replaced.
pub(crate) fn with(mut object: Value, name: &str, value: Value) -> Value {
    object[name] = value;
    object
}

/// The value without one member.
pub(crate) fn without(mut object: Value, name: &str) -> Value {
    object.as_object_mut().expect("a JSON object").remove(name);
    object
}

/// A page of v2 batches.
pub(crate) fn page(ids: &[&str], next: Option<&str>) -> Value {
    let items: Vec<Value> = ids.iter().map(|id| batch(id)).collect();
    json!({"items": items, "next_page_token": next})
}

/// A v1 job.
pub(crate) fn job(id: &str) -> Value {
    job_in(id, "pending")
}

/// A v1 job with a status.
pub(crate) fn job_in(id: &str, status: &str) -> Value {
    json!({
        "id": id,
        "job_type": "parse",
        "project_id": "prj-1",
        "status": status,
        "total_items": 3,
        "created_at": "2026-01-02T03:04:05Z",
    })
}

/// A page of v1 jobs.
pub(crate) fn job_page(ids: &[&str], total: Option<u64>) -> Value {
    let items: Vec<Value> = ids.iter().map(|id| job(id)).collect();
    json!({"items": items, "total_size": total})
}

/// Something small for any operation.
pub(crate) fn answer(method: &str, path: &str) -> Value {
    match (method, path) {
        ("GET", "/api/v2/batches") => page(&[], None),
        ("GET", "/api/v1/beta/batch-processing") => job_page(&[], Some(0)),
        (_, path) if path.starts_with("/api/v2/batches") => batch("bat-1"),
        ("POST", "/api/v1/beta/batch-processing") => job("bjb-1"),
        ("GET", path) if path.ends_with("/processing-results") => json!({"item_id": "dfl-1", "item_name": "a.pdf"}),
        ("GET", path) if path.ends_with("/items") => json!({"items": []}),
        ("GET", _) => json!({"job": job("bjb-1"), "progress_percentage": 33.333}),
        _ => json!({"job_id": "bjb-1", "message": "ok", "processed_items": 2, "status": "cancelled"}),
    }
}
