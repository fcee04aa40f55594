//! A clock for tests: sleeping takes no real time, and time passes only by sleeping.
//!
//! Virtual time moves when nobody has anything else to do: a sleeper lets every other ready task run several times
//! before the earliest sleeper is allowed to move the time to its own end. So a response that is delayed by 5 s beats a
//! timeout of 60 s, and the order of events does not depend on the machine. It cannot know of work outside the program:
//! use it with [`MockTransport`](super::transport::mock::MockTransport), not with a real network, where every timeout
//! would win.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::BoxFuture;
use super::clock::Clock;

/// A clock whose sleeps end at once, in the right order. Clones share one time.
#[derive(Clone)]
pub struct VirtualClock {
    time: Arc<Mutex<Time>>,
}

struct Time {
    start: Instant,
    elapsed: Duration,
    wall_start: Timestamp,
    /// By the end of the sleep, then by age.
    sleepers: BTreeMap<Ticket, Waker>,
    next_ticket: u64,
    /// How often the earliest sleeper was polled since anything last happened.
    quiet_polls: u32,
}

type Ticket = (Duration, u64);

/// The end of virtual time, in some thousand years. Times beyond it are met when it is: the `Instant`s of the platform
/// and the calendar reach farther, but not for ever.
const END: Duration = Duration::from_secs(1_000 * 366 * 24 * 60 * 60);

/// How often the earliest sleeper gives way to other tasks. Each time lets every ready task run once, so this is the
/// longest chain of tasks that may wake one another without time passing.
const QUIET_POLLS: u32 = 32;

impl VirtualClock {
    /// A clock that begins now, at midnight of 1 January 2030 (UTC) by the wall.
    pub fn new() -> Self {
        let time = Time {
            start: Instant::now(),
            elapsed: Duration::ZERO,
            wall_start: Timestamp::from_second(1_893_456_000).expect("the year 2030 is in range"),
            sleepers: BTreeMap::new(),
            next_ticket: 0,
            quiet_polls: 0,
        };
        Self { time: Arc::new(Mutex::new(time)) }
    }

    /// How much virtual time has passed.
    pub fn elapsed(&self) -> Duration {
        self.lock().elapsed
    }

    /// Lets time pass without sleeping, and ends the sleeps that are over by then.
    pub fn advance(&self, duration: Duration) {
        let mut time = self.lock();
        let elapsed = time.after(duration);
        time.move_to(elapsed);
    }

    /// Sets the wall clock forward, or back by a negative amount. Monotonic time does not notice.
    pub fn jump_wall(&self, by: SignedDuration) {
        let mut time = self.lock();
        time.wall_start = time.wall_start.saturating_add(by).unwrap_or(time.wall_start);
    }

    /// How many sleeps have begun and neither ended nor been dropped.
    pub fn sleeping(&self) -> usize {
        self.lock().sleepers.len()
    }

    fn lock(&self) -> MutexGuard<'_, Time> {
        lock(&self.time)
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for VirtualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualClock").field("elapsed", &self.elapsed()).field("sleeping", &self.sleeping()).finish()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Instant {
        let time = self.lock();
        time.start + time.elapsed
    }

    fn wall(&self) -> Timestamp {
        let time = self.lock();
        let passed = SignedDuration::try_from(time.elapsed).unwrap_or(SignedDuration::MAX);
        time.wall_start.saturating_add(passed).unwrap_or(Timestamp::MAX)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut time = self.lock();
        let ticket = (time.after(duration), time.next_ticket);
        time.next_ticket += 1;
        Box::pin(Sleep { time: Arc::clone(&self.time), ticket })
    }
}

impl Time {
    /// The time that will have passed `duration` from now.
    fn after(&self, duration: Duration) -> Duration {
        self.elapsed.saturating_add(duration).min(END)
    }

    fn move_to(&mut self, elapsed: Duration) {
        self.elapsed = elapsed;
        self.quiet_polls = 0;
        for (_, waker) in self.sleepers.range(..=(elapsed, u64::MAX)) {
            waker.wake_by_ref();
        }
    }

