//! Several that are waited for at the same time.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

use super::context::Context;
use super::failure::Failure;
use super::program::{RawWatch, Waits};
use super::progress::Progress;
use super::settings;
use super::watch::RawUpdate;
use crate::runtime::call::Call;

/// So many are polled at a time; those behind them follow as these end.
const AT_A_TIME: usize = 8;

/// Something whose end is waited for.
pub(super) struct Subject {
    pub(super) id: String,
    /// Reads it.
    pub(super) call: Call,
}

/// Those that have not ended.
pub(super) struct Together<'w> {
    waits: &'w Waits,
    polled: Vec<(Subject, RawWatch)>,
    behind: VecDeque<Subject>,
    progress: Progress,
    began: Instant,
    /// The longest that waiting for all of them may take.
    deadline: Option<Duration>,
    interval: Option<Duration>,
}

impl<'w> Together<'w> {
    pub(super) fn new(context: &Context<'_>, waits: &'w Waits, subjects: VecDeque<Subject>) -> Result<Self, Failure> {
        let globals = &context.matched.globals;
        Ok(Self {
            waits,
            polled: Vec::new(),
            behind: subjects,
            progress: Progress::new(context.is_quiet()),
            began: Instant::now(),
            deadline: settings::time(globals, "deadline")?,
            interval: settings::time(globals, "interval")?,
        })
    }

    /// Those whose end has not come, in the order in which they were named but for gaps that were filled.
    pub(super) fn remaining(&self) -> impl Iterator<Item = &Subject> {
        self.polled.iter().map(|(subject, _)| subject).chain(&self.behind)
    }

    /// The next that ends, with its id; `None` after the last.
    pub(super) async fn next_end(&mut self) -> Option<(String, RawUpdate)> {
        loop {
            self.fill();
            let (index, update) = next(&mut self.polled).await?;
            match update {
                Some(Ok(update)) if !update.phase.is_end() => self.progress.show(&self.polled[index].0.id, &update),
                update => {
                    let (subject, _) = self.polled.remove(index);
                    if let Some(Ok(update)) = &update {
                        self.progress.show(&subject.id, update);
                    }
                    self.progress.end();
                    if let Some(end) = update {
                        return Some((subject.id, end));
                    }
                }
            }
        }
    }

    fn fill(&mut self) {
        while self.polled.len() < AT_A_TIME
            && let Some(subject) = self.behind.pop_front()
        {
            let deadline = self.deadline.map(|deadline| deadline.saturating_sub(self.began.elapsed()));
            let watch = (self.waits.watch)(subject.call.clone(), deadline, self.interval);
            self.polled.push((subject, watch));
        }
    }
}

/// The next update of any of them, with its place; `None` if there are none.
async fn next(polled: &mut [(Subject, RawWatch)]) -> Option<(usize, Option<RawUpdate>)> {
    if polled.is_empty() {
        return None;
    }
    poll_fn(|cx| {
        let mut updates =
            polled.iter_mut().enumerate().map(|(index, (_, watch))| watch.poll(cx).map(|update| (index, update)));
        updates.find(Poll::is_ready).unwrap_or(Poll::Pending).map(Some)
    })
    .await
}
