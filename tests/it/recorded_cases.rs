//! What becomes of the recorded answers here: retries, errors, bodies that are not what they should be, raw access.
//!
//! The recordings show what the official SDKs did; each check states what this client does with the same answers,
//! which is not always the same. What is sent for which call is checked in `requests`, lists in `pagination`, the
//! environment in `environment`.

use std::time::{Duration, Instant};

use llamacloud::types::{Batch, BatchStatus};
use llamacloud::{Client, Error, ErrorKind, Sent};
use serde_json::Value;

use crate::support::clients::{assert_no_secret, builder, checked, config};
use crate::support::recorded;
use crate::support::server::FaultServer;

fn start(case: &str) -> (FaultServer, Client) {
    let server = recorded::case(case).server();
    let client = builder(&server.url()).build().expect("a good builder");
    (server, client)
}

/// Reads one batch against a recorded server; gives the outcome and the server.
async fn get(case: &str) -> (Result<Batch, Error>, FaultServer) {
    let (server, client) = start(case);
    (checked(client.batches().get("b").await), server)
}

/// The read has to succeed with the recorded number of requests; gives the shortest time between two of them.
async fn check_repeated(case: &str) -> Duration {
    let (outcome, server) = get(case).await;
    outcome.unwrap_or_else(|error| panic!("{case}: {error}"));
    recorded::case(case).check_requests(&server.requests());
    server.gaps().into_iter().min().expect("two requests")
}

#[tokio::test]
async fn a_read_is_repeated_after_an_answer_that_may_pass() {
    for status in [408, 429, 502, 504, 599] {
        let gap = check_repeated(&format!("retry.status_{status}_once")).await;
        // Ten milliseconds are what the server asked for; the client's own backoff is longer and wins.
        assert!(gap >= Duration::from_millis(240), "{status}: {gap:?}");
    }
    check_repeated("retry.async_python_429").await;
    check_repeated("retry.x_should_retry.true_on_400").await;
}

#[tokio::test]
async fn a_call_can_go_without_a_header_of_the_client() {
    let (server, client) = start("cfg.header_removal");
    client.batches().list().without_header("Authorization").await.expect("a page");
    let sent = server.requests();
    recorded::case("cfg.header_removal").check_requests(&sent);
    assert_eq!(sent[0].header("authorization"), None);
    let request = client.batches().list().without_header("authorization").header("authorization", "Bearer other");
    request.retries(0).await.expect_err("the recording has ended");
    assert_eq!(server.requests()[1].header("authorization"), Some("Bearer other"), "the last word counts");
}

#[tokio::test]
async fn a_call_is_given_up_after_five_attempts() {
    let (outcome, server) = get("retry.default_count_exhausted").await;
    let error = outcome.expect_err("every answer is a 500");
    assert_eq!((server.count(), error.attempts()), (5, 5));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
}

#[tokio::test]
async fn the_wait_the_server_asks_for_is_kept() {
    assert!(check_repeated("retry.after.seconds_1").await >= Duration::from_secs(1));
    assert!(check_repeated("retry.after.ms_zero_then_seconds").await >= Duration::from_secs(1));
    assert!(check_repeated("retry.after.ms_300").await >= Duration::from_millis(300));
    assert!(check_repeated("retry.after.http_date_plus_2s").await >= Duration::from_secs(2));
}

