//! The blocking client, in all the places where blocking is said not to work.

use std::thread::{self, ThreadId};

use bytes::Bytes;
use runtime::runtime::blocking::{Blocking, Client};
use runtime::runtime::decode;
use runtime::runtime::operation::Sealed;
use runtime::runtime::transport::mock::Reply;
use runtime::runtime::wire::Wire;
use runtime::runtime::{
    BoxFuture, DecodeError, ErrorKind, HttpRequest, HttpResponse, Operation, OperationSpec, Page, Paginated,
    Pagination, Request, ResponseHead, TokioClock, Transport, TransportError, Wait,
};
use serde::de::{Deserialize as _, Deserializer, IgnoredAny};
use serde::ser::Serializer;

use super::support::{Body, CreateJob, GetJob, ListThings, World, client_with, job, page, seconds, world};

fn blocking(world: &World) -> Client {
    Client::from(world.client.clone())
}

fn create(client: &Client) -> Request<CreateJob, Blocking> {
    client.handle().request().body_value("name", &"a job".to_owned())
}

fn things(client: &Client) -> Request<ListThings, Blocking> {
    client.handle().request()
}

fn wait(client: &Client) -> Wait<GetJob, Blocking> {
    Wait::new(client.handle().request().path_parameter("job_id", "job-1"))
}

fn served() -> World {
    let world = world();
    world.serve(&[("", &["a", "b", "c"], Some("A")), ("A", &["d"], None)]);
    world.mock.always("POST /jobs", job("PENDING"));
    world
}

#[test]
fn calls_wait_for_their_answers() {
    let world = served();
    let client = blocking(&world);
    assert_eq!(create(&client).send().unwrap().status, "PENDING");
    assert_eq!(things(&client).send().unwrap().items, ["a", "b", "c"]);
    assert_eq!(things(&client).send_raw().unwrap().status(), 200);
    world.mock.reply("GET /things", Reply::text(404, ""));
    assert!(things(&client).optional().unwrap().is_none());
}

#[test]
fn lists_are_iterators_with_checkpoints() {
    let client = blocking(&served());
    let all: Vec<String> = things(&client).items().try_collect().unwrap();
    assert_eq!(all.concat(), "abcd");
    for taken in 0..=4 {
        let mut items = things(&client).items();
        let first: Vec<String> = items.by_ref().take(taken).map(Result::unwrap).collect();
        let rest: Vec<String> = things(&client).resume(items.checkpoint()).items().map(Result::unwrap).collect();
        assert_eq!(first.concat() + &rest.concat(), "abcd");
    }
    let mut pages = things(&client).pages();
    assert_eq!(pages.next().unwrap().unwrap().len(), 3);
    assert_eq!(pages.checkpoint().page_token(), Some("A"));
    assert_eq!(pages.map(|page| page.unwrap().len()).sum::<usize>(), 1);
}

#[test]
fn waiting_reports_progress_on_the_calling_thread() {
    let world = world();
    world.mock.reply("GET /jobs/{job_id}", job("RUNNING")).always("GET /jobs/{job_id}", job("COMPLETED"));
    let client = blocking(&world);
    let caller = thread::current().id();
    let done = wait(&client).on_progress(move |_| assert_eq!(thread::current().id(), caller)).send().unwrap();
    assert_eq!(done.status, "COMPLETED");
    assert_eq!(wait(&client).watch().map(|update| update.unwrap().status).collect::<Vec<_>>(), ["COMPLETED"]);
    world.mock.always("GET /jobs/{job_id}", job("RUNNING"));
    assert!(wait(&client).deadline(seconds(9)).send().unwrap_err().is_timeout());
}

#[test]
fn an_end_that_was_seen_is_not_lost_with_its_results() {
    let world = world();
    world.mock.reply("GET /jobs/{job_id}", job("COMPLETED")).always("GET /jobs/{job_id}", Reply::text(403, "no"));
    let waiting = wait(&blocking(&world)).cancel_on_drop().cancel_on_timeout().completed();
    let update = waiting.last_update().unwrap();
    assert_eq!((update.status.as_str(), update.output.results), ("COMPLETED", None));
    assert!(update.results_error.unwrap().is_forbidden());
    assert!(world.mock.requests().iter().all(|request| request.method == "GET"));
}

#[test]
fn an_end_that_was_seen_is_not_lost_with_the_background_thread() {
    let world = world();
    world.mock.reply("GET /jobs/{job_id}", job("COMPLETED")).always("GET /jobs/{job_id}", Reply::never());
    let client = Client::from(client_with(world.mock.clone(), TokioClock));
    let update = thread::scope(|scope| {
        let waiting = scope.spawn(|| wait(&client).cancel_on_drop().last_update());
        while world.mock.requests().len() < 2 {
            thread::yield_now();
        }
        client.shutdown();
        waiting.join().unwrap().unwrap()
    });
    assert_eq!(update.status, "COMPLETED");
    assert_eq!(update.results_error.unwrap().kind(), ErrorKind::RuntimeGone);
}

#[test]
fn what_a_dropped_wait_cancels_is_cancelled_before_the_background_thread_ends() {
    const CANCEL: &str = "POST /jobs/{job_id}/cancel";
    for client_first in [true, false].repeat(20) {
        let world = world();
        world.mock.always("GET /jobs/{job_id}", job("RUNNING"));
        world.mock.always(CANCEL, Reply::from(job("CANCELLED")).delay(seconds(5)));
        let client = blocking(&world);
        let mut watch = wait(&client).cancel_on_drop().watch();
        watch.next().unwrap().unwrap();
        let cancelled = || world.mock.requests().iter().filter(|request| request.method == "POST").count();
        if client_first {
            drop(client);
            drop(watch);
        } else {
            drop(watch);
            client.shutdown();
        }
        // Both the request and its response: a second one would follow if the thread ended in between.
        while cancelled() == 0 || world.mock.in_flight() > 0 {
            thread::yield_now();
        }
        assert_eq!((cancelled(), world.clock.elapsed() >= seconds(5)), (1, true));
    }
}

