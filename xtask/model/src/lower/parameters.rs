//! Parameters of operations: their arguments and setters, with types that can stand in a URL or a header.

use std::collections::BTreeSet;

use super::context::Context;
use super::docs;
use super::facts;
use super::headers;
use super::make::type_of;
use super::naming::{self, Text};
use super::registry::Draft;
use super::sentences;
use super::types::Spot;
use super::unions::{self, Held, Settled, Several};
use crate::api::{Argument, Facts, JsonKind, Origin, Place, Style, TypeRef};
use crate::diagnostics::Known;
use crate::names::{Role, TypeName};
use crate::openapi::ParameterPlace;
use crate::resolve::{Kind, KnownSlot, Parameter};

/// The argument for a parameter.
pub(super) fn argument<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    parameter: &'a Parameter<'a>,
) -> Known<Argument> {
    let header = check_header_name(cx, parameter);
    let list = one_or_many(cx, parameter).unwrap_or(&parameter.slot);
    let ty = type_of(cx, list, &spot(parameter, builder)).and_then(|ty| {
        let ty = if parameter.is_json { ty } else { ty.without_null() };
        let style = style(cx, parameter, &ty)?;
        Ok((ty, style))
    });
    let role = if parameter.required { Role::Argument } else { Role::Setter };
    let text = Text::value(parameter.name, &parameter.at.child("name"), parameter.at, parameter.rust_name);
    let named = naming::field(cx, &text, role);
    let slot = parameter.slot.as_ref().map_err(|refused| *refused)?;
    header?;
    let ((ty, style), named) = (ty?, named?);
    let parts = list.as_ref().ok().and_then(|list| facts::of_parts(cx, list, &ty));
    let facts = Facts { parts, ..facts::of(cx, slot, &ty) };
    let description = parameter.description.filter(|text| !text.trim().is_empty()).or(slot.description);
    Ok(Argument {
        name: named.name,
        wire: parameter.name.to_owned(),
        place: place(parameter.place),
        style,
        docs: docs::of(description, || sentences::parameter(noun(parameter.place), parameter.name)),
        deprecated: parameter.deprecated || slot.deprecated,
        ty,
        nullable: false,
        flag: parameter.cli_name.cloned(),
        facts,
        origin: Origin { pointer: parameter.at.clone(), rule: named.rule },
    })
}

/// The list, where a query takes one value or a list of such: a list of one is written like the value alone.
fn one_or_many<'a>(cx: &mut Context<'a, '_>, parameter: &'a Parameter<'a>) -> Option<&'a KnownSlot<'a>> {
    let schema = cx.schema(parameter.slot.as_ref().ok()?);
    let Kind::Union(union) = &schema.kind else { return None };
    if parameter.place != ParameterPlace::Query || parameter.is_json {
        return None;
    }
    let Ok(Settled::Several(Several { kinds, objects, tag: _ })) = unions::settle(cx, schema, union) else {
        return None;
    };
    let Some(Held::Slot(list)) = kinds.get(&JsonKind::List).copied() else { return None };
    let Kind::List(Some(items)) = &cx.schema(list.as_ref().ok()?).kind else { return None };
    let kind_of_items = unions::kind_of(&cx.schema(items.as_ref().ok()?).kind)?;
    let is_one_of_them = kinds.len() == 2 && kinds.contains_key(&kind_of_items) && objects.is_empty();
    is_one_of_them.then_some(list)
}

/// The inline schema of a shared parameter is named after the parameter, so that all operations share its type.
fn spot(parameter: &Parameter<'_>, builder: &TypeName) -> Spot {
    match parameter.component.and_then(|name| TypeName::of_schema(name).ok()) {
        Some(component) => Spot::of_component(&component.name),
        None => Spot::new(builder, parameter.name),
    }
}

fn place(place: ParameterPlace) -> Place {
    match place {
        ParameterPlace::Path => Place::Path,
        ParameterPlace::Query => Place::Query,
        ParameterPlace::Header => Place::Header,
        ParameterPlace::Cookie => Place::Cookie,
    }
}

