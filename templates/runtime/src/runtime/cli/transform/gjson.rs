//! Paths of GJSON. The crate that follows them leaves out what it does not know without a word, so a path is read here
//! before: what would be lost is refused.

use std::iter::Peekable;
use std::str::CharIndices;

/// The modifiers that the crate has.
const MODIFIERS: [&str; 7] = ["flatten", "join", "pretty", "reverse", "this", "ugly", "valid"];

/// A path that can be followed.
#[derive(Clone, Debug)]
pub(in crate::runtime::cli) struct Path(String);

impl Path {
    /// Reads a path. `flag` is what messages call it.
    ///
    /// # Errors
    ///
    /// It has something that cannot be followed.
    pub(in crate::runtime::cli) fn of(flag: &str, text: &str) -> Result<Self, String> {
        let mut reader = Reader { text, rest: text.char_indices().peekable(), open: Vec::new(), path: String::new() };
        reader.read().map_err(|problem| format!("`{flag}`: {problem}"))?;
        Ok(Self(reader.path))
    }

    /// What stands there in a value, which is JSON; `None` if nothing does.
    pub(in crate::runtime::cli) fn of_value(&self, text: &str) -> Option<String> {
        let found = gjson::get(text, &self.0);
        found.exists().then(|| found.json().to_owned())
    }
}