/// The thread that an item was read on.
#[derive(Debug, PartialEq)]
struct ReadOn(ThreadId);

impl Wire for ReadOn {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer)?;
        Ok(Self(thread::current().id()))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// A list whose items tell where they were read.
struct ListThreads;

impl Sealed for ListThreads {}

impl Operation for ListThreads {
    type Output = Page<ReadOn>;
    const SPEC: OperationSpec = ListThings::SPEC;

    fn decode(_: http::StatusCode, body: &Bytes) -> Result<Self::Output, DecodeError> {
        decode::page::<Body<_>>(body)
    }
}

impl Paginated for ListThreads {
    type Item = ReadOn;
    type Body = Body<ReadOn>;
    const PAGINATION: Pagination = ListThings::PAGINATION;
}

#[test]
fn responses_are_read_on_the_callers_thread() {
    let client = blocking(&served());
    let threads = || client.handle().request::<ListThreads>();
    let here = |items: usize| (0..items).map(|_| ReadOn(thread::current().id())).collect::<Vec<_>>();
    assert_eq!(threads().send().unwrap().items, here(3));
    assert_eq!(threads().optional().unwrap().unwrap().items, here(3));
    assert_eq!(threads().items().map(Result::unwrap).collect::<Vec<_>>(), here(4));
    assert_eq!(threads().prefetch(true).pages().next().unwrap().unwrap().items, here(3));
}

#[test]
fn what_came_with_the_response_is_told() {
    let world = world();
    world.mock.always("GET /things", Reply::from(page(&["a"], None)).header("x-request-id", "req-1"));
    let client = blocking(&world);
    let id = |head: Option<&ResponseHead>| head.and_then(|head| head.request_id().map(str::to_owned));
    assert_eq!(id(things(&client).send().unwrap().response()).as_deref(), Some("req-1"));
    let (mut items, mut pages) = (things(&client).items(), things(&client).pages());
    assert_eq!((id(items.response()), id(pages.response())), (None, None));
    assert!(items.next().is_some() && pages.next().is_some());
    assert_eq!(id(items.response()), id(pages.response()));
    assert_eq!(id(items.response()).as_deref(), Some("req-1"));
}

/// Makes a call when it is dropped.
struct CallsWhenDropped(Client);

impl Drop for CallsWhenDropped {
    fn drop(&mut self) {
        assert_eq!(create(&self.0).send().unwrap().status, "PENDING");
    }
}

#[tokio::test]
async fn calls_work_inside_an_asynchronous_runtime() {
    let client = blocking(&served());
    assert_eq!(create(&client).send().unwrap().status, "PENDING");
    assert_eq!(things(&client).items().count(), 4);
    drop(CallsWhenDropped(client.clone()));
    let other = client.clone();
    tokio::task::spawn_blocking(move || drop(CallsWhenDropped(other))).await.unwrap();
    // The last clone goes here, inside the runtime, and takes the background thread with it.
    drop(client);
}

#[test]
fn clones_can_be_used_from_many_threads() {
    let client = blocking(&served());
    thread::scope(|scope| {
        for _ in 0..16 {
            let client = client.clone();
            scope.spawn(move || assert_eq!(things(&client).items().count(), 4));
        }
    });
}

#[test]
fn a_runtime_that_is_gone_is_an_error() {
    let world = served();
    let client = blocking(&world);
    world.mock.always("GET /things", Reply::never());
    let slow = client_with(world.mock.clone(), TokioClock);
    let client = {
        drop(client);
        Client::from(slow)
    };
    thread::scope(|scope| {
        let under_way = scope.spawn(|| things(&client).items().next().unwrap().unwrap_err());
        while world.mock.in_flight() == 0 {
            thread::yield_now();
        }
        client.shutdown();
        let error = under_way.join().unwrap();
        assert_eq!((error.kind(), error.operation()), (ErrorKind::RuntimeGone, Some("listThings")));
    });
    assert_eq!(world.mock.in_flight(), 0);
    assert_eq!(create(&client).send().unwrap_err().kind(), ErrorKind::RuntimeGone);
}

/// Panics for lists and answers everything else.
#[derive(Debug)]
struct Panicking(runtime::runtime::transport::mock::MockTransport);

impl Transport for Panicking {
    fn send(&self, request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse, TransportError>> {
        assert!(!request.url.contains("/things"), "the transport panics");
        self.0.send(request)
    }
}

#[test]
fn a_panic_is_an_error_and_the_client_goes_on() {
    let world = served();
    let client = Client::from(client_with(Panicking(world.mock.clone()), world.clock.clone()));
    assert_eq!(things(&client).send().unwrap_err().kind(), ErrorKind::Panicked);
    let mut items = things(&client).items();
    let checkpoint = items.checkpoint();
    assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::Panicked);
    assert!(items.next().is_none());
    assert_eq!(items.checkpoint(), checkpoint);
    assert_eq!(create(&client).send().unwrap().status, "PENDING");
}

#[test]
fn a_call_on_the_background_thread_is_refused_instead_of_waiting_for_itself() {
    let world = world();
    let inner = Client::from(world.client.clone());
    let same = inner.clone();
    world.mock.otherwise(move |request| match request.path.as_str() {
        "/jobs" => Reply::from(page(&[&things(&same).send().unwrap_err().to_string()], None)),
        _ => Reply::text(500, ""),
    });
    let error = create(&inner).send_raw().unwrap();
    assert!(String::from_utf8_lossy(error.bytes()).contains("blocking call"));
}
