//! Parameters of operations: their arguments and setters, with types that can stand in a URL or a header.

use super::context::Context;
use super::docs;
use super::headers;
use super::naming::{self, Text};
use super::registry::Draft;
use super::sentences;
use super::types::{Spot, type_of};
use crate::codegen::api::{Argument, Origin, Place, TypeRef};
use crate::codegen::diagnostics::Known;
use crate::codegen::names::{Role, TypeName};
use crate::codegen::openapi::ParameterPlace;
use crate::codegen::resolve::Parameter;

/// The argument for a parameter.
pub(super) fn argument<'a>(
    cx: &mut Context<'a, '_>,
    builder: &TypeName,
    parameter: &'a Parameter<'a>,
) -> Known<Argument> {
    let header = check_header_name(cx, parameter);
    let ty = type_of(cx, &parameter.slot, &spot(parameter, builder)).and_then(|ty| {
        check_type(cx, parameter, &ty)?;
        Ok(ty)
    });
    let role = if parameter.required { Role::Argument } else { Role::Setter };
    let text = Text::value(parameter.name, &parameter.at.child("name"), parameter.at, parameter.rust_name);
    let named = naming::field(cx, &text, role);
    let slot = parameter.slot.as_ref().map_err(|refused| *refused)?;
    header?;
    let (ty, named) = (ty?, named?);
    let description = parameter.description.filter(|text| !text.trim().is_empty()).or(slot.description);
    Ok(Argument {
        name: named.name,
        wire: parameter.name.to_owned(),
        place: place(parameter.place),
        docs: docs::of_described(description, slot, || sentences::parameter(noun(parameter.place), parameter.name)),
        deprecated: parameter.deprecated || slot.deprecated,
        ty,
        nullable: false,
        origin: Origin { pointer: parameter.at.clone(), rule: named.rule },
    })
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

/// What the service reads stays the same, but it is the callers who write it.
const AS_STRING: &str = "describe it as a string, in which callers put commas between the values";

fn check_type(cx: &mut Context<'_, '_>, parameter: &Parameter<'_>, ty: &TypeRef) -> Known<()> {
    let at = parameter.slot.as_ref().map_or(parameter.at, |slot| slot.at);
    let is_query = parameter.place == ParameterPlace::Query;
    let noun = noun(parameter.place);
    if is_secret(cx, ty) {
        let way_out = "write its schema out in the parameter, with `x-sensitive: true`";
        return Err(cx.unsupported(at, &format!("a secret with a type of its own as a {noun}"), way_out));
    }
    Err(match ty {
        TypeRef::List(item) if is_query && is_scalar(cx, item) => return check_list_style(cx, parameter),
        TypeRef::List(_) if is_query => {
            let way_out = "describe its values as strings, which callers write as the service reads them";
            cx.unsupported(at, "a list of anything but single values in a query", way_out)
        }
        TypeRef::List(_) => cx.unsupported(at, &format!("a list as a {noun}"), AS_STRING),
        ty if is_scalar(cx, ty) => return Ok(()),
        TypeRef::Json => {
            cx.unsupported(at, &format!("a {noun} of any type"), "give it the type that the service reads")
        }
        TypeRef::Named(name) if matches!(cx.registry.get(name), Some(Draft::Union(_))) => {
            let way_out = "describe it as a string, which callers write as the service reads it";
            cx.unsupported(at, &format!("values of several kinds as a {noun}"), way_out)
        }
        _ if is_query && parameter.explode != Some(false) => {
            let way_out = "describe each property as a parameter of its own, which is sent alike";
            cx.unsupported(at, &format!("an object as a {noun}"), way_out)
        }
        _ => {
            let way_out = "describe it as a string, which callers write as the service reads it";
            cx.unsupported(at, &format!("an object as a {noun}"), way_out)
        }
    })
}

/// A newtype that has no `Display`, so that nobody prints it by chance; nor can a URL or a header be made of it.
fn is_secret(cx: &Context<'_, '_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::List(item) => is_secret(cx, item),
        TypeRef::Named(name) => matches!(cx.registry.get(name), Some(Draft::Newtype(newtype)) if newtype.sensitive),
        _ => false,
    }
}

fn check_list_style(cx: &mut Context<'_, '_>, parameter: &Parameter<'_>) -> Known<()> {
    let form = parameter.style.is_none_or(|style| style == "form");
    if form && parameter.explode != Some(false) {
        return Ok(());
    }
    Err(cx.unsupported(parameter.at, "a list of values in one query parameter", AS_STRING))
}

fn is_scalar(cx: &Context<'_, '_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Named(name) => !matches!(cx.registry.get(name), Some(Draft::Struct(_) | Draft::Union(_))),
        ty => *ty == TypeRef::String || ty.is_plain(),
    }
}
