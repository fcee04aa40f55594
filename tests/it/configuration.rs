//! What a caller can set on a client beside key and address: limits of its own, headers, a proxy, an HTTP client.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use llamacloud::test_util::{MockTransport, Reply, VirtualClock, fixtures};
use llamacloud::types::Batch;
use llamacloud::{Client, ErrorKind, RetryBudget};
use serde_json::json;

use crate::support::bodies::{batch, page};
use crate::support::clients::{builder, config, runtime};
use crate::support::logs::{self, CANARY_KEY};
use crate::support::server::FaultServer;
use crate::support::step::{Reply as HttpReply, Step};

#[tokio::test]
async fn a_fixture_goes_straight_into_a_reply() {
    let mock = MockTransport::new();
    mock.reply("GET /api/v2/batches/{batch_id}", fixtures::batch());
    mock.reply("POST /api/v2/batches", Reply::json(201, fixtures::batch()));
    let client = Client::builder().api_key(CANARY_KEY).transport(mock.clone()).build().expect("a good builder");
    assert_eq!(client.batches().get("bat-1").await.expect("a batch"), fixtures::batch());
    assert_eq!(client.batches().create(config(), "dir-1").await.expect("a batch"), fixtures::batch());
    mock.assert_used_up();
}

#[test]
fn a_request_that_is_not_scripted_fails_a_test_by_its_name() {
    let mock = MockTransport::new();
    mock.always("POST /api/v2/batches", fixtures::batch());
    let client =
        llamacloud::blocking::Client::builder().api_key(CANARY_KEY).transport(mock).build().expect("a good builder");
    let error = client.batches().get("bat-1").send().expect_err("nobody scripted it");
    assert_eq!(error.kind(), ErrorKind::Panicked);
    let request = client.as_async().batches().get("bat-1");
    let panic = std::panic::catch_unwind(AssertUnwindSafe(|| runtime().block_on(request.send())));
    let panic = panic.expect_err("nobody scripted it");
    let message = panic.downcast_ref::<String>().expect("a message");
    assert!(message.contains("`GET /api/v2/batches/bat-1`"), "{message}");
}

#[test]
fn a_client_keeps_to_its_own_rate_limit_over_a_long_list() {
    let clock = VirtualClock::new();
    let mock = MockTransport::with_clock(clock.clone());
    mock.otherwise(|request| {
        let at: u32 = request.query_value("page_token").map_or(0, |token| token.parse().expect("a number"));
        page(&[&at.to_string()], (at < 49).then(|| (at + 1).to_string()).as_deref()).into()
    });
    let builder = Client::builder().api_key(CANARY_KEY).transport(mock.clone()).clock(clock.clone());
    let client = builder.rate_limit(20, Duration::from_secs(60)).build().expect("a good builder");
    let batches: Vec<Batch> =
        runtime().block_on(client.batches().list().items().try_collect()).expect("the list waits its turn");
    assert_eq!(batches.len(), 50);
    assert!((120..180).contains(&clock.elapsed().as_secs()), "{:?}", clock.elapsed());

    let error = runtime().block_on(async {
        let mut calls = Vec::new();
        for _ in 0..25 {
            let call = client.batches().list().deadline(Duration::from_secs(1));
            calls.push(call.await);
        }
        calls.into_iter().find_map(Result::err)
    });
    let error = error.expect("25 calls do not fit into the limit");
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(error.retry_after().is_some());
}

#[test]
fn a_whole_list_can_be_limited_in_time() {
    let clock = VirtualClock::new();
    let mock = MockTransport::with_clock(clock.clone());
    mock.otherwise(|request| {
        let at: u32 = request.query_value("page_token").map_or(0, |token| token.parse().expect("a number"));
        Reply::from(page(&["a", "b"], Some(&(at + 1).to_string()))).delay(Duration::from_secs(2))
    });
    let builder = Client::builder().api_key(CANARY_KEY).transport(mock.clone()).clock(clock.clone());
    let client = builder.build().expect("a good builder");
    let list = client.batches().list().total_deadline(Duration::from_secs(9));
    let error = runtime().block_on(list.items().try_collect::<Vec<_>>()).expect_err("the list is endless");
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(clock.elapsed() <= Duration::from_millis(9_050), "{:?}", clock.elapsed());
}

#[tokio::test]
async fn headers_of_the_client_replace_its_defaults_and_those_of_a_call_replace_both() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url())
        .header("X-Team", "a")
        .header("User-Agent", "mine/1")
        .header("Authorization", "Bearer other")
        .build()
        .expect("a good builder");
    client.batches().get("bat-1").await.expect("a batch");
    client.batches().get("bat-1").header("x-team", "b").header("authorization", "Basic x").await.expect("a batch");
    let sent: Vec<[Option<String>; 3]> = server
        .requests()
        .iter()
        .map(|request| ["x-team", "user-agent", "authorization"].map(|name| request.header(name).map(str::to_owned)))
        .collect();
    let expected = [["a", "mine/1", "Bearer other"], ["b", "mine/1", "Basic x"]];
    assert_eq!(sent, expected.map(|headers| headers.map(|value| Some(value.to_owned()))));
}