#[tokio::test]
async fn a_wait_of_nothing_or_of_nonsense_is_the_clients_own_backoff() {
    for case in ["retry.after.zero", "retry.after.garbage", "retry.after.inf"] {
        let gap = check_repeated(case).await;
        assert!((Duration::from_millis(240)..Duration::from_secs(20)).contains(&gap), "{case}: {gap:?}");
    }
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_an_error_that_tells_it() {
    let started = Instant::now();
    let (outcome, server) = get("retry.after.seconds_61").await;
    let error = outcome.expect_err("61 s are more than the 30 s of the call");
    assert!(started.elapsed() < Duration::from_secs(20));
    assert_eq!((server.count(), error.retry_after()), (1, Some(Duration::from_secs(61))));
}

#[tokio::test]
async fn only_exact_lower_case_overrides_the_retry_rules() {
    let (outcome, server) = get("retry.x_should_retry.TRUE_upper_on_400").await;
    assert!(outcome.expect_err("a 400 stays a 400").is_invalid());
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_create_is_not_repeated_on_a_conflict() {
    let (server, client) = start("retry.post_create_on_409");
    let error = client.batches().create(config(), "dir-1").await.expect_err("a conflict");
    assert!(error.is_conflict());
    assert_eq!(error.sent(), Sent::Yes);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_create_is_not_repeated_after_a_timeout() {
    let (server, client) = start("retry.post_create_on_timeout");
    let request = client.batches().create(config(), "dir-1").timeout(Duration::from_millis(500));
    let error = request.await.expect_err("no answer in time");
    assert_eq!((error.kind(), error.sent()), (ErrorKind::Timeout, Sent::Maybe));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn retries_can_be_switched_off_for_a_call() {
    let (server, client) = start("retry.max_retries_0");
    let error = client.batches().get("b").retries(0).await.expect_err("a 500");
    assert_eq!((server.count(), error.attempts()), (1, 1));
}

#[tokio::test]
async fn a_raw_response_tells_attempts_and_request_id() {
    let (server, client) = start("retry.retries_taken_exposed");
    let raw = client.batches().get("b").send_raw().await.expect("the second attempt is answered");
    assert_eq!((raw.status().as_u16(), raw.attempts(), raw.request_id()), (200, 2, Some("rid-9")));
    assert_eq!(raw.parse::<Batch>().expect("a batch").id, "bat-1");
    assert_eq!(raw.parse::<Value>().expect("JSON")["id"], "bat-1");
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_raw_list_is_one_page() {
    let (server, client) = start("raw.list_parse_then_next_page");
    let raw = client.batches().list().send_raw().await.expect("a page");
    let page: Value = raw.parse().expect("JSON");
    let token = page["next_page_token"].as_str().expect("a token");
    let next = client.batches().list().page_token(token).await.expect("a page");
    assert_eq!(next.items[0].id, "c");
    recorded::case("raw.list_parse_then_next_page").check_requests(&server.requests());
}

#[tokio::test]
async fn an_error_tells_the_request_id() {
    let (outcome, _) = get("raw.error_via_raw_response").await;
    let error = outcome.expect_err("a 404");
    assert!(error.is_not_found());
    assert_eq!(error.request_id(), Some("rid-1"));
}

#[tokio::test]
async fn a_missing_batch_can_be_none() {
    let (_server, client) = start("raw.error_via_raw_response");
    assert!(client.batches().get("b").optional().await.expect("404 is no error here").is_none());
    let (_server, client) = start("v2.get.min");
    assert_eq!(client.batches().get("b").optional().await.expect("a batch").expect("a batch").id, "bat-1");
    let (_server, client) = start("err.409_json");
    client.batches().get("b").optional().await.expect_err("only 404 is none");
}

#[tokio::test]
async fn the_time_of_an_attempt_covers_headers_and_body() {
    let (server, client) = start("net.timeout_no_retry");
    let request = client.batches().get("b").retries(0).timeout(Duration::from_millis(400));
    assert_eq!(request.await.expect_err("no answer").kind(), ErrorKind::Timeout);
    assert_eq!(server.count(), 1);

    let (server, client) = start("net.body_stalls_after_headers");
    let started = Instant::now();
    let request = client.batches().get("b").retries(0).timeout(Duration::from_millis(500));
    assert_eq!(request.await.expect_err("half a body").kind(), ErrorKind::Timeout);
    assert!(started.elapsed() < Duration::from_secs(20));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn the_status_of_an_error_is_told_even_if_its_body_never_ends() {
    let (server, client) = start("err.400_body_stalls");
    let started = Instant::now();
    let request = client.batches().get("b").retries(0).timeout(Duration::from_millis(500));
    let error = request.await.expect_err("a 400");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400), "{error}");
    assert!(started.elapsed() < Duration::from_secs(20));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_time_limit_of_nothing_is_refused() {
    let (server, client) = start("net.timeout_zero_or_negative");
    let error = client.batches().get("b").timeout(Duration::ZERO).await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    let error = client.batches().get("b").deadline(Duration::ZERO).await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    let error = builder(&server.url()).timeout(Duration::ZERO).build().expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_lost_connection_is_told_from_a_refused_one() {
    let (server, client) = start("net.reset_before_response");
    let error = client.batches().get("b").retries(0).await.expect_err("a reset");
    assert_eq!((error.kind(), error.sent()), (ErrorKind::Connection, Sent::Maybe), "{error}");
    assert_eq!(server.count(), 1);

    let (server, client) = start("net.reset_mid_body");
    assert_eq!(client.batches().get("b").retries(1).await.expect("the second attempt").id, "bat-1");
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_redirect_of_a_create_is_not_followed() {
    let (server, client) = start("net.redirect_302_post");
    let error = client.batches().create(config(), "dir-1").await.expect_err("a redirect");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn one_connection_serves_one_call_after_another() {
    let (server, client) = start("net.keepalive_reuse");
    for _ in 0..3 {
        client.batches().get("b").await.expect("a batch");
    }
    assert_eq!((server.count(), server.connections()), (3, 1));
}

#[tokio::test]
async fn a_dropped_call_is_over_at_once_even_while_it_waits_to_be_repeated() {
    let (server, client) = start("net.abort_during_retry_sleep_ts");
    let call = client.batches().get("b").into_future();
    tokio::time::timeout(Duration::from_millis(200), call).await.expect_err("the client waits for two seconds");
    tokio::time::sleep(Duration::from_millis(2500)).await;
    assert_eq!(server.count(), 1);
}

/// The error of a recorded answer; its text has to hold each of the parts.
async fn check_error(case: &str, status: u16, parts: &[&str]) -> Error {
    let (server, client) = start(case);
    let error = checked(client.batches().get("b").retries(0).await).expect_err("an error status");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{case}");
    assert_eq!(error.kind(), ErrorKind::Status, "{case}");
    let text = error.to_string();
    assert!(text.contains(&status.to_string()), "{case}: {text}");
    assert!(!text.contains(char::is_control) && text.chars().count() <= 300, "{case}: {text}");
    for part in parts {
        assert!(text.contains(part), "{case}: {text}");
    }
    assert_eq!(server.count(), 1, "{case}");
    error
}

#[tokio::test]
async fn an_error_tells_status_and_what_the_service_said() {
    check_error("err.400_json_detail", 400, &["Bad thing"]).await;
    check_error("err.404_json_with_message_key", 404, &["no such batch"]).await;
    let html = check_error("err.404_html", 404, &[]).await;
    assert_eq!(html.body().map(|body| &body[..]), Some(b"<html><body>Not Found</body></html>".as_slice()));
    check_error("err.403_json_string", 403, &["forbidden"]).await;
    check_error("err.400_json_false_and_zero", 400, &[]).await;
    check_error("err.502_html_gateway", 502, &[]).await;
    check_error("err.400_malformed_json", 400, &[]).await;
    check_error("err.409_json", 409, &["conflict"]).await;
}

/// A 200 that is no batch is a decode error, asked for once; its text has to hold the part.
async fn check_undecodable(case: &str, part: &str) {
    let (outcome, server) = get(case).await;
    let error = outcome.expect_err("no batch");
    assert_eq!((error.kind(), error.sent()), (ErrorKind::Decode, Sent::Yes), "{case}: {error}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200), "{case}");
    assert!(error.to_string().contains(part), "{case}: {error}");
    assert_eq!(server.count(), 1, "{case}");
}

#[tokio::test]
async fn a_success_that_cannot_be_read_is_an_error() {
    check_undecodable("decode.malformed_json", "").await;
    check_undecodable("decode.empty_200_json", "").await;
    check_undecodable("decode.json_null", "").await;
    check_undecodable("decode.json_string", "").await;
    check_undecodable("decode.missing_required", "config").await;
    check_undecodable("decode.wrong_types", "project_id").await;
    check_undecodable("decode.datetime_epoch_number", "created_at").await;
    // These two hold `{"id": …}` and nothing else. What is wrong with them is the rest of the batch, not the
    // content type of one and the character set of the other.
    check_undecodable("decode.json_as_text_plain", "config").await;
    check_undecodable("decode.charset_suffix", "config").await;
    check_undecodable("decode.bom_json", "config").await;
    for case in ["decode.list_200_html", "decode.list_json_array"] {
        let (server, client) = start(case);
        let mut items = client.batches().list().items();
        let error = items.next().await.expect("not an empty list").expect_err("no page");
        assert_eq!(error.kind(), ErrorKind::Decode, "{case}");
        assert_eq!(server.count(), 1, "{case}");
    }
}

#[tokio::test]
async fn json_is_read_whatever_the_content_type_says() {
    use crate::support::bodies::batch;
    use crate::support::step::Reply;
    let bom = [b"\xef\xbb\xbf".as_slice(), batch("bat-1").to_string().as_bytes()].concat();
    let answers = [
        Reply::new(200).body("text/plain", batch("bat-1").to_string()),
        Reply::new(200).body("", batch("bat-1").to_string()),
        Reply::new(201).body("application/vnd.service+json", batch("bat-1").to_string()),
        Reply::new(200).body("application/json", bom),
    ];
    let server = FaultServer::script(answers);
    let client = builder(&server.url()).build().expect("a good builder");
    for _ in 0..4 {
        let batch = client.batches().get("bat-1").await.expect("a batch");
        assert_eq!(batch.status, BatchStatus::Pending);
    }
}

#[tokio::test]
async fn secrets_of_a_call_are_sent_and_never_shown() {
    use crate::support::logs::{CANARY, seen};
    crate::support::logs::install();
    let (server, client) = start("env.log_debug_secrets");
    let webhook = llamacloud::types::WebhookConfiguration::new()
        .webhook_url("https://e/h")
        .webhook_signing_secret(format!("{CANARY}-signing"))
        .webhook_headers([("Authorization", format!("{CANARY}-webhook"))]);
    assert_no_secret(&format!("{webhook:?} {webhook:#?}"));
    let request = client.batches().create(config(), "dir-1").webhook_configurations([webhook]);
    let request = request.header("x-api-key", format!("{CANARY}-header")).header("cookie", format!("{CANARY}-cookie"));
    assert_no_secret(&format!("{request:?} {request:#?} {client:?} {client:#?}"));
    request.await.expect("a batch");
    let sent = &server.requests()[0];
    let body: Value = serde_json::from_slice(&sent.body).expect("JSON");
    assert_eq!(body["webhook_configurations"][0]["webhook_signing_secret"], format!("{CANARY}-signing"));
    assert_eq!(body["webhook_configurations"][0]["webhook_headers"]["Authorization"], format!("{CANARY}-webhook"));
    assert_eq!(sent.header("x-api-key"), Some(format!("{CANARY}-header").as_str()));
    assert_eq!(sent.header("cookie"), Some(format!("{CANARY}-cookie").as_str()));
    assert_eq!(seen().leaks, Vec::<String>::new());
}

#[test]
fn every_recorded_case_is_named_by_a_test() {
    let sources = [
        include_str!("refusals.rs"),
        include_str!("requests.rs"),
        include_str!("pagination.rs"),
        include_str!("recorded_cases.rs"),
        include_str!("environment.rs"),
    ];
    let named = |case: &str| {
        let case =
            case.strip_prefix("retry.status_").map_or(format!("\"{case}\""), |_| "retry.status_{status}".to_owned());
        sources.iter().any(|source| source.contains(&case))
    };
    let forgotten: Vec<&String> = recorded::all().keys().filter(|case| !named(case)).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}
