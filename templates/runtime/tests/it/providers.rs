//! Keys that are provided when they are needed, over a real socket.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use runtime::runtime::{
    Async, Auth, BoxFuture, ClientBuilder, Error, ErrorKind, Handle, KeyProvider, Operation, OperationSpec, Replay,
    Request, Scheme, Sent, Service, decode,
};

use crate::{server, support};

static SERVICE: Service = Service {
    schemes: &[
        Scheme { name: "token", setter: "api_key", env: &[], auth: Auth::Bearer },
        Scheme { name: "query", setter: "query", env: &[], auth: Auth::Query("key") },
    ],
    needs_credentials: true,
    ..support::SERVICE
};

const WITH_KEY: OperationSpec = OperationSpec { security: &[&["token"]], ..support::SPEC };

support::operation!(Read -> (), decode::nothing, WITH_KEY);
support::operation!(Write -> (), decode::nothing, OperationSpec { replay: Replay::Unsafe, ..WITH_KEY });
support::operation!(Both -> (), decode::nothing, OperationSpec { security: &[&["token", "query"]], ..support::SPEC });
support::operation!(Open -> (), decode::nothing, support::SPEC);

/// A server that responds with each status in turn, then with 204, and the heads that it receives. It repeats what it
/// was sent, as some do.
fn serve(statuses: &'static [u16]) -> (ClientBuilder, Receiver<String>) {
    let (sender, received) = channel();
    let statuses = Mutex::new(statuses.iter().copied());
    let port = server::start(move |head, _| {
        let status = statuses.lock().expect("it is not poisoned").next().unwrap_or(204);
        let _ = sender.send(head.to_owned());
        (status, if status == 204 { String::new() } else { format!("no access for {head}") })
    });
    (ClientBuilder::new(&SERVICE).base_url(format!("http://127.0.0.1:{port}")).jitter_seed(1), received)
}

fn send<O: Operation<Output = ()>>(builder: ClientBuilder) -> Result<(), Error> {
    let client = builder.build().expect("the settings are legal");
    let request: Request<O> = Handle::new(client, Async).request();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(request.send())
}

/// The keys of what was received so far, as the header has them.
fn keys(received: &Receiver<String>) -> Vec<String> {
    let key = |head: String| {
        let line = head.lines().find_map(|line| line.strip_prefix("authorization: Bearer ").map(str::to_owned));
        line.unwrap_or_default()
    };
    received.try_iter().map(key).collect()
}

/// Gives `canary-1`, then `canary-2` once that was refused, and so on.
#[derive(Clone, Default)]
struct Numbered {
    refusals: Arc<AtomicU32>,
}

impl KeyProvider for Numbered {
    fn key(&self) -> BoxFuture<'_, Result<String, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(async { Ok(format!("canary-{}", self.refusals.load(Ordering::SeqCst) + 1)) })
    }

    fn refused(&self, key: &str) -> bool {
        assert!(key.starts_with("canary-"), "it is told the key that it gave");
        self.refusals.fetch_add(1, Ordering::SeqCst);
        true
    }
}

#[test]
fn a_closure_is_asked_before_each_attempt() {
    let (builder, received) = serve(&[503, 429]);
    let asked = AtomicU32::new(0);
    let provider = move || {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, std::io::Error>(format!("canary-{number}")) }
    };
    send::<Read>(builder.api_key_provider(provider)).unwrap();
    assert_eq!(keys(&received), ["canary-0", "canary-1", "canary-2"]);
}

#[test]
fn an_operation_that_needs_no_key_asks_for_none() {
    let (builder, received) = serve(&[]);
    send::<Open>(builder.api_key_provider(|| async { Err::<String, _>("never asked") })).unwrap();
    assert_eq!(keys(&received), [""]);
}

#[test]
fn a_key_that_was_refused_is_replaced_once_and_the_request_sent_again() {
    let (builder, received) = serve(&[401]);
    send::<Write>(builder.retries(0).api_key_provider(Numbered::default())).unwrap();
    assert_eq!(keys(&received), ["canary-1", "canary-2"]);

    let (builder, received) = serve(&[401, 401, 401]);
    let error = send::<Read>(builder.api_key_provider(Numbered::default())).unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), error.attempts()), (Some(401), 2));
    assert_eq!(keys(&received), ["canary-1", "canary-2"]);

    let (builder, received) = serve(&[401]);
    let error = send::<Read>(builder.api_key_provider(|| async { Ok::<_, std::io::Error>("canary".to_owned()) }));
    assert_eq!(error.unwrap_err().attempts(), 1);
    assert_eq!(keys(&received), ["canary"]);
}

#[test]
fn what_provides_no_key_fails_the_call_before_anything_is_sent() {
    let (builder, received) = serve(&[]);
    let error = send::<Read>(builder.clone().api_key_provider(|| async { Err::<String, _>("the vault is shut") }));
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.sent(), error.attempts()), (ErrorKind::Credentials, Sent::No, 0));
    assert_eq!(error.to_string(), "Read: what provides the credentials `token` failed");
    let source = std::error::Error::source(&error).expect("it says why");
    assert_eq!(source.to_string(), "the vault is shut");

    for key in ["", "canary key", "\"canary\""] {
        let provider = move || async move { Ok::<_, std::io::Error>(key.to_owned()) };
        let error = send::<Read>(builder.clone().api_key_provider(provider)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains("what was provided for `token` "), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    }

    let never = || std::future::pending::<Result<String, std::io::Error>>();
    let error = send::<Read>(builder.deadline(Duration::from_millis(50)).api_key_provider(never)).unwrap_err();
    assert_eq!((error.kind(), error.sent()), (ErrorKind::Timeout, Sent::No));
    assert!(received.try_recv().is_err());
}

#[test]
fn a_provided_key_is_not_shown_where_the_service_repeats_it() {
    let (builder, received) = serve(&[403]);
    let builder = builder.api_key_provider(Numbered::default());
    let builder = builder.credential_provider("query", || async { Ok::<_, std::io::Error>("canary&q".to_owned()) });
    let shown_before = format!("{builder:?}");
    let error = send::<Both>(builder).unwrap_err();
    let head = received.recv().unwrap();
    assert!(head.starts_with("GET /things?key=canary%26q ") && head.contains("Bearer canary-1"), "{head}");
    let shown = format!("{shown_before} {error} {error:?}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn a_header_that_the_caller_sets_needs_no_key() {
    let (builder, received) = serve(&[]);
    let builder = builder.api_key_provider(|| async { Err::<String, _>("never asked") });
    send::<Read>(builder.header("Authorization", "Bearer own")).unwrap();
    assert_eq!(keys(&received), ["own"]);
}

#[test]
fn a_scheme_that_nothing_asks_for_is_refused() {
    let (builder, _) = serve(&[]);
    let builder = builder.credential_provider("tokens", || async { Ok::<_, std::io::Error>("canary".to_owned()) });
    let error = builder.build().expect_err("there is no such scheme");
    assert_eq!(error.to_string(), "no operation asks for a security scheme `tokens`");
}
