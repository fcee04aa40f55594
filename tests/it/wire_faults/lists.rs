//! W33-W39: lists whose pages do not lead where they should.

use llamacloud::ErrorKind;
use serde_json::json;

use super::Case;
use crate::support::bodies::page;
use crate::support::clients::{Listing, Side};
use crate::support::query;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

pub(super) const CASES: &[Case] = &[
    Case { id: "W33", fault: "the same page token for ever", check: one_token_for_ever },
    Case { id: "W34", fault: "page tokens A, B, A", check: two_tokens_in_a_circle },
    Case { id: "W35", fault: "an empty page in the middle", check: empty_page_in_the_middle },
    Case { id: "W36", fault: "an empty page token", check: empty_token },
    Case { id: "W37", fault: "page 3 is forbidden", check: forbidden_page },
    Case { id: "W38", fault: "page 2 fails once", check: page_that_fails_once },
    Case { id: "W39", fault: "a token and a filter of awkward characters", check: awkward_token },
];

fn one_token_for_ever(side: Side) {
    let server = FaultServer::always(Step::ok(&page(&["a", "b"], Some("A"))));
    let drained = side.client(&server.url()).drain(Listing::default());
    assert_eq!(drained.ids, ["a", "b", "a", "b"]);
    assert_eq!(drained.error.expect("a loop").kind(), ErrorKind::PaginationLoop);
    assert!(server.count() <= 3, "{} requests", server.count());
}

fn two_tokens_in_a_circle(side: Side) {
    let server = FaultServer::answering(|request| match query::value(request.query(), "page_token").as_deref() {
        None => Step::ok(&page(&["a"], Some("A"))),
        Some("A") => Step::ok(&page(&["b"], Some("B"))),
        Some(_) => Step::ok(&page(&["c"], Some("A"))),
    });
    let drained = side.client(&server.url()).drain(Listing::default());
    assert_eq!(drained.ids, ["a", "b", "c"]);
    assert_eq!(drained.error.expect("a loop").kind(), ErrorKind::PaginationLoop);
    assert!(server.count() <= 4, "{} requests", server.count());
}

fn empty_page_in_the_middle(side: Side) {
    let pages = [page(&["a", "b"], Some("A")), page(&[], Some("B")), page(&["c", "d"], None)];
    let server = FaultServer::script(pages.iter().map(Step::ok));
    let drained = side.client(&server.url()).drain(Listing::default());
    assert_eq!(drained.ids, ["a", "b", "c", "d"]);
    assert!(drained.error.is_none());
    assert_eq!(server.count(), 3);
}

fn empty_token(side: Side) {
    let server = FaultServer::script([Step::ok(&page(&["a"], Some("")))]);
    let drained = side.client(&server.url()).drain(Listing::default());
    assert_eq!(drained.ids, ["a"]);
    assert!(drained.error.is_none());
    assert_eq!(server.count(), 1);
}

fn forbidden_page(side: Side) {
    let server = FaultServer::script([
        Step::ok(&page(&["a", "b"], Some("A"))),
        Step::ok(&page(&["c", "d"], Some("B"))),
        Reply::new(403).json(&json!({"detail": "no longer yours"})),
        Step::ok(&page(&["e"], None)),
    ]);
    let client = side.client(&server.url());
    let drained = client.drain(Listing::default());
    assert_eq!(drained.ids, ["a", "b", "c", "d"]);
    assert_eq!(drained.error.expect("page 3 is forbidden").status().map(|status| status.as_u16()), Some(403));
    assert_eq!(drained.checkpoint.page_token(), Some("B"));

    let rest = client.drain(Listing { resume: Some(drained.checkpoint), ..Listing::default() });
    assert_eq!(rest.ids, ["e"]);
    let tokens: Vec<_> = server.requests().iter().map(|request| query::value(request.query(), "page_token")).collect();
    assert_eq!(tokens, [None, Some("A".to_owned()), Some("B".to_owned()), Some("B".to_owned())]);
}

fn page_that_fails_once(side: Side) {
    let server = FaultServer::script([
        Step::ok(&page(&["a", "b"], Some("A"))),
        Reply::new(503).json(&json!({"detail": "later"})),
        Step::ok(&page(&["c", "d"], None)),
    ]);
    let drained = side.client(&server.url()).drain(Listing::default());
    assert_eq!(drained.ids, ["a", "b", "c", "d"]);
    assert!(drained.error.is_none());
    assert_eq!(server.count(), 3);
}

fn awkward_token(side: Side) {
    const TOKEN: &str = "a+b/c==&x=1%25#frag é…\"'";
    let server = FaultServer::script([Step::ok(&page(&["a"], Some(TOKEN))), Step::ok(&page(&["b"], None))]);
    let listing = Listing { project: Some("p/1".to_owned()), ..Listing::default() };
    let drained = side.client(&server.url()).drain(listing);
    assert_eq!(drained.ids, ["a", "b"]);
    let requests = server.requests();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(query::pairs(requests[0].query()), [pair("project_id", "p/1")]);
    assert_eq!(query::pairs(requests[1].query()), [pair("page_token", TOKEN), pair("project_id", "p/1")]);
}
