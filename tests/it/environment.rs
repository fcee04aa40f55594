//! What a client takes from the environment: each case is a child process with the variables of the case.
//!
//! The child makes one call and prints what came of it. Whatever it prints, the value of a variable is not in it.

use std::fmt::Write as _;

use llamacloud::{Client, ErrorKind};
use serde_json::json;

use crate::support::bodies::page;
use crate::support::child;
use crate::support::clients::runtime;
use crate::support::recorded;
use crate::support::server::{FaultServer, Recorded};
use crate::support::step::Step;

const KEY: &str = "LLAMA_CLOUD_API_KEY";
const PARSE_KEY: &str = "LLAMA_PARSE_API_KEY";
const BASE_URL: &str = "LLAMA_CLOUD_BASE_URL";
const HEADERS: &str = "LLAMA_CLOUD_CUSTOM_HEADERS";
const PROJECT: &str = "LLAMA_CLOUD_PROJECT_ID";
const ORGANIZATION: &str = "LLAMA_CLOUD_ORGANIZATION_ID";

/// Set for the child: what it gives to the builder itself.
const ARGUMENT_KEY: &str = "CLIENT_TEST_KEY";
const ARGUMENT_URL: &str = "CLIENT_TEST_URL";
const ARGUMENT_PROJECT: &str = "CLIENT_TEST_PROJECT";

/// The child's half of the cases below; does nothing when run with all the other tests.
#[test]
fn child_lists_batches() {
    if !child::is_child() {
        return;
    }
    let given = |name| std::env::var(name).ok();
    let mut builder = Client::builder();
    if let Some(key) = given(ARGUMENT_KEY) {
        builder = builder.api_key(key);
    }
    if let Some(url) = given(ARGUMENT_URL) {
        builder = builder.base_url(url);
    }
    if let Some(project) = given(ARGUMENT_PROJECT) {
        builder = builder.project_id(project);
    }
    let client = match builder.from_env().build() {
        Ok(client) => client,
        Err(error) => return println!("outcome: {:?}: {error}", error.kind()),
    };
    let mut line = String::new();
    match runtime().block_on(client.batches().list().send()) {
        Ok(page) => write!(line, "{} batches", page.items.len()).expect("text can be written"),
        Err(error) => write!(line, "{:?}: {error}", error.kind()).expect("text can be written"),
    }
    println!("outcome: {line}");
}

/// Runs the child with these variables; gives what it printed.
fn child(variables: &[(&str, &str)]) -> String {
    let printed = child::run("environment::child_lists_batches", "outcome:", variables);
    for (name, value) in variables {
        let harmless = *name == ARGUMENT_URL || *name == BASE_URL || value.trim().is_empty();
        assert!(harmless || !printed.contains(value.trim()), "the value of {name} is shown: {printed}");
    }
    printed
}

/// The child has to list batches of a server, with these variables besides the server's address; gives its request.
fn check_sent(variables: &[(&str, &str)]) -> Recorded {
    let server = FaultServer::always(Step::ok(&page(&[], None)));
    let url = server.url();
    let mut all = vec![(ARGUMENT_URL, url.as_str())];
    all.extend_from_slice(variables);
    assert_eq!(child(&all), "0 batches");
    server.requests().pop().expect("one request")
}

/// No client can be built from these variables; the message has to hold the part.
fn check_refused(variables: &[(&str, &str)], part: &str) {
    let printed = child(variables);
    assert!(printed.starts_with(&format!("{:?}: ", ErrorKind::Configuration)), "{variables:?}: {printed}");
    assert!(printed.contains(part), "{variables:?}: {printed}");
}

fn authorization(request: &Recorded) -> &str {
    request.header("authorization").expect("a key")
}

