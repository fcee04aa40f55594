//! Splits text into the words an identifier is made of, and joins them in a case. Text in another script is refused,
//! not transliterated: two names that look alike must not become one, and one name must not become two.

use std::borrow::Cow;

use heck::ToSnakeCase;

use crate::characters::is_invisible;

/// Why no name could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnameable {
    /// No letter, digit or symbol that has a name.
    Nothing,
    /// A character outside ASCII: it needs a name given by hand.
    Foreign(char),
    /// A character that cannot be seen or turns the direction of the text around: never accepted.
    Invisible(char),
    /// Longer than the name of a file may be: so many characters.
    TooLong(usize),
    /// A name given by hand that is not an identifier of the right case.
    NotThisCase,
}

/// What becomes of a symbol such as `+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbols {
    /// It only separates words.
    Dropped,
    /// It is a word where it says something: all of them in a text without letters, a sign or comparison in front of
    /// other text, and `+` anywhere.
    Spelled,
}

/// Names of types and resources are names of files too, and most file systems end at 255 bytes, what is added included.
const LONGEST: usize = 180;

/// The words of a text, in lower case; at least one.
pub(super) fn words(text: &str, symbols: Symbols) -> Result<Vec<String>, Unnameable> {
    refuse_foreign(text)?;
    let plain: Cow<'_, str> = match symbols {
        Symbols::Dropped => text.into(),
        Symbols::Spelled => spell(text),
    };
    let separated = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words = separated.fold(Vec::new(), |mut words, word| {
        // Words in a word begin with a capital letter, and most have none.
        if word.contains(|c: char| c.is_ascii_uppercase()) {
            words.extend(word.to_snake_case().split('_').map(str::to_owned));
        } else {
            words.push(word.to_owned());
        }
        words
    });
    if words.is_empty() {
        return Err(Unnameable::Nothing);
    }
    refuse_long(words.iter().map(String::len).sum::<usize>() + words.len() - 1)?;
    Ok(words)
}

/// Whether a name in snake case, of so many characters, is too long for a file.
pub(super) fn refuse_long(length: usize) -> Result<(), Unnameable> {
    if length > LONGEST { Err(Unnameable::TooLong(length)) } else { Ok(()) }
}

/// `BatchStatus`. Two digits that were apart stay apart: `V1_0` is not `V10`.
pub(super) fn pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let word = word.trim_start_matches('_');
        if name.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    not_a_digit_first(name)
}

/// `batch_status`.
pub(super) fn snake(words: &[String]) -> String {
    not_a_digit_first(words.join("_"))
}

/// Whether every underscore keeps two digits apart, as the only ones in a name made by [`pascal`] do.
pub(super) fn underscores_stand_between_digits(name: &str) -> bool {
    let name = name.as_bytes();
    name.iter().enumerate().filter(|(_, byte)| **byte == b'_').all(|(at, _)| {
        let digit = |at: Option<usize>| at.and_then(|at| name.get(at)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(at.checked_add(1))
    })
}

fn refuse_foreign(text: &str) -> Result<(), Unnameable> {
    if let Some(invisible) = text.chars().find(|c| is_invisible(*c)) {
        return Err(Unnameable::Invisible(invisible));
    }
    match text.chars().find(|c| !c.is_ascii()) {
        Some(foreign) => Err(Unnameable::Foreign(foreign)),
        None => Ok(()),
    }
}

fn spell(text: &str) -> Cow<'_, str> {
    // Nothing in it is a symbol that is spelled.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && text.contains(|c| c != '_') {
        return text.into();
    }
    let only_symbols = !text.contains(|c: char| c.is_ascii_alphanumeric());
    let mut spelled = String::new();
    let mut leading = true;
    for c in text.chars() {
        leading &= "+-<>=!".contains(c);
        if only_symbols || leading || c == '+' {
            spelled.push_str(&format!(" {} ", symbol(c)));
        } else {
            spelled.push(c);
        }
    }
    spelled.into()
}

fn symbol(c: char) -> &'static str {
    match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '?' => "question",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        '\'' | '"' => "quote",
        '`' => "backtick",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        ' ' => "space",
        _ => "",
    }
}

fn not_a_digit_first(name: String) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}
