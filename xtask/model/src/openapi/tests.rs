use super::*;
use crate::diagnostics::{Diagnostics, MessageFormat, Part, render};

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

/// `line:column: code` for every problem, in document order.
fn problems(path: &str, text: &[u8]) -> Vec<String> {
    let source = Source::new(path, text);
    let mut diagnostics = Diagnostics::default();
    if let Some(tree) = parse(&source, &Limits::default(), &mut diagnostics) {
        read(&tree, &Limits::default(), &mut diagnostics);
    }
    let short = render(&diagnostics, &source, MessageFormat::Short);
    let line = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let code = rest.split_once('[')?.1.split_once(']')?.0;
        Some(format!("{} {code}", place.split_once(':')?.1))
    };
    short.lines().filter_map(line).collect()
}

fn check(name: &str, text: impl AsRef<[u8]>, expected: &[&str]) {
    let path = if text.as_ref().starts_with(b"{") { "a.json" } else { "a.yaml" };
    assert_eq!(problems(path, text.as_ref()), expected, "{name}");
}

#[test]
fn texts_that_have_no_tree_are_told_where_they_break() {
    check("empty", "", &["1:1 E0001"]);
    check("comments", "# only\n# comments\n", &["1:1 E0001"]);
    check("an empty document", "---\n...\n", &["1:1 E0001"]);
    check("unclosed", "a: [b\nc: d\n", &["1:4 E0002"]);
    check("tab", "a:\n\tb: c\n", &["2:1 E0002"]);
    check("JSON", "{\"a\": 1\n \"b\": 2}", &["2:2 E0002"]);
    check("Latin-1", b"a: caf\xe9\n", &["1:7 E0003"]);
    check("UTF-16", b"\xff\xfea\0:\0", &["1:1 E0003"]);
    check("UTF-16 without a mark", b"a\0:\0", &["1:1 E0003"]);
    check("bell", "a: b\u{7}\n", &["1:5 E0004"]);
    check("escaped NUL", "a: \"b\\0\"\n", &["1:1 E0014", "1:4 E0004"]);
    check("cycle", "a: &x\n  b: *x\n", &["2:6 E0007"]);
    check("two documents", "a: b\n---\nc: d\n", &["2:1 E0009"]);
    check("list", "- a\n", &["1:1 E0013"]);
    check("tag", "a: !b c\n", &["1:4 E0050"]);
}

#[test]
fn depth_is_limited_whatever_it_is_made_of() {
    for opening in ["[", "{a: ", "- ", "{\"a\":", "a: ["] {
        let found = problems("a.yaml", opening.repeat(50_000).as_bytes());
        let code = found.first().and_then(|found| found.split(' ').next_back());
        // `a: [a: [` is no YAML at all, which is found before it is deep.
        assert!(matches!(code, Some("E0008" | "E0002")), "{opening}: {found:?}");
    }
    let nested = |depth: usize| format!("{HEAD}paths: {{}}\nx-a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    check("127 below the root", nested(127), &["4:1 W0066"]);
    check("128 below the root", nested(128), &["4:133 E0008"]);
}

#[test]
fn aliases_are_limited_by_what_they_stand_for() {
    let mut text = format!("{HEAD}paths: {{}}\nx-bomb:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("  - &a{level} [{aliases}]\n");
    }
    check("bomb", text, &["9:45 E0006"]);
}

#[test]
fn what_a_value_reader_cannot_see_is_found() {
    check("key", format!("{HEAD}paths:\n  /a: {{}}\n  /a: {{}}\n"), &["5:3 E0005"]);
    let schema = |body: &str| format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {{ {body} }}\n");
    check("unquoted", schema("type: string, enum: [no, 1e3, null, a]"), &["6:31 W0010", "6:35 E0010", "6:40 E0010"]);
    check("nullable", schema("type: [string, 'null'], enum: [a, null]"), &[]);
    check("integers", schema("type: integer, enum: [1, 2]"), &[]);
    check("aliased list", schema("type: string, enum: &e [a, 1]"), &["6:37 E0010"]);
}

#[test]
fn json_is_read_as_json() {
    check(
        "comma",
        "{\"openapi\": \"3.1.0\",\n\"info\": {\"title\": \"T\", \"version\": \"1\"},\n\"paths\": {},\n}",
        &["4:1 W0011"],
    );
    let escapes = r#"{"openapi": "3.1.0", "info": {"title": "\ud83d\ude00 \/", "version": "1"}, "paths": {}, "a": 1}"#;
    check("surrogates", escapes, &["1:89 E0024"]);
    let tabs = "{\n\t\"openapi\": \"3.1.0\",\n\t\"info\": {\"title\": \"T\", \"version\": \"1\"},\n\t\"paths\": {}\n}";
    check("tabs", tabs, &[]);
    let faults = r#"{"openapi": "3.1.0", "info": {"title": "\u0000", "version": "1"}, "paths": {}, "paths": {}}"#;
    check("faults", faults, &["1:40 E0004", "1:80 E0005"]);
}

#[test]
fn positions_survive_marks_line_ends_and_wide_characters() {
    let text = "\u{FEFF}a: ü # ünïcode\r\n\"b😀\":\r\n  - x\r\n  - {c: |\r\n d}\r\n"
        .replace("{c: |\r\n d}", "c: &anchor\r\n      d: é\r\ne: *anchor");
    let source = Source::new("a.yaml", text);
    let at = |segments: &[&str], part| {
        let pointer = segments.iter().fold(Pointer::root(), |at, segment| at.child(segment));
        position(&source, &pointer, part)
    };
    assert_eq!(at(&["a"], Part::Key), Some((1, 1)));
    assert_eq!(at(&["a"], Part::Value), Some((1, 4)));
    assert_eq!(at(&["b😀"], Part::Value), Some((2, 1)));
    assert_eq!(at(&["b😀", "0"], Part::Value), Some((3, 5)));
    assert_eq!(at(&["b😀", "1", "c", "d"], Part::Value), Some((5, 10)));
    assert_eq!(at(&["e"], Part::Value), Some((6, 4)));
    assert_eq!(at(&["e", "d"], Part::Key), Some((5, 7)));
    assert_eq!(at(&["nowhere"], Part::Key), None);
}

#[test]
fn an_unsupported_keyword_in_a_branch_is_reported_too() {
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents: {{ schemas: {{ A: {{ anyOf: [{{ if: {{}} }}, {{ type: strng }}] }} }} }}\n"
    );
    check("branches", text, &["4:41 E0050", "4:59 E0026"]);
}
