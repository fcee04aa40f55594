//! The loop against a scripted transport, in tokio's paused time: how often it sends, how long it waits, what it says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode};
use serde_json::Value;

use super::*;
use crate::runtime::budget::RetryBudget;
use crate::runtime::client::Client;
use crate::runtime::config::ClientBuilder;
use crate::runtime::decode::{self, DecodeError};
use crate::runtime::operation::{Method, Operation, OperationSpec, Sealed};
use crate::runtime::request::Request;
use crate::runtime::service::{Auth, Scheme, Server, Service};
use crate::runtime::transport::Transport;
use crate::runtime::upload::Upload;
use crate::runtime::{BoxFuture, TokioClock, clock::Clock};

static SERVICE: Service = Service {
    name: "example",
    version: "1.2.3",
    servers: &[Server { url: "https://api.example.com", variables: &[] }],
    own_servers: &[],
    base_path: "",
    base_url_env: "",
    custom_headers_env: "",
    default_parameters: &[],
    schemes: &[Scheme { name: "bearerAuth", setter: "api_key", env: &[], auth: Auth::Bearer }],
    token_client: None,
    needs_credentials: true,
    paths: &[],
};

const fn spec(id: &'static str, method: Method, replay: Replay) -> OperationSpec {
    OperationSpec { security: &[&["bearerAuth"]], ..OperationSpec::new(id, method, "/batches", replay) }
}

struct List;
impl Sealed for List {}

impl Operation for List {
    type Output = Value;
    const SPEC: OperationSpec = spec("listBatches", Method::Get, Replay::Safe);
    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Value, DecodeError> {
        decode::json(body)
    }
}

struct Create;
impl Sealed for Create {}

impl Operation for Create {
    type Output = Value;
    const SPEC: OperationSpec = spec("createBatch", Method::Post, Replay::Unsafe);
    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Value, DecodeError> {
        decode::json(body)
    }
}

/// What the scripted transport does with one request.
#[derive(Clone, Copy)]
enum Step {
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    Fail(TransportErrorKind),
    Silence,
}

use Step::{Answer, Fail, Silence};
use TransportErrorKind::{Ambiguous, CertificateRejected, NotSent, ProxyAuthentication, Truncated, Unsendable};

const OK: Step = Answer(200, &[], "{}");
const DOWN: Step = Answer(503, &[], "down");

/// Follows its steps, the last one for ever, and notes when each request came.
#[derive(Clone, Debug)]
struct Scripted(Arc<Mutex<(VecDeque<Step>, Vec<Instant>)>>);

impl std::fmt::Debug for Step {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("step")
    }
}

impl Scripted {
    fn new(steps: &[Step]) -> Self {
        Self(Arc::new(Mutex::new((steps.iter().copied().collect(), Vec::new()))))
    }

    fn requests(&self) -> usize {
        self.0.lock().unwrap().1.len()
    }

    /// The waits between the requests, in milliseconds.
    fn gaps(&self) -> Vec<u128> {
        self.0.lock().unwrap().1.windows(2).map(|pair| (pair[1] - pair[0]).as_millis()).collect()
    }
}

impl Transport for Scripted {
    fn send(&self, _request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        let mut state = self.0.lock().unwrap();
        state.1.push(TokioClock.now());
        let step = if state.0.len() > 1 { state.0.pop_front().unwrap() } else { state.0[0] };
        Box::pin(async move {
            match step {
                Answer(status, headers, body) => {
                    let pairs = headers.iter();
                    let headers: HeaderMap =
                        pairs.map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
                    Ok(HttpResponse::new(StatusCode::from_u16(status).unwrap(), headers, body))
                }
                Fail(kind) => Err(TransportError::new(kind)),
                Silence => std::future::pending().await,
            }
        })
    }
}

fn builder(transport: &Scripted) -> ClientBuilder {
    ClientBuilder::new(&SERVICE).api_key("llx-canary").jitter_seed(7).transport(transport.clone())
}

fn client(transport: &Scripted) -> Client {
    builder(transport).build().unwrap()
}

fn list(client: &Client) -> Request<List> {
    client.handle().request()
}

