//! What goes to a terminal, and what does not.

use std::fs::File;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::server::{Server, ok};
use super::{Folder, lab, reported};

/// A terminal to write to. The near end of a pair is one like the far end, and needs no call that is not in the standard
/// library.
fn terminal() -> Stdio {
    File::options().read(true).write(true).open("/dev/ptmx").expect("there are pseudoterminals").into()
}

#[test]
fn a_binary_response_is_refused_to_a_terminal_before_it_is_asked_for() {
    let requests = Arc::new(AtomicUsize::new(0));
    let server = Server::start({
        let requests = Arc::clone(&requests);
        move |_, stream| {
            requests.fetch_add(1, Ordering::Relaxed);
            stream.send(&ok("", "1234"));
        }
    });
    let download = |arguments: &[&str]| {
        let mut command = lab(&server, &[&["download"], arguments].concat());
        reported(command.stdout(terminal()).stderr(Stdio::piped()).output().expect("the program can be started"))
    };
    let (status, _, said) = download(&[]);
    assert!(status == Some(2) && said.contains("`--output FILE`") && said.contains("`--output -`"), "{said}");
    let (status, _, said) = download(&["--format", "raw"]);
    assert_eq!(status, Some(2), "{said}");
    assert_eq!(requests.load(Ordering::Relaxed), 0);

    let folder = Folder::new("terminal");
    let file = folder.path("file");
    for arguments in [&["--output", "-"][..], &["--output", &file]] {
        let (status, _, said) = download(arguments);
        assert_eq!(status, Some(0), "{said}");
    }
    assert_eq!(std::fs::read(&file).expect("it was written"), b"1234");
    assert_eq!(requests.load(Ordering::Relaxed), 2);
}
