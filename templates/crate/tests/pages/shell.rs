//! The words of a command, as a POSIX shell takes it apart.

/// Quotes, line ends behind a backslash, and variables, each of which has the same value.
pub fn words(command: &str, variable: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = command.chars().peekable();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (None, '\\') if characters.peek() == Some(&'\n') => drop(characters.next()),
            (None, '\\') => word.get_or_insert_default().extend(characters.next()),
            (None, ' ' | '\n') => words.extend(word.take()),
            (None, '\'' | '"') => {
                word.get_or_insert_default();
                quote = Some(c);
            }
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), '$') => {
                while characters.next_if(|c| c.is_ascii_alphanumeric() || *c == '_').is_some() {}
                word.get_or_insert_default().push_str(variable);
            }
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn a_command_is_taken_apart() {
    let command = "curl 'a b' \\\n  -H \"Key: $KEY\" 'it'\\''s'";
    assert_eq!(words(command, "secret"), ["curl", "a b", "-H", "Key: secret", "it's"]);
}
