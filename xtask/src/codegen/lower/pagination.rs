//! `x-pagination`: every name in it is looked up among the parameters and the properties of the response, and must be
//! of a type that can play its part. Nothing is guessed from names.

use super::context::Context;
use super::nearest::did_you_mean;
use super::operations::Lowered;
use super::registry::{Draft, DraftField, PageRole};
use super::targets::is_property_refused;
use crate::codegen::api::{Output, PageShape, Pagination, PaginationStyle, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Part, spelled};
use crate::codegen::names::{FieldName, TypeName};
use crate::codegen::openapi::{self, Word};

pub(super) fn apply(cx: &mut Context<'_, '_>, operations: &mut [Lowered<'_>]) {
    for lowered in operations {
        let Some(settings) = &lowered.source.pagination else { continue };
        let style = style(cx, lowered, settings);
        let page = page(cx, lowered, settings);
        if let (Some(style), Some((page, item))) = (style, page) {
            lowered.operation.pagination = Some(Pagination { style, page, item });
        }
    }
}

fn style(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, settings: &openapi::Pagination) -> Option<PaginationStyle> {
    match &settings.style {
        openapi::PaginationStyle::Cursor { page_token, page_size, .. } => {
            let token = parameter(cx, lowered, page_token, Wanted::Text);
            check_size(cx, lowered, page_size.as_ref());
            Some(PaginationStyle::Cursor { token: token? })
        }
        openapi::PaginationStyle::Offset { offset, limit } => {
            let offset = parameter(cx, lowered, offset, Wanted::Integer);
            check_size(cx, lowered, limit.as_ref());
            Some(PaginationStyle::Offset { offset: offset? })
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Text,
    Integer,
}

fn parameter(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, word: &Word, wanted: Wanted) -> Option<String> {
    let Some(argument) = lowered.operation.query_parameter(&word.text) else {
        let known = lowered.operation.inputs().filter(|argument| argument.place == crate::codegen::api::Place::Query);
        let message = format!("`{}` has no query parameter `{}`", lowered.operation.id, spelled(&word.text));
        let help = did_you_mean(&word.text, known.map(|argument| argument.wire.as_str()));
        cx.report(Diagnostic::at(Code::PaginationParameter, &word.at, message).help(help));
        return None;
    };
    if !is(cx, &argument.ty, wanted) {
        if !cx.has_refused(&argument.origin.pointer) {
            let problem = wrong_type(word, "parameter", wanted);
            cx.report(problem.related(&argument.origin.pointer, Part::Value, "the parameter is declared here"));
        }
        return None;
    }
    Some(word.text.clone())
}

/// The size of a page; what is asked for by default must be allowed.
fn check_size(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, word: Option<&Word>) {
    let Some(name) = word.and_then(|word| parameter(cx, lowered, word, Wanted::Integer)) else { return };
    let mut declared =
        lowered.source.parameters.iter().filter_map(|parameter| Some(cx.references.parameter(parameter)?.1));
    let Some(parameter) = declared.find(|parameter| parameter.name == name) else { return };
    let schema = &parameter.schema;
    if let (Some(default), Some(maximum)) =
        (schema.default.as_ref().and_then(serde_json::Value::as_f64), schema.maximum)
        && default > maximum
    {
        let message = format!("the default page size {default} is above its maximum {maximum}");
        let problem = Diagnostic::at(Code::PageSize, &schema.at.child("default"), message);
        let problem = problem.help(format!("set the default to {maximum} or less"));
        cx.report_instead(Code::ImpossibleDefault, problem);
    }
}

/// The page schema and the type of its items; its fields learn their parts.
fn page(
    cx: &mut Context<'_, '_>,
    lowered: &Lowered<'_>,
    settings: &openapi::Pagination,
) -> Option<(TypeName, TypeRef)> {
    let name = match &lowered.operation.output {
        Output::Json(TypeRef::Named(name)) if cx.registry.structure(name).is_some() => name.clone(),
        Output::Json(_) | Output::Nothing if lowered.is_answer_refused(cx) => return None,
        Output::Json(_) | Output::Nothing => {
            let message = format!("`{}` does not answer with an object that could hold a page", lowered.operation.id);
            let problem = Diagnostic::at_key(Code::PaginationItems, &settings.at, message);
            cx.report(
                problem.help("describe the response as an object with a list of items, or leave `x-pagination` out"),
            );
            return None;
        }
    };
    let next = match &settings.style {
        openapi::PaginationStyle::Cursor { next_page_token, .. } => Some(next_page_token),
        openapi::PaginationStyle::Offset { .. } => None,
    };
    let items = property(cx, &name, &settings.items);
    let next_page_token = next.map(|word| role(cx, &name, word, PageRole::Token, Wanted::Text));
    let total_size = settings.total.as_ref().map(|word| role(cx, &name, word, PageRole::Total, Wanted::Integer));
    let items = items?;
    let TypeRef::List(item) = items.ty else {
        if cx.has_refused(&items.origin.pointer) {
            return None;
        }
        let message = format!("`{}` is not a list", spelled(&settings.items.text));
        let problem = Diagnostic::at(Code::PaginationItems, &settings.items.at, message)
            .help("name the property that holds the items of a page")
            .related(&items.origin.pointer, Part::Key, "the property is declared here");
        cx.report(problem);
        return None;
    };
    set_role(cx, &name, &items.wire, PageRole::Items);
    let shape = PageShape {
        item: *item.clone(),
        items: items.name,
        next_page_token: next_page_token.flatten(),
        total_size: total_size.flatten(),
    };
    set_shape(cx, &name, settings, shape);
    Some((name, *item))
}

fn property(cx: &mut Context<'_, '_>, page: &TypeName, word: &Word) -> Option<DraftField> {
    let fields = cx.registry.structure(page).map(|structure| structure.fields.clone()).unwrap_or_default();
    let found = fields.iter().find(|field| field.wire == word.text).cloned();
    if found.is_none() && !is_property_refused(cx, page, &word.text) {
        let message = format!("`{page}` has no property `{}`", spelled(&word.text));
        let help = did_you_mean(&word.text, fields.iter().map(|field| field.wire.as_str()));
        cx.report(Diagnostic::at(Code::PaginationParameter, &word.at, message).help(help));
    }
    found
}

fn role(cx: &mut Context<'_, '_>, page: &TypeName, word: &Word, role: PageRole, wanted: Wanted) -> Option<FieldName> {
    let field = property(cx, page, word)?;
    if !is(cx, &field.ty, wanted) {
        if !cx.has_refused(&field.origin.pointer) {
            let problem = wrong_type(word, "property", wanted);
            cx.report(problem.related(&field.origin.pointer, Part::Key, "the property is declared here"));
        }
        return None;
    }
    set_role(cx, page, &field.wire, role);
    Some(field.name)
}

fn is(cx: &Context<'_, '_>, ty: &TypeRef, wanted: Wanted) -> bool {
    match (wanted, ty) {
        (Wanted::Text, TypeRef::Named(name)) => matches!(cx.registry.get(name), Some(Draft::Newtype(_))),
        (Wanted::Text, ty) => *ty == TypeRef::String,
        (Wanted::Integer, ty) => matches!(ty, TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64),
    }
}

fn wrong_type(word: &Word, noun: &str, wanted: Wanted) -> Diagnostic {
    let (is_not, should_be) = match wanted {
        Wanted::Text => ("a string", "`type: string`"),
        Wanted::Integer => ("an integer", "`type: integer`"),
    };
    let message = format!("the {noun} `{}` is not {is_not}", spelled(&word.text));
    Diagnostic::at(Code::PaginationToken, &word.at, message)
        .help(format!("describe it as {should_be}, or name another"))
}

/// A token is held as text and a total as a count, whatever else the schema says of them: that is what a page gives.
fn set_role(cx: &mut Context<'_, '_>, page: &TypeName, wire: &str, role: PageRole) {
    let Some(structure) = cx.registry.structure_mut(page) else { return };
    for field in structure.fields.iter_mut().filter(|field| field.wire == wire) {
        field.role = role;
        match role {
            PageRole::Token => field.ty = TypeRef::String,
            PageRole::Total => field.ty = TypeRef::U64,
            PageRole::None | PageRole::Items => {}
        }
    }
}

/// A page schema that two lists share means the same to both.
fn set_shape(cx: &mut Context<'_, '_>, page: &TypeName, settings: &openapi::Pagination, shape: PageShape) {
    let Some(structure) = cx.registry.structure_mut(page) else { return };
    match &structure.page {
        None => structure.page = Some(shape),
        Some(first) if *first == shape => {}
        Some(_) => {
            let message = format!("another list reads `{page}` in another way");
            let problem = Diagnostic::at_key(Code::PaginationStyle, &settings.at, message);
            cx.report(problem.help("give each of the two lists a page schema of its own"));
        }
    }
}
