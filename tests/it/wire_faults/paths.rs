//! W40: ids that would like to be something else than one segment of a path.

use llamacloud::{ErrorKind, Sent};

use super::Case;
use crate::support::bodies::batch;
use crate::support::clients::Side;
use crate::support::server::FaultServer;
use crate::support::step::Step;

pub(super) const CASES: &[Case] =
    &[Case { id: "W40", fault: "ids with slashes, dots, control characters, nothing", check: hostile_ids }];

const ENCODED: &[(&str, &str)] = &[
    ("../../admin", "..%2F..%2Fadmin"),
    ("a/b", "a%2Fb"),
    ("x?y=1#z", "x%3Fy=1%23z"),
    ("%2e%2e", "%252e%252e"),
    ("a b", "a%20b"),
    ("...", "..."),
];

const REFUSED: &[&str] = &["..", ".", "", " ", "\t", "a\r\nx-injected: 1", "\r\n", "a\0b"];

fn hostile_ids(side: Side) {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let client = side.client(&server.url());
    for id in REFUSED {
        for outcome in [client.get(id), client.cancel(id)] {
            let error = outcome.expect_err("this is no id");
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{id:?}: {error}");
            assert_eq!(error.sent(), Sent::No, "{id:?}");
        }
    }
    assert_eq!(server.connections(), 0, "a refused id causes no traffic");
    for (id, segment) in ENCODED {
        client.get(id).expect("one segment");
        let last = server.requests().pop().expect("it was sent");
        assert_eq!(last.target, format!("/api/v2/batches/{segment}"));
    }
}
