//! What the client puts on the wire, compared with what the official SDKs put there for the same call.
//!
//! Each check names a recorded case and makes the call of that case; the recorded server answers, and the requests
//! have to be the recorded ones: method and path byte for byte, the query by meaning, the body as JSON. Where this
//! client differs on purpose, a test says what it does instead.

use llamacloud::types::{
    BatchConfig, BatchJobItemStatus, BatchJobStatus, BatchJobType, BatchStatus, Expand, JobConfig, ParseJob,
    WebhookConfiguration,
};
use llamacloud::{Client, Error, ErrorKind};
use serde_json::json;

use crate::support::bodies::{answer, batch, page};
use crate::support::clients::{builder, checked, config};
use crate::support::logs::CANARY_KEY;
use crate::support::query;
use crate::support::recorded;
use crate::support::server::{FaultServer, Recorded};
use crate::support::step::Step;

/// Makes the call against the recorded server; the call has to succeed with the recorded requests.
async fn check(case: &str, call: impl AsyncFnOnce(Client) -> Result<(), Error>) -> Vec<Recorded> {
    let case = recorded::case(case);
    let server = case.server();
    let client = builder(&server.url()).build().expect("a good builder");
    checked(call(client).await).unwrap_or_else(|error| panic!("{}: {error}", case.case));
    let requests = server.requests();
    case.check_requests(&requests);
    requests
}

