//! Asks `names` for an identifier and says what is wrong where there is none, or where a reserved name was changed.

use super::context::Context;
use crate::api::NamingRule;
use crate::diagnostics::{Code, Diagnostic, Known, Location, Part, spelled};
use crate::names::{FieldName, ModuleName, Named, Role, TypeName, Unnameable, VariantName};
use crate::openapi::Pointer;

/// Text that needs an identifier, where it stands, and the name given to it by hand.
#[derive(Clone, Debug)]
pub(super) struct Text<'t> {
    pub wire: &'t str,
    pub at: Location,
    pub given: Option<Given<'t>>,
    /// The extension that gives a name, as help words it.
    pub way_out: &'static str,
}

#[derive(Clone, Debug)]
pub(super) struct Given<'t> {
    pub name: &'t str,
    pub at: Pointer,
}

impl<'t> Text<'t> {
    /// The key of a node, which may bear `x-rust-name`.
    pub(super) fn key(wire: &'t str, at: &Pointer, given: Option<&'t String>) -> Self {
        Self {
            wire,
            at: Location::Node(at.clone(), Part::Key),
            given: given.map(|name| Given { name, at: at.child("x-rust-name") }),
            way_out: "`x-rust-name`",
        }
    }

    /// The value of a node; the name given by hand stands beside it.
    pub(super) fn value(wire: &'t str, at: &Pointer, beside: &Pointer, given: Option<&'t String>) -> Self {
        Self {
            at: Location::Node(at.clone(), Part::Value),
            given: given.map(|name| Given { name, at: beside.child("x-rust-name") }),
            ..Self::key(wire, at, None)
        }
    }
}

pub(super) fn component(cx: &mut Context<'_, '_>, text: &Text<'_>) -> Known<Named<TypeName>> {
    choose(cx, text, "type", |given| match given {
        Some(given) => TypeName::given(given),
        None => TypeName::of_schema(text.wire),
    })
}

/// An inline schema: `parts` lead to it from `parent`.
pub(super) fn inline(
    cx: &mut Context<'_, '_>,
    text: &Text<'_>,
    parent: &TypeName,
    parts: &[&str],
) -> Known<Named<TypeName>> {
    choose(cx, text, "type", |given| match given {
        Some(given) => TypeName::given(given),
        None => parent.of_place(parts),
    })
}

pub(super) fn field(cx: &mut Context<'_, '_>, text: &Text<'_>, role: Role) -> Known<Named<FieldName>> {
    let what = match role {
        Role::Type => "type",
        Role::Field => "field",
        Role::Argument => "argument",
        Role::Setter | Role::ClientSetter => "setter",
        Role::Method => "method",
    };
    choose(cx, text, what, |given| match given {
        Some(given) => FieldName::given(role, given),
        None => FieldName::new(role, text.wire),
    })
}

pub(super) fn variant(cx: &mut Context<'_, '_>, text: &Text<'_>) -> Known<Named<VariantName>> {
    choose(cx, text, "variant", |given| match given {
        Some(given) => VariantName::given(given),
        None => VariantName::new(text.wire),
    })
}

/// The variant of an inline object in a union.
pub(super) fn member_variant(cx: &mut Context<'_, '_>, text: &Text<'_>) -> Known<Named<VariantName>> {
    choose(cx, text, "variant", |_| VariantName::of_members(text.wire))
}

pub(super) fn builder(cx: &mut Context<'_, '_>, text: &Text<'_>) -> Known<Named<TypeName>> {
    choose(cx, text, "request builder", |_| TypeName::of_builder(text.wire))
}

pub(super) fn accessor(cx: &mut Context<'_, '_>, text: &Text<'_>) -> Known<Named<ModuleName>> {
    choose(cx, text, "resource", |given| match given {
        Some(given) => ModuleName::given(given),
        None => ModuleName::of_tag(text.wire),
    })
}

fn choose<N: std::fmt::Display>(
    cx: &mut Context<'_, '_>,
    text: &Text<'_>,
    what: &str,
    make: impl FnOnce(Option<&str>) -> Result<Named<N>, Unnameable>,
) -> Known<Named<N>> {
    if let Some(invisible) = text.wire.chars().find(|c| crate::characters::is_invisible(*c)) {
        return Err(cx.report(unnameable(text, what, Unnameable::Invisible(invisible))));
    }
    match make(text.given.as_ref().map(|given| given.name)) {
        Ok(named) => {
            if named.rule == NamingRule::Reserved {
                cx.report(reserved(text, what, &named.name.to_string()));
            }
            Ok(named)
        }
        Err(problem) => Err(cx.report(unnameable(text, what, problem))),
    }
}

fn reserved(text: &Text<'_>, what: &str, name: &str) -> Diagnostic {
    let (wanted, at) = match &text.given {
        Some(given) => (given.name, Location::Node(given.at.clone(), Part::Value)),
        None => (text.wire, text.at.clone()),
    };
    let wanted = spelled(wanted);
    let message = format!("`{wanted}` is a name the generated code needs for itself; the {what} is called `{name}`");
    Diagnostic::new(Code::ReservedName, at, message).help(format!("to choose another name, set {}", text.way_out))
}

fn unnameable(text: &Text<'_>, what: &str, problem: Unnameable) -> Diagnostic {
    let wire = spelled(text.wire);
    let way_out = text.way_out;
    let (code, message, help) = match (problem, &text.given) {
        (Unnameable::Invisible(c), _) => (
            Code::UnsafeName,
            format!("the name `{wire}` holds the invisible character U+{:04X}", u32::from(c)),
            "remove the character: nobody who reads the name can see it".to_owned(),
        ),
        (Unnameable::TooLong(length), given) => {
            let at = given.as_ref().map_or(text.at.clone(), |given| Location::Node(given.at.clone(), Part::Value));
            let message = format!("a name of {length} characters is too long for {} {what}", article(what));
            return Diagnostic::new(Code::NoIdentifier, at, message).help(format!("set {way_out}"));
        }
        (_, Some(given)) => {
            let message = format!("`{}` cannot be the name of {} {what}", spelled(given.name), article(what));
            let help =
                format!("give an identifier in {} case", if starts_upper(what) { "upper camel" } else { "snake" });
            return Diagnostic::at(Code::NoIdentifier, &given.at, message).help(help);
        }
        (Unnameable::Foreign(c), None) => (
            Code::UnsafeName,
            format!("the name of {} {what} holds `{c}` (U+{:04X}), which is not ASCII", article(what), u32::from(c)),
            format!("set {way_out}; the name on the wire stays as it is"),
        ),
        (Unnameable::Nothing | Unnameable::NotThisCase, None) => {
            (Code::NoIdentifier, format!("no identifier can be made of `{wire}`"), format!("set {way_out}"))
        }
    };
    Diagnostic::new(code, text.at.clone(), message).help(help)
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn starts_upper(what: &str) -> bool {
    matches!(what, "type" | "variant" | "request builder")
}
