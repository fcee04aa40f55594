//! P10 and P11: clocks that jump, deadlines that pass.

use std::time::Duration;

use jiff::SignedDuration;
use llamacloud::ErrorKind;
use llamacloud::test_util::{MockTransport, Reply, VirtualClock};
use serde_json::json;
use tokio::time::Instant;

use super::{Case, builder, client, paused};
use crate::support::bodies::batch_in;
use crate::support::clients::runtime;

pub(super) const CASES: &[Case] = &[
    ("P10", "the system clock jumps by a day", jumping_clock),
    ("P11", "the deadline passes in any phase of a call", deadline_in_any_phase),
];

fn jumping_clock() {
    for jump in [SignedDuration::from_hours(24), SignedDuration::from_hours(-24)] {
        let clock = VirtualClock::new();
        let mock = MockTransport::with_clock(clock.clone());
        let jumping = clock.clone();
        let statuses = ["503", "PENDING", "RUNNING", "503", "RUNNING", "COMPLETED"];
        let calls = std::sync::atomic::AtomicUsize::new(0);
        mock.otherwise(move |_| {
            jumping.jump_wall(jump);
            let call = calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            match statuses[call.min(statuses.len() - 1)] {
                "503" => Reply::json(503, json!({"detail": "later"})),
                status => Reply::from(batch_in("bat-1", status)).delay(Duration::from_millis(100)),
            }
        });
        let client = builder(&mock).clock(clock.clone()).build().expect("a good builder");
        runtime().block_on(async {
            client.batches().get("bat-1").await.expect("one repeat");
            assert!(clock.elapsed() < Duration::from_secs(2), "{:?}", clock.elapsed());
            client.batches().wait("bat-1").deadline(Duration::from_secs(60)).await.expect("it completes");
            assert!(clock.elapsed() < Duration::from_secs(30), "{:?}", clock.elapsed());
        });
    }
}

fn deadline_in_any_phase() {
    const SLACK: Duration = Duration::from_millis(50);
    const DEADLINE: Duration = Duration::from_secs(3);
    let down = || Reply::json(503, json!({"detail": "later"}));
    // A transport answers when the body is complete: one that never answers is stuck in connecting as well as in the
    // middle of the body. Over a socket, both are among the wire faults.
    let stuck = [
        ("the first attempt never ends", vec![Reply::never()]),
        ("a later attempt never ends", vec![down(), Reply::never()]),
        ("the answer would come too late", vec![Reply::from(batch_in("bat-1", "RUNNING")).delay(DEADLINE * 2)]),
    ];
    for (phase, replies) in stuck {
        paused(async {
            let mock = MockTransport::new();
            for reply in replies {
                mock.reply("GET /api/v2/batches/{batch_id}", reply);
            }
            let started = Instant::now();
            let request = client(&mock).batches().get("bat-1").timeout(Duration::from_secs(60)).deadline(DEADLINE);
            let error = request.await.expect_err(phase);
            assert_eq!(error.kind(), ErrorKind::Timeout, "{phase}: {error}");
            let elapsed = started.elapsed();
            assert!(elapsed >= DEADLINE - SLACK && elapsed <= DEADLINE + SLACK, "{phase}: {elapsed:?}");
            assert_eq!(mock.in_flight(), 0, "{phase}");
        });
    }
    // A backoff that would end after the deadline is not begun, so this one may come early but never late.
    paused(async {
        let mock = MockTransport::new();
        mock.otherwise(move |_| down());
        let started = Instant::now();
        let request = client(&mock).batches().get("bat-1").retries(100).deadline(DEADLINE);
        let error = request.await.expect_err("it stays down");
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(started.elapsed() <= DEADLINE + SLACK, "{:?}", started.elapsed());
    });
}
