//! `x-pagination`: which parameters and properties make a list go on. That they exist and have the right types is
//! checked in `lower`, which can follow references.

use crate::diagnostics::suggest::{did_you_mean, nearest};
use crate::diagnostics::{Code, Diagnostic, Known};
use crate::openapi::node::Node;
use crate::openapi::read::context::Context;
use crate::openapi::read::fields::{Fields, all};
use crate::openapi::read::shape::Shape;
use crate::openapi::{PagePlace, Pagination, PaginationStyle, Word};

const KEYS: &[&str] = &[
    "style",
    "in",
    "items",
    "total",
    "page-token",
    "next-page-token",
    "page-size",
    "offset",
    "limit",
    "page",
    "first-page",
    "total-pages",
    "has-more",
    "short-page-ends",
    "next-url",
];
const PAGINATION: Shape = Shape::of_extension("`x-pagination`", KEYS);

/// The keys that every style has.
const COMMON: &[&str] = &["style", "items", "total"];
/// The further keys of each style.
const STYLES: [(&str, &[&str]); 5] = [
    ("cursor", &["in", "page-token", "next-page-token", "page-size"]),
    ("offset", &["in", "offset", "limit"]),
    ("page", &["in", "page", "first-page", "page-size", "total-pages", "has-more", "short-page-ends"]),
    ("next-url", &["next-url", "page-size"]),
    ("link", &["page-size"]),
];

pub fn read(cx: &mut Context<'_>, operation: &Fields<'_>) -> Known<Option<Pagination>> {
    let Some((node, at)) = operation.take("x-pagination") else { return Ok(None) };
    if is_foreign(node) {
        cx.foreign_extension("x-pagination", at);
        return Ok(None);
    }
    let fields = Fields::of(cx, node, &at, &PAGINATION)?;
    let style = style(cx, &fields);
    let place = place(cx, &fields);
    let size = fields.word(cx, if fields.has("limit") { "limit" } else { "page-size" });
    let items = fields.word(cx, "items");
    let total = fields.word(cx, "total");
    fields.finish(cx)?;
    let (style, size) = (style?, size?);
    refuse_same(cx, &style, size.as_ref())?;
    Ok(Some(Pagination { at, style, place: place?, size, items: items?, total: total? }))
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
    let known = STYLES.iter().find(|(style, _)| *style == word.text);
    let Some((style, own)) = known else {
        let message = format!("there is no pagination style `{}`", word.text);
        let help = did_you_mean(&word.text, STYLES.map(|(style, _)| style));
        return Err(cx.error(Code::MalformedExtension, &word.at, message, help));
    };
    let only = refuse_other_styles(cx, fields, style, own);
    let read = match *style {
        "cursor" => {
            let page_token = fields.required_word(cx, "page-token");
            let next_page_token = fields.required_word(cx, "next-page-token");
            PaginationStyle::Cursor { page_token: page_token?, next_page_token: next_page_token? }
        }
        "offset" => PaginationStyle::Offset { offset: fields.required_word(cx, "offset")? },
        "page" => numbered(cx, fields)?,
        "next-url" => PaginationStyle::NextUrl { next_url: fields.required_word(cx, "next-url")? },
        _ => PaginationStyle::Link,
    };
    only.map(|()| read)
}

fn numbered(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<PaginationStyle> {
    let page = fields.required_word(cx, "page");
    let first_page = first_page(cx, fields);
    let total_pages = fields.word(cx, "total-pages");
    let has_more = fields.word(cx, "has-more");
    let short_page_ends = fields.flag(cx, "short-page-ends");
    Ok(PaginationStyle::Page {
        page: page?,
        first_page: first_page?,
        total_pages: total_pages?,
        has_more: has_more?,
        short_page_ends: short_page_ends?.unwrap_or(false),
    })
}

/// Pages are counted from 0 or 1, and from 1 unless it is said.
fn first_page(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<u64> {
    let Some(number) = fields.number(cx, "first-page")? else { return Ok(1) };
    match number {
        0.0 => Ok(0),
        1.0 => Ok(1),
        _ => {
            let at = fields.at.child("first-page");
            let message = "the first page is neither 0 nor 1";
            Err(cx.error(Code::MalformedExtension, &at, message, "give the number of the first page, 0 or 1"))
        }
    }
}

fn place(cx: &mut Context<'_>, fields: &Fields<'_>) -> Known<PagePlace> {
    let Some(word) = fields.word(cx, "in")? else { return Ok(PagePlace::Query) };
    match word.text.as_str() {
        "query" => Ok(PagePlace::Query),
        "body" => Ok(PagePlace::Body),
        other => {
            let message = format!("a page cannot be asked for in `{other}`");
            Err(cx.error(Code::MalformedExtension, &word.at, message, did_you_mean(other, ["query", "body"])))
        }
    }
}

/// One parameter cannot say both where a page begins and how long it is. That of a token is told apart by its type.
fn refuse_same(cx: &mut Context<'_>, style: &PaginationStyle, size: Option<&Word>) -> Known<()> {
    let (key, position) = match style {
        PaginationStyle::Offset { offset } => ("offset", offset),
        PaginationStyle::Page { page, .. } => ("page", page),
        PaginationStyle::Cursor { .. } | PaginationStyle::NextUrl { .. } | PaginationStyle::Link => return Ok(()),
    };
    let Some(size) = size.filter(|size| size.text == position.text) else { return Ok(()) };
    let size_key = size.at.last().unwrap_or_default();
    let message = format!("`{key}` and `{size_key}` both name the parameter `{}`", size.text);
    let help = format!("name the parameter that takes the size of a page, or leave `{size_key}` out");
    Err(cx.error(Code::MalformedExtension, &size.at, message, help))
}

fn refuse_other_styles(cx: &mut Context<'_>, fields: &Fields<'_>, style: &str, own: &[&str]) -> Known<()> {
    let is_foreign = |name: &&&str| !COMMON.contains(*name) && !own.contains(*name) && fields.has(name);
    all(KEYS.iter().filter(is_foreign).map(|name| {
        let message = format!("`{name}` does not go with the style `{style}`");
        let diagnostic = Diagnostic::at_key(Code::PaginationStyle, &fields.at.child(name), message);
        let others: Vec<String> =
            STYLES.iter().filter(|(_, keys)| keys.contains(name)).map(|(style, _)| format!("`{style}`")).collect();
        let help = format!("a list has one style: delete the key, or choose {}", others.join(" or "));
        Err(cx.push(diagnostic.help(help)))
    }))
}
