//! One line of Markdown text: code spans stay, links lose what rustdoc would look up, and everything that could be HTML
//! or an intra-doc link is escaped.

/// Where a long line is broken, in characters, without its indentation.
pub(super) const WIDTH: usize = 92;

/// The line with its markup made harmless.
pub(super) fn clean_inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => escape(rest, &mut out),
            '`' => code(rest, &mut out),
            '!' if rest.starts_with("![") => {
                link(&rest[1..], &mut out).map_or_else(|| copy(c, &mut out), |taken| taken + 1)
            }
            '[' => link(rest, &mut out).unwrap_or_else(|| guard(c, &mut out)),
            '<' => autolink(rest, &mut out).unwrap_or_else(|| guard(c, &mut out)),
            ']' => guard(c, &mut out),
            'h' | 'H' => bare_url(rest, &mut out).unwrap_or_else(|| copy(c, &mut out)),
            c => copy(c, &mut out),
        };
        rest = &rest[taken..];
    }
    out
}

/// Breaks a cleaned line where it is too long: at spaces, not inside code spans, and not before a word that would open
/// a block at the beginning of a line.
pub(super) fn wrap(line: &str) -> Vec<String> {
    if line.chars().count() <= WIDTH || line.contains('|') {
        return vec![line.to_owned()];
    }
    let mut lines = vec![String::new()];
    for piece in pieces(line) {
        let last = lines.last_mut().expect("there is a first line");
        let fits = last.chars().count() + 1 + piece.chars().count() <= WIDTH;
        if last.is_empty() {
            last.push_str(piece);
        } else if fits || opens_block(piece) {
            last.push(' ');
            last.push_str(piece);
        } else {
            lines.push(piece.to_owned());
        }
    }
    lines
}

fn copy(c: char, out: &mut String) -> usize {
    out.push(c);
    c.len_utf8()
}

fn guard(c: char, out: &mut String) -> usize {
    out.push('\\');
    copy(c, out)
}

/// A backslash with what it escapes. One at the end of the line, or before a letter, stands for itself.
fn escape(rest: &str, out: &mut String) -> usize {
    match rest[1..].chars().next() {
        Some(escaped) if escaped.is_ascii_punctuation() => guard(escaped, out) + 1,
        _ => guard('\\', out),
    }
}

/// A code span, or backticks that close nothing.
fn code(rest: &str, out: &mut String) -> usize {
    let run = run_of_backticks(rest);
    match span_end(rest, run) {
        Some(end) => {
            out.push_str(&rest[..end]);
            end
        }
        None => {
            out.push_str(&"\\`".repeat(run));
            run
        }
    }
}

fn run_of_backticks(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'`').count()
}

/// The end of the code span that opens with `run` backticks.
fn span_end(text: &str, run: usize) -> Option<usize> {
    let mut at = run;
    while let Some(next) = text[at..].find('`') {
        let length = run_of_backticks(&text[at + next..]);
        at += next + length;
        if length == run {
            return Some(at);
        }
    }
    None
}

/// `[text](target)`: the text, and the target if it is a web address.
fn link(rest: &str, out: &mut String) -> Option<usize> {
    let close = matching(rest, '[', ']')?;
    let target = rest[close + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    let address = target[..end].split_whitespace().next().unwrap_or_default();
    out.push_str(&clean_inline(&rest[1..close]));
    if is_web_address(address) && url_length(address) == address.len() {
        out.push_str(&format!(" (<{address}>)"));
    }
    Some(close + 1 + 1 + end + 1)
}

/// Where the bracket that opens `text` is closed; a code span may hold other brackets.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if c == '`' {
            let run = run_of_backticks(&text[at..]);
            skip_to = at + span_end(&text[at..], run).unwrap_or(run);
        } else if c == '\\' {
            skip_to = at + 2;
        } else if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// `<https://…>`.
fn autolink(rest: &str, out: &mut String) -> Option<usize> {
    let end = rest.find('>')?;
    let address = &rest[1..end];
    (is_web_address(address) && url_length(address) == address.len()).then(|| {
        out.push_str(&rest[..=end]);
        end + 1
    })
}

fn bare_url(rest: &str, out: &mut String) -> Option<usize> {
    if !is_web_address(rest) {
        return None;
    }
    let mut length = url_length(rest);
    while let Some(last) = rest[..length].chars().last().filter(|c| ".,;:!?)'*_~".contains(*c)) {
        if last == ')' && rest[..length].contains('(') {
            break;
        }
        length -= last.len_utf8();
    }
    out.push_str(&format!("<{}>", &rest[..length]));
    Some(length)
}

fn is_web_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn url_length(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || "<>`\"[]{}|\\^".contains(c)).unwrap_or(text.len())
}

/// The words of a line; a code span with spaces in it is one word, as is what touches it.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut skip_to = 0;
    for (at, c) in line.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            '\\' => skip_to = at + 2,
            '`' => {
                let run = run_of_backticks(&line[at..]);
                skip_to = at + span_end(&line[at..], run).unwrap_or(run);
            }
            ' ' => {
                pieces.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&line[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn opens_block(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ')']);
    let number = digits.len() < word.len() && digits.bytes().all(|byte| byte.is_ascii_digit());
    number
        || word.starts_with('>')
        || word.starts_with("~~~")
        || word.starts_with("```")
        || word.chars().all(|c| "-+*#=_".contains(c))
}
