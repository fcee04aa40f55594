//! What the pages under `docs` show is true: their programs run against a service on this machine and send what the curl
//! commands beside them send, their JSON can be read, and their links lead somewhere.

mod blocks;
mod page;
mod request;
mod server;
mod shell;

use std::env;
use std::process::Command;

use page::{Example, Page};
use request::Request;
use server::Server;

/// Set in the child that runs one program: a page and a number.
const PROGRAM: &str = "PAGES_PROGRAM";
/// A key, and a name with a password.
const KEY: &str = "key:of-the-pages";
/// The same, as `Authorization: Basic` has it.
const ENCODED_KEY: &str = "a2V5Om9mLXRoZS1wYWdlcw==";

/// A program takes its settings from the environment, which a process has only once; so each runs in one of its own,
/// which is this test again.
#[test]
fn programs_and_curl_commands_send_the_same() {
    if let Ok(program) = env::var(PROGRAM) {
        let (_, _, run) = blocks::PROGRAMS.iter().find(|(page, number, _)| format!("{page} {number}") == program).unwrap();
        return run().unwrap();
    }
    for page in page::all() {
        for example in page.examples() {
            check(&page, &example);
        }
    }
}

fn check(page: &Page, example: &Example) {
    let Some(number) = example.program else { return };
    let name = format!("{} {number}", page.path);
    if !blocks::PROGRAMS.iter().any(|(page, number, _)| format!("{page} {number}") == name) {
        return;
    }
    let made = example.made.as_ref().or(example.response.as_ref());
    let server = Server::start([made.cloned(), example.response.clone()]);
    let child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "programs_and_curl_commands_send_the_same", "--nocapture"])
        .env(PROGRAM, &name)
{% for variable in service.credentials_env %}
        .env("{{ variable }}", KEY)
{% endfor %}
        .env("{{ service.base_url_env }}", server.url())
        .env("NO_PROXY", "*")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stderr);
    // A page has no response of a type whose values are too large for it.
    let is_unread = example.response.is_none() && said.contains("the body is empty");
    assert!(child.status.success() || is_unread, "{name}: {said}");
    let sent = server.requests();
    if example.curl.as_deref().is_some_and(names_files) {
        return;
    }
    if let Some(command) = &example.command
        && let Some(mut ran) = server.run_program(command)
    {
        // A list goes on to further pages, which the program of the page does not.
        if example.curl.is_some() {
            ran.truncate(1);
        }
        assert_eq!(ran, sent, "{name}: the command sends other requests");
    }
    let Some(curl) = example.curl.as_deref().map(|curl| server.instead(curl)) else { return };
    let [sent] = sent.as_slice() else { panic!("{name}: one request was expected: {sent:?}") };
    assert_eq!(Request::of_curl(&curl, KEY, ENCODED_KEY), *sent, "{name}: the curl command is another request");
    if let Some(ran) = server.run_curl(&curl) {
        assert_eq!(ran, *sent, "{name}: curl sends another request");
    }
}

/// Whether a request sends files, which are not there, by its curl command.
fn names_files(curl: &str) -> bool {
    curl.contains(" -F ") || curl.contains(" --data-binary ")
}

#[test]
fn values_can_be_read_as_what_they_are_said_to_be() {
    let pages = page::all();
    for (path, number, read) in blocks::VALUES {
        let page = pages.iter().find(|page| page.path == *path).unwrap();
        let text = page.blocks("json").nth(number - 1).unwrap();
        read(&text).unwrap_or_else(|error| panic!("{path}: {error}: {text}"));
    }
}

#[test]
fn links_lead_somewhere() {
    let pages = page::all();
    for page in &pages {
        let anchors = page.anchors();
        let mut sorted = anchors.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), anchors.len(), "{}: an anchor stands there twice", page.path);
        for link in page.links() {
            assert!(page.reaches(link, &pages), "{}: {link} leads nowhere", page.path);
        }
    }
}

#[test]
fn the_book_has_every_page() {
    let pages = page::all();
    let summary = pages.iter().find(|page| page.path == "docs/SUMMARY.md").unwrap();
    let listed: Vec<String> = summary.links().map(|link| format!("docs/{link}")).collect();
    for page in pages.iter().filter(|page| page.path != summary.path) {
        assert!(listed.contains(&page.path), "{} is not in SUMMARY.md", page.path);
    }
}