#[tokio::test]
async fn create_sends_its_body_and_nothing_that_was_not_set() {
    check("v2.create.min", async |client| client.batches().create(config(), "dir-1").await.map(drop)).await;
    check("v2.create.all", async |client| {
        let webhook = WebhookConfiguration::new()
            .webhook_events(["batch.success", "batch.error"])
            .webhook_headers([("X-A", "1")])
            .webhook_output_format("json")
            .webhook_signing_secret("whsec_x")
            .webhook_url("https://example.com/h");
        let request = client.batches().create(config(), "dir-1").organization_id("org-1").project_id("prj-1");
        let request = request.webhook_configuration_ids(["whc-1", "whc-2"]).webhook_configurations([webhook]);
        request.await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn create_tells_null_from_empty_from_absent() {
    check("v2.create.nulls", async |client| {
        let request = client.batches().create(config(), "dir-1");
        let request = request.maybe_organization_id(None::<&str>).maybe_project_id(None::<&str>);
        request.clear_webhook_configuration_ids().clear_webhook_configurations().await.map(drop)
    })
    .await;
    check("v2.create.empty_arrays", async |client| {
        let request = client.batches().create(config(), "dir-1");
        let request = request.webhook_configuration_ids(Vec::<String>::new());
        request.webhook_configurations(Vec::<WebhookConfiguration>::new()).await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn create_sends_text_and_unknown_values_as_they_are() {
    check("v2.create.unicode_and_unknown_enum", async |client| {
        let config = BatchConfig::new(JobConfig::new("cfg-é✓\n\"", "sheets_v9"));
        client.batches().create(config, "dir/1?é").await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn create_takes_headers_query_and_body_fields_nobody_declared() {
    check("v2.create.extra_everything", async |client| {
        let request = client.batches().create(config(), "dir-1").header("x-extra", "1").header("user-agent", "mine/1");
        let request = request.query("q", "a").query("q", "b").body_field("future_field", json!({"x": 1}));
        request.await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn list_sends_its_filters() {
    check("v2.list.min", async |client| client.batches().list().await.map(drop)).await;
    check("v2.list.all", async |client| {
        let request = client.batches().list();
        let request =
            request.created_at_on_or_after("2026-01-01T00:00:00Z".parse::<jiff::Timestamp>().expect("a time"));
        let request =
            request.created_at_on_or_before("2026-02-03T04:05:06Z".parse::<jiff::Timestamp>().expect("a time"));
        let request = request.organization_id("org-1").page_size(25_u64).page_token("tok+/=&1").project_id("prj-1");
        request.source_directory_id("dir-1").status(BatchStatus::Running).await.map(drop)
    })
    .await;
    check("v2.list.zero_page_size", async |client| client.batches().list().page_size(0_u64).await.map(drop)).await;
    check("v2.list.unknown_status_filter", async |client| client.batches().list().status("PAUSED").await.map(drop))
        .await;
    check("v2.list.special_chars_in_values", async |client| {
        let directory = "a b&c=d/é✓?#%+';:@,~*()[]\"<>";
        client.batches().list().source_directory_id(directory).await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn a_filter_set_to_nothing_is_not_sent() {
    check("v2.list.nulls", async |client| {
        let request = client.batches().list().maybe_created_at_on_or_after(None).maybe_created_at_on_or_before(None);
        let request = request.maybe_organization_id(None::<&str>).maybe_page_size(None).maybe_page_token(None::<&str>);
        let request = request.maybe_project_id(None::<&str>).maybe_source_directory_id(None::<&str>);
        request.maybe_status(None::<BatchStatus>).await.map(drop)
    })
    .await;
    check("v1.list.nulls", async |client| {
        let request = client.beta().batch().list().maybe_directory_id(None::<&str>).maybe_limit(None);
        let request = request.maybe_job_type(None::<&str>).maybe_offset(None).maybe_organization_id(None::<&str>);
        request.maybe_project_id(None::<&str>).maybe_status(None::<&str>).await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn a_time_keeps_its_fraction_and_is_sent_in_utc() {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    let client = builder(&server.url()).build().expect("a good builder");
    let time: jiff::Timestamp = "2026-01-01T00:00:00.123456+02:00".parse().expect("a time");
    client.batches().list().created_at_on_or_after(time).await.expect("a page");
    let request = &server.requests()[0];
    assert_eq!(request.query(), Some("created_at_on_or_after=2025-12-31T22%3A00%3A00.123456Z"));
}

#[tokio::test]
async fn a_space_in_the_query_is_percent_encoded() {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    let client = builder(&server.url()).build().expect("a good builder");
    client.batches().list().source_directory_id("d 1+2").await.expect("a page");
    assert_eq!(server.requests()[0].query(), Some("source_directory_id=d%201%2B2"));
}

#[tokio::test]
async fn get_repeats_the_key_of_a_list() {
    check("v2.get.min", async |client| client.batches().get("bat-1").await.map(drop)).await;
    check("v2.get.all", async |client| {
        let request = client.batches().get("bat-1").expand(Expand::Results);
        request.organization_id("org-1").project_id("prj-1").await.map(drop)
    })
    .await;
    check("v2.get.expand_2", async |client| {
        let expand = [Expand::Results, Expand::from("future field")];
        client.batches().get("bat-1").expand(expand).await.map(drop)
    })
    .await;
    check("v2.get.expand_null", async |client| {
        client.batches().get("bat-1").maybe_expand(None::<Expand>).await.map(drop)
    })
    .await;
    check("v2.get.expand_str_instead_of_list", async |client| {
        client.batches().get("bat-1").expand("results").await.map(drop)
    })
    .await;
    check("v2.get.expand_str_instead_of_list", async |client| {
        client.batches().get("bat-1").expand(["results"]).await.map(drop)
    })
    .await;
    check("v2.get.expand_str_instead_of_list", async |client| {
        client.batches().get("bat-1").expand(Expand::from("results")).await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn cancel_has_no_body() {
    for case in ["v2.cancel.min", "v2.cancel.nulls"] {
        let requests = check(case, async |client| {
            let request = client.batches().cancel("bat-1").maybe_organization_id(None::<&str>);
            request.maybe_project_id(None::<&str>).await.map(drop)
        })
        .await;
        assert_eq!(requests[0].header("content-length"), Some("0"));
    }
}

#[tokio::test]
async fn the_older_endpoints_send_what_was_recorded() {
    check("v1.list.min", async |client| client.beta().batch().list().await.map(drop)).await;
    check("v1.list.all", async |client| {
        let request = client.beta().batch().list().directory_id("dir 1").job_type(BatchJobType::Extract);
        let request = request.limit(10_u64).offset(20_u64).organization_id("org-1").project_id("prj-1");
        request.status(BatchJobStatus::Dispatched).await.map(drop)
    })
    .await;
    check("v1.get_status", async |client| {
        let request = client.beta().batch().get_status("bjb-1").organization_id("org-1").project_id("prj-1");
        request.await.map(drop)
    })
    .await;
    check("v1.cancel.min", async |client| client.beta().batch().cancel("bjb-1").await.map(drop)).await;
    check("v1.cancel.all", async |client| {
        let request = client.beta().batch().cancel("b j/1").organization_id("org-1").project_id("prj-1");
        request.reason("because").temporal_namespace("ns-1").await.map(drop)
    })
    .await;
    check("v1.job_items.list.all", async |client| {
        let request = client.beta().batch().job_items().list("bjb/1").limit(10_u64).offset(0_u64);
        let request = request.organization_id("org-1").project_id("prj-1");
        request.status(BatchJobItemStatus::Skipped).await.map(drop)
    })
    .await;
    check("v1.job_items.get_processing_results", async |client| {
        let request = client.beta().batch().job_items().get_processing_results("dfl-1");
        let request = request.job_type(BatchJobType::Parse).organization_id("org-1").project_id("prj-1");
        request.await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn the_older_create_sends_one_of_two_kinds_of_job() {
    check("v1.create.min", async |client| client.beta().batch().create(ParseJob::new()).await.map(drop)).await;
    check("v1.create.nulls_and_empty", async |client| {
        let request = client.beta().batch().create(ParseJob::new());
        let request = request.maybe_organization_id(None::<&str>).maybe_project_id(None::<&str>);
        let request = request.clear_continue_as_new_threshold().clear_directory_id();
        request.item_ids(Vec::<String>::new()).await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn an_id_becomes_one_percent_encoded_segment() {
    let case = recorded::case("v2.get.special_ids");
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url()).build().expect("a good builder");
    let ids = [
        "a b",
        "a/b",
        "é✓",
        "100%",
        "a?b=c",
        "a#b",
        "a%2Fb",
        "a+b",
        "x:y@z;w,v=u&t$s!r*q(p)o'n",
        "~-._",
        "[\"<>\\^`{|}]",
        "tab\tnl\n",
        " lead trail ",
        "...",
        "..a",
        "a..",
        "😀",
    ];
    assert_eq!(ids.len(), case.requests.len());
    for (id, recorded) in ids.into_iter().zip(&case.requests) {
        let before = server.count();
        let outcome = client.batches().get(id).await;
        if id.contains(char::is_control) {
            // The official SDKs send these. Nothing good begins with a line break in an id.
            assert_eq!(outcome.expect_err("refused").kind(), ErrorKind::InvalidRequest, "{id:?}");
            assert_eq!(server.count(), before, "{id:?}");
        } else {
            outcome.unwrap_or_else(|error| panic!("{id:?}: {error}"));
            recorded.check(&server.requests()[before], id);
        }
    }
}

#[tokio::test]
async fn the_session_cookie_is_sent_as_a_cookie() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url()).build().expect("a good builder");
    client.batches().get("bat-1").session("abc").await.expect("a batch");
    assert_eq!(server.requests()[0].header("cookie"), Some("session=abc"));
    assert_eq!(server.requests()[0].query(), None);
}

#[tokio::test]
async fn every_request_says_who_sends_it_and_what_it_takes() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = builder(&server.url()).build().expect("a good builder");
    client.batches().get("bat-1").await.expect("a batch");
    client.batches().create(config(), "dir-1").await.expect("a batch");
    for request in server.requests() {
        assert_eq!(request.header("authorization"), Some(format!("Bearer {CANARY_KEY}").as_str()));
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        let agent = request.header("user-agent").expect("a user agent");
        assert!(agent.starts_with("llamacloud-rust/"), "{agent}");
        assert_eq!(request.header("referer"), None);
        assert_eq!(request.header("cookie"), None);
    }
    let requests = server.requests();
    assert_eq!(requests[0].header("content-type"), None);
    assert_eq!(requests[1].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_default_parameter_goes_with_every_operation_unless_the_call_says_otherwise() {
    let server = FaultServer::answering(|request| Step::ok(&answer(&request.method, request.path())));
    let client = builder(&server.url()).project_id("prj-d").organization_id("org-d").build().expect("a good builder");
    let (batches, jobs) = (client.batches(), client.beta().batch());
    batches.create(config(), "dir-1").await.expect("create");
    batches.list().await.expect("list");
    batches.get("bat-1").await.expect("get");
    batches.cancel("bat-1").await.expect("cancel");
    jobs.list().await.expect("list of jobs");
    jobs.get_status("j").await.expect("status of a job");
    jobs.cancel("j").await.expect("cancel of a job");
    jobs.job_items().list("j").await.expect("list of items");
    let sent = server.requests();
    assert_eq!(sent.len(), 8);
    for request in &sent {
        assert_eq!(query::value(request.query(), "project_id").as_deref(), Some("prj-d"), "{}", request.target);
        assert_eq!(query::value(request.query(), "organization_id").as_deref(), Some("org-d"), "{}", request.target);
    }

    batches.get("bat-1").project_id("prj-c").await.expect("get");
    batches.get("bat-1").without_default("project_id").await.expect("get");
    let sent = server.requests();
    assert_eq!(query::value(sent[8].query(), "project_id").as_deref(), Some("prj-c"));
    assert_eq!(query::value(sent[8].query(), "organization_id").as_deref(), Some("org-d"));
    assert_eq!(query::value(sent[9].query(), "project_id"), None);
    assert_eq!(query::value(sent[9].query(), "organization_id").as_deref(), Some("org-d"));
}

#[tokio::test]
async fn a_call_can_leave_out_a_default_of_the_client() {
    let case = recorded::case("cfg.null_or_undefined_over_default_query");
    let server = case.server();
    let client = builder(&server.url()).project_id("dflt").build().expect("a good builder");
    client.batches().list().without_default("project_id").await.expect("a page");
    client.batches().list().await.expect("a page");
    case.check_requests(&server.requests());
}

#[test]
fn the_blocking_client_sends_the_same_requests() {
    type Call = fn(&llamacloud::blocking::Client) -> Result<(), Error>;
    let calls: [(&str, Call); 6] = [
        ("v2.create.min", |client| client.batches().create(config(), "dir-1").send().map(drop)),
        ("v2.list.min", |client| client.batches().list().send().map(drop)),
        ("v2.get.all", |client| {
            let request = client.batches().get("bat-1").expand(Expand::Results);
            request.organization_id("org-1").project_id("prj-1").send().map(drop)
        }),
        ("v2.cancel.min", |client| client.batches().cancel("bat-1").send().map(drop)),
        ("v1.get_status", |client| {
            let request = client.beta().batch().get_status("bjb-1");
            request.organization_id("org-1").project_id("prj-1").send().map(drop)
        }),
        ("v1.cancel.min", |client| client.beta().batch().cancel("bjb-1").send().map(drop)),
    ];
    for (case, call) in calls {
        let case = recorded::case(case);
        let server = case.server();
        let client = builder(&server.url()).build().map(llamacloud::blocking::Client::from).expect("a good builder");
        call(&client).unwrap_or_else(|error| panic!("{}: {error}", case.case));
        case.check_requests(&server.requests());
    }
}
