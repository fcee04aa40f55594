//! `x-pagination`: every name in it is looked up among the parameters and the properties of the response, and must be
//! of a type that can play its part. Nothing is guessed from names.

use super::context::Context;
use super::operations::Lowered;
use super::registry::{Draft, DraftField, PageRole, Presence};
use super::targets;
use crate::api::{Output, PageParameter, PageShape, Pagination, PaginationStyle, Place, PropertyPath, TypeRef};
use crate::diagnostics::{Code, Diagnostic, Known, Part, Refused, spelled};
use crate::names::TypeName;
use crate::openapi::{self, PagePlace, Word};

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
    let place = settings.place;
    let size = check_size(cx, lowered, settings);
    let style = match &settings.style {
        openapi::PaginationStyle::Cursor { page_token, .. } => {
            PaginationStyle::Cursor { token: parameter(cx, lowered, place, page_token, Wanted::Text)? }
        }
        openapi::PaginationStyle::Offset { offset } => {
            PaginationStyle::Offset { offset: parameter(cx, lowered, place, offset, Wanted::Integer)? }
        }
        openapi::PaginationStyle::Page { page, first_page, short_page_ends, .. } => PaginationStyle::Number {
            page: parameter(cx, lowered, place, page, Wanted::Integer)?,
            first: *first_page,
            short_page_ends: *short_page_ends,
        },
        openapi::PaginationStyle::NextUrl { .. } => PaginationStyle::NextUrl,
        openapi::PaginationStyle::Link => PaginationStyle::Link,
    };
    size.map(|()| style)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Text,
    Integer,
    Flag,
}

/// What takes the position or the size of a page.
fn parameter(
    cx: &mut Context<'_, '_>,
    lowered: &Lowered<'_>,
    place: PagePlace,
    word: &Word,
    wanted: Wanted,
) -> Known<PageParameter> {
    let found = (word, Part::Value);
    let (argument, noun) = match place {
        PagePlace::Query => (targets::query_parameter(cx, lowered, found, Code::PaginationParameter)?, "parameter"),
        PagePlace::Body => (
            targets::input(cx, lowered, (Place::BodyField, "property of its body"), found, Code::PaginationParameter)?,
            "property",
        ),
    };
    if !is(cx, &argument.ty, wanted) {
        let problem = wrong_type(word, noun, wanted);
        let declared = format!("the {noun} is declared here");
        return Err(cx.report(problem.related(&argument.origin.pointer, Part::Value, declared)));
    }
    Ok(match place {
        PagePlace::Query => PageParameter::Query(word.text.clone()),
        PagePlace::Body => PageParameter::BodyField(word.text.clone()),
    })
}

/// The size of a page; what is asked for by default must be allowed.
fn check_size<'a>(cx: &mut Context<'a, '_>, lowered: &Lowered<'a>, settings: &openapi::Pagination) -> Known<()> {
    let Some(word) = &settings.size else { return Ok(()) };
    parameter(cx, lowered, settings.place, word, Wanted::Integer)?;
    let mut declared = lowered.source.parameters.iter().flatten().filter(|parameter| parameter.name == word.text);
    let slot = declared.find_map(|parameter| parameter.slot.as_ref().ok());
    cx.page_sizes.extend(slot.and_then(|slot| slot.default).map(|default| &default.at));
    Ok(())
}

