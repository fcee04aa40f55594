//! Text as a template can put it into another format.

use proc_macro2::Literal;

use model::api::Docs;
use model::characters::longest_run;

/// The first paragraph in one line; empty if the text opens with something that is no paragraph.
pub fn first_paragraph(docs: &Docs) -> String {
    let lines = docs.0.iter().map(|line| line.trim()).skip_while(|line| line.is_empty());
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    let is_text = |line: &&str| !line.starts_with(['`', '~', '|', '#', '>', '-', '*', '+', '<']);
    if paragraph.iter().all(is_text) { paragraph.join(" ") } else { String::new() }
}

/// A basic string of TOML. It is that of JSON, but for one more character that must be escaped.
pub fn toml_literal(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

pub fn rust_literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// A literal of several lines that reads as the text it is, where the text allows it.
pub fn rust_text_literal(text: &str) -> String {
    let is_plain = text.chars().all(|c| c == '\n' || c == ' ' || c.is_ascii_graphic());
    let fence = "#".repeat(1 + longest_run(text, '#'));
    if is_plain { format!("r{fence}\"{text}\"{fence}") } else { rust_literal(text) }
}
