//! The table of outcomes, line by line.

use TransportErrorKind::*;

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn situation(replay: Replay) -> Situation {
    Situation { replay, attempts: 1, limit: 5, left: 100 * SECOND, asked: None, step: SECOND, jitter: 1.0 }
}

fn status(code: u16) -> Outcome {
    Outcome::Status { code, should_retry: None }
}

fn repeats(outcome: Outcome, replay: Replay) -> bool {
    matches!(decide(outcome, &situation(replay)), Verdict::Again { .. })
}

#[test]
fn the_table_of_outcomes() {
    // outcome, safe operation repeats, create repeats, what is known of the sending
    let table = [
        (Outcome::Transport(NotSent), true, true, Sent::No),
        (Outcome::Transport(CertificateRejected), false, false, Sent::No),
        (Outcome::Transport(ProxyAuthentication), false, false, Sent::No),
        (Outcome::Transport(Unsendable), false, false, Sent::No),
        (Outcome::Transport(NotProcessed), true, true, Sent::No),
        (Outcome::Transport(Ambiguous), true, false, Sent::Maybe),
        (Outcome::Transport(Timeout), true, false, Sent::Maybe),
        (Outcome::Transport(Truncated), true, false, Sent::Yes),
        (Outcome::Transport(TooLarge), false, false, Sent::Yes),
        (status(429), true, true, Sent::No),
        (status(408), true, false, Sent::Maybe),
        (status(425), true, false, Sent::Maybe),
        (status(500), true, false, Sent::Maybe),
        (status(502), true, false, Sent::Maybe),
        (status(503), true, false, Sent::Maybe),
        (status(504), true, false, Sent::Maybe),
        (status(520), true, false, Sent::Maybe),
        (status(599), true, false, Sent::Maybe),
        (status(501), false, false, Sent::Yes),
        (status(505), false, false, Sent::Yes),
        (status(409), false, false, Sent::Yes),
        (status(302), false, false, Sent::Yes),
        (status(304), false, false, Sent::Yes),
    ];
    for (outcome, safe, create, expected) in table {
        assert_eq!(repeats(outcome, Replay::Safe), safe, "{outcome:?}");
        assert_eq!(repeats(outcome, Replay::Unsafe), create, "{outcome:?}");
        assert_eq!(sent(outcome), expected, "{outcome:?}");
    }
    for code in [400, 401, 402, 403, 404, 405, 410, 413, 415, 418, 422, 423, 424, 451, 499] {
        assert!(!repeats(status(code), Replay::Safe), "{code}");
        assert_eq!(sent(status(code)), Sent::Yes, "{code}");
    }
}

#[test]
fn the_service_may_overrule_the_table() {
    for code in [404, 409, 429, 500, 501, 503] {
        let told = |should_retry| Outcome::Status { code, should_retry: Some(should_retry) };
        assert!(repeats(told(true), Replay::Safe), "{code}");
        assert_eq!(repeats(told(true), Replay::Unsafe), matches!(code, 429 | 503), "{code}");
        assert!(!repeats(told(false), Replay::Safe), "{code}");
        assert!(!repeats(told(false), Replay::Unsafe), "{code}");
    }
}

#[test]
fn jitter_goes_on_top_of_the_wait_of_the_service_and_is_cut_to_the_time_left() {
    // asked, jitter, left, expected, all in milliseconds but the jitter; the step is one second
    let table = [
        (None, 0.0, 100_000, 500),
        (None, 0.5, 100_000, 750),
        (None, 1.0, 100_000, 1_000),
        (Some(0), 0.0, 100_000, 500),
        (Some(0), 1.0, 100_000, 1_000),
        (Some(1), 0.0, 100_000, 500),
        (Some(7_000), 0.0, 100_000, 7_000),
        (Some(7_000), 0.5, 100_000, 7_500),
        (Some(7_000), 1.0, 100_000, 8_000),
        (Some(7_000), 1.0, 7_600, 7_300),
        (Some(7_000), 0.0, 7_600, 7_000),
        (Some(100), 1.0, 200, 150),
    ];
    for (asked, jitter, left, expected) in table {
        let [left, expected] = [left, expected].map(Duration::from_millis);
        let asked = asked.map(Duration::from_millis);
        match decide(status(503), &Situation { asked, jitter, left, ..situation(Replay::Safe) }) {
            Verdict::Again { wait, .. } => assert_eq!(wait, expected, "{asked:?} {jitter} {left:?}"),
            Verdict::Stop(reason) => panic!("{asked:?} {jitter} {left:?}: {reason:?}"),
        }
    }
}

#[test]
fn a_repeat_costs_less_after_429_and_nothing_at_a_time_that_the_service_named() {
    let table = [
        (status(503), None, 10),
        (status(503), Some(0), 10),
        (status(503), Some(1), 0),
        (status(429), None, 5),
        (status(429), Some(0), 5),
        (status(429), Some(1), 0),
        // Only these two statuses say that the request is welcome later.
        (status(500), Some(1), 10),
        (Outcome::Transport(NotSent), None, 10),
    ];
    for (outcome, asked, expected) in table {
        let asked = asked.map(Duration::from_secs);
        match decide(outcome, &Situation { asked, ..situation(Replay::Safe) }) {
            Verdict::Again { cost, .. } => assert_eq!(cost, expected, "{outcome:?} {asked:?}"),
            Verdict::Stop(reason) => panic!("{outcome:?} {asked:?}: {reason:?}"),
        }
    }
}

#[test]
fn attempts_and_time_end_the_repeats() {
    let stop = |change: &dyn Fn(&mut Situation)| {
        let mut situation = situation(Replay::Safe);
        change(&mut situation);
        decide(status(503), &situation)
    };
    assert_eq!(stop(&|s| s.attempts = 5), Verdict::Stop(Reason::Attempts));
    assert_eq!(stop(&|s| s.limit = 1), Verdict::Stop(Reason::Attempts));
    assert_eq!(stop(&|s| s.left = SECOND / 2), Verdict::Stop(Reason::NoTime));
    assert_eq!(stop(&|s| s.left = SECOND), Verdict::Stop(Reason::NoTime));
    assert_eq!(stop(&|s| s.asked = Some(86_400 * SECOND)), Verdict::Stop(Reason::AskedTooLong));
    assert_eq!(stop(&|s| s.asked = Some(100 * SECOND)), Verdict::Stop(Reason::AskedTooLong));
    assert_eq!(stop(&|s| s.asked = Some(Duration::MAX)), Verdict::Stop(Reason::AskedTooLong));
    assert_eq!(
        decide(status(404), &Situation { left: Duration::ZERO, ..situation(Replay::Safe) }),
        Verdict::Stop(Reason::Final)
    );
}

#[test]
fn doubt_is_left_where_the_work_may_have_been_done() {
    for outcome in [Outcome::Transport(Ambiguous), Outcome::Transport(Truncated), status(500), status(502), status(408)]
    {
        assert!(leaves_doubt(outcome), "{outcome:?}");
    }
    for outcome in [
        Outcome::Transport(NotSent),
        Outcome::Transport(NotProcessed),
        status(422),
        status(409),
        status(429),
        status(302),
    ] {
        assert!(!leaves_doubt(outcome), "{outcome:?}");
    }
}