fn create(client: &Client) -> Request<Create> {
    client
        .handle()
        .request::<Create>()
        .body_value("source_directory_id", &"dir-1".to_owned())
        .body_value("config", &vec![1])
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn a_safe_operation_is_repeated_with_growing_waits() {
    let transport = Scripted::new(&[DOWN, DOWN, Fail(Truncated), OK]);
    let response = list(&client(&transport)).send_raw().await.unwrap();
    assert_eq!((response.attempts(), transport.requests()), (4, 4));
    for (gap, least, most) in transport.gaps().iter().zip([250, 500, 1000]).map(|(gap, least)| (*gap, least, 2 * least))
    {
        assert!((least..=most + 1).contains(&gap), "{gap} is not between {least} and {most}");
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_run_out() {
    let transport = Scripted::new(&[DOWN]);
    let error = list(&client(&transport)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), transport.requests()), (ErrorKind::Status, 5, 5));
    assert_eq!(error.to_string(), "listBatches: 503 Service Unavailable: down");
    let error = list(&client(&transport)).retries(0).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_create_is_sent_once_when_it_may_have_arrived() {
    for (step, sent, kind) in [
        (Fail(Ambiguous), Sent::Maybe, ErrorKind::Connection),
        (Fail(Truncated), Sent::Yes, ErrorKind::Connection),
        (Silence, Sent::Maybe, ErrorKind::Timeout),
        (DOWN, Sent::Maybe, ErrorKind::Status),
        (Answer(200, &[], "<html>"), Sent::Yes, ErrorKind::Decode),
    ] {
        let transport = Scripted::new(&[step]);
        let since = jiff::Timestamp::now();
        let error = create(&client(&transport)).await.unwrap_err();
        assert_eq!((error.sent(), error.kind(), transport.requests()), (sent, kind, 1), "{error}");
        let unresolved = error.unresolved().expect("it may have been created");
        assert_eq!(unresolved.operation(), "createBatch");
        assert_eq!(unresolved.value("source_directory_id"), Some("dir-1"));
        assert_eq!(unresolved.value("config"), None);
        assert!(unresolved.since() >= since);
    }
}

#[tokio::test(start_paused = true)]
async fn a_create_that_was_refused_leaves_no_doubt() {
    for (step, sent) in
        [(Answer(422, &[], ""), Sent::Yes), (Fail(CertificateRejected), Sent::No), (Answer(409, &[], ""), Sent::Yes)]
    {
        let transport = Scripted::new(&[step]);
        let error = create(&client(&transport)).await.unwrap_err();
        assert_eq!((error.sent(), transport.requests()), (sent, 1), "{error}");
        assert!(error.unresolved().is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn a_create_is_repeated_when_it_cannot_have_arrived() {
    let transport = Scripted::new(&[Fail(NotSent), Answer(429, &[], ""), OK]);
    assert!(create(&client(&transport)).await.is_ok());
    assert_eq!(transport.requests(), 3);
}

#[tokio::test(start_paused = true)]
async fn doubt_of_an_earlier_attempt_remains() {
    let transport = Scripted::new(&[Fail(Ambiguous), Fail(CertificateRejected)]);
    let error = create(&client(&transport)).repeat_if_ambiguous(true).await.unwrap_err();
    assert_eq!((error.sent(), error.attempts()), (Sent::Maybe, 2));
    assert!(error.unresolved().is_some());
}

#[tokio::test(start_paused = true)]
async fn doubt_remains_when_the_request_cannot_be_put_together_again() {
    let path = std::env::temp_dir().join(format!("doubt-{}.txt", std::process::id()));
    std::fs::write(&path, "body").unwrap();
    let transport = Scripted::new(&[Fail(Ambiguous), OK]);
    let upload = Upload::path(&path);
    let request = create(&client(&transport)).with(|call| call.set_upload(upload)).repeat_if_ambiguous(true);
    let (answer, ()) = tokio::join!(request.send(), async {
        tokio::time::sleep(Duration::from_millis(1)).await;
        std::fs::remove_file(&path).unwrap();
    });
    let error = answer.unwrap_err();
    assert_eq!((error.kind(), error.sent()), (ErrorKind::InvalidRequest, Sent::Maybe));
    assert_eq!((error.attempts(), transport.requests()), (1, 1));
    assert!(error.unresolved().is_some());
}

#[tokio::test(start_paused = true)]
async fn the_service_is_given_the_time_it_asks_for() {
    let transport = Scripted::new(&[Answer(429, &[("retry-after", "20")], ""), OK]);
    list(&client(&transport)).await.unwrap();
    assert!((20_000..=20_501).contains(&transport.gaps()[0]), "{:?}", transport.gaps());
    for value in ["soon", "-5", "NaN", "0"] {
        let headers: &'static [(&str, &str)] = Box::leak(Box::new([("retry-after", value)]));
        let transport = Scripted::new(&[Answer(429, headers, ""), OK]);
        list(&client(&transport)).await.unwrap();
        assert!(transport.gaps()[0] >= 250, "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_fails_at_once() {
    let transport = Scripted::new(&[Answer(429, &[("retry-after", "86400")], "")]);
    let before = TokioClock.now();
    let error = list(&client(&transport)).await.unwrap_err();
    assert_eq!(TokioClock.now(), before);
    assert!(error.is_rate_limited());
    assert_eq!((error.retry_after(), error.attempts()), (Some(seconds(86_400)), 1));
}

#[tokio::test(start_paused = true)]
async fn nothing_sleeps_past_the_deadline() {
    let transport = Scripted::new(&[DOWN]);
    let before = TokioClock.now();
    let error = list(&client(&transport)).deadline(seconds(2)).await.unwrap_err();
    assert!(TokioClock.now() - before <= seconds(2));
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, Some(StatusCode::SERVICE_UNAVAILABLE)));
    let cause = std::error::Error::source(&error).unwrap();
    assert_eq!(cause.to_string(), "503 Service Unavailable: down");
}

/// The second attempt would end in a timeout, after which nobody knows whether the service has the request.
#[tokio::test(start_paused = true)]
async fn no_attempt_begins_with_less_time_than_it_needs() {
    let transport = Scripted::new(&[Fail(NotSent), OK]);
    create(&client(&transport)).await.unwrap();
    let wait = Duration::from_millis(u64::try_from(transport.gaps()[0]).unwrap());
    for (more, sent, requests) in [(1, Sent::No, 1), (10, Sent::No, 1), (1_000, Sent::Maybe, 2)] {
        let transport = Scripted::new(&[Fail(NotSent), Silence]);
        let deadline = wait + Duration::from_millis(more);
        let error = create(&client(&transport)).deadline(deadline).await.unwrap_err();
        assert_eq!((error.kind(), error.sent()), (ErrorKind::Timeout, sent), "{more}: {error}");
        assert_eq!(
            (transport.requests(), error.attempts()),
            (requests, requests.try_into().unwrap()),
            "{more}: {error}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn silence_ends_with_the_attempt_and_with_the_call() {
    let transport = Scripted::new(&[Silence, OK]);
    let before = TokioClock.now();
    list(&client(&transport)).timeout(seconds(5)).await.unwrap();
    assert!((seconds(5)..seconds(6)).contains(&(TokioClock.now() - before)));

    let (transport, before) = (Scripted::new(&[Silence]), TokioClock.now());
    let error = list(&client(&transport)).timeout(seconds(5)).deadline(seconds(12)).await.unwrap_err();
    let passed = TokioClock.now() - before;
    assert!((seconds(11)..=Duration::from_millis(12_050)).contains(&passed), "{passed:?}");
    assert!(error.is_timeout());
}

#[tokio::test(start_paused = true)]
async fn a_dead_service_is_spared() {
    let transport = Scripted::new(&[DOWN]);
    let client = client(&transport);
    let calls: Vec<_> = (0..40).map(|_| tokio::spawn(list(&client).send())).collect();
    for call in calls {
        assert!(call.await.unwrap().is_err());
    }
    assert_eq!(transport.requests(), 90);

    let error = list(&client).await.unwrap_err();
    assert!(error.is_retry_budget_exhausted());
    assert_eq!((error.attempts(), error.is_server_error()), (1, true));
    let line = "listBatches: 503 Service Unavailable: down (not repeated: the retry budget is used up)";
    assert_eq!(error.to_string(), line);
}

#[tokio::test(start_paused = true)]
async fn clients_can_share_a_retry_budget() {
    let (transport, budget) = (Scripted::new(&[DOWN]), RetryBudget::new());
    let clients = [(); 2].map(|()| builder(&transport).retry_budget(budget.clone()).build().unwrap());
    for call in 0..40 {
        assert!(list(&clients[call % 2]).await.is_err());
    }
    assert_eq!(transport.requests(), 90);
}

#[tokio::test(start_paused = true)]
async fn many_who_are_told_when_to_come_back_all_succeed_and_not_all_at_once() {
    let told = [Answer(429, &[("retry-after", "2")], ""); 200];
    let transport = Scripted::new(&[&told[..], &[OK]].concat());
    let client = client(&transport);
    let calls: Vec<_> = (0..200).map(|_| tokio::spawn(list(&client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let times = transport.0.lock().unwrap().1.clone();
    let (first, repeats) = (times[0], &times[200..]);
    assert!(repeats.iter().all(|time| *time >= first + seconds(2)));
    assert!(repeats.last() > repeats.first());
}

#[tokio::test(start_paused = true)]
async fn a_repeat_that_was_given_up_before_it_began_costs_nothing() {
    let transport = Scripted::new(&[DOWN]);
    let client = client(&transport);
    for _ in 0..100 {
        let impatient = tokio::time::timeout(Duration::from_millis(1), list(&client).send());
        impatient.await.expect_err("the wait before the repeat is longer");
    }
    assert_eq!(list(&client).await.unwrap_err().attempts(), 5);
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_given_up_while_they_wait_their_turn_lock_nobody_out() {
    let transport = Scripted::new(&[&[Silence; 20][..], &[OK]].concat());
    let client = builder(&transport).rate_limit(20, seconds(60)).build().unwrap();
    let before = TokioClock.now();
    for _ in 0..100 {
        let impatient = tokio::time::timeout(Duration::from_millis(1), list(&client).send());
        impatient.await.expect_err("no response comes that soon");
    }
    list(&client).await.unwrap();
    assert!(TokioClock.now() - before <= seconds(61));
    assert_eq!(transport.requests(), 21);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_sent_nothing_gives_its_turn_back() {
    let transport = Scripted::new(&[Fail(NotSent), OK]);
    let client = builder(&transport).rate_limit(1, seconds(60)).build().unwrap();
    list(&client).await.unwrap();
    assert!(transport.gaps()[0] <= 501, "{:?}", transport.gaps());

    for kind in [CertificateRejected, ProxyAuthentication, Unsendable] {
        let transport = Scripted::new(&[Fail(kind), OK]);
        let client = builder(&transport).rate_limit(1, seconds(60)).build().unwrap();
        list(&client).await.unwrap_err();
        list(&client).await.unwrap();
        assert_eq!(transport.gaps(), [0], "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_rate_limit_spreads_requests_and_respects_the_deadline() {
    let transport = Scripted::new(&[OK]);
    let client = builder(&transport).rate_limit(2, seconds(60)).build().unwrap();
    for _ in 0..3 {
        list(&client).await.unwrap();
    }
    assert_eq!(transport.gaps().iter().sum::<u128>() / 10, 6000);
    list(&client).await.unwrap();
    let error = list(&client).deadline(seconds(5)).await.unwrap_err();
    assert_eq!((error.kind(), error.sent(), error.attempts()), (ErrorKind::Timeout, Sent::No, 0));
    assert_eq!(error.retry_after(), Some(seconds(60)));
}

#[tokio::test(start_paused = true)]
async fn an_unreadable_answer_names_its_content_type_and_what_it_is_still_compressed_with() {
    let transport =
        Scripted::new(&[Answer(200, &[("content-type", "text/html; charset=utf-8")], "<html>Log in</html>")]);
    let error = list(&client(&transport)).await.unwrap_err();
    let expected = "listBatches: 200 expected value at line 1 column 1 (content type text/html): <html>Log in</html>";
    assert_eq!((error.to_string().as_str(), transport.requests()), (expected, 1));
    let encoded = |headers| Scripted::new(&[Answer(200, headers, "?")]);
    let error = list(&client(&encoded(&[("content-encoding", "br")]))).await.unwrap_err().to_string();
    assert!(error.contains("(content encoding br)"), "{error}");
    let error = list(&client(&encoded(&[("content-encoding", "Identity")]))).await.unwrap_err().to_string();
    assert!(!error.contains("encoding"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_missing_thing_can_be_none() {
    let transport = Scripted::new(&[Answer(404, &[("x-request-id", "req-1")], r#"{"detail":"no"}"#)]);
    assert_eq!(list(&client(&transport)).optional().await.unwrap(), None);
    assert_eq!(list(&client(&transport)).await.unwrap_err().request_id(), Some("req-1"));
}

#[tokio::test(start_paused = true)]
async fn an_echoed_key_is_not_shown() {
    for step in
        [Answer(401, &[], "bad key llx-canary"), Answer(200, &[], "llx-canary"), Answer(200, &[], "[\"llx-canary\"")]
    {
        let transport = Scripted::new(&[step]);
        for request in
            [list(&client(&transport)), list(&client(&transport)).header("authorization", "Basic llx-canary")]
        {
            let error = request.await.unwrap_err();
            assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        }
    }
}
