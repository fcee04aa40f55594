//! What `tracing` is told of a call: one span, below the span of whoever made the call, wherever it runs.
//!
//! The subscriber of these tests is that of one thread, so that what runs elsewhere is seen only if it is carried there.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;
use tracing::Subscriber;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

use crate::support::bodies::{batch, page};
use crate::support::clients::{Side, builder, runtime};
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

/// A span as it was when the test looked.
#[derive(Clone, Debug)]
struct Seen {
    name: &'static str,
    parent: Option<&'static str>,
    fields: BTreeMap<&'static str, String>,
}

impl Seen {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }
}

/// Keeps every span it is told of.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<(Id, Seen)>>>);

impl Spans {
    /// Runs the test with this as the subscriber of its thread, inside a span named `caller`.
    fn during<T>(&self, test: impl FnOnce() -> T) -> T {
        let subscriber = tracing_subscriber::registry().with(self.clone());
        tracing::subscriber::with_default(subscriber, || tracing::info_span!("caller").in_scope(test))
    }

    fn calls(&self) -> Vec<Seen> {
        let seen = self.lock();
        seen.iter().map(|(_, seen)| seen.clone()).filter(|seen| seen.name == "call").collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(Id, Seen)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).expect("a new span is known");
        let parent = span.parent().map(|parent| parent.name());
        let mut seen = Seen { name: span.name(), parent, fields: BTreeMap::new() };
        attributes.record(&mut seen);
        self.lock().push((id.clone(), seen));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        // An id is used again once its span is closed.
        if let Some((_, seen)) = self.lock().iter_mut().rev().find(|(known, _)| known == id) {
            values.record(seen);
        }
    }
}

impl Visit for Seen {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }
}

/// A runtime whose tasks run on a thread of their own.
fn two_threads() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(1).enable_all().build().expect("a runtime can be built")
}

#[test]
fn a_span_has_the_names_of_open_telemetry() {
    let server = FaultServer::script([
        Reply::new(200).header("x-request-id", "req-1").json(&batch("bat-1")),
        Reply::new(503).header("retry-after", "0").json(&json!({})),
        Reply::new(404).json(&json!({"detail": "no such batch"})),
        Step::ok(&json!({"id": 1})),
    ]);
    let spans = Spans::default();
    let client = builder(&server.url()).build().expect("a good builder");
    let nobody = builder("http://localhost:1").retries(0).build().expect("a good builder");
    spans.during(|| {
        runtime().block_on(async {
            client.batches().get("bat-1").await.expect("a batch");
            client.batches().get("bat-1").await.expect_err("not found");
            client.batches().get("bat-1").await.expect_err("no batch");
            nobody.batches().get("bat-1").await.expect_err("nobody listens");
        });
    });
    let [success, failure, unreadable, unreachable] = spans.calls().try_into().expect("a span for each call");

    let port = server.port().to_string();
    for (name, value) in [
        ("otel.name", "GET /api/v2/batches/{batch_id}"),
        ("otel.kind", "client"),
        ("operation", "getBatch"),
        ("http.request.method", "GET"),
        ("url.template", "/api/v2/batches/{batch_id}"),
        ("server.address", "127.0.0.1"),
        ("server.port", &port),
        ("http.response.status_code", "200"),
        ("request_id", "req-1"),
    ] {
        assert_eq!(success.field(name), Some(value), "{name}");
    }
    for absent in ["error.type", "otel.status_code", "http.request.resend_count"] {
        assert_eq!(success.field(absent), None);
    }
    assert_eq!(failure.field("http.request.resend_count"), Some("1"));
    for (failed, sort) in [(failure, "404"), (unreadable, "decode"), (unreachable, "connect")] {
        assert_eq!(failed.field("error.type"), Some(sort));
        assert_eq!(failed.field("otel.status_code"), Some("ERROR"));
    }
}

#[test]
fn a_blocking_call_belongs_to_the_span_and_the_subscriber_of_its_caller() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let spans = Spans::default();
    let client = Side::Blocking.client(&server.url());
    spans.during(|| client.get("bat-1").expect("a batch"));
    let calls = spans.calls();
    assert_eq!(calls.iter().map(|call| call.parent).collect::<Vec<_>>(), [Some("caller")]);
}

#[test]
fn a_page_that_is_loaded_ahead_belongs_to_the_span_and_the_subscriber_of_its_list() {
    let server = FaultServer::script([Step::ok(&page(&["a", "b"], Some("2"))), Step::ok(&page(&["c"], None))]);
    let spans = Spans::default();
    let client = builder(&server.url()).build().expect("a good builder");
    spans.during(|| {
        let items = client.batches().list().items();
        assert_eq!(two_threads().block_on(items.try_collect::<Vec<_>>()).expect("two pages").len(), 3);
    });
    let calls = spans.calls();
    assert_eq!(calls.iter().map(|call| call.parent).collect::<Vec<_>>(), [Some("caller"); 2]);
}

#[test]
fn a_cancel_that_is_sent_on_drop_belongs_to_the_span_and_the_subscriber_of_whoever_waited() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let spans = Spans::default();
    let client = builder(&server.url()).build().expect("a good builder");
    let runtime = two_threads();
    spans.during(|| {
        runtime.block_on(async {
            let mut updates = client.batches().wait("bat-1").cancel_on_drop().watch();
            let _ = updates.next().await;
            drop(updates);
            while spans.calls().len() < 2 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
    });
    let cancel = spans.calls().pop().expect("two calls");
    assert_eq!((cancel.field("operation"), cancel.parent), (Some("cancelBatch"), Some("caller")));
}