/// The page schema, if there is one, and the type of the items.
fn page(
    cx: &mut Context<'_, '_>,
    lowered: &Lowered<'_>,
    settings: &openapi::Pagination,
) -> Known<(Option<TypeName>, TypeRef)> {
    lowered.output?;
    match (&lowered.operation.output, &settings.items) {
        (Output::Json(TypeRef::List(item)), None) => {
            refuse_properties(cx, lowered, settings)?;
            Ok((None, *item.clone()))
        }
        (Output::Json(TypeRef::List(_)), Some(items)) => {
            let message = format!("the response of `{}` is a list, and has no properties", lowered.operation.id);
            let problem = Diagnostic::at(Code::PaginationItems, &items.at, message);
            Err(cx.report(problem.help("leave `items` out: the response is the items")))
        }
        (Output::Json(TypeRef::Named(name)), Some(items)) if cx.registry.structure(name).is_some() => {
            let name = name.clone();
            let item = page_of(cx, &name, items, settings)?;
            Ok((Some(name), item))
        }
        (Output::Json(TypeRef::Named(name)), None) if cx.registry.structure(name).is_some() => {
            let problem = Diagnostic::at_key(Code::PaginationItems, &settings.at, "`items` is missing");
            Err(cx.report(problem.help("name the property of the response that holds the items of a page")))
        }
        (
            Output::Json(_)
            | Output::Optional(_)
            | Output::Nothing
            | Output::Text
            | Output::Binary
            | Output::ByStatus(_),
            _,
        ) => {
            let message = format!("`{}` does not return an object that could hold a page", lowered.operation.id);
            let problem = Diagnostic::at_key(Code::PaginationItems, &settings.at, message);
            let help = "describe the response as an object with a list of items, or leave `x-pagination` out";
            Err(cx.report(problem.help(help)))
        }
    }
}

/// The properties of the response that say how a list goes on.
struct Named<'s> {
    next: Option<&'s Word>,
    total_pages: Option<&'s Word>,
    has_more: Option<&'s Word>,
}

fn named(style: &openapi::PaginationStyle) -> Named<'_> {
    let (next, total_pages, has_more) = match style {
        openapi::PaginationStyle::Cursor { next_page_token: next, .. }
        | openapi::PaginationStyle::NextUrl { next_url: next } => (Some(next), None, None),
        openapi::PaginationStyle::Page { total_pages, has_more, .. } => (None, total_pages.as_ref(), has_more.as_ref()),
        openapi::PaginationStyle::Offset { .. } | openapi::PaginationStyle::Link => (None, None, None),
    };
    Named { next, total_pages, has_more }
}

/// A response that is a list has no room for anything that says how it goes on.
fn refuse_properties(cx: &mut Context<'_, '_>, lowered: &Lowered<'_>, settings: &openapi::Pagination) -> Known<()> {
    let Named { next, total_pages, has_more } = named(&settings.style);
    let Some(word) = next.or(total_pages).or(has_more).or(settings.total.as_ref()) else { return Ok(()) };
    let message = format!("the response of `{}` is a list, and has no properties", lowered.operation.id);
    let problem = Diagnostic::at(Code::PaginationParameter, &word.at, message);
    let help = "leave the key out, or describe the response as an object that holds the items and this";
    Err(cx.report(problem.help(help)))
}

/// The type of the items of a page; its fields learn their parts.
fn page_of(cx: &mut Context<'_, '_>, name: &TypeName, items: &Word, settings: &openapi::Pagination) -> Known<TypeRef> {
    let Named { next, total_pages, has_more } = named(&settings.style);
    let list = find(cx, name, &items.text, items);
    let next_page_token = next.map(|word| role(cx, name, word, PageRole::Token, Wanted::Text)).transpose();
    let total = settings.total.as_ref();
    let total_size = total.map(|word| role(cx, name, word, PageRole::Total, Wanted::Integer)).transpose();
    let total_pages = total_pages.map(|word| role(cx, name, word, PageRole::Total, Wanted::Integer)).transpose();
    let has_more = has_more.map(|word| role(cx, name, word, PageRole::None, Wanted::Flag)).transpose();
    let list = list?;
    let TypeRef::List(item) = list.field.ty else {
        let message = format!("`{}` is not a list", spelled(&items.text));
        let problem = Diagnostic::at(Code::PaginationItems, &items.at, message)
            .help("name the property that holds the items of a page")
            .related(&list.field.origin.pointer, Part::Key, "the property is declared here");
        return Err(cx.report(problem));
    };
    set_role(cx, &list.owner, &list.field.wire, PageRole::Items);
    let shape = PageShape {
        item: *item.clone(),
        items: PropertyPath(list.path),
        items_required: list.is_always_inside && list.field.presence == Presence::Required,
        next_page_token: next_page_token?,
        total_size: total_size?,
        has_more: has_more?,
        total_pages: total_pages?,
    };
    set_shape(cx, name, settings, shape)?;
    Ok(*item)
}

