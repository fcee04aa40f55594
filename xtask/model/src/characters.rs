//! Characters that nobody sees (the one list of them, for names, messages, documentation and literals), and runs of one
//! character.

/// Whether a character has no width, or changes the direction or the order of what is around it. U+FE0F is not among
/// them: it follows ordinary emoji, and changes only how these look.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0E}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// An escape that JSON reads as the character, also beyond U+FFFF.
pub fn json_escape(character: char) -> String {
    let mut units = [0; 2];
    character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// How often a character is repeated without another between, at most: what marks the end of a text must be longer.
pub fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(|run| run.chars().count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_seen_and_marks_of_direction_are_not() {
        assert!("批⚠\u{FE0F}é".chars().all(|character| !is_invisible(character)));
        assert!("\u{202E}\u{200B}\u{FEFF}\u{E0041}".chars().all(is_invisible));
    }

    #[test]
    fn an_escape_is_read_back_as_the_character() {
        for character in ['\u{202E}', '\u{E0041}'] {
            let json = format!("\"{}\"", json_escape(character));
            assert_eq!(serde_json::from_str::<char>(&json).unwrap(), character);
        }
    }
}
