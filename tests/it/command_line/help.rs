//! What the program says of itself.

use std::collections::BTreeSet;

use model::names::GLOBAL_FLAGS;

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

#[test]
fn the_generator_knows_the_flags_of_every_command() {
    let help = run_alone(&["batches", "list", "--help"]).ended(0).out;
    let (_, globals) = help.split_once("Global options:").expect("they have a part of their own");
    let long = |line: &str| Some(line.trim_start().trim_start_matches(|c| c != '-').split_once("--")?.1.to_owned());
    let flags =
        globals.lines().filter(|line| line.starts_with("  ") && line.trim_start().starts_with('-')).filter_map(long);
    // The flag for standard input stands with those of the command.
    let stdin = std::iter::once("stdin".to_owned());
    let flags: BTreeSet<String> = flags
        .map(|flag| flag.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect())
        .chain(stdin)
        .collect();
    // Defaults of parameters are of the description, and their flags hide nothing that is not the same.
    let known: BTreeSet<String> = GLOBAL_FLAGS.into_iter().map(str::to_owned).collect();
    assert!(flags.is_superset(&known), "{:?}", known.difference(&flags).collect::<Vec<_>>());
    let unknown: Vec<_> = flags.difference(&known).filter(|flag| !flag.starts_with("global-")).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
