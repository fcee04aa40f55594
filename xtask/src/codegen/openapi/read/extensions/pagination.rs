//! `x-pagination`: which parameters and properties make a list go on. That they exist and have the right types is
//! checked in `lower`, which can follow references.

use crate::codegen::diagnostics::suggest::did_you_mean;
use crate::codegen::diagnostics::{Code, Diagnostic};
use crate::codegen::openapi::read::context::Context;
use crate::codegen::openapi::read::fields::Fields;
use crate::codegen::openapi::read::shape::Shape;
use crate::codegen::openapi::{Pagination, PaginationStyle, Word};

const PAGINATION: Shape = Shape::of_extension(
    "`x-pagination`",
    &["style", "page-token", "next-page-token", "page-size", "offset", "limit", "items", "total"],
);

const CURSOR: [&str; 3] = ["page-token", "next-page-token", "page-size"];
const OFFSET: [&str; 2] = ["offset", "limit"];

pub fn read(cx: &mut Context<'_>, operation: &Fields<'_>) -> Option<Pagination> {
    let (node, at) = operation.take("x-pagination")?;
    let fields = Fields::of(cx, node, &at, &PAGINATION)?;
    let style = style(cx, &fields);
    let items = fields.required_word(cx, "items");
    let total = fields.word(cx, "total");
    fields.finish(cx);
    Some(Pagination { at, style: style?, items: items?, total })
}

fn style(cx: &mut Context<'_>, fields: &Fields<'_>) -> Option<PaginationStyle> {
    let word = fields.required_word(cx, "style")?;
    match word.text.as_str() {
        "cursor" => {
            refuse_other_style(cx, fields, "cursor", &OFFSET);
            let page_token = fields.required_word(cx, "page-token");
            let next_page_token = fields.required_word(cx, "next-page-token");
            let page_size = fields.word(cx, "page-size");
            Some(PaginationStyle::Cursor { page_token: page_token?, next_page_token: next_page_token?, page_size })
        }
        "offset" => {
            refuse_other_style(cx, fields, "offset", &CURSOR);
            let offset = fields.required_word(cx, "offset");
            let limit = fields.word(cx, "limit");
            refuse_same(cx, offset.as_ref(), limit.as_ref());
            Some(PaginationStyle::Offset { offset: offset?, limit })
        }
        other => {
            let message = format!("there is no pagination style `{other}`");
            cx.error(Code::MalformedExtension, &word.at, message, did_you_mean(other, ["cursor", "offset"]));
            None
        }
    }
}

/// One parameter cannot say both where a page begins and how long it is. Those of the other style are told apart
/// by their types.
fn refuse_same(cx: &mut Context<'_>, offset: Option<&Word>, limit: Option<&Word>) {
    if let (Some(offset), Some(limit)) = (offset, limit)
        && offset.text == limit.text
    {
        let message = format!("`offset` and `limit` both name the parameter `{}`", limit.text);
        let help = "name the parameter that takes the size of a page, or leave `limit` out";
        cx.error(Code::MalformedExtension, &limit.at, message, help);
    }
}

fn refuse_other_style(cx: &mut Context<'_>, fields: &Fields<'_>, style: &str, others: &[&str]) {
    for name in others.iter().filter(|name| fields.has(name)) {
        let message = format!("`{name}` does not go with the style `{style}`");
        let diagnostic = Diagnostic::at_key(Code::PaginationStyle, &fields.at.child(name), message);
        cx.push(diagnostic.help("a list is followed by a token or by an offset, not by both: delete one"));
    }
}