    /// Takes a sleeper out, and lets the one that is now the earliest look at the clock.
    fn remove(&mut self, ticket: Ticket) {
        if self.sleepers.remove(&ticket).is_some() {
            self.quiet_polls = 0;
            if let Some(waker) = self.sleepers.values().next() {
                waker.wake_by_ref();
            }
        }
    }
}

struct Sleep {
    time: Arc<Mutex<Time>>,
    ticket: Ticket,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut time = lock(&self.time);
        let (end, _) = self.ticket;
        if time.elapsed >= end {
            time.remove(self.ticket);
            return Poll::Ready(());
        }
        if time.sleepers.insert(self.ticket, cx.waker().clone()).is_none() {
            time.quiet_polls = 0;
        }
        if time.sleepers.keys().next() == Some(&self.ticket) {
            if time.quiet_polls >= QUIET_POLLS {
                time.remove(self.ticket);
                time.move_to(end);
                return Poll::Ready(());
            }
            time.quiet_polls += 1;
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let ticket = self.ticket;
        lock(&self.time).remove(ticket);
    }
}

/// A panic of another test thread leaves the time consistent: every change is one step.
fn lock(time: &Mutex<Time>) -> MutexGuard<'_, Time> {
    time.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[tokio::test]
    async fn sleeping_moves_virtual_time_only() {
        let (clock, real) = (VirtualClock::new(), Instant::now());
        clock.sleep(seconds(86_400)).await;
        assert_eq!(clock.elapsed(), seconds(86_400));
        assert!(real.elapsed() < seconds(5));
    }

    #[tokio::test]
    async fn the_shorter_of_two_sleeps_ends_first_whichever_is_polled_first() {
        let clock = VirtualClock::new();
        tokio::select! {
            biased;
            () = clock.sleep(seconds(60)) => panic!("the longer sleep ended first"),
            () = clock.sleep(seconds(5)) => {}
        }
        assert_eq!((clock.elapsed(), clock.sleeping()), (seconds(5), 0));
    }

    #[tokio::test]
    async fn tasks_wake_in_the_order_of_their_ends() {
        let clock = VirtualClock::new();
        let order = Arc::new(Mutex::new(Vec::new()));
        let tasks: Vec<_> = [3, 1, 2]
            .into_iter()
            .map(|end| {
                let (clock, order) = (clock.clone(), Arc::clone(&order));
                tokio::spawn(async move {
                    clock.sleep(seconds(end)).await;
                    order.lock().unwrap().push((end, clock.elapsed()));
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), [(1, seconds(1)), (2, seconds(2)), (3, seconds(3))]);
    }

    #[tokio::test]
    async fn a_dropped_sleep_does_not_move_time() {
        let clock = VirtualClock::new();
        let mut dropped = clock.sleep(seconds(1));
        std::future::poll_fn(|cx| {
            assert!(dropped.as_mut().poll(cx).is_pending());
            Poll::Ready(())
        })
        .await;
        drop(dropped);
        assert_eq!((clock.elapsed(), clock.sleeping()), (Duration::ZERO, 0));
    }

    #[tokio::test]
    async fn a_sleep_without_end_is_no_overflow() {
        let clock = VirtualClock::new();
        let start = clock.now();
        clock.sleep(Duration::MAX).await;
        clock.advance(Duration::MAX);
        clock.sleep(Duration::MAX).await;
        assert_eq!((clock.now() - start, clock.elapsed()), (END, END));
        assert!(clock.wall() > Timestamp::from_second(2_000_000_000).unwrap());
    }

    #[test]
    fn the_wall_jumps_alone() {
        let clock = VirtualClock::new();
        let (now, wall) = (clock.now(), clock.wall());
        clock.jump_wall(SignedDuration::from_hours(-24));
        assert_eq!((clock.now(), clock.wall()), (now, wall - SignedDuration::from_hours(24)));
    }
}
