use std::fs;
use std::path::Path;

use clap::Parser;

use crate::changes::{Args, run};
use crate::outcome::Outcome;
use crate::testing::{PING, git};

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

/// The command in a folder with `old.yaml` and `new.yaml`; the latter has this replaced.
fn changed(from: &str, to: &str, flags: &[&str]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["old.yaml", "new.yaml"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    fs::write(&old, PING).unwrap();
    fs::write(&new, PING.replace(from, to)).unwrap();
    compared(folder.path(), &[&["--since", &old, "--schema", &new], flags].concat())
}

fn compared(folder: &Path, flags: &[&str]) -> Outcome {
    let line = Line::try_parse_from([&["changes"], flags].concat()).unwrap();
    run(&line.args, folder)
}

#[test]
fn the_exit_status_tells_what_breaks() {
    let check = |from, to, flags: &[&str], expected| {
        let outcome = changed(from, to, flags);
        assert_eq!(outcome.exit_code, expected, "{from} to {to} with {flags:?}: {outcome:?}");
    };
    check("", "", &[], 0);
    check("Pings.", "Pongs.", &[], 0);
    check("operationId: ping", "operationId: pong", &[], 3);
    // Nothing for callers, everything for programs already built.
    check("/ping:", "/pong:", &[], 3);
    check("/ping:", "/pong:", &["--fail-on", "never"], 0);
    check("Pings.", "Pongs.", &["--fail-on", "version"], 3);
    check("1.0.0, description: A", "1.0.1, description: The", &["--fail-on", "version"], 0);
    check("openapi: 3.1.0", "openapi: 9.0.0", &[], 1);
}

/// What a program reads is JSON, whether there is something to compare or not.
#[test]
fn problems_are_told_in_json_too() {
    let told = |outcome: Outcome| -> Vec<serde_json::Value> {
        assert_eq!((outcome.exit_code, outcome.stderr.as_str()), (1, ""), "{outcome:?}");
        outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let json = ["--message-format", "json"];
    let refused = told(changed("openapi: 3.1.0", "openapi: 9.0.0", &json));
    assert_eq!((&refused[0]["reason"], &refused[0]["severity"]), (&"diagnostic".into(), &"error".into()));
    assert_eq!(refused.last().unwrap()["reason"], "diagnostics-summary");
    let missing = told(compared(Path::new("."), &[&["--schema", "missing.yaml"][..], &json].concat()));
    assert_eq!((missing.len(), &missing[0]["reason"]), (1, &"error".into()));
    assert!(missing[0]["message"].as_str().unwrap().starts_with("cannot read missing.yaml: "), "{missing:?}");
}

#[test]
fn a_revision_is_read_from_git() {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("lab.yaml");
    let git = |arguments: &[&str]| git(folder.path(), arguments);
    fs::write(&schema, PING).unwrap();
    git(&["init", "--quiet"]);
    git(&["add", "lab.yaml"]);
    git(&["commit", "--quiet", "--message", "One"]);
    fs::write(&schema, PING.replace("/ping:", "/pong:")).unwrap();
    let schema = schema.to_str().unwrap();
    let outcome = compared(folder.path(), &["--schema", schema]);
    assert_eq!(outcome.exit_code, 3, "{outcome:?}");
    assert!(outcome.stdout.contains("was `GET /ping` and is `GET /pong` [path-changed"), "{outcome:?}");
    assert!(outcome.stdout.contains("patch; no release is tagged yet"), "{outcome:?}");
    git(&["tag", "v1.0.0"]);
    let outcome = compared(folder.path(), &["--schema", schema]);
    assert!(outcome.stdout.contains("patch; after 1.0.0 the next version is at least 1.0.1"), "{outcome:?}");
    for wrong in ["--since=nowhere", "--since=--help", "--since="] {
        let outcome = compared(folder.path(), &["--schema", schema, wrong]);
        assert_eq!((outcome.exit_code, outcome.stdout.as_str()), (1, ""), "{wrong}: {outcome:?}");
        assert!(outcome.stderr.starts_with("error: "), "{wrong}: {outcome:?}");
    }
}

/// Both are read as the flags say, and what is left out of them is said.
#[test]
fn descriptions_with_mistakes_are_compared_leniently() {
    let wrong =
        "operationId: ping\n      parameters: [{name: a, in: nowhere}, {name: b, in: query, schema: {type: string}}]";
    assert_eq!(changed("operationId: ping", wrong, &[]).exit_code, 1);
    let outcome = changed("operationId: ping", wrong, &["--lenient"]);
    assert_eq!(outcome.exit_code, 0, "{outcome:?}");
    assert!(outcome.stdout.contains("#/paths/~1ping/get/parameters/1\n"), "as the text counts: {}", outcome.stdout);
    assert!(outcome.stderr.contains("new.yaml: left out: 0 operations, 1 parameter"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("old.yaml"), "nothing is left out of it: {}", outcome.stderr);
    let json = changed("operationId: ping", wrong, &["--lenient", "--message-format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert!(document["new"]["left_out"].is_string() && document["old"]["left_out"].is_null(), "{document}");
    assert_eq!(json.stderr, "");
}

#[test]
fn a_selection_is_compared_alone() {
    let other = "paths:\n  /pong:\n    get: {operationId: pong, responses: {'204': {description: None.}}}";
    assert_eq!(changed("paths:", other, &[]).stdout.lines().next(), Some("1 minor change"));
    let selected = changed("paths:", other, &["--only", "ping"]);
    assert_eq!(selected.stdout.lines().next(), Some("no changes that users of lab 1.0.0 can notice"));
}
