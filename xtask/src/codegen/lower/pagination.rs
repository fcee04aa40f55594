//! `x-pagination`: every name in it is looked up among the parameters and the properties of the response, and must be
//! of a type that can play its part. Nothing is guessed from names.

use super::context::Context;
use super::operations::Lowered;
use super::registry::{Draft, PageRole};
use super::targets;
use crate::codegen::api::{Output, PageShape, Pagination, PaginationStyle, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Known, Part, spelled};
use crate::codegen::names::{FieldName, TypeName};
use crate::codegen::openapi::{self, Word};

pub(super) fn apply<'a>(cx: &mut Context<'a, '_>, operations: &mut [Lowered<'a>]) {
    for lowered in operations {
        let Ok(Some(settings)) = lowered.source.pagination else { continue };
        lowered.operation.pagination = pagination(cx, lowered, settings).ok();
    }
}

fn pagination<'a>(
    cx: &mut Context<'a, '_>,
    lowered: &Lowered<'a>,
    settings: &openapi::Pagination,
) -> Known<Pagination> {
    let style = style(cx, lowered, settings);
    let (page, item) = page(cx, lowered, settings)?;
    Ok(Pagination { style: style?, page, item })
}

fn style<'a>(
    cx: &mut Context<'a, '_>,
    lowered: &Lowered<'a>,
    settings: &openapi::Pagination,
) -> Known<PaginationStyle> {
    match &settings.style {
        openapi::PaginationStyle::Cursor { page_token, page_size, .. } => {
            let token = parameter(cx, lowered, page_token, Wanted::Text);
            check_size(cx, lowered, page_size.as_ref())?;
            Ok(PaginationStyle::Cursor { token: token? })
        }
        openapi::PaginationStyle::Offset { offset, limit } => {
            let offset = parameter(cx, lowered, offset, Wanted::Integer);
            check_size(cx, lowered, limit.as_ref())?;
            Ok(PaginationStyle::Offset { offset: offset? })
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Text,
    Integer,
}

/// The wire name of a query parameter that plays a part.
fn parameter(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, word: &Word, wanted: Wanted) -> Known<String> {
    let argument = targets::query_parameter(cx, lowered, (word, Part::Value), Code::PaginationParameter)?;
    if is(cx, &argument.ty, wanted) {
        return Ok(word.text.clone());
    }
    let problem = wrong_type(word, "parameter", wanted);
    Err(cx.report(problem.related(&argument.origin.pointer, Part::Value, "the parameter is declared here")))
}

/// The size of a page; what is asked for by default must be allowed.
fn check_size<'a>(cx: &mut Context<'a, '_>, lowered: &Lowered<'a>, word: Option<&Word>) -> Known<()> {
    let Some(word) = word else { return Ok(()) };
    let name = parameter(cx, lowered, word, Wanted::Integer)?;
    let mut declared = lowered.source.parameters.iter().flatten().filter(|parameter| parameter.name == name);
    let slot = declared.find_map(|parameter| parameter.slot.as_ref().ok());
    cx.page_sizes.extend(slot.and_then(|slot| slot.default).map(|default| &default.at));
    Ok(())
}

/// The page schema and the type of its items; its fields learn their parts.
fn page(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, settings: &openapi::Pagination) -> Known<(TypeName, TypeRef)> {
    lowered.output?;
    let name = match &lowered.operation.output {
        Output::Json(TypeRef::Named(name)) if cx.registry.structure(name).is_some() => name.clone(),
        Output::Json(_)
        | Output::Optional(_)
        | Output::Nothing
        | Output::Text
        | Output::Binary
        | Output::ByStatus(_) => {
            let message = format!("`{}` does not return an object that could hold a page", lowered.operation.id);
            let problem = Diagnostic::at_key(Code::PaginationItems, &settings.at, message);
            let help = "describe the response as an object with a list of items, or leave `x-pagination` out";
            return Err(cx.report(problem.help(help)));
        }
    };
    let next = match &settings.style {
        openapi::PaginationStyle::Cursor { next_page_token, .. } => Some(next_page_token),
        openapi::PaginationStyle::Offset { .. } => None,
    };
    let items = targets::property(cx, &name, &settings.items.text, &settings.items, Code::PaginationParameter);
    let next_page_token = next.map(|word| role(cx, &name, word, PageRole::Token, Wanted::Text)).transpose();
    let total = settings.total.as_ref();
    let total_size = total.map(|word| role(cx, &name, word, PageRole::Total, Wanted::Integer)).transpose();
    let items = items?;
    let TypeRef::List(item) = items.ty else {
        let message = format!("`{}` is not a list", spelled(&settings.items.text));
        let problem = Diagnostic::at(Code::PaginationItems, &settings.items.at, message)
            .help("name the property that holds the items of a page")
            .related(&items.origin.pointer, Part::Key, "the property is declared here");
        return Err(cx.report(problem));
    };
    set_role(cx, &name, &items.wire, PageRole::Items);
    let shape = PageShape {
        item: *item.clone(),
        items: items.name,
        next_page_token: next_page_token?,
        total_size: total_size?,
    };
    set_shape(cx, &name, settings, shape)?;
    Ok((name, *item))
}

fn role(cx: &mut Context<'_, '_>, page: &TypeName, word: &Word, role: PageRole, wanted: Wanted) -> Known<FieldName> {
    let field = targets::property(cx, page, &word.text, word, Code::PaginationParameter)?;
    if !is(cx, &field.ty, wanted) {
        let problem = wrong_type(word, "property", wanted);
        return Err(cx.report(problem.related(&field.origin.pointer, Part::Key, "the property is declared here")));
    }
    set_role(cx, page, &field.wire, role);
    Ok(field.name)
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
        .help(format!("name another, or describe it as {should_be} if that is what it is"))
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
fn set_shape(cx: &mut Context<'_, '_>, page: &TypeName, settings: &openapi::Pagination, shape: PageShape) -> Known<()> {
    let Some(structure) = cx.registry.structure_mut(page) else { return Ok(()) };
    match &structure.page {
        None => {
            structure.page = Some(shape);
            Ok(())
        }
        Some(first) if *first == shape => Ok(()),
        Some(_) => {
            let message = format!("another list reads `{page}` in another way");
            let problem = Diagnostic::at_key(Code::PaginationStyle, &settings.at, message);
            Err(cx.report(problem.help("give each of the two lists a page schema of its own")))
        }
    }
}