#[tokio::test]
async fn requests_go_through_the_proxy() {
    let proxy = FaultServer::always(Step::ok(&batch("bat-1")));
    let upstream = builder("http://upstream.invalid/prefix").allow_http(true).proxy(proxy.url());
    let client = upstream.build().expect("a good builder");
    client.batches().get("bat-1").await.expect("the proxy answers");
    let request = &proxy.requests()[0];
    assert_eq!(request.target, "http://upstream.invalid/prefix/api/v2/batches/bat-1");
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_refused_and_never_passed_by() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    for proxy in ["nonsense://127.0.0.1:1", "socks5://127.0.0.1:1", "127.0.0.1", "", "http://"] {
        let Ok(client) = builder(&server.url()).retries(0).proxy(proxy).build() else { continue };
        client.batches().get("bat-1").await.expect_err("nothing answers at that proxy");
        assert_eq!(server.count(), 0, "{proxy}: the proxy is passed by");
    }
}

#[tokio::test]
async fn a_client_of_reqwest_can_be_given() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("aws-lc-rs supports the default versions")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let given = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .default_headers([(http::header::VIA, http::HeaderValue::from_static("given"))].into_iter().collect())
        .build()
        .expect("a client of reqwest");
    let client = builder(&server.url()).http_client(given).build().expect("a good builder");
    client.batches().get("bat-1").await.expect("a batch");
    assert_eq!(server.requests()[0].header("via"), Some("given"));
}

#[tokio::test]
async fn clones_share_connections_and_budget() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url()).build().expect("a good builder");
    for _ in 0..3 {
        client.clone().batches().get("bat-1").await.expect("a batch");
    }
    assert_eq!((server.count(), server.connections()), (3, 1));

    let mock = MockTransport::new();
    mock.otherwise(|_| Reply::json(503, json!({"detail": "later"})));
    let builder = Client::builder().api_key(CANARY_KEY).transport(mock.clone()).clock(VirtualClock::new());
    let client = builder.build().expect("a good builder");
    for _ in 0..40 {
        client.clone().batches().get("bat-1").await.expect_err("it is down");
    }
    assert_eq!(mock.requests().len(), 40 + 50, "500 tokens pay for 50 repeats");
}

#[tokio::test]
async fn a_used_up_retry_budget_is_named_by_the_error_and_in_the_logs() {
    logs::install();
    let mock = MockTransport::new();
    mock.otherwise(|_| Reply::json(503, json!({"detail": "later"})));
    let budget = RetryBudget::new();
    let client = || {
        let builder = Client::builder().api_key(CANARY_KEY).transport(mock.clone()).clock(VirtualClock::new());
        builder.retry_budget(budget.clone()).build().expect("a good builder")
    };
    let (one, other) = (client(), client());
    for _ in 0..20 {
        one.batches().get("bat-1").await.expect_err("it is down");
    }
    let error = other.batches().get("bat-1").await.expect_err("it is down");
    assert!(error.is_retry_budget_exhausted(), "{error}");
    assert!(error.to_string().ends_with("(not repeated: the retry budget is used up)"), "{error}");
    assert_eq!(mock.requests().len(), 20 + 50 + 1, "both take from the same tokens");
    let warnings = logs::seen().warnings;
    assert!(warnings.iter().any(|line| line.contains("the retry budget is used up")), "{warnings:?}");
}

#[tokio::test]
async fn many_calls_that_are_told_when_to_come_back_all_succeed() {
    let limited = HttpReply::new(429).header("retry-after", "1").json(&json!({"detail": "slow down"}));
    let requests = AtomicUsize::new(0);
    let server = FaultServer::answering(move |_| match requests.fetch_add(1, Ordering::Relaxed) < 120 {
        true => limited.clone(),
        false => Step::ok(&batch("bat-1")),
    });
    let client = builder(&server.url()).build().expect("a good builder");
    // More repeats than the budget pays for, if each of them cost anything.
    let calls: Vec<_> = (0..120).map(|_| tokio::spawn(client.batches().get("bat-1").into_future())).collect();
    for call in calls {
        call.await.expect("no panic").expect("the service said when to come back");
    }
    assert_eq!(server.count(), 240);
}

#[tokio::test]
async fn calls_that_are_dropped_give_their_turn_back() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let builder = builder(&server.url()).rate_limit(5, Duration::from_secs(2));
    let client = builder.build().expect("a good builder");
    for _ in 0..5 {
        client.batches().get("bat-1").await.expect("the first five go at once");
    }
    for _ in 0..50 {
        let call = client.batches().get("bat-1").into_future();
        tokio::time::timeout(Duration::from_millis(1), call).await.expect_err("its turn is later");
    }
    // All the turns of those that were dropped would take longer than this.
    client.batches().get("bat-1").deadline(Duration::from_secs(10)).await.expect("the next turn is free");
    assert_eq!(server.count(), 6);
}

#[test]
fn a_key_alone_makes_a_client_of_either_kind() {
    let shown = format!("{:?}", Client::new(CANARY_KEY).expect("a key is enough"));
    assert!(shown.contains("https://api.cloud.llamaindex.ai") && !shown.contains(CANARY_KEY), "{shown}");
    llamacloud::blocking::Client::new(CANARY_KEY).expect("a key is enough");
    let error = Client::new(" ").expect_err("a blank key is none");
    assert_eq!(error.kind(), ErrorKind::Configuration);
}
