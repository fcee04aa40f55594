//! A small service: things by cursor, rows by offset, and jobs with a lifecycle.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use runtime::runtime::decode::{self, DecodeError};
use runtime::runtime::transport::mock::{MockTransport, RecordedRequest, Reply};
use runtime::runtime::virtual_clock::VirtualClock;
use runtime::runtime::wire::Wire;
use runtime::runtime::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

pub const SERVICE: Service = Service {
    name: "tests",
    version: "0.0.0",
    servers: &[Server { url: "https://service.test", variables: &[] }],
    own_servers: &[],
    base_path: "",
    base_url_env: "TESTS_BASE_URL",
    custom_headers_env: "TESTS_CUSTOM_HEADERS",
    default_parameters: &[DefaultParameter { name: "project_id", env: "TESTS_PROJECT_ID" }],
    schemes: &[Scheme { name: "bearerAuth", setter: "api_key", env: &["TESTS_API_KEY"], auth: Auth::Bearer }],
    token_client: None,
    needs_credentials: true,
    paths: &[],
};

/// A transport and a client that share virtual time.
pub struct World {
    pub clock: VirtualClock,
    pub mock: MockTransport,
    pub client: Client,
}

pub fn world() -> World {
    let clock = VirtualClock::new();
    let mock = MockTransport::with_clock(clock.clone());
    let client = client_with(mock.clone(), clock.clone());
    World { clock, mock, client }
}

pub fn client_with(transport: impl Transport + 'static, clock: impl Clock + 'static) -> Client {
    let builder = ClientBuilder::new(&SERVICE).api_key("canary-key").transport(transport).clock(clock);
    builder.build().expect("the configuration is complete")
}

impl World {
    pub fn things(&self) -> Request<ListThings> {
        self.client.handle().request()
    }

    pub fn rows(&self, table: &str) -> Request<ListRows> {
        self.client.handle().request().path_parameter("table", table.to_owned())
    }

    pub fn job(&self, id: &str) -> Wait<GetJob> {
        self.get_job(id).wait()
    }

    pub fn get_job(&self, id: &str) -> Request<GetJob> {
        self.client.handle().request().path_parameter("job_id", id.to_owned())
    }

    pub fn create_job(&self) -> Request<CreateJob> {
        self.client.handle().request().body_value("name", &"a job".to_owned())
    }

    /// The value of a query parameter in each request so far.
    pub fn asked(&self, parameter: &str) -> Vec<Option<String>> {
        self.mock.requests().iter().map(|request| request.query_value(parameter).map(str::to_owned)).collect()
    }

    /// Serves cursor pages: the first one under the empty token.
    pub fn serve(&self, pages: &[(&str, &[&str], Option<&str>)]) {
        let pages: BTreeMap<String, Value> =
            pages.iter().map(|(token, items, next)| ((*token).to_owned(), page(items, *next))).collect();
        self.mock.otherwise(move |request| {
            let token = request.query_value("page_token").unwrap_or_default();
            pages.get(token).map_or_else(|| Reply::text(400, "no such token"), |page| Reply::json(200, page))
        });
    }

    /// Serves `rows` by offset, at most `most` at a time.
    pub fn serve_rows(&self, rows: u64, most: u64, total: Option<Value>) {
        self.mock.otherwise(move |request: &RecordedRequest| {
            let offset: u64 = request.query_value("offset").unwrap_or("0").parse().unwrap();
            let items: Vec<u64> = (offset..rows).take(usize::try_from(most).unwrap()).collect();
            Reply::json(200, json!({ "items": items, "total_size": total }))
        });
    }
}

pub fn page(items: &[&str], next: Option<&str>) -> Value {
    json!({ "items": items, "next_page_token": next })
}

pub fn job(status: &str) -> Value {
    json!({ "id": "job-1", "status": status })
}

pub const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The pages of both lists.
pub struct Body<T>(PhantomData<T>);

impl<T: Wire> PageBody for Body<T> {
    type Item = T;

    const LAYOUT: PageLayout = PageLayout {
        items: Some(&["items"]),
        items_required: true,
        next_page_token: Some(&["next_page_token"]),
        total_size: Some(&["total_size"]),
        has_more: None,
        total_pages: None,
    };
}

const fn spec(id: &'static str, method: Method, path: &'static str, replay: Replay) -> OperationSpec {
    OperationSpec {
        default_parameters: &["project_id"],
        security: &[&["bearerAuth"]],
        ..OperationSpec::new(id, method, path, replay)
    }
}

#[derive(Debug)]
pub struct ListThings;

impl Sealed for ListThings {}

impl Operation for ListThings {
    type Output = Page<String>;
    const SPEC: OperationSpec = spec("listThings", Method::Get, "/things", Replay::Safe);

    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Self::Output, DecodeError> {
        decode::page::<Body<_>>(body)
    }

    fn keep(page: &mut Self::Output, head: impl FnOnce() -> ResponseHead) {
        page.set_response(head());
    }
}

impl Paginated for ListThings {
    type Item = String;
    type Body = Body<String>;
    const PAGINATION: Pagination = Pagination::Cursor { token: PageParameter::Query("page_token") };
}

#[derive(Debug)]
pub struct ListRows;

impl Sealed for ListRows {}

impl Operation for ListRows {
    type Output = Page<u64>;
    const SPEC: OperationSpec = spec("listRows", Method::Get, "/tables/{table}/rows", Replay::Safe);

    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Self::Output, DecodeError> {
        decode::page::<Body<_>>(body)
    }

    fn keep(page: &mut Self::Output, head: impl FnOnce() -> ResponseHead) {
        page.set_response(head());
    }
}

impl Paginated for ListRows {
    type Item = u64;
    type Body = Body<u64>;
    const PAGINATION: Pagination = Pagination::Offset { offset: PageParameter::Query("offset") };
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    pub id: String,
    pub status: String,
    #[serde(default)]
    pub results: Option<Vec<String>>,
}

impl Wire for Job {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

#[derive(Debug)]
pub struct GetJob;

impl Sealed for GetJob {}

impl Operation for GetJob {
    type Output = Job;
    const SPEC: OperationSpec = spec("getJob", Method::Get, "/jobs/{job_id}", Replay::Safe);

    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Job, DecodeError> {
        decode::json(body)
    }
}

impl Lifecycle for GetJob {
    const CANCEL: Option<OperationSpec> = Some(spec("cancelJob", Method::Post, "/jobs/{job_id}/cancel", Replay::Safe));
    const FINAL_QUERY: &'static [(&'static str, &'static str)] = &[("expand", "results")];

    fn phase(job: &Job) -> Phase {
        match job.status.as_str() {
            "COMPLETED" => Phase::Succeeded,
            "FAILED" | "CANCELLED" => Phase::Failed,
            _ => Phase::InFlight,
        }
    }

    fn status(job: &Job) -> &str {
        &job.status
    }

    fn remove_results(job: &mut Job) {
        job.results = None;
    }
}

#[derive(Debug)]
pub struct CreateJob;

impl Sealed for CreateJob {}

impl Operation for CreateJob {
    type Output = Job;
    const SPEC: OperationSpec = spec("createJob", Method::Post, "/jobs", Replay::Unsafe);

    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Job, DecodeError> {
        decode::json(body)
    }
}

impl Created for CreateJob {
    type Poll = GetJob;

    fn poll(created: &Job, request: Request<GetJob>) -> Request<GetJob> {
        request.path_parameter("job_id", created.id.clone())
    }
}
