//! The command line over a real socket, where the service is not like that of this repository: what is shown as it comes,
//! what goes into files, lists of every style, and several credentials.

mod server;
#[cfg(target_os = "linux")]
mod terminal;

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use server::{Server, chunk, ok};

/// The program, for a service at this address.
fn lab(server: &Server, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lab"));
    command.args(arguments).env("LAB_BASE_URL", &server.url).env("LAB_KEY", "canary").stdin(Stdio::null());
    command
}

fn run(server: &Server, arguments: &[&str]) -> (Option<i32>, String, String) {
    reported(lab(server, arguments).output().expect("the program can be started"))
}

fn reported(output: Output) -> (Option<i32>, String, String) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A folder that is there for one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("lab-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("it is text").to_owned()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const EVENTS: &str = "content-type: text/event-stream\r\ntransfer-encoding: chunked\r\n";

#[cfg(unix)]
mod events {
    use std::io::{BufRead, BufReader};

    use super::*;

    fn watch(server: &Server) -> Child {
        lab(server, &["watch"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started")
    }

    /// The server sends the second event when the first has been read from the program.
    #[test]
    fn an_event_is_shown_as_soon_as_it_is_there() {
        let (go_on, wait) = std::sync::mpsc::channel();
        let wait = std::sync::Mutex::new(wait);
        let server = Server::start(move |_, stream| {
            stream.send(&format!("HTTP/1.1 200 OK\r\n{EVENTS}\r\n{}", chunk("data: {\"n\": 1}\n\n")));
            let _ = wait.lock().expect("one request at a time").recv();
            stream.send(&(chunk("data: two\n\n") + "0\r\n\r\n"));
        });
        let mut child = watch(&server);
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let mut next = || lines.next().map(|line| line.expect("it is text"));
        assert_eq!(next().as_deref(), Some("{\"n\":1}"));
        go_on.send(()).expect("the server waits");
        assert_eq!((next().as_deref(), next()), (Some("two"), None));
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
    }

    #[test]
    fn a_stream_without_an_end_is_left_by_an_interrupt() {
        let server = Server::start(|_, stream| {
            stream.send(&format!("HTTP/1.1 200 OK\r\n{EVENTS}\r\n{}", chunk("data: 1\n\n")));
            stream.until_closed();
        });
        let mut child = watch(&server);
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("the first event comes");
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(killed.expect("there is a kill").success());
        let ended = reported(child.wait_with_output().expect("it ends"));
        assert_eq!((line.as_str(), ended.0), ("1\n", Some(130)), "{ended:?}");
    }
}

#[test]
fn a_command_that_takes_nothing_reads_nothing() {
    let server = Server::start(|_, _| {});
    assert!(!run(&server, &["watch", "--help"]).1.contains("--stdin"));
    assert!(run(&server, &["counted", "--help"]).1.contains("--stdin"));
}

#[test]
fn a_field_called_body_is_not_the_whole_body() {
    let server = Server::start(|_, _| {});
    let (status, out, said) = run(&server, &["note", "--body", "hi", "--dry-run"]);
    assert!(status == Some(0) && out.contains("\"body\": \"hi\""), "{out}{said}");
    let (status, out, said) = run(&server, &["note", "--global-body", "{body: whole}", "--dry-run"]);
    assert!(status == Some(0) && out.contains("\"body\": \"whole\""), "{out}{said}");
    assert!(
        run(&server, &["note", "--template"])
            .1
            .starts_with("# To be filled in and given to: lab note --global-body @FILE\n")
    );
}

#[test]
fn a_field_called_help_does_not_take_the_help() {
    let server = Server::start(|_, _| {});
    let (status, out, said) = run(&server, &["note", "--help", "me", "--dry-run"]);
    assert!(status == Some(0) && out.contains("\"help\": \"me\""), "{out}{said}");
    for flag in ["-h", "--global-help"] {
        let (status, out, said) = run(&server, &["note", flag]);
        assert!(status == Some(0) && out.contains("--global-help"), "{out}{said}");
    }
}

#[test]
fn an_object_without_members_is_sent_where_it_was_asked_for() {
    let sent = |arguments: &[&str]| {
        let server = Server::start(|request, stream| {
            let (_, body) = request.split_once("\r\n\r\n").expect("a head ends");
            stream.send(&ok("", &format!("{{\"sent\":{}}}", body.len())));
        });
        run(&server, arguments)
    };
    let printed = |length: &str| (Some(0), format!("{{\n  \"sent\": {length}\n}}\n"), String::new());
    assert_eq!(sent(&["note", "--global-body", "{}"]), printed("2"));
    // Everything in the template of a body that is optional is a comment.
    assert_eq!(sent(&["note", "--global-body", "# name: NAME"]), printed("0"));
    assert_eq!(sent(&["note"]), printed("0"));
}

#[test]
fn a_list_that_is_the_body_stands_in_a_file() {
    let server = Server::start(|_, _| {});
    let folder = Folder::new("tags");
    let file = folder.path("tags");
    let tagged = |text: &str| {
        fs::write(&file, text).expect("it can be written");
        let (status, out, said) = run(&server, &["tag", "--body", &format!("@{file}"), "--dry-run"]);
        let body = out.split_once("\n\n").map(|(_, body)| body.split_whitespace().collect::<String>());
        (status, body.unwrap_or_default(), said)
    };
    for (text, body) in [("[\"a\", \"007\"]", "[\"a\",\"007\"]"), ("- a\n- b\n", "[\"a\",\"b\"]"), ("a", "[\"a\"]")] {
        assert_eq!(tagged(text), (Some(0), body.to_owned(), String::new()), "{text}");
    }
    let (status, _, said) = tagged("[a");
    assert!(status == Some(2) && said.contains("`--body`"), "{said}");
}

#[test]
fn a_response_that_is_missing_is_a_failure_where_there_has_to_be_one() {
    let server = Server::start(|_, stream| stream.send(&ok("", "")));
    assert_eq!(run(&server, &["note", "--body", "hi"]), (Some(0), String::new(), String::new()));
    let (status, out, said) = run(&server, &["whoami", "--account", "ada:canary"]);
    assert!((status, out.as_str()) == (Some(1), "") && said.contains("whoami: 200"), "{said}");
}

#[test]
fn a_file_is_written_whole_and_where_it_was_asked_for() {
    let server = Server::start(|_, stream| {
        stream.send(&ok("content-disposition: attachment; filename=\"../../up/report.bin\"\r\n", "1234"));
    });
    let folder = Folder::new("download");
    let file = folder.path("file");
    assert_eq!(run(&server, &["download", "--output", &file]).0, Some(0));
    assert_eq!(fs::read(&file).expect("it was written"), b"1234");
    let (status, _, said) = run(&server, &["download", "--output", &file]);
    assert!(status == Some(2) && said.contains("is there already; `--overwrite`"), "{said}");
    assert_eq!(run(&server, &["download", "--output", &file, "--overwrite"]).0, Some(0));
    assert_eq!(run(&server, &["download", "--output", "-"]), (Some(0), "1234".to_owned(), String::new()));
    let inside = folder.path("");
    assert_eq!(run(&server, &["download", "--output", &inside]).0, Some(0));
    assert_eq!(folder.names(), ["file", "report.bin"], "of the name that the service has, the last part counts");
}

/// Half of a file is none.
#[test]
fn a_file_that_is_cut_off_is_not_kept() {
    let server = Server::start(|_, stream| stream.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1234"));
    let folder = Folder::new("cut");
    let (status, _, said) = run(&server, &["download", "--output", &folder.path("file")]);
    assert_eq!((status, folder.names().len()), (Some(1), 0), "{said}");
}

/// Three pages of each list: `[1, 2]`, `[3, 4]`, `[5]`.
fn page(list: &str, request: &str) -> String {
    let after = |text: &str| -> Option<usize> {
        let rest = request.split_once(text)?.1;
        rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let number = match list {
        "searched" => after("\"cursor\":\"c"),
        "skipped" => after("\"skip\":").map(|items| items / 2 + 1),
        "from-zero" => after("page=").map(|page| page + 1),
        _ => after("page="),
    };
    let number = number.unwrap_or(1);
    let items = ["[1,2]", "[3,4]", "[5]"][number - 1];
    let following = (number < 3).then(|| number + 1);
    let (next, link) = match (list, following) {
        ("searched", Some(page)) => (format!("\"c{page}\""), String::new()),
        ("followed", Some(page)) => (format!("\"/things?page={page}\""), String::new()),
        ("linked" | "bare", Some(page)) => {
            ("null".to_owned(), format!("link: </things?page={page}>; rel=\"next\"\r\n"))
        }
        _ => ("null".to_owned(), String::new()),
    };
    match list {
        "bare" => ok(&link, items),
        _ => ok(&link, &format!("{{\"items\":{items},\"next\":{next},\"total\":5,\"total_pages\":3}}")),
    }
}

#[test]
fn a_list_of_every_style_ends_early_and_is_taken_up_again() {
    let folder = Folder::new("lists");
    for list in ["searched", "skipped", "counted", "from-zero", "followed", "linked", "bare"] {
        let server = Server::start(|request, stream| stream.send(&page(list, request)));
        let place = folder.path(list);
        let begun = [list, "--format", "jsonl", "--checkpoint", &place];
        assert_eq!(
            run(&server, &[&begun[..], &["--max-items", "3"]].concat()),
            (Some(0), "1\n2\n3\n".to_owned(), String::new()),
            "{list}"
        );
        let stored = fs::read_to_string(&place).expect("the place is stored");
        assert!(!stored.contains("canary"), "{stored}");
        assert_eq!(run(&server, &begun), (Some(0), "4\n5\n".to_owned(), String::new()), "{list}");
        assert_eq!(run(&server, &begun), (Some(0), String::new(), String::new()), "{list} has ended");
    }
}

#[test]
fn a_list_that_breaks_off_says_how_to_go_on_where_a_flag_can_tell() {
    for (list, hint) in [("searched", "--cursor c2"), ("counted", "--page 2")] {
        let server = Server::start(|request, stream| match request {
            _ if request.contains("page=2") || request.contains("\"c2\"") => {
                stream.send("HTTP/1.1 400 Bad\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            }
            _ => stream.send(&page(list, request)),
        });
        let (status, out, said) = run(&server, &[list, "--format", "jsonl"]);
        assert_eq!((status, out.as_str()), (Some(1), "1\n2\n"), "{said}");
        assert!(said.contains(hint), "{hint}: {said}");
    }
}

#[test]
fn a_flag_for_credentials_reaches_the_request_and_is_shown_nowhere() {
    let server = Server::start(|request, stream| {
        let is_ada = request.to_lowercase().contains("authorization: basic ywrhomnhbmfyeq==");
        stream.send(&ok("", if is_ada { "true" } else { "false" }));
    });
    let whoami = ["whoami", "--account", "ada:canary"];
    let (status, out, said) = run(&server, &[&whoami[..], &["--debug"]].concat());
    assert_eq!((status, out.as_str()), (Some(0), "true\n"), "{said}");
    let shown = ["--dry-run", "--curl"].map(|flag| run(&server, &[&whoami[..], &[flag]].concat()).1);
    assert!(shown[1].contains("-u \"$LAB_ACCOUNT\""), "{}", shown[1]);
    for text in [&said, &shown[0], &shown[1]] {
        assert!(!text.is_empty() && !text.contains("canary") && !text.contains("YWRhOmNhbmFyeQ"), "{text}");
    }
    let (status, _, said) = run(&server, &["whoami"]);
    assert!(status == Some(2) && said.contains("set LAB_ACCOUNT, or give --account NAME:PASSWORD"), "{said}");
}
