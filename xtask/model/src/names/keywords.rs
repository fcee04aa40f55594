//! Names that are keywords of Rust: a file or a text has them as they are, code has them raw.

/// Whether code has to write this name as `r#name`.
pub fn is_keyword(name: &str) -> bool {
    // Most names are longer than any of them.
    name.len() <= LONGEST && KEYWORDS.binary_search(&name).is_ok()
}

/// The name as code writes it.
pub fn in_code(name: &str) -> String {
    if is_keyword(name) { format!("r#{name}") } else { name.to_owned() }
}

/// What cannot be an identifier of edition 2024 without `r#`, sorted. The four words that cannot even be raw (`self`,
/// `Self`, `super`, `crate`) never become names.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

const LONGEST: usize = "abstract".len();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_raw_in_code() {
        assert!(KEYWORDS.is_sorted());
        assert_eq!(KEYWORDS.iter().map(|word| word.len()).max(), Some(LONGEST));
        assert_eq!((in_code("type").as_str(), in_code("status").as_str()), ("r#type", "status"));
    }
}
