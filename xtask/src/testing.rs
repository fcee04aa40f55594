//! What the tests of several commands share: a small description, and git.

use std::path::Path;
use std::process::Command;

/// One operation and no schema.
pub(crate) const PING: &str = "\
openapi: 3.1.0
info: {title: Lab, version: 1.0.0, description: A lab.}
servers: [{url: 'https://lab.example'}]
paths:
  /ping:
    get:
      operationId: ping
      description: Pings.
      responses: {'204': {description: Pong.}}
";

/// Runs git in a folder, for an author who needs no configuration.
#[track_caller]
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
    assert!(command.args(arguments).output().unwrap().status.success(), "git {arguments:?}");
}
