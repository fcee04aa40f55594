//! Requests that are shown instead of sent.

use super::program::{Ran, command, run, run_alone, run_with_input};
use crate::support::logs::{CANARY, CANARY_KEY};
use crate::support::server::FaultServer;

const CREATE: [&str; 8] = [
    "batches",
    "create",
    "--config",
    "{job: {type: parse_v2, configuration_id: it's}}",
    "--source-directory-id",
    "dir-1",
    "--webhook-configuration.webhook-signing-secret",
    "canary-7f3a9c-secret",
];

#[test]
fn a_request_is_shown_without_secrets_and_needs_no_key() {
    for flag in ["--dry-run", "--curl"] {
        let arguments: Vec<&str> = CREATE.iter().copied().chain([flag]).collect();
        let mut command = command(None, &arguments);
        let ran = Ran::by(command.env_remove("LLAMA_CLOUD_API_KEY")).ended(0);
        assert!(!ran.out.contains("no-key"), "{ran:#?}");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/command_line");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        // It names the system that the test runs on.
        let lines: Vec<&str> = ran.out.lines().filter(|line| !line.contains("user-agent")).collect();
        settings.bind(|| insta::assert_snapshot!(format!("preview{flag}"), lines.join("\n")));
    }
}

#[test]
fn a_key_that_is_given_is_not_shown() {
    let server = FaultServer::script([]);
    for flag in ["--dry-run", "--curl"] {
        let arguments = ["batches", "get", "bat-1", "--api-key", CANARY_KEY, flag];
        let ran = run(&server, &arguments).ended(0);
        assert!(ran.out.contains("/api/v2/batches/bat-1") && !ran.out.contains(CANARY), "{ran:#?}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
#[cfg(unix)]
fn the_command_of_curl_sends_the_same_request() {
    use crate::support::step::Step;

    if std::process::Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let server = FaultServer::always(Step::ok(&serde_json::json!({})));
    run(&server, &CREATE[..6]).ended(0);
    let shown = run(&server, &[&CREATE[..6], &["--curl"]].concat()).ended(0).out;
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &shown]).env("LLAMA_CLOUD_API_KEY", CANARY_KEY).env("NO_PROXY", "*");
    assert!(shell.output().expect("a shell can be started").status.success());
    let [sent, by_curl] = server.requests().try_into().expect("there are two");
    assert_eq!((&sent.method, &sent.target), (&by_curl.method, &by_curl.target));
    assert_eq!(sent.header("authorization"), by_curl.header("authorization"));
    let body = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON");
    assert_eq!(body(&sent.body), body(&by_curl.body));
}

#[test]
fn a_template_is_a_body_once_it_is_filled_in() {
    let template = run_alone(&["batches", "create", "--template"]).ended(0).out;
    let server = FaultServer::script([]);
    let ran = run_with_input(
        &server,
        &["batches", "create", "--stdin", "--dry-run"],
        template.replace("SOURCE_DIRECTORY_ID", "dir-1").as_bytes(),
    );
    let ran = ran.ended(0);
    assert!(ran.out.contains("\"source_directory_id\": \"dir-1\"") && ran.err.is_empty(), "{ran:#?}");
    // What is optional is there as well, and is known once it is no comment any more.
    let is_value = |rest: &&str| !rest.starts_with(' ') || rest.starts_with("  ");
    let lines = template.lines().map(|line| line.strip_prefix('#').filter(is_value).unwrap_or(line));
    let everything = lines.collect::<Vec<_>>().join("\n");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("body.yaml");
    std::fs::write(&file, everything).expect("it can be written");
    let given = format!("@{}", file.display());
    let (how, _) = template.split_once('\n').expect("it has lines");
    assert_eq!(how, "# To be filled in and given to: llamacloud-prod batches create --body @FILE");
    let ran = run_alone(&["batches", "create", "--body", &given, "--dry-run"]).ended(0);
    assert!(ran.out.contains("webhook_configuration_ids") && ran.err.is_empty(), "{ran:#?}");
}

#[test]
fn a_body_is_given_as_a_whole_and_flags_win() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("body.yaml");
    let create = |body: &str, more: &[&str]| {
        let arguments = ["batches", "create", "--body", body, "--dry-run"];
        run_alone(&[&arguments[..], more].concat())
    };
    // Windows writes a byte order mark.
    let config = "config: {job: {type: parse_v2, configuration_id: cfg-1}}";
    std::fs::write(&file, format!("\u{feff}{config}\r\nsource_directory_id: dir-1\r\n")).expect("it can be written");
    let from_file = format!("@{}", file.display());
    let ran = create(&from_file, &[]).ended(0);
    assert!(ran.out.contains("\"source_directory_id\": \"dir-1\"") && ran.err.is_empty(), "{ran:#?}");
    let ran = create(&from_file, &["--source-directory-id", "dir-2"]).ended(0);
    assert!(ran.out.contains("dir-2") && !ran.out.contains("dir-1") && ran.err.is_empty(), "{ran:#?}");
    let ran = create("{source_directory_id: dir-1, invented: 007}", &["--config.job", "{type: parse_v2}"]).ended(0);
    assert!(ran.out.contains("\"invented\": 7"), "{ran:#?}");
    assert!(ran.err.contains("warning: `--body.invented` is not known"), "{ran:#?}");
    for (body, message) in [
        ("[1]", "`--body` has to be an object"),
        (file.to_str().expect("it is text"), "or `@FILE` with one in it"),
        ("@no/such.yaml", "`--body`: cannot read no/such.yaml"),
        ("{source_directory_id: [a]}", "`--body.source_directory_id` has to be text, not a list"),
        ("", "these are required: --config, --source-directory-id"),
    ] {
        let ran = create(body, &[]).ended(2);
        assert!(ran.err.contains(message), "{ran:#?}");
    }
    let server = FaultServer::script([]);
    let arguments = ["batches", "create", "--body", "@-", "--dry-run"];
    let ran = run_with_input(&server, &arguments, format!("{config}\nsource_directory_id: dir-3").as_bytes()).ended(0);
    assert!(ran.out.contains("dir-3"), "{ran:#?}");
}

#[test]
fn a_value_of_several_kinds_is_checked_as_the_one_it_is() {
    let dry_run = |config: &str| run_alone(&["beta:batch", "create", "--job-config", config, "--dry-run"]);
    let webhook = "webhook_configurations: [{webhook_url: https://example.com/h, webhook_signing_secret: canary}]";
    let config = format!("{{job_name: parse_raw_file_job, parameters: {{page_separator: 007, {webhook}}}}}");
    let ran = dry_run(&config).ended(0);
    let shown = ["\"page_separator\": \"007\"", "\"webhook_url\": \"https://example.com/h\""];
    assert!(shown.iter().all(|part| ran.out.contains(part)) && !ran.out.contains("canary"), "{ran:#?}");
    let ran = dry_run("{job_name: parse_raw_file_job, parameters: {max_pages: many, invented: 1}}").ended(2);
    assert!(ran.err.contains("`--job-config.parameters.max_pages` has to be a whole number"), "{ran:#?}");
    let ran = dry_run("{job_name: parse_raw_file_job, parameters: {invented: 1}}").ended(0);
    assert!(ran.err.contains("warning: `--job-config.parameters.invented` is not known"), "{ran:#?}");
}
