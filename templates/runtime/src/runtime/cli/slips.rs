//! Slips that the parser of arguments cannot see: a flag whose value was forgotten takes the next flag for it, because values
//! may begin with a hyphen, and what stands behind a flag for true or false is no value of it, but may become an id.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

/// What is wrong with these arguments, the first of which is the program. The command has to be built.
pub(super) fn find(program: &Command, arguments: &[OsString]) -> Option<String> {
    let mut levels = vec![program];
    let mut texts = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    while let Some(text) = texts.next() {
        // Behind two hyphens, nothing is a flag.
        if text == "--" {
            return None;
        }
        let Some(flag) = flag(&levels, text) else {
            let below = levels.last().and_then(|level| level.find_subcommand(text));
            levels.extend(below);
            continue;
        };
        let next = texts.clone().next().unwrap_or_default();
        if flag.is_require_equals_set() {
            if ["true", "false", "null"].contains(&next.to_ascii_lowercase().as_str()) {
                return Some(format!("`{text}` has its value behind an equals sign: `{text}={next}`"));
            }
        } else if matches!(flag.get_action(), ArgAction::Set | ArgAction::Append) {
            let name = next.split_once('=').map_or(next, |(name, _)| name);
            if next.starts_with("--") && self::flag(&levels, name).is_some() {
                return Some(format!("`{text}` lacks its value; if that is to be `{next}`, write `{text}={next}`"));
            }
            texts.next();
        }
    }
    None
}

/// The flag that is written so, with two hyphens or as a letter, of the innermost command that has it.
fn flag<'c>(levels: &[&'c Command], text: &str) -> Option<&'c Arg> {
    let is_it = |flag: &&Arg| match text.strip_prefix("--") {
        Some(name) => flag.get_long() == Some(name),
        None => flag.get_short().is_some_and(|letter| text == format!("-{letter}")),
    };
    levels.iter().rev().find_map(|level| level.get_arguments().find(is_it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(arguments: &str) -> Option<String> {
        let text = |name: &'static str| Arg::new(name).long(name).allow_hyphen_values(true);
        let bare = |name: &'static str| Arg::new(name).long(name).num_args(0..=1).require_equals(true);
        let switch = Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue);
        let make = Command::new("make").args([text("title"), bare("flag"), Arg::new("id")]);
        let mut program = Command::new("lab").args([text("key"), switch, text("output").short('o')]).subcommand(make);
        program.build();
        let arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
        find(&program, &arguments)
    }

    #[test]
    fn a_flag_is_no_value_of_another_one_unless_it_is_written_so() {
        for slip in [
            "lab make --title --dry-run",
            "lab --key --dry-run make",
            "lab make --title --help",
            "lab make --title --flag=true",
            "lab make --title --key=x",
            "lab make -o --dry-run",
        ] {
            assert!(found(slip).is_some_and(|said| said.contains("lacks its value")), "{slip}");
        }
        for fine in [
            "lab make --title --x",
            "lab make --title -dry-run",
            "lab make --title -o",
            "lab make -o x --dry-run",
            "lab make --title=--dry-run --dry-run",
            "lab make -- --title --dry-run",
            "lab make --title x --dry-run",
            "lab make --dry-run --title x",
            // The value is `--`, and what follows is a flag.
            "lab make --title -- --dry-run",
        ] {
            assert_eq!(found(fine), None, "{fine}");
        }
    }

    #[test]
    fn a_truth_value_stands_behind_an_equals_sign() {
        for slip in ["lab make --flag false", "lab make x --flag True"] {
            assert!(found(slip).is_some_and(|said| said.contains("equals sign")), "{slip}");
        }
        for fine in
            ["lab make --flag=false", "lab make --flag x", "lab make --flag --title x", "lab make --title false"]
        {
            assert_eq!(found(fine), None, "{fine}");
        }
    }
}
