//! Arguments become requests.

use std::fs;

use serde_json::{Value, json};

use super::program::{Ran, command, run, run_alone, run_with_input};
use crate::support::bodies::{answer, batch};
use crate::support::query;
use crate::support::recorded;
use crate::support::server::{FaultServer, Recorded};
use crate::support::step::{Reply, Step};

fn answering() -> FaultServer {
    FaultServer::answering(|request| Step::ok(&answer(&request.method, request.path())))
}

/// Runs a command and gives the one request it makes.
#[track_caller]
fn sent(arguments: &[&str]) -> Recorded {
    let server = answering();
    run(&server, arguments).ended(0);
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{arguments:?}");
    requests.into_iter().next().expect("there is one")
}

fn body(request: &Recorded) -> Value {
    serde_json::from_slice(&request.body).expect("the body is JSON")
}

const CONFIG: &str = "{job: {type: parse_v2, configuration_id: cfg-PARSE_AGENTIC}}";

/// The call of an official SDK and the same one as a command give the same requests.
#[track_caller]
fn check(case: &str, arguments: &[&str]) {
    let case = recorded::case(case);
    let server = case.server();
    run(&server, arguments).ended(0);
    case.check_requests(&server.requests());
}

#[test]
fn commands_send_what_the_official_sdks_send() {
    let create = ["batches", "create", "--config", CONFIG, "--source-directory-id", "dir-1"];
    let with = |more: &[&'static str]| create.iter().chain(more).copied().collect::<Vec<_>>();
    check("v2.create.min", &create);
    check(
        "v2.create.all",
        &with(&[
            "--organization-id",
            "org-1",
            "--project-id=prj-1",
            "--webhook-configuration-id",
            "whc-1",
            "--webhook-configuration-id",
            "whc-2",
            "--webhook-configuration.webhook-events",
            "[batch.success, batch.error]",
            "--webhook-configuration.webhook-headers",
            "{X-A: '1'}",
            "--webhook-configuration.webhook-output-format",
            "json",
            "--webhook-configuration.webhook-signing-secret",
            "whsec_x",
            "--webhook-configuration.webhook-url",
            "https://example.com/h",
        ]),
    );
    check("v2.create.nulls", &with(&["--webhook-configuration-id", "null", "--webhook-configuration", "null"]));
    check("v2.create.empty_arrays", &with(&["--webhook-configuration-id", "[]", "--webhook-configuration", "[]"]));
}

#[test]
fn the_documented_calls_work_as_written() {
    let request = sent(&["batches", "list", "--status", "COMPLETED", "--page-size", "50", "--api-key", "My API Key"]);
    assert_eq!(request.header("authorization"), Some("Bearer My API Key"));
    assert_eq!(request.path(), "/api/v2/batches");
    assert_eq!(query::pairs(request.query()), query::pairs(Some("status=COMPLETED&page_size=50")));
    let request =
        sent(&["--api-key", "My API Key", "batches", "list", "--created-at-on-or-after", "'2019-12-27T18:11:19.117Z'"]);
    assert_eq!(query::pairs(request.query()), query::pairs(Some("created_at_on_or_after=2019-12-27T18:11:19.117Z")));
}

#[test]
fn every_operation_is_a_command_with_colons_or_spaces() {
    for (arguments, method, path) in [
        (&["batches", "get", "bat-1"][..], "GET", "/api/v2/batches/bat-1"),
        (&["batches", "get", "--batch-id", "-bat"], "GET", "/api/v2/batches/-bat"),
        (&["batches", "cancel", "a/b"], "POST", "/api/v2/batches/a%2Fb/cancel"),
        (&["beta:batch", "list"], "GET", "/api/v1/beta/batch-processing"),
        (&["beta", "batch", "list"], "GET", "/api/v1/beta/batch-processing"),
        (&["beta:batch", "get-status", "bjb-1"], "GET", "/api/v1/beta/batch-processing/bjb-1"),
        (&["beta:batch", "cancel", "--job-id", "bjb-1"], "POST", "/api/v1/beta/batch-processing/bjb-1/cancel"),
        (&["beta:batch:job-items", "list", "bjb-1"], "GET", "/api/v1/beta/batch-processing/bjb-1/items"),
        (&["beta", "batch", "job-items", "list", "bjb-1"], "GET", "/api/v1/beta/batch-processing/bjb-1/items"),
    ] {
        let request = sent(arguments);
        assert_eq!((request.method.as_str(), request.path()), (method, path), "{arguments:?}");
    }
}

#[test]
fn values_are_what_the_description_says_they_are() {
    let request = sent(&["beta:batch", "cancel", "007", "--reason", "1e5", "--temporal-namespace", "no"]);
    assert_eq!(request.path(), "/api/v1/beta/batch-processing/007/cancel");
    assert_eq!(body(&request), json!({"reason": "1e5"}));
    assert_eq!(request.header("temporal-namespace"), Some("no"));
    let request = sent(&["beta:batch", "cancel", "bjb-1", "--reason", "null"]);
    assert_eq!(body(&request), json!({"reason": null}));
    let request = sent(&["batches", "get", "bat-1", "--expand", "results", "--expand", "[a, b]"]);
    assert_eq!(query::pairs(request.query()), query::pairs(Some("expand=results&expand=a&expand=b")));
    let request = sent(&["batches", "list", "--page-size", "010", "--page-size", "0", "--page-token", "-x=="]);
    assert_eq!(query::pairs(request.query()), query::pairs(Some("page_size=0&page_token=-x%3D%3D")));
}

#[test]
fn files_and_standard_input_give_values() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(path("config.yaml"), format!("# what to run\n{CONFIG}\n")).expect("it can be written");
    let request = sent(&[
        "batches",
        "create",
        "--config",
        &format!("@{}", path("config.yaml")),
        "--source-directory-id",
        "\\@dir",
    ]);
    let config = json!({"job": {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}});
    assert_eq!(body(&request), json!({"config": config, "source_directory_id": "@dir"}));

    let server = answering();
    let input = format!("config: {CONFIG}\r\nsource_directory_id: from-input\r\nproject_id: prj-1\r\n");
    run_with_input(&server, &["batches", "create", "--source-directory-id", "from-flag"], input.as_bytes()).ended(0);
    // Nothing required is missing, so the input is left to whoever comes next.
    run_with_input(&server, &["batches", "get", "bat-1"], b"expand: [results]").ended(0);
    run_with_input(&server, &["batches", "get", "bat-1", "--stdin"], b"expand: [results]").ended(0);
    let requests = server.requests();
    assert_eq!(body(&requests[0]), json!({"config": config, "source_directory_id": "from-flag"}));
    assert_eq!(requests[0].query(), Some("project_id=prj-1"));
    assert_eq!((requests[1].query(), requests[2].query()), (None, Some("expand=results")));
}

