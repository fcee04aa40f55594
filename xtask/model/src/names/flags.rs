//! Names on the command line: kebab case, and lists in the singular, because a flag that is repeated is given one value
//! at a time.

use super::words::{Symbols, words};

/// The flag of a parameter, a property or a command, without dashes: `created-at-on-or-after`. Text without a word
/// stays as it is.
pub fn flag(wire: &str) -> String {
    words(wire, Symbols::Spelled).map_or_else(|_| wire.to_owned(), |words| words.join("-"))
}

/// The flag of a list, which is given once for each value: `webhook-configuration-id`. Only the last word changes.
pub fn singular_flag(wire: &str) -> String {
    let flag = flag(wire);
    match flag.rsplit_once('-') {
        Some((before, last)) => format!("{before}-{}", singular(last)),
        None => singular(&flag),
    }
}

/// Whether a program may be called this.
pub fn is_command(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    text.len() <= 64 && text.starts_with(|first: char| first.is_ascii_lowercase()) && text.bytes().all(legal)
}

/// Whether a flag may be called this.
pub fn is_flag(text: &str) -> bool {
    is_command(text) && !text.contains('_') && !text.ends_with('-')
}

/// The flags that every command has. One of an operation with the same name comes before it, and it is then called
/// `--global-…` there.
pub const GLOBAL_FLAGS: [&str; 29] = [
    "allow-http",
    "api-key",
    "api-key-file",
    "base-url",
    "checkpoint",
    "color",
    "columns",
    "curl",
    "deadline",
    "debug",
    "dry-run",
    "format",
    "format-error",
    "jq",
    "max-items",
    "no-header",
    "output",
    "overwrite",
    "pager",
    "quiet",
    "raw-output",
    "region",
    "retries",
    "slurp",
    "stdin",
    "timeout",
    "transform",
    "transform-error",
    "verbose",
];

/// The flags that some commands have.
const FURTHER_FLAGS: [&str; 7] = ["body", "cancel-on-interrupt", "help", "interval", "template", "version", "wait"];

/// Whether commands have a flag of this name, whatever the description says.
pub fn is_flag_of_commands(flag: &str) -> bool {
    GLOBAL_FLAGS.contains(&flag) || FURTHER_FLAGS.contains(&flag)
}

/// Endings of plurals and what they become; the first that fits counts. What fits none is no plural.
const ENDINGS: [(&str, &str); 10] = [
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("series", "series"),
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("s", ""),
];

fn singular(word: &str) -> String {
    let ending = ENDINGS.iter().find(|(plural, _)| word.len() > plural.len() && word.ends_with(plural));
    ending.map_or_else(|| word.to_owned(), |(plural, ending)| format!("{}{ending}", &word[..word.len() - plural.len()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_in_kebab_case() {
        for (wire, expected) in [
            ("created_at_on_or_after", "created-at-on-or-after"),
            ("output_tables_as_HTML", "output-tables-as-html"),
            ("outputBucket", "output-bucket"),
            ("temporal-namespace", "temporal-namespace"),
            ("filter[name]", "filter-name"),
        ] {
            assert_eq!(flag(wire), expected, "{wire}");
        }
    }

    #[test]
    fn lists_are_given_in_the_singular() {
        for (wire, expected) in [
            ("webhook_configuration_ids", "webhook-configuration-id"),
            ("item_ids", "item-id"),
            ("expand", "expand"),
            ("categories", "category"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("status", "status"),
            ("languages", "language"),
            ("images_to_save", "images-to-save"),
            ("timeseries", "timeseries"),
        ] {
            assert_eq!(singular_flag(wire), expected, "{wire}");
        }
    }

    #[test]
    fn programs_have_names_that_need_no_quotes() {
        assert!(is_command("llamacloud-prod"));
        for name in ["", "-a", "A", "a b", "a/b", "é", &"a".repeat(65)] {
            assert!(!is_command(name), "{name}");
        }
        assert!(is_flag("page-size"));
        for name in ["--page", "page_size", "Page", "page-"] {
            assert!(!is_flag(name), "{name}");
        }
    }
}
