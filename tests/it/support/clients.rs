//! One surface over the asynchronous and the blocking client, so that a fault is written down once and met by both.
//!
//! Every error that passes through here is searched for the API key on its way: `Display`, `Debug`, and the chain of
//! sources. The asynchronous side runs on a runtime of its own, which only turns while a call or a pause is awaited.

use std::error::Error as _;
use std::thread;
use std::time::Duration;

use llamacloud::types::{Batch, BatchConfig, JobConfig};
use llamacloud::{Checkpoint, ClientBuilder, Error, Page};

use super::logs::{CANARY, CANARY_KEY};

/// The time of one attempt in these tests.
pub(crate) const ATTEMPT: Duration = Duration::from_secs(5);
/// The time of a whole call in these tests.
pub(crate) const WHOLE: Duration = Duration::from_secs(30);

/// Which client a case runs against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Async,
    Blocking,
}

impl Side {
    /// A client for the server at `url`, otherwise as [`builder`] has it.
    pub(crate) fn client(self, url: &str) -> Subject {
        self.build(builder(url))
    }

    pub(crate) fn build(self, builder: ClientBuilder) -> Subject {
        match self {
            Self::Async => Subject::Async { client: builder.build().expect("a good builder"), runtime: runtime() },
            Self::Blocking => {
                Subject::Blocking(builder.build().map(llamacloud::blocking::Client::from).expect("a good builder"))
            }
        }
    }
}

/// A builder with the key of these tests, 5 s an attempt, 30 s a call.
pub(crate) fn builder(url: &str) -> ClientBuilder {
    llamacloud::Client::builder().api_key(CANARY_KEY).base_url(url).timeout(ATTEMPT).deadline(WHOLE)
}

/// A client of either kind.
#[derive(Debug)]
pub(crate) enum Subject {
    Async { client: llamacloud::Client, runtime: tokio::runtime::Runtime },
    Blocking(llamacloud::blocking::Client),
}

/// What a list gave until it ended.
#[derive(Debug)]
pub(crate) struct Drained {
    pub(crate) ids: Vec<String>,
    pub(crate) error: Option<Error>,
    pub(crate) checkpoint: Checkpoint,
}

/// What to drain.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    pub(crate) project: Option<String>,
    pub(crate) resume: Option<Checkpoint>,
}

/// Runs the same expression on a client of either kind; the asynchronous one is awaited.
macro_rules! on_both {
    ($subject:expr, |$client:ident| $call:expr) => {
        match $subject {
            Subject::Async { client: $client, runtime } => runtime.block_on(async { $call.await }),
            Subject::Blocking($client) => $call,
        }
    };
}

impl Subject {
    pub(crate) fn get(&self, id: &str) -> Result<Batch, Error> {
        checked(on_both!(self, |client| client.batches().get(id).send()))
    }

    pub(crate) fn create(&self) -> Result<Batch, Error> {
        checked(on_both!(self, |client| client.batches().create(config(), "dir-1").send()))
    }

    pub(crate) fn cancel(&self, id: &str) -> Result<Batch, Error> {
        checked(on_both!(self, |client| client.batches().cancel(id).send()))
    }

    pub(crate) fn list(&self) -> Result<Page<Batch>, Error> {
        checked(on_both!(self, |client| client.batches().list().send()))
    }

    /// Reads the list of batches item by item until its end or its first error.
    pub(crate) fn drain(&self, listing: Listing) -> Drained {
        let mut ids = Vec::new();
        let (error, checkpoint) = match self {
            Self::Async { client, runtime } => runtime.block_on(async {
                let request = client.batches().list().maybe_project_id(listing.project);
                let mut items = match listing.resume {
                    Some(checkpoint) => request.resume(checkpoint).items(),
                    None => request.items(),
                };
                let mut failed = None;
                while let Some(item) = items.next().await {
                    match checked(item) {
                        Ok(batch) => ids.push(batch.id.to_string()),
                        Err(error) => failed = Some(error),
                    }
                }
                (failed, items.checkpoint())
            }),
            Self::Blocking(client) => {
                let request = client.batches().list().maybe_project_id(listing.project);
                let mut items = match listing.resume {
                    Some(checkpoint) => request.resume(checkpoint).items(),
                    None => request.items(),
                };
                let mut failed = None;
                for item in items.by_ref() {
                    match checked(item) {
                        Ok(batch) => ids.push(batch.id.to_string()),
                        Err(error) => failed = Some(error),
                    }
                }
                (failed, items.checkpoint())
            }
        };
        Drained { ids, error, checkpoint }
    }

    /// So many reads at the same time.
    pub(crate) fn get_many(&self, count: usize) -> Vec<Result<Batch, Error>> {
        let results: Vec<_> = match self {
            Self::Async { client, runtime } => runtime.block_on(async {
                let calls: Vec<_> =
                    (0..count).map(|_| tokio::spawn(client.batches().get("bat-1").into_future())).collect();
                let mut results = Vec::new();
                for call in calls {
                    results.push(call.await.expect("a call does not panic"));
                }
                results
            }),
            Self::Blocking(client) => thread::scope(|scope| {
                let calls: Vec<_> = (0..count).map(|_| scope.spawn(|| client.batches().get("bat-1").send())).collect();
                calls.into_iter().map(|call| call.join().expect("a call does not panic")).collect()
            }),
        };
        results.into_iter().map(checked).collect()
    }

    /// Lets time pass; the runtime of the asynchronous side turns meanwhile.
    pub(crate) fn pause(&self, time: Duration) {
        match self {
            Self::Async { runtime, .. } => runtime.block_on(async { tokio::time::sleep(time).await }),
            Self::Blocking(_) => thread::sleep(time),
        }
    }
}

/// The smallest configuration of a batch.
pub(crate) fn config() -> BatchConfig {
    BatchConfig::new(JobConfig::new("cfg-PARSE_AGENTIC", "parse_v2"))
}

/// A runtime for one test.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be built")
}

/// Hands the result on, after looking for the API key in its error.
#[track_caller]
pub(crate) fn checked<T>(result: Result<T, Error>) -> Result<T, Error> {
    if let Err(error) = &result {
        assert_no_secret(&format!("{error:?}"));
        assert_no_secret(&format!("{error:#?}"));
        assert_no_secret(&format!("{error}"));
        let mut cause = error.source();
        while let Some(error) = cause {
            assert_no_secret(&format!("{error} {error:?}"));
            cause = error.source();
        }
    }
    result
}

/// Fails when the text holds a secret of these tests.
#[track_caller]
pub(crate) fn assert_no_secret(text: &str) {
    assert!(!text.contains(CANARY), "a secret is shown: {text}");
}