/// The variables of a recorded case, without the address of the recording server.
fn recorded_variables(case: &str) -> Vec<(&'static str, &'static str)> {
    let case = recorded::case(case);
    case.env.iter().filter(|(name, _)| *name != BASE_URL).map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[test]
fn the_key_comes_from_the_first_variable_that_has_one() {
    for case in ["env.parse_key_only", "env.empty_cloud_key_and_parse_key"] {
        let request = check_sent(&recorded_variables(case));
        recorded::case(case).check_requests(&[request]);
    }
    assert_eq!(authorization(&check_sent(&[(KEY, "k-cloud"), (PARSE_KEY, "k-parse")])), "Bearer k-cloud");
    assert_eq!(authorization(&check_sent(&[(KEY, " \n"), (PARSE_KEY, "k-parse")])), "Bearer k-parse");
}

#[test]
fn a_key_given_to_the_builder_beats_the_environment() {
    let mut variables = recorded_variables("env.arg_beats_env");
    variables.push((ARGUMENT_KEY, "k-arg"));
    recorded::case("env.arg_beats_env").check_requests(&[check_sent(&variables)]);
}

#[test]
fn a_client_without_a_key_is_not_built() {
    let url = (ARGUMENT_URL, "http://127.0.0.1:1");
    check_refused(&[url], KEY);
    assert_eq!(recorded::case("env.no_key").requests.len(), 0);
    let mut both_empty = recorded_variables("env.both_empty");
    both_empty.push(url);
    check_refused(&both_empty, KEY);
}

#[test]
fn space_around_a_key_is_taken_off_and_inside_it_is_refused() {
    assert_eq!(authorization(&check_sent(&[(KEY, "  k-cloud\n")])), "Bearer k-cloud");
    for key in ["k-clo\nud", "k-clo\rud", "k-clo\u{7f}ud", "schlüssel"] {
        check_refused(&[(ARGUMENT_URL, "http://127.0.0.1:1"), (KEY, key)], "");
    }
}

#[test]
fn quotes_around_a_value_are_those_of_the_file_it_comes_from() {
    for key in ["\"k-cloud\"", "'k-cloud'", " \"k-cloud\"\n"] {
        assert_eq!(authorization(&check_sent(&[(KEY, key)])), "Bearer k-cloud");
    }
    assert_eq!(check_sent(&[(KEY, "k-cloud"), (HEADERS, "\"X-One: 1\"")]).header("x-one"), Some("1"));
    assert_eq!(check_sent(&[(KEY, "k-cloud"), (PROJECT, "'prj-env'")]).query(), Some("project_id=prj-env"));
    check_refused(&[(ARGUMENT_URL, "http://127.0.0.1:1"), (KEY, "\"k-cloud")], "quotation mark");
    check_refused(&[(ARGUMENT_URL, "http://127.0.0.1:1"), (ARGUMENT_KEY, "'k-cloud'")], "quotation mark");
}

#[test]
fn an_address_that_ends_in_the_path_of_an_operation_is_refused() {
    for (path, named) in [
        ("/api/v2/batches", "`/api/v2/batches`"),
        ("/proxy/api/v2/batches/", "`/api/v2/batches`"),
        ("/api/v2/batches/bat-1/cancel", "`/api/v2/batches/{batch_id}/cancel`"),
    ] {
        let url = format!("https://api.cloud.llamaindex.ai{path}");
        check_refused(&[(KEY, "k-cloud"), (BASE_URL, &url)], &format!("{BASE_URL} ends in {named}"));
    }
}

#[test]
fn the_address_comes_from_the_environment_with_its_path() {
    let case = recorded::case("env.base_url_env");
    let server = case.server();
    let url = case.env[BASE_URL].replace("{BASE}", &server.url());
    let mut variables = recorded_variables("env.base_url_env");
    variables.push((BASE_URL, &url));
    assert_eq!(child(&variables), "0 batches");
    case.check_requests(&server.requests());

    let padded = format!("  {}\n", server.url());
    let ignored = FaultServer::always(Step::ok(&page(&[], None)));
    let given = ignored.url();
    child(&[(KEY, "k-cloud"), (BASE_URL, &padded), (ARGUMENT_URL, &given)]);
    assert_eq!(ignored.count(), 1, "an address given to the builder beats the environment");
}

#[test]
fn an_empty_address_is_the_default() {
    for case in ["env.base_url_default", "env.base_url_env_empty_request_py"] {
        assert_eq!(recorded::case(case).requests.len(), 0);
    }
    // Built without a call: the default address is the real service.
    let client = Client::builder().api_key("k").build().expect("a good builder");
    assert!(format!("{client:?}").contains("https://api.cloud.llamaindex.ai"));
    let printed = child::run("environment::child_shows_the_address", "outcome:", &[(KEY, "k"), (BASE_URL, " ")]);
    assert_eq!(printed, "https://api.cloud.llamaindex.ai");
    let regional = Client::builder().api_key("k").region(llamacloud::Region::Eu).build().expect("a good builder");
    assert!(format!("{regional:?}").contains("https://api.cloud.eu.llamaindex.ai"));
}

/// The child's half of the case above; does nothing when run with all the other tests.
#[test]
fn child_shows_the_address() {
    if child::is_child() {
        let client = Client::from_env().expect("a key is set");
        let shown = format!("{client:?}");
        let start = shown.find("https://").expect("the address is shown");
        let address: String = shown[start..].chars().take_while(|c| *c != '"').collect();
        println!("outcome: {}", address.trim_end_matches('/'));
    }
}

#[test]
fn an_address_that_is_none_is_refused_when_the_client_is_built() {
    let refused = [
        "ftp://127.0.0.1/",
        "api.cloud.eu.llamaindex.ai",
        "not a url",
        "http://",
        "https://",
        "http://127.0.0.1:1/?a=b",
        "http://127.0.0.1:1/#f",
        "http://example.com",
        "https://user:secret@example.com",
        "http://127.0.0.1:99999",
    ];
    for url in refused {
        let error = Client::builder().api_key("k").base_url(url).build().expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
        check_refused(&[(KEY, "k-cloud"), (BASE_URL, url)], BASE_URL);
    }
    assert_eq!(recorded::case("net.bad_base_url_scheme").requests.len(), 0);
    for url in ["http://127.0.0.1:1", "http://localhost:1/", "http://[::1]:1/prefix/", "https://example.com"] {
        Client::builder().api_key("k").base_url(url).build().expect("a good address");
    }
    Client::builder().api_key("k").base_url("http://example.com").allow_http(true).build().expect("allowed");
}

#[test]
fn headers_come_from_the_environment_one_a_line() {
    let request = check_sent(&recorded_variables("env.custom_headers"));
    recorded::case("env.custom_headers").check_requests(&[request]);
}

#[test]
fn a_header_of_the_environment_that_is_not_legal_is_refused() {
    for headers in ["X One: 1", "X-One: \u{1}", ": 1"] {
        check_refused(&[(ARGUMENT_URL, "http://127.0.0.1:1"), (KEY, "k-cloud"), (HEADERS, headers)], HEADERS);
    }
}

#[test]
fn an_authorization_without_credentials_does_not_replace_the_key() {
    for headers in ["Authorization:", "authorization: \n", "Authorization: Bearer "] {
        let variables = [(ARGUMENT_URL, "http://127.0.0.1:1"), (KEY, "k-cloud"), (HEADERS, headers)];
        check_refused(&variables, "`authorization` has no credentials");
    }
}

#[test]
fn project_and_organization_come_from_the_environment() {
    let request = check_sent(&[(KEY, "k-cloud"), (PROJECT, " prj-env "), (ORGANIZATION, "org-env")]);
    assert_eq!(request.query().map(|query| query.contains("project_id=prj-env")), Some(true), "{}", request.target);
    assert_eq!(request.query().map(|query| query.contains("organization_id=org-env")), Some(true));
    let request = check_sent(&[(KEY, "k-cloud"), (PROJECT, "prj-env"), (ARGUMENT_PROJECT, "prj-arg")]);
    assert_eq!(request.query(), Some("project_id=prj-arg"));
    assert_eq!(check_sent(&[(KEY, "k-cloud"), (PROJECT, ""), (ORGANIZATION, "  ")]).query(), None);
}

#[test]
fn a_builder_does_not_read_the_environment_unless_it_is_told_to() {
    let printed = child::run("environment::child_builds_without_the_environment", "outcome:", &[(KEY, "k-cloud")]);
    assert!(printed.starts_with("Configuration"), "{printed}");
}

/// The child's half of the case above; does nothing when run with all the other tests.
#[test]
fn child_builds_without_the_environment() {
    if child::is_child() {
        let error = Client::builder().build().expect_err("no key was given");
        println!("outcome: {:?}: {error}", error.kind());
    }
}

#[tokio::test]
async fn an_empty_key_or_project_is_refused_when_the_client_is_built() {
    for key in ["", " ", "\n", "a\nb"] {
        let error = Client::builder().api_key(key).build().expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Configuration, "{key:?}: {error}");
    }
    let mock = llamacloud::test_util::MockTransport::new();
    mock.otherwise(|_| json!({"items": []}).into());
    let outcome = match Client::builder().api_key("k").transport(mock.clone()).project_id("").build() {
        Ok(client) => client.batches().list().await.map(drop),
        Err(error) => Err(error),
    };
    outcome.expect_err("an empty project is a mistake");
    assert_eq!(mock.requests().len(), 0);
}