#[test]
fn a_member_of_the_input_that_is_not_known_is_left_out_with_a_warning() {
    let server = answering();
    let input = format!("config: {CONFIG}\nsource_directory_id: dir-1\nsource_directory: dir-2\nproject_id: prj-1\n");
    let ran = run_with_input(&server, &["batches", "create", "--project-id", "prj-2"], input.as_bytes()).ended(0);
    assert!(ran.err.contains("warning: standard input: `source_directory` is not known"), "{ran:#?}");
    assert!(!ran.err.contains("project_id"), "a flag wins without a word: {ran:#?}");
    assert_eq!(server.requests()[0].query(), Some("project_id=prj-2"));
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_sent() {
    for (arguments, message) in [
        (&["batches", "list", "--page-size", "many"][..], "`--page-size` has to be a whole number, such as 10\n"),
        (
            &["batches", "list", "--created-at-on-or-after", "soon"],
            "`--created-at-on-or-after` has to be a time, such as `2026-08-01T00:00:00Z`",
        ),
        (&["batches", "get"], "these are required: --batch-id"),
        (&["batches", "get", ""], "the path parameter `batch_id` is empty"),
        (&["batches", "get", "a", "--batch-id", "b"], "`--batch-id` has two values"),
        (&["batches", "create", "--config", "{job: ["], "`--config`: it is neither JSON nor YAML"),
        (&["batches", "create", "--config", "@no/such/file"], "`--config`: cannot read no/such/file"),
        (&["batches", "list", "--max-items", "x"], "`--max-items` has to be a whole number, such as 10\n"),
        (&["batches", "get"], "try `llamacloud-prod batches get --help`"),
        (&["batches", "wait", "bat-1", ""], "the path parameter `batch_id` is empty\n"),
        (&["batches", "wait", ".."], "the path parameter `batch_id` would point at another path\n"),
        (&["batches", "wait", "bat-1", "--interval", "0s"], "the pause between two polls is zero; it must be longer\n"),
        (
            &["batches", "list", "--page-token", "--dry-run"],
            "if that is to be `--dry-run`, write `--page-token=--dry-run`",
        ),
        (&["batches", "create", "--config", "@someone"], "`--config`: cannot read someone"),
        (&["batches", "create", "--config", "@"], "`--config`: `@` names no file"),
        (&["batches", "list", "--output", ""], "`--output` has to name a file"),
        (&["batches", "list", "--checkpoint", ""], "`--checkpoint` has to name a file"),
        (&["batches", "list", "--checkpoint", "no/such/place"], "`--checkpoint`: there is no folder no/such"),
        (
            &["batches", "list", "--format-error", "nope"],
            "'nope' for '--format-error <FORMAT>'\n  [possible values: auto",
        ),
        (&["batches", "list", "--region", "mars"], "`--region` has to be one of: north-america, eu"),
        (&["batches", "lst"], "similar subcommand"),
        (&["batches", "list", "--statu", "x"], "similar argument"),
    ] {
        let ran = run_alone(arguments).ended(2);
        assert!(ran.err.contains(message) && ran.out.is_empty() && !ran.err.contains("To go on"), "{ran:#?}");
    }
}

#[test]
fn a_value_that_is_not_known_is_sent_with_a_warning() {
    let server = answering();
    let ran = run(&server, &["batches", "list", "--status", "PAUSED"]).ended(0);
    assert!(ran.err.contains("warning: `--status` is none of the values that are known"), "{ran:#?}");
    assert_eq!(server.requests()[0].query(), Some("status=PAUSED"));
    assert_eq!(run(&server, &["batches", "list", "--status", "PAUSED", "-q"]).ended(0).err, "");
}

#[test]
fn what_an_object_lacks_is_told_once_all_of_its_flags_are_read() {
    let create = |config: &[&str]| {
        let arguments = ["batches", "create", "--source-directory-id", "dir-1", "--dry-run"];
        run_alone(&[&arguments[..], config].concat()).ended(0).err
    };
    let missing =
        |place: &str| format!("llamacloud-prod: warning: `--config{place}` is missing, and documented as required\n");
    assert_eq!(create(&["--config", "{}"]), missing(".job"));
    assert_eq!(create(&["--config", "{job: {type: parse_v2}}"]), missing(".job.configuration_id"));
    assert_eq!(create(&["--config", "{}", "--config.job", "{type: parse_v2, configuration_id: cfg-1}"]), "");
}

#[test]
fn a_value_outside_of_its_bounds_is_sent_with_a_warning() {
    let server = answering();
    let ran = run(&server, &["batches", "list", "--page-size", "-1"]).ended(0);
    assert!(ran.err.contains("warning: `--page-size` is outside of what is documented: at least 0\n"), "{ran:#?}");
    assert_eq!(server.requests()[0].query(), Some("page_size=-1"));
    assert_eq!(run(&server, &["batches", "list", "--page-size", "0"]).ended(0).err, "");
    let create = |more: &[&str]| {
        let arguments = [&["batches", "create", "--config", CONFIG, "--source-directory-id", "dir-1"], more].concat();
        run(&server, &arguments).ended(0).err
    };
    let webhooks = ["--webhook-configuration-id", "[a, b, c, d]", "--webhook-configuration-id", "e"];
    let warned = create(&webhooks);
    assert!(warned.contains("warning: `--webhook-configuration-id` is outside of what is documented: at most 4 items"));
    assert_eq!(body(&server.requests()[2])["webhook_configuration_ids"], json!(["a", "b", "c", "d", "e"]));
    assert_eq!(create(&webhooks[..2]), "");
}

#[test]
fn the_answer_is_shown_as_it_came() {
    let text = r#"{"z":1.50,"id":"bat-1","unknown":{"b":1,"a":[ ]},"config":null,"name":"caf\u00e9"}"#;
    let server = FaultServer::always(Reply::new(200).body("application/json", text));
    let shown = |more: &[&str]| {
        let arguments: Vec<&str> = ["batches", "get", "bat-1"].iter().chain(more).copied().collect();
        run(&server, &arguments).ended(0).out
    };
    let indented = "{\n  \"z\": 1.50,\n  \"id\": \"bat-1\",\n  \"unknown\": {\n    \"b\": 1,\n    \"a\": []\n  },\n  \
                    \"config\": null,\n  \"name\": \"caf\\u00e9\"\n}\n";
    assert_eq!(shown(&[]), indented);
    assert_eq!(shown(&["--format", "json"]), indented);
    assert_eq!(shown(&["--format", "jsonl"]), text.replace("[ ]", "[]") + "\n");
    assert_eq!(shown(&["--format", "raw"]), text);
    assert_eq!(
        shown(&["--format", "yaml"]),
        "z: 1.50\nid: bat-1\nunknown:\n  b: 1\n  a: []\nconfig: null\nname: \"café\"\n"
    );
}

#[test]
fn flags_win_over_the_environment() {
    let server = FaultServer::always(Step::ok(&batch("bat-1")));
    let mut command = command(Some(&server), &["batches", "get", "bat-1", "--project-id", "flag"]);
    command.env("LLAMA_CLOUD_PROJECT_ID", "variable").env("LLAMA_CLOUD_ORGANIZATION_ID", "org");
    Ran::by(&mut command).ended(0);
    let pairs = query::pairs(server.requests()[0].query());
    assert_eq!(pairs, query::pairs(Some("project_id=flag&organization_id=org")));
    // In front of the command it is what the client sends wherever there is room for it.
    run(&server, &["--project-id", "all", "batches", "get", "bat-1"]).ended(0);
    assert_eq!(server.requests()[1].query(), Some("project_id=all"));
}

#[test]
fn what_is_shown_goes_into_a_file_instead() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("batch.json");
    let path = path.to_str().expect("it is UTF-8");
    let server = answering();
    let ran = run(&server, &["batches", "get", "bat-1", "--output", path, "--format", "jsonl"]).ended(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let written = fs::read_to_string(path).expect("it was written");
    assert!(serde_json::from_str::<Value>(&written).is_ok(), "{written}");
    // It is there already, and that is found out before anything is sent.
    let ran = run(&server, &["batches", "get", "bat-1", "--output", path]).ended(2);
    assert!(ran.err.contains("--overwrite"), "{ran:#?}");
    assert_eq!(server.count(), 1);
    run(&server, &["batches", "get", "bat-1", "--output", path, "--overwrite", "--format", "raw"]).ended(0);
    assert_ne!(fs::read_to_string(path).expect("it was written"), written);
}