fn noun(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path parameter",
        ParameterPlace::Query => "query parameter",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

fn check_header_name(cx: &mut Context<'_, '_>, parameter: &Parameter<'_>) -> Known<()> {
    let at = parameter.at.child("name");
    if matches!(parameter.place, ParameterPlace::Header | ParameterPlace::Cookie) {
        headers::check_name(cx, parameter.name, noun(parameter.place), &at)?;
    }
    match parameter.place {
        ParameterPlace::Header => headers::check_framing(cx, parameter.name, &at),
        ParameterPlace::Path | ParameterPlace::Query | ParameterPlace::Cookie => Ok(()),
    }
}

/// How the values of a parameter are written.
fn style(cx: &mut Context<'_, '_>, parameter: &Parameter<'_>, ty: &TypeRef) -> Known<Style> {
    let at = parameter.slot.as_ref().map_or(parameter.at, |slot| slot.at);
    let noun = noun(parameter.place);
    if holds_secret(cx, ty, &mut BTreeSet::new()) {
        let (what, way_out) = match is_single(cx, ty) || ty.is_collection() {
            true => {
                ("a secret with a type of its own", "write its schema out in the parameter, with `x-sensitive: true`")
            }
            false => (
                "an object with a secret in it",
                "describe it as a string with `x-sensitive: true`, which callers write",
            ),
        };
        return Err(cx.unsupported(at, &format!("{what} as a {noun}"), way_out));
    }
    let written = Written { parameter, is_query: parameter.place == ParameterPlace::Query };
    let style = match ty {
        _ if parameter.is_json => Some(Style::Json),
        ty if is_single(cx, ty) => Some(written.single()),
        TypeRef::List(item) if is_single(cx, item) => written.list(),
        TypeRef::List(_) => {
            let way_out = "describe its values as strings, which callers write as the service reads them";
            return Err(cx.unsupported(at, &format!("a list of anything but single values as a {noun}"), way_out));
        }
        TypeRef::Named(name) if matches!(cx.registry.get(name), Some(Draft::Union(_))) => {
            let way_out = "describe it as a string, which callers write as the service reads it";
            return Err(cx.unsupported(at, &format!("alternatives that are no single values as a {noun}"), way_out));
        }
        _ => written.object(),
    };
    style.filter(|style| *style == Style::Plain || parameter.place != ParameterPlace::Cookie).ok_or_else(|| {
        let what = if ty.is_collection() { "a list" } else { "an object" };
        let style = parameter.style.map_or_else(String::new, |style| format!(" of style `{style}`"));
        let way_out = "describe it as a string, which callers write as the service reads it";
        cx.unsupported(at, &format!("{what} as a {noun}{style}"), way_out)
    })
}

/// What a parameter says of how it is written. By default each value of a query is a parameter, and elsewhere values
/// stand in a row.
struct Written<'p> {
    parameter: &'p Parameter<'p>,
    is_query: bool,
}

impl Written<'_> {
    fn explodes(&self) -> bool {
        let is_form = self.parameter.style.is_none_or(|style| style == "form");
        self.parameter.explode.unwrap_or(self.is_query && is_form)
    }

    fn single(&self) -> Style {
        match self.parameter.style {
            Some("label") => Style::Label,
            Some("matrix") => Style::Matrix,
            _ => Style::Plain,
        }
    }

    /// The styles of paths are the same for lists and objects.
    fn after_a_sign(&self) -> Option<Style> {
        match (self.parameter.style, self.explodes()) {
            (Some("label"), false) => Some(Style::Label),
            (Some("label"), true) => Some(Style::LabelEach),
            (Some("matrix"), false) => Some(Style::Matrix),
            (Some("matrix"), true) => Some(Style::MatrixEach),
            _ => None,
        }
    }

    fn list(&self) -> Option<Style> {
        if let Some(style) = self.after_a_sign() {
            return Some(style);
        }
        match self.parameter.style {
            Some("deepObject") => None,
            _ if self.is_query && self.explodes() => Some(Style::Plain),
            Some("spaceDelimited") => Some(Style::Spaces),
            Some("pipeDelimited") => Some(Style::Pipes),
            _ => Some(Style::Commas),
        }
    }

    fn object(&self) -> Option<Style> {
        if let Some(style) = self.after_a_sign() {
            return Some(style);
        }
        match self.parameter.style {
            Some("deepObject") => Some(Style::Deep),
            Some("spaceDelimited" | "pipeDelimited") => None,
            _ if self.is_query && self.explodes() => Some(Style::Members),
            _ if self.explodes() => Some(Style::Pairs),
            _ => Some(Style::Commas),
        }
    }
}

/// Whether there is a secret in a value: a newtype that has no `Display`, so that nobody prints it by chance, or a field of
/// an object. Neither a URL nor a header can be made of it. `seen` are the types that were looked into.
fn holds_secret<'t>(cx: &'t Context<'_, '_>, ty: &'t TypeRef, seen: &mut BTreeSet<&'t TypeName>) -> bool {
    let Some(name) = ty.named().filter(|name| seen.insert(name)) else { return false };
    match cx.registry.get(name) {
        Some(Draft::Newtype(newtype)) => newtype.sensitive,
        Some(Draft::Struct(object)) => {
            let mut fields = object.fields.iter().chain(object.further.as_deref());
            fields.any(|field| field.sensitive || holds_secret(cx, &field.ty, seen))
        }
        Some(Draft::Union(union)) => union.arms.iter().any(|arm| holds_secret(cx, &arm.ty, seen)),
        Some(Draft::Enum(_) | Draft::IntegerEnum(_)) | None => false,
    }
}

/// Whether values are single ones, as far as types tell; of JSON the runtime sees it.
fn is_single(cx: &Context<'_, '_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Named(name) => match cx.registry.get(name) {
            Some(Draft::Union(union)) => union.arms.iter().all(|arm| is_single(cx, &arm.ty)),
            _ => cx.registry.structure(name).is_none(),
        },
        ty => matches!(ty, TypeRef::String | TypeRef::Json) || ty.is_plain(),
    }
}
