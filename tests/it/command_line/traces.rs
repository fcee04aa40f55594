//! `--verbose` and `--debug`: what is said of requests on standard error.

use serde_json::json;

use super::program::{Ran, command, run};
use crate::support::bodies::batch;
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

#[test]
fn each_attempt_is_said_with_the_wait_before_it() {
    let busy = || Reply::new(503).header("retry-after-ms", "1").json(&json!({}));
    let server = FaultServer::script([busy(), Step::ok(&batch("bat-1"))]);
    let ran = run(&server, &["batches", "get", "bat-1", "--verbose"]).ended(0);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 4, "{ran:#?}");
    let url = format!("GET {}/api/v2/batches/bat-1", server.url());
    assert_eq!(lines[0], format!("llamacloud-prod: request 1: {url}"));
    assert!(lines[1].starts_with("llamacloud-prod: request 1: 503 Service Unavailable after "), "{ran:#?}");
    assert!(lines[2].starts_with(&format!("llamacloud-prod: request 2: {url}, ")), "{ran:#?}");
    assert!(lines[2].ends_with(" s after the last one"), "{ran:#?}");
    assert!(lines[3].starts_with("llamacloud-prod: request 2: 200 OK after "), "{ran:#?}");
}

#[test]
fn requests_and_responses_are_shown_without_secrets() {
    let server = FaultServer::answering(|request| {
        let key = request.header("authorization").unwrap_or_default().to_owned();
        Reply::new(200).header("x-echo", key).json(&json!({"id": "bat-1", "secret": "whsec-7f3a"}))
    });
    let arguments = [
        "batches",
        "create",
        "--config",
        "{job: {type: parse_v2, configuration_id: cfg-1}}",
        "--source-directory-id",
        "dir-1",
        "--webhook-configuration.webhook-signing-secret",
        "whsec-7f3a",
        "--debug",
    ];
    let ran = run(&server, &arguments).ended(0);
    for shown in [
        "> authorization: <redacted>",
        "\"source_directory_id\":\"dir-1\"",
        "< x-echo: Bearer <redacted>",
        "\"id\":\"bat-1\"",
    ] {
        assert!(ran.err.contains(shown), "{shown} is not in {ran:#?}");
    }
    assert!(!ran.err.contains("whsec-7f3a"), "{ran:#?}");
}

#[test]
fn colours_are_there_if_they_are_wanted() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    for (flag, variable, is_coloured) in [
        (None, None, false),
        (None, Some("FORCE_COLOR"), true),
        (Some("--color=never"), Some("FORCE_COLOR"), false),
        (Some("--color=always"), Some("NO_COLOR"), true),
        (None, Some("NO_COLOR"), false),
    ] {
        let arguments: Vec<&str> = ["batches", "get", "bat-1"].into_iter().chain(flag).collect();
        let mut command = command(Some(&server), &arguments);
        let ran = Ran::by(command.envs(variable.map(|name| (name, "1")))).ended(0);
        assert_eq!(
            ran.out.contains("\u{1b}[34m\"id\"\u{1b}[0m: \u{1b}[32m\"bat-1\"\u{1b}[0m"),
            is_coloured,
            "{ran:#?}"
        );
        assert_eq!(ran.out.contains('\u{1b}'), is_coloured, "{ran:#?}");
    }
}
