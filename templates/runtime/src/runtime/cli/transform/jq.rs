//! Programs of jq, as jaq runs them.

use std::fmt;

use jaq_core::data::JustLut;
use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Filter, Vars, load};
use jaq_json::{Val, read};

/// A program that can be run.
pub(in crate::runtime::cli) struct Program(Filter<JustLut<Val>>);

impl Program {
    /// Reads a program.
    ///
    /// # Errors
    ///
    /// It is not one.
    pub(super) fn of(text: &str) -> Result<Self, String> {
        let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
        let arena = Arena::default();
        let modules = Loader::new(definitions)
            .load(&arena, File { code: text, path: () })
            .map_err(|errors| said(errors.iter().flat_map(|(_, error)| unread(error, text))))?;
        let filter = Compiler::default().with_funs(functions).compile(modules);
        filter.map(Self).map_err(|errors| {
            let unknown = errors.iter().flat_map(|(_, unknown)| unknown);
            said(unknown.map(|(name, what)| format!("there is no {} `{name}`", what.as_str())))
        })
    }

    /// The values that the program makes of one.
    ///
    /// # Errors
    ///
    /// It fails with this value.
    pub(super) fn of_value(&self, text: &str) -> Result<Vec<String>, String> {
        let value = read::parse_single(text.as_bytes()).map_err(|error| format!("`--jq`: {error}"))?;
        let context = Ctx::<JustLut<Val>>::new(&self.0.lut, Vars::new([]));
        let made = self.0.id.run((context, value)).map(|made| match made {
            Ok(value) => Ok(value.to_string()),
            Err(exception) => Err(match exception.get_err() {
                Ok(error) => format!("`--jq`: {}", unquoted(error.to_string())),
                Err(_) => "`--jq`: `halt` is not supported".to_owned(),
            }),
        });
        made.collect()
    }
}

/// What a program gives to `error` is any value; a text is said without quotes.
fn unquoted(error: String) -> String {
    serde_json::from_str(&error).unwrap_or(error)
}

fn said(problems: impl Iterator<Item = String>) -> String {
    format!("`--jq`: {}", problems.collect::<Vec<_>>().join("; "))
}

/// What is wrong, and where.
fn unread(error: &load::Error<&str>, text: &str) -> Vec<String> {
    let place = |rest: &str| match rest.is_empty() {
        true => "at the end".to_owned(),
        false => format!("at character {}", text.chars().count() - rest.chars().count() + 1),
    };
    match error {
        load::Error::Io(problems) => problems.iter().map(|(name, problem)| format!("{name}: {problem}")).collect(),
        load::Error::Lex(problems) => {
            problems.iter().map(|(wanted, rest)| format!("{} is missing {}", wanted.as_str(), place(rest))).collect()
        }
        load::Error::Parse(problems) => {
            problems.iter().map(|(wanted, found)| format!("{} is missing {}", wanted.as_str(), near(found))).collect()
        }
    }
}

fn near(found: &str) -> String {
    if found.is_empty() { "at the end".to_owned() } else { format!("before `{found}`") }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_makes_any_number_of_values_and_numbers_keep_their_text() {
        let value = r#"{"id": "b-1", "n": 1.50, "big": 12345678901234567890123, "list": [1, 2]}"#;
        for (program, made) in [
            (".id, .n, .big", &["\"b-1\"", "1.50", "12345678901234567890123"][..]),
            (".list[] | select(. > 1)", &["2"]),
            ("empty", &[]),
            ("{id, count: (.list | length)}", &[r#"{"id":"b-1","count":2}"#]),
            (".id | test(\"^b\"), ascii_upcase, @base64", &["true", "\"B-1\"", "\"Yi0x\""]),
        ] {
            let values = Program::of(program).and_then(|program| program.of_value(value)).unwrap();
            assert_eq!(values, made, "{program}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_program_is_said() {
        for (program, problem) in [
            (".a |", "`--jq`: term is missing at the end"),
            ("nope(1)", "`--jq`: there is no filter `nope`"),
            ("$x", "`--jq`: there is no variable `$x`"),
        ] {
            assert_eq!(Program::of(program).err().as_deref(), Some(problem));
        }
        let failed = Program::of(".id + 1").unwrap().of_value(r#"{"id": "b-1"}"#).unwrap_err();
        assert!(failed.starts_with("`--jq`: cannot calculate"), "{failed}");
        let failed = Program::of("error(\"no\")").unwrap().of_value("1");
        assert_eq!(failed, Err("`--jq`: no".to_owned()));
    }
}
