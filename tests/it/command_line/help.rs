//! What the program says of itself.

use super::program::run_alone;

#[test]
fn help_shows_commands_and_flags() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/command_line");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, arguments) in [
        ("program", &["--help"][..]),
        ("group", &["batches", "-h"]),
        ("create_short", &["batches", "create", "-h"]),
        ("list_long", &["batches", "list", "--help"]),
    ] {
        let help = run_alone(arguments).ended(0).out;
        settings.bind(|| insta::assert_snapshot!(format!("help_{name}"), help));
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    for flag in ["-v", "--version"] {
        assert_eq!(run_alone(&[flag]).ended(0).out, format!("llamacloud-prod {}\n", "0.1.0"));
    }
}
