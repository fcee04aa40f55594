use super::super::sentences;
use super::*;

fn check(text: &str, expected: &[&str]) {
    assert_eq!(blocks::clean(text), expected, "{text:?}");
}

#[test]
fn paragraphs_are_joined_and_separated() {
    check("One\nline.\n\n\nTwo.\n", &["One line.", "", "Two."]);
    check("One\r\nline.\r\rTwo.", &["One line.", "", "Two."]);
    check("  \n\n", &[]);
}

#[test]
fn a_plain_sentence_stays_what_it_is() {
    check("One sentence, v1.", &["One sentence, v1."]);
    check("One  sentence", &["One  sentence"]);
    check("One sentence ", &["One sentence"]);
    check(&"word ".repeat(20), &["word ".repeat(18).trim_end(), "word word"]);
}

#[test]
fn fences_are_text_whatever_they_say() {
    check("```rust\nstd::process::exit(1)\n```", &["```text", "std::process::exit(1)", "```"]);
    check("~~~\na\n~~~\nb", &["```text", "a", "```", "b"]);
    check("```\nnever closed", &["```text", "never closed", "```"]);
    check("~~~\n```\ninner\n```\n~~~", &["````text", "```", "inner", "```", "````"]);
    check("``` a `b` c", &["\\`\\`\\` a `b` c"]);
}

#[test]
fn indented_code_is_a_paragraph() {
    check("Text:\n\n    panic!()\n\n\tpanic!()", &["Text:", "", "panic!()", "", "panic!()"]);
}

#[test]
fn lists_are_indented_anew() {
    check(
        "Text:\n* one\n  more\n* two\n    * deep\n\nAfter",
        &["Text:", "", "- one more", "- two", "  - deep", "", "After"],
    );
    check("1. one\nlazy\n2. two\n\n   second", &["1. one lazy", "2. two", "", "   second"]);
    check("- - a", &["- \\- a"]);
    check("- a\n\n      deep code\n\nb", &["- a", "", "  deep code", "", "b"]);
    check("1999. A year", &["1999. A year"]);
}

#[test]
fn lines_of_marks_stay_text() {
    check("Title\n=====", &["Title ====="]);
    check("---", &["\\---"]);
    check("> quoted\n> more", &["quoted more"]);
    check("#hash", &["\\#hash"]);
    check("# Heading\nText", &["# Heading", "", "Text"]);
    check("1.", &["1\\."]);
}

#[test]
fn html_and_brackets_are_escaped() {
    check("<b>x</b> Vec<T> [link] [x][y]", &["\\<b>x\\</b> Vec\\<T> \\[link\\] \\[x\\]\\[y\\]"]);
    check("`Vec<T>` and `[x]` and ``a`b``", &["`Vec<T>` and `[x]` and ``a`b``"]);
    check("a ` b", &["a \\` b"]);
    check("already \\[escaped\\] and C:\\dir", &["already \\[escaped\\] and C:\\\\dir"]);
}

#[test]
fn addresses_become_links() {
    check("See https://a.example/x?y=1.", &["See <https://a.example/x?y=1>."]);
    check("See <https://a.example>", &["See <https://a.example>"]);
    check("[the docs](https://a.example/b) say", &["the docs (<https://a.example/b>) say"]);
    check("[`Type`](Type) ![image](x.png)", &["`Type` image"]);
    check("`https://a.example`", &["`https://a.example`"]);
}

#[test]
fn characters_nobody_sees_are_written_out() {
    check("a\u{202e}b\u{200b}c\u{7}", &["aU+202EbU+200BcU+0007"]);
    check("a\u{2028}b", &["a b"]);
}

#[test]
fn long_lines_are_broken_between_words() {
    let text = format!("{} `a code span with words` - not a list", "word ".repeat(18).trim_end());
    let lines = blocks::clean(&text);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1], "`a code span with words` - not a list");
}

#[test]
fn no_line_can_hold_a_line_break_or_open_a_block_by_accident() {
    let alphabet = [
        "`",
        "```",
        "~~~",
        "    ",
        "\n",
        "- ",
        "1. ",
        "#",
        "# ",
        "> ",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "a",
        " ",
        "\\",
        "|",
        "https://a.b",
        "=",
        "\t",
        "\r",
    ];
    let mut seed = 7_u32;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(alphabet[(seed >> 16) as usize % alphabet.len()]);
        }
        check_safe(&text);
    }
}

/// Fences are the only code; outside them nothing is indented deeper than the item before it allows.
fn check_safe(text: &str) {
    let lines = blocks::clean(text);
    let mut fence: Option<String> = None;
    let mut allowed = 0;
    for line in &lines {
        assert!(!line.contains(['\n', '\r', '\t']), "{text:?} -> {lines:?}");
        let rest = line.trim_start();
        let indent = line.len() - rest.len();
        match &fence {
            Some(open) if rest == open => fence = None,
            Some(_) => {}
            None if rest.starts_with("```") && !rest.trim_start_matches('`').contains('`') => {
                let marks: String = rest.chars().take_while(|c| *c == '`').collect();
                assert_eq!(&rest[marks.len()..], "text", "{text:?} -> {lines:?}");
                fence = Some(marks);
            }
            None if rest.is_empty() => {}
            None => {
                assert!(indent <= allowed + 3, "{text:?} -> {lines:?}");
                assert!(!rest.starts_with("~~~"), "{text:?} -> {lines:?}");
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                allowed = if rest.starts_with("- ") {
                    indent + 2
                } else if digits > 0 {
                    indent + digits + 2
                } else {
                    indent
                };
            }
        }
    }
    assert!(fence.is_none(), "{text:?} -> {lines:?}");
}

#[test]
fn a_code_span_holds_any_text() {
    assert_eq!(sentences::code("PENDING"), "`PENDING`");
    assert_eq!(sentences::code("a`b"), "``a`b``");
    assert_eq!(sentences::code("`"), "`` ` ``");
    assert_eq!(sentences::code("a\nb"), "`a b`");
}
