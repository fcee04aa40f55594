//! `x-pagination`: which parameters and properties make a list go on. That they exist and have the right types is
//! checked in `lower`, which can follow references.

use crate::codegen::diagnostics::suggest::{did_you_mean, nearest};
use crate::codegen::diagnostics::{Code, Diagnostic, Known};
use crate::codegen::openapi::node::Node;
use crate::codegen::openapi::read::context::Context;
use crate::codegen::openapi::read::fields::{Fields, all};
use crate::codegen::openapi::read::shape::Shape;
use crate::codegen::openapi::{Pagination, PaginationStyle, Word};

const KEYS: &[&str] = &["style", "page-token", "next-page-token", "page-size", "offset", "limit", "items", "total"];
const PAGINATION: Shape = Shape::of_extension("`x-pagination`", KEYS);

const CURSOR: [&str; 3] = ["page-token", "next-page-token", "page-size"];
const OFFSET: [&str; 2] = ["offset", "limit"];

pub fn read(cx: &mut Context<'_>, operation: &Fields<'_>) -> Known<Option<Pagination>> {
    let Some((node, at)) = operation.take("x-pagination") else { return Ok(None) };
    if is_foreign(node) {
        cx.foreign_extension("x-pagination", at);
        return Ok(None);
    }
    let fields = Fields::of(cx, node, &at, &PAGINATION)?;
    let style = style(cx, &fields);
    let items = fields.required_word(cx, "items");
    let total = fields.word(cx, "total");
    fields.finish(cx)?;
    Ok(Some(Pagination { at, style: style?, items: items?, total: total? }))
}

/// Other tools have an extension of this name: it has none of our keys, and none that one of ours could be meant by.
fn is_foreign(node: &Node) -> bool {
    match node {
        Node::Map(entries) => {
            !entries.is_empty() && entries.iter().all(|(key, _)| nearest(key, KEYS.iter().copied()).is_empty())
        }
        Node::Bool(_) | Node::Text(_) | Node::Number(_) | Node::List(_) => true,
        Node::Null | Node::Refused(_) => false,
    }
}

fn style(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<PaginationStyle> {
    let word = fields.required_word(cx, "style")?;
    match word.text.as_str() {
        "cursor" => {
            let only = refuse_other_style(cx, fields, "cursor", &OFFSET);
            let page_token = fields.required_word(cx, "page-token");
            let next_page_token = fields.required_word(cx, "next-page-token");
            let page_size = fields.word(cx, "page-size");
            only?;
            Ok(PaginationStyle::Cursor {
                page_token: page_token?,
                next_page_token: next_page_token?,
                page_size: page_size?,
            })
        }
        "offset" => {
            let only = refuse_other_style(cx, fields, "offset", &CURSOR);
            let offset = fields.required_word(cx, "offset");
            let limit = fields.word(cx, "limit");
            only?;
            let (offset, limit) = (offset?, limit?);
            refuse_same(cx, &offset, limit.as_ref())?;
            Ok(PaginationStyle::Offset { offset, limit })
        }
        other => {
            let message = format!("there is no pagination style `{other}`");
            Err(cx.error(Code::MalformedExtension, &word.at, message, did_you_mean(other, ["cursor", "offset"])))
        }
    }
}

/// One parameter cannot say both where a page begins and how long it is. Those of the other style are told apart
/// by their types.
fn refuse_same(cx: &mut Context<'_>, offset: &Word, limit: Option<&Word>) -> Known<()> {
    if let Some(limit) = limit.filter(|limit| limit.text == offset.text) {
        let message = format!("`offset` and `limit` both name the parameter `{}`", limit.text);
        let help = "name the parameter that takes the size of a page, or leave `limit` out";
        return Err(cx.error(Code::MalformedExtension, &limit.at, message, help));
    }
    Ok(())
}

fn refuse_other_style(cx: &mut Context<'_>, fields: &Fields<'_>, style: &str, others: &[&str]) -> Known<()> {
    all(others.iter().filter(|name| fields.has(name)).map(|name| {
        let message = format!("`{name}` does not go with the style `{style}`");
        let diagnostic = Diagnostic::at_key(Code::PaginationStyle, &fields.at.child(name), message);
        Err(cx.push(diagnostic.help("a list is followed by a token or by an offset, not by both: delete one")))
    }))
}