/// A property of a page, or of an object in it.
struct Found {
    /// The struct that has it.
    owner: TypeName,
    field: DraftField,
    path: Vec<String>,
    /// Whether the objects around it are always there.
    is_always_inside: bool,
}

/// The property that `text` names, which is the word or its end: the one that is called so, or else, where dots are in it,
/// one of the object that stands before the first dot.
fn find(cx: &mut Context<'_, '_>, owner: &TypeName, text: &str, word: &Word) -> Known<Found> {
    let Some((outer, inner)) = text.split_once('.').filter(|_| cx.registry.field(owner, text).is_none()) else {
        let field = targets::property(cx, owner, text, word, Code::PaginationParameter)?;
        return Ok(Found { owner: owner.clone(), field, path: vec![text.to_owned()], is_always_inside: true });
    };
    let outer = targets::property(cx, owner, outer, word, Code::PaginationParameter)?;
    let TypeRef::Named(inside) = outer.ty.clone() else { return Err(no_object(cx, &outer, word)) };
    if cx.registry.structure(&inside).is_none() {
        return Err(no_object(cx, &outer, word));
    }
    let mut found = find(cx, &inside, inner, word)?;
    found.path.insert(0, outer.wire);
    found.is_always_inside &= outer.presence == Presence::Required && !outer.nullable;
    Ok(found)
}

fn no_object(cx: &mut Context<'_, '_>, outer: &DraftField, word: &Word) -> Refused {
    let message = format!("`{}` in `{}` is no object with properties", spelled(&outer.wire), spelled(&word.text));
    let problem = Diagnostic::at(Code::PaginationParameter, &word.at, message)
        .help("name a property of the response, or one of an object in it with a dot between: `meta.next`")
        .related(&outer.origin.pointer, Part::Key, "the property is declared here");
    cx.report(problem)
}

fn role(cx: &mut Context<'_, '_>, page: &TypeName, word: &Word, role: PageRole, wanted: Wanted) -> Known<PropertyPath> {
    let Found { owner, field, path, is_always_inside: _ } = find(cx, page, &word.text, word)?;
    if !is(cx, &field.ty, wanted) {
        let problem = wrong_type(word, "property", wanted);
        return Err(cx.report(problem.related(&field.origin.pointer, Part::Key, "the property is declared here")));
    }
    set_role(cx, &owner, &field.wire, role);
    Ok(PropertyPath(path))
}

fn is(cx: &Context<'_, '_>, ty: &TypeRef, wanted: Wanted) -> bool {
    match (wanted, ty) {
        (Wanted::Text, TypeRef::Named(name)) => matches!(cx.registry.get(name), Some(Draft::Newtype(_))),
        (Wanted::Text, ty) => *ty == TypeRef::String,
        (Wanted::Flag, ty) => *ty == TypeRef::Bool,
        (Wanted::Integer, ty) => matches!(ty, TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64),
    }
}

fn wrong_type(word: &Word, noun: &str, wanted: Wanted) -> Diagnostic {
    let (is_not, should_be) = match wanted {
        Wanted::Text => ("a string", "`type: string`"),
        Wanted::Integer => ("an integer", "`type: integer`"),
        Wanted::Flag => ("a boolean", "`type: boolean`"),
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
            structure.page = Some(Box::new(shape));
            Ok(())
        }
        Some(first) if **first == shape => Ok(()),
        Some(_) => {
            let message = format!("another list reads `{page}` in another way");
            let problem = Diagnostic::at_key(Code::PaginationStyle, &settings.at, message);
            Err(cx.report(problem.help("give each of the two lists a page schema of its own")))
        }
    }
}