/// Goes through a path, and writes down what the crate understands.
struct Reader<'t> {
    text: &'t str,
    rest: Peekable<CharIndices<'t>>,
    /// The brackets that are open.
    open: Vec<char>,
    path: String,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), String> {
        // Whether a part of the path begins here.
        let mut begins = true;
        while let Some((at, character)) = self.rest.next() {
            let is_inside = !self.open.is_empty();
            match character {
                '"' if is_inside => {
                    self.quoted(at, begins)?;
                    begins = false;
                    continue;
                }
                '@' if begins => {
                    self.modifier(at)?;
                    begins = false;
                    continue;
                }
                '!' if begins && !matches!(self.next(), Some('=' | '%')) => {
                    return Err("literals (`!\"text\"`) are not supported".to_owned());
                }
                '~' if self.path.ends_with(['=', '<', '>']) => {
                    let rest = &self.text[at + 1..];
                    if !rest.starts_with("true") && !rest.starts_with("false") {
                        return Err("of `~`, only `~true` and `~false` are supported".to_owned());
                    }
                }
                _ => {}
            }
            self.path.push(character);
            begins = match character {
                '\\' => {
                    self.path.extend(self.rest.next().map(|(_, escaped)| escaped));
                    false
                }
                '{' | '[' | '(' => {
                    self.open.push(character);
                    true
                }
                '}' | ']' | ')' if is_inside => {
                    self.close(character)?;
                    false
                }
                '.' | '|' => true,
                ',' | ':' => is_inside,
                _ => false,
            };
        }
        match self.open.pop() {
            Some(bracket) => Err(format!("`{bracket}` is not closed")),
            None => Ok(()),
        }
    }

    fn next(&mut self) -> Option<char> {
        self.rest.peek().map(|(_, character)| *character)
    }

    fn close(&mut self, bracket: char) -> Result<(), String> {
        match (self.open.pop(), bracket) {
            (Some('{'), '}') | (Some('['), ']') | (Some('('), ')') => Ok(()),
            _ => Err(format!("`{bracket}` closes what is not open")),
        }
    }

    /// Text between quotes: of a condition, or the name of a member that is made. The crate takes the quotes of a name for
    /// a part of it, so they are left out.
    fn quoted(&mut self, at: usize, begins: bool) -> Result<(), String> {
        let end = self.end_of_quoted()?;
        let is_name = begins && self.open.last() == Some(&'{') && self.next() == Some(':');
        if !is_name {
            self.path.push_str(&self.text[at..end]);
            return Ok(());
        }
        let name = &self.text[at + 1..end - 1];
        match name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ')) {
            true => self.path.push_str(name),
            false => return Err("names of members may have letters, digits, `_`, `-` and spaces only".to_owned()),
        }
        Ok(())
    }

    /// Where the text ends whose first quote was read.
    fn end_of_quoted(&mut self) -> Result<usize, String> {
        while let Some((at, character)) = self.rest.next() {
            match character {
                '"' => return Ok(at + 1),
                '\\' => {
                    self.rest.next();
                }
                _ => {}
            }
        }
        Err("a quote is not closed".to_owned())
    }

    /// `@name`, or `@name:argument`; the argument may be JSON.
    fn modifier(&mut self, at: usize) -> Result<(), String> {
        let name = &self.text[at + 1..];
        let name = &name[..name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len())];
        if !MODIFIERS.contains(&name) {
            let known = MODIFIERS.map(|name| format!("@{name}")).join(", ");
            return Err(format!("`@{name}` is not supported, only {known}; a member of that name is `\\@{name}`"));
        }
        // Of a member that is made, the crate takes the last colon for the one behind the name.
        if self.text[at + 1 + name.len()..].starts_with(':') && self.open.contains(&'{') {
            return Err(format!("an argument of `@{name}` inside braces is not supported"));
        }
        let is_in_path = |c: char| !matches!(c, '|' | '.' | ',');
        let mut depth = 0_usize;
        self.path.push('@');
        while let Some((at, character)) =
            self.rest.next_if(|(_, c)| depth > 0 || (is_in_path(*c) && !matches!(c, '}' | ']' | ')')))
        {
            match character {
                '"' => {
                    let end = self.end_of_quoted()?;
                    self.path.push_str(&self.text[at..end]);
                    continue;
                }
                '{' | '[' => depth += 1,
                '}' | ']' => depth -= 1,
                _ => {}
            }
            self.path.push(character);
        }
        match depth {
            0 => Ok(()),
            _ => Err(format!("the argument of `@{name}` is not closed")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str =
        r#"{"id": "b-1", "n": 1.50, "a.b": 1, "@type": "T", "list": [{"id": "x", "n": 3}, {"id": "y"}]}"#;

    #[test]
    fn a_path_is_followed_and_numbers_keep_their_text() {
        for (path, found) in [
            ("n", "1.50"),
            ("a\\.b", "1"),
            ("\\@type", "\"T\""),
            ("list.#", "2"),
            ("list.#.id", r#"["x","y"]"#),
            ("list.#(id==\"y\").id", "\"y\""),
            ("list.#(n>=3)#.id", r#"["x"]"#),
            ("list.#(n!=4).id", "\"x\""),
            ("list|@reverse|0.id", "\"y\""),
            ("{id,\"count\":list.#}", r#"{"id":"b-1","count":2}"#),
            ("[id,n]", r#"["b-1",1.50]"#),
            ("list.#.{id}", r#"[{"id":"x"},{"id":"y"}]"#),
            ("list|@flatten:{\"deep\":\"}\"}|#", "2"),
        ] {
            let made = Path::of("--transform", path).map(|path| path.of_value(VALUE));
            assert_eq!(made, Ok(Some(found.to_owned())), "{path}");
        }
        assert_eq!(Path::of("--transform", "nothing").unwrap().of_value(VALUE), None);
    }

    #[test]
    fn what_would_be_lost_is_refused() {
        for path in [
            "@keys",
            "list|@values",
            "{id,@tostr}",
            "@type",
            "!\"x\"",
            "{id,\"k\":!true}",
            "list.#(n==~null)",
            "{id",
            "[id)",
            "list.#(id==\"y).id",
            "{\"a.b\":id}",
            "@pretty:{\"indent\"",
            "{id,\"all\":list.@flatten:{\"deep\":true}}",
        ] {
            assert!(Path::of("--transform", path).is_err(), "{path}");
        }
    }
}
