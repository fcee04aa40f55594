//! A key for each call, kept over its repeats, over a real socket.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use runtime::runtime::{
    Async, Client, ClientBuilder, Error, Handle, Method, OperationSpec, Replay, Request, Sent, Service, decode,
};

use crate::{server, support};

static SERVICE: Service = support::SERVICE;

const CREATE: OperationSpec = OperationSpec { method: Method::Post, replay: Replay::Unsafe, ..support::SPEC };

support::operation!(Create -> (), decode::nothing, OperationSpec { idempotency_header: Some("Idempotency-Key"), ..CREATE });
support::operation!(Plain -> (), decode::nothing, CREATE);

/// A client of a server that responds with each status in turn, then with 204, and the key of each request it receives.
fn serve(statuses: &'static [u16]) -> (Client, Receiver<Option<String>>) {
    let (sender, received) = channel();
    let statuses = Mutex::new(statuses.iter().copied());
    let port = server::start(move |head, _| {
        let key = head.lines().find_map(|line| line.strip_prefix("idempotency-key: ").map(str::to_owned));
        let _ = sender.send(key);
        (statuses.lock().expect("it is not poisoned").next().unwrap_or(204), String::new())
    });
    let builder = ClientBuilder::new(&SERVICE).base_url(format!("http://127.0.0.1:{port}")).jitter_seed(1);
    (builder.header("Idempotency-Key", "of all calls").build().expect("it is legal"), received)
}

fn create(client: &Client) -> Request<Create> {
    Handle::new(client.clone(), Async).request()
}

fn run(call: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made").block_on(call)
}

#[test]
fn a_call_keeps_its_key_over_repeats_and_the_next_one_has_another() {
    let (client, received) = serve(&[500, 503]);
    let request = create(&client);
    run(request.clone().send()).unwrap();
    run(request.send()).unwrap();
    let keys: Vec<String> = received.try_iter().map(|key| key.expect("each has a key")).collect();
    assert_eq!(keys.len(), 4, "three attempts and one");
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3], "{keys:?}");
    assert!(keys.iter().all(|key| key.len() == 36), "{keys:?}");
}

#[test]
fn a_key_of_the_caller_is_kept_and_allows_repeats_too() {
    let (client, received) = serve(&[500]);
    run(create(&client).header("idempotency-key", "mine").send()).unwrap();
    assert_eq!(received.try_iter().collect::<Vec<_>>(), [Some("mine".to_owned()), Some("mine".to_owned())]);
}

#[test]
fn without_a_key_nothing_is_repeated_that_may_have_arrived() {
    let (client, received) = serve(&[500, 500]);
    let error = run(create(&client).without_header("Idempotency-Key").send()).unwrap_err();
    assert_eq!((error.attempts(), error.sent()), (1, Sent::Maybe));
    assert_eq!(received.try_iter().collect::<Vec<_>>(), [None]);

    let plain: Request<Plain> = Handle::new(client, Async).request();
    assert_eq!(run(plain.send()).unwrap_err().attempts(), 1);
    assert_eq!(received.try_iter().collect::<Vec<_>>(), [Some("of all calls".to_owned())]);
}
