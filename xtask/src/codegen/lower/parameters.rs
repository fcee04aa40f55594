//! Parameters of operations: their arguments and setters, with types that can stand in a URL or a header.

use super::context::Context;
use super::docs;
use super::headers;
use super::naming::{self, Text};
use super::registry::Draft;
use super::sentences;
use super::shape::is_silent;
use super::types::{Spot, type_of};
use crate::codegen::api::{Argument, Origin, Place, TypeRef};
use crate::codegen::diagnostics::{Code, Diagnostic, Part, spelled};
use crate::codegen::names::{Role, TypeName};
use crate::codegen::openapi::{Operation, Parameter, ParameterPlace, Pointer, RefOr};

/// A parameter of an operation, and the component it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared<'a> {
    pub parameter: &'a Parameter,
    /// The `$ref` that leads to it from the operation or its path item.
    pub reference: Option<&'a Pointer>,
    pub component: Option<&'a str>,
}

/// All that an operation declares, its path item included. What the operation declares again replaces the other.
pub(super) fn declared<'a>(cx: &mut Context<'a, '_>, operation: &'a Operation) -> Vec<Declared<'a>> {
    let mut all: Vec<(bool, Declared<'a>)> = Vec::new();
    for parameter in &operation.parameters {
        let (at, reference) = match parameter {
            RefOr::Here(parameter) => (parameter.at.child("name"), None),
            RefOr::Ref(reference) => (reference.at.clone(), Some(&reference.at)),
        };
        let own = at.is_in(&operation.at);
        let Some((component, parameter)) = cx.references.parameter(parameter) else { continue };
        if is_ignored(parameter) {
            let message =
                format!("`{}` is no parameter to OpenAPI; the client sets it itself", spelled(&parameter.name));
            let problem = Diagnostic::at(Code::IgnoredHeader, &parameter.at.child("name"), message);
            cx.report(problem.help("leave it out; callers can set any header with `header`"));
            continue;
        }
        let declared = Declared { parameter, reference, component };
        match all.iter_mut().find(|(_, other)| is_same(other.parameter, parameter)) {
            None => all.push((own, declared)),
            Some((other_is_own, other)) if own != *other_is_own => {
                if own {
                    (*other_is_own, *other) = (true, declared);
                }
            }
            Some((_, first)) => {
                let message = format!("the parameter `{}` is declared twice", spelled(&parameter.name));
                let problem = Diagnostic::at(Code::DuplicateParameter, &at, message)
                    .related(&first.parameter.at.child("name"), Part::Value, "first declared here")
                    .help("delete one of the two");
                cx.report(problem);
            }
        }
    }
    all.into_iter().map(|(_, declared)| declared).collect()
}

/// Names of headers are the same in either case.
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    let same_name = match one.place {
        ParameterPlace::Header => one.name.eq_ignore_ascii_case(&other.name),
        ParameterPlace::Path | ParameterPlace::Query | ParameterPlace::Cookie => one.name == other.name,
    };
    one.place == other.place && same_name
}

/// The argument for a parameter; `None` if there can be none, which has been reported.
pub(super) fn argument<'a>(cx: &mut Context<'a, '_>, builder: &TypeName, declared: Declared<'a>) -> Option<Argument> {
    let Parameter { at, name, schema, .. } = declared.parameter;
    let place = place(declared.parameter.place);
    check_header_name(cx, declared.parameter);
    let spot = spot(declared, builder);
    let ty = type_of(cx, schema, &spot);
    check_type(cx, declared.parameter, &ty);
    let role = if is_required(declared.parameter) { Role::Argument } else { Role::Setter };
    let text = Text::value(name, &at.child("name"), at, declared.parameter.rust_name.as_ref());
    let named = naming::field(cx, &text, role)?;
    let description = declared.parameter.description.as_deref();
    let described = description.filter(|text| !text.trim().is_empty()).or(schema.description.as_deref());
    Some(Argument {
        name: named.name,
        wire: name.clone(),
        place,
        docs: docs::of_described(described, schema, || sentences::parameter(noun(declared.parameter.place), name)),
        deprecated: declared.parameter.deprecated || schema.deprecated,
        ty,
        nullable: false,
        origin: Origin { pointer: at.clone(), rule: named.rule },
    })
}

