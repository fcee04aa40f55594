//! One thread that runs asynchronous calls for callers that wait for them.
//!
//! A caller hands over a future and sleeps on a channel. It enters no runtime, so it may itself be inside one: calls
//! work in `#[tokio::main]`, in `spawn_blocking` and in `Drop`. The thread starts with the first call and ends when
//! the last client is dropped, once the requests are sent that nobody waits for.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread::{self, ThreadId};

use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

use crate::runtime::BoxFuture;
use crate::runtime::error::{Error, ErrorKind, Sent};
use crate::runtime::observe;

/// The thread, shared by clones.
#[derive(Clone, Default)]
pub(crate) struct Background {
    /// What came of starting it, once it was needed.
    worker: Arc<OnceLock<Result<Worker, io::ErrorKind>>>,
}

struct Worker {
    jobs: UnboundedSender<Job>,
    runtime: Handle,
    thread: ThreadId,
}

enum Job {
    /// Somebody waits for it, and hears of it when the thread ends first.
    Call(BoxFuture<'static, ()>),
    /// Nobody waits for it; it has to be done before the thread ends.
    Errand(BoxFuture<'static, ()>),
    Stop,
}

impl Background {
    /// Runs `future` on the thread and waits for it.
    ///
    /// # Errors
    ///
    /// The thread could not be started or has ended, `future` panicked, or this was called on the thread itself, where
    /// waiting would never end. [`Error::sent`] is [`Sent::Maybe`] once the thread had the future: it may have got as
    /// far as sending something.
    pub(crate) fn block_on<T: Send + 'static>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Error> {
        let worker = self.worker()?;
        if worker.thread == thread::current().id() {
            let message = "a blocking call was made on the thread that blocking calls wait for";
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        let (reply, answer) = mpsc::sync_channel(1);
        let job = async move {
            let result = catch_panic(future).await;
            // Nobody listens if the caller's thread was torn down.
            let _ = reply.send(result);
        };
        worker.jobs.send(Job::Call(Box::pin(observe::carried(job)))).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone().with_sent(Sent::Maybe))?
    }

    /// The runtime of the thread, if it was started.
    pub(crate) fn runtime(&self) -> Option<Handle> {
        let worker = self.worker.get()?.as_ref().ok()?;
        Some(worker.runtime.clone())
    }

    /// Has the thread run `errand`, which must come to an end by itself: the thread does not end before. Does nothing if
    /// it has ended, or could not be started.
    pub(crate) fn run_errand(&self, errand: impl Future<Output = ()> + Send + 'static) {
        if let Ok(worker) = self.worker() {
            // A thread that has ended runs nothing any more, and nobody is left to hear of it.
            let _ = worker.jobs.send(Job::Errand(Box::pin(observe::carried(errand))));
        }
    }

    /// Ends the thread. Calls under way and later ones fail.
    pub(crate) fn stop(&self) {
        if let Some(Ok(worker)) = self.worker.get() {
            // A thread that has ended already needs no telling.
            let _ = worker.jobs.send(Job::Stop);
        }
    }

    fn worker(&self) -> Result<&Worker, Error> {
        self.worker.get_or_init(|| Worker::start().map_err(|error| error.kind())).as_ref().map_err(|&kind| {
            let message = "the thread that blocking calls wait for could not be started";
            Error::new(ErrorKind::RuntimeGone, message).with_source(io::Error::from(kind))
        })
    }
}

impl Worker {
    fn start() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (jobs, queue) = unbounded_channel();
        let thread = thread::Builder::new().name("blocking-client".to_owned()).spawn(move || {
            runtime.block_on(run(queue));
            // The runtime is dropped here, with what is still running on it.
        })?;
        Ok(Self { jobs, runtime: handle, thread: thread.thread().id() })
    }
}

async fn run(mut queue: UnboundedReceiver<Job>) {
    let (mut calls, mut errands) = (JoinSet::new(), JoinSet::new());
    loop {
        match queue.recv().await {
            Some(Job::Call(call)) => drop(calls.spawn(call)),
            Some(Job::Errand(errand)) => drop(errands.spawn(errand)),
            Some(Job::Stop) | None => break,
        }
        while calls.try_join_next().is_some() || errands.try_join_next().is_some() {}
    }
    // From here on calls are refused, and those under way fail.
    drop((queue, calls));
    while errands.join_next().await.is_some() {}
}

async fn catch_panic<T>(future: impl Future<Output = T>) -> Result<T, Error> {
    let mut future = pin!(future);
    poll_fn(|cx| match panic::catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(poll) => poll.map(Ok),
        Err(_) => {
            let message = "code that took part in the call panicked; the panic hook has the details";
            std::task::Poll::Ready(Err(Error::new(ErrorKind::Panicked, message).with_sent(Sent::Maybe)))
        }
    })
    .await
}

fn gone() -> Error {
    Error::new(ErrorKind::RuntimeGone, "the thread that blocking calls wait for has ended")
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Background").field("started", &self.worker.get().is_some()).finish()
    }
}
