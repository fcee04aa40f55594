//! One subscriber for the whole test process: it reads every log line of every crate at TRACE, and keeps almost none.
//!
//! Each line is searched for the secrets of these tests; a line that holds one is kept as evidence. Warnings of the
//! client are kept too. The rest is counted and dropped.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Begins every secret the tests give to a client; no log, no error and no debug output may ever hold it.
pub(crate) const CANARY: &str = "canary-7f3a9c";

/// The API key of the clients of these tests.
pub(crate) const CANARY_KEY: &str = "canary-7f3a9c-api-key";

/// What was seen in the logs since the subscriber was installed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) lines: usize,
    /// Lines of the crates below the client, which handle the headers.
    pub(crate) of_hyper_or_reqwest: usize,
    /// Lines that hold a secret.
    pub(crate) leaks: Vec<String>,
    /// Warnings of the client itself.
    pub(crate) warnings: Vec<String>,
}

/// Installs the subscriber, once.
pub(crate) fn install() {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
            .with_writer(Reader)
            .finish();
        subscriber.try_init().expect("no other test installs a subscriber");
    });
}

/// What was seen so far.
pub(crate) fn seen() -> Seen {
    state().clone()
}

struct Reader;

impl MakeWriter<'_> for Reader {
    type Writer = Line;

    fn make_writer(&self) -> Line {
        Line(Vec::new())
    }
}

/// The bytes of one event, judged when they are complete.
struct Line(Vec<u8>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let line = String::from_utf8_lossy(&self.0);
        let mut seen = state();
        seen.lines += 1;
        seen.of_hyper_or_reqwest += usize::from(line.contains("hyper") || line.contains("reqwest"));
        if line.contains(CANARY) {
            seen.leaks.push(line.trim_end().to_owned());
        }
        if line.contains(" WARN ") && line.contains("llamacloud") {
            seen.warnings.push(line.trim_end().to_owned());
        }
    }
}

fn state() -> MutexGuard<'static, Seen> {
    static SEEN: Mutex<Seen> =
        Mutex::new(Seen { lines: 0, of_hyper_or_reqwest: 0, leaks: Vec::new(), warnings: Vec::new() });
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}