pub(super) fn is_required(parameter: &Parameter) -> bool {
    parameter.required || parameter.place == ParameterPlace::Path
}

/// The inline schema of a shared parameter is named after the parameter, so that all operations share its type.
fn spot(declared: Declared<'_>, builder: &TypeName) -> Spot {
    match declared.component.and_then(|name| TypeName::of_schema(name).ok()) {
        Some(component) => Spot::of_component(&component.name),
        None => Spot::new(builder, &declared.parameter.name),
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

/// What OpenAPI says to ignore as a parameter.
const IGNORED: [&str; 3] = ["accept", "authorization", "content-type"];

fn is_ignored(parameter: &Parameter) -> bool {
    let is_one = IGNORED.iter().any(|name| parameter.name.eq_ignore_ascii_case(name));
    parameter.place == ParameterPlace::Header && is_one
}

fn check_header_name(cx: &mut Context<'_, '_>, parameter: &Parameter) {
    let at = parameter.at.child("name");
    if matches!(parameter.place, ParameterPlace::Header | ParameterPlace::Cookie) {
        headers::refuse_name(cx, &parameter.name, noun(parameter.place), &at);
    }
    if parameter.place == ParameterPlace::Header {
        headers::refuse_framing(cx, &parameter.name, &at);
    }
}

fn check_type(cx: &mut Context<'_, '_>, parameter: &Parameter, ty: &TypeRef) {
    let at = &parameter.schema.at;
    let is_query = parameter.place == ParameterPlace::Query;
    let noun = noun(parameter.place);
    if is_secret(cx, ty) {
        let way_out = "write its schema out in the parameter, with `x-sensitive: true`";
        cx.unsupported(at, &format!("a secret with a type of its own as a {noun}"), way_out);
        return;
    }
    match ty {
        TypeRef::List(item) if is_query && is_scalar(cx, item) => check_list_style(cx, parameter),
        TypeRef::List(_) if is_query => {
            cx.unsupported(at, "a list of anything but single values in a query", "describe its values as strings")
        }
        TypeRef::List(_) => cx.unsupported(at, &format!("a list as a {noun}"), "describe it as a string"),
        ty if is_scalar(cx, ty) => check_style(cx, parameter),
        TypeRef::Json if is_silent(cx, &parameter.schema) && !cx.has_refused(&parameter.at) => {
            cx.unsupported(at, &format!("a {noun} of any type"), "give it a type, such as `type: string`");
        }
        // What was refused for itself counts as any JSON.
        TypeRef::Json => {}
        _ => cx.unsupported(
            at,
            &format!("an object as a {noun}"),
            "describe each property as a parameter of its own, or the whole as a string",
        ),
    }
}

/// A newtype that has no `Display`, so that nobody prints it by chance; nor can a URL or a header be made of it.
fn is_secret(cx: &Context<'_, '_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::List(item) => is_secret(cx, item),
        TypeRef::Named(name) => matches!(cx.registry.get(name), Some(Draft::Newtype(newtype)) if newtype.sensitive),
        _ => false,
    }
}

fn check_list_style(cx: &mut Context<'_, '_>, parameter: &Parameter) {
    let form = parameter.style.as_deref().is_none_or(|style| style == "form");
    // A style that cannot be generated was refused where it was read.
    let is_told = cx.has_refused(&parameter.at.child("style"));
    if (!form || parameter.explode == Some(false)) && !is_told {
        let way_out = "leave out `style` and `explode`: each value is sent as a parameter of its own";
        cx.unsupported(&parameter.at, "a list of values in one query parameter", way_out);
    }
}

fn check_style(cx: &mut Context<'_, '_>, parameter: &Parameter) {
    let usual = match parameter.place {
        ParameterPlace::Path | ParameterPlace::Header => "simple",
        ParameterPlace::Query | ParameterPlace::Cookie => "form",
    };
    if let Some(style) = parameter.style.as_deref().filter(|style| *style != usual) {
        let what = format!("the style `{}` of a {}", spelled(style), noun(parameter.place));
        cx.unsupported(&parameter.at.child("style"), &what, "leave it out");
    }
}

fn is_scalar(cx: &Context<'_, '_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Named(name) => cx.registry.structure(name).is_none(),
        ty => *ty == TypeRef::String || ty.is_plain(),
    }
}
