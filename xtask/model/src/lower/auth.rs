//! How callers prove who they are, and what each operation asks for. Security that is declared and cannot be served is
//! refused: a client that leaves credentials out without a word is worse than none.

use super::context::Context;
use super::docs;
use super::headers;
use super::naming::{self, Text};
use super::sentences;
use crate::api::{Auth, NamingRule, Origin, Scheme};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Known, Part, spelled};
use crate::names::{FieldName, Named, Role};
use crate::openapi::{KeyPlace, Requirement, SecurityKind, SecurityScheme, Word};
use crate::resolve::{Operation, Resolved};

const WAY_OUT: &str = "the client can send bearer tokens (`http` with `bearer`, `oauth2`), a name with a password (`http` \
                       with `basic`), and an `apiKey` in a header, a query or a cookie";

/// The schemes that operations ask for, each way to send credentials once. The first is that of the API key. `api_key_env`
/// are the variables of that, and `variable` makes one for another scheme.
pub(super) fn schemes(
    cx: &mut Context<'_, '_>,
    api_key_env: &[String],
    variable: impl Fn(&str) -> String,
) -> Vec<Scheme> {
    let resolved = cx.resolved;
    let operations = || resolved.operations.iter().flatten();
    let declared: Vec<_> = operations().filter_map(|operation| operation.security).chain(resolved.security).collect();
    declared.iter().copied().flatten().for_each(|requirement| refuse_unknown(cx, requirement));

    let required: Vec<&[Requirement]> = operations().filter_map(|operation| required(resolved, operation)).collect();
    for alternatives in required.iter().filter(|alternatives| !is_served(resolved, alternatives)) {
        refuse_unserved(cx, alternatives);
    }
    let is_silent = required.is_empty() || required.len() < operations().count();
    let used = used(resolved, &required, is_silent);
    let mut schemes = Vec::new();
    for (index, (name, source, auth)) in used.into_iter().enumerate() {
        check_name(cx, source, &auth);
        let is_key = index == 0 && auth != Auth::Basic;
        // What is wrong with it is reported.
        let Ok(setter) = setter(cx, name, source, is_key) else { continue };
        let env = match index {
            0 => api_key_env.to_vec(),
            _ => vec![variable(&setter.name.as_str().to_ascii_uppercase())],
        };
        schemes.push(Scheme {
            name: name.to_owned(),
            env,
            setter: setter.name,
            docs: docs::of(source.description.as_deref(), || sentences::scheme(name)),
            auth,
            origin: Origin { pointer: source.at.clone(), rule: setter.rule },
        });
    }
    schemes
}

/// What an operation asks for, by names of the schemes that the client has.
pub(super) fn of_operation(resolved: &Resolved<'_>, operation: &Operation<'_>, schemes: &[Scheme]) -> Vec<Vec<String>> {
    let Some(alternatives) = required(resolved, operation) else {
        // That a description says nothing does not mean that nothing is needed.
        return schemes.first().map(|scheme| vec![vec![scheme.name.clone()]]).unwrap_or_default();
    };
    let name_of = |auth: Auth| Some(schemes.iter().find(|scheme| is_same(&scheme.auth, &auth))?.name.clone());
    let named = |requirement: &Requirement| {
        let names = sent_together(resolved, requirement)?.into_iter().map(name_of);
        let mut names = names.collect::<Option<Vec<String>>>()?;
        names.sort();
        Some(names)
    };
    let named: Vec<Vec<String>> = alternatives.iter().filter_map(named).collect();
    // Nothing else to choose from is the same as nothing asked for.
    if named.iter().all(Vec::is_empty) { Vec::new() } else { named }
}

/// What an operation says of itself replaces what is said of all.
pub(super) fn required<'d>(resolved: &Resolved<'d>, operation: &Operation<'d>) -> Option<&'d [Requirement]> {
    operation.security.or(resolved.security)
}

type Usable<'d> = (&'d str, &'d SecurityScheme, Auth);

/// The schemes that are asked for, by name, so that the order of keys does not show; first the one that serves alone the
/// most of what is asked for, because it is that of the API key.
fn used<'d>(resolved: &Resolved<'d>, required: &[&[Requirement]], is_silent: bool) -> Vec<Usable<'d>> {
    let schemes = resolved.security_schemes.iter();
    let usable = schemes.filter_map(|(name, scheme)| {
        let scheme = scheme.as_ref().ok()?;
        Some((name.as_str(), scheme, auth(scheme)?))
    });
    let mut distinct: Vec<Usable<'d>> = Vec::new();
    for scheme in usable {
        if !distinct.iter().any(|(_, _, known)| is_same(known, &scheme.2)) {
            distinct.push(scheme);
        }
    }
    let sets = |alternatives: &&[Requirement]| -> Vec<Vec<Auth>> {
        alternatives.iter().filter_map(|requirement| sent_together(resolved, requirement)).collect()
    };
    let required: Vec<Vec<Vec<Auth>>> = required.iter().map(sets).collect();
    let is_asked_for = |auth: &Auth| required.iter().flatten().flatten().any(|other| is_same(auth, other));
    let serves_alone = |auth: &Auth| {
        let is_alone = |set: &Vec<Auth>| matches!(set.as_slice(), [only] if is_same(auth, only));
        required.iter().filter(|sets| sets.iter().any(is_alone)).count()
    };
    let asked_for: Vec<_> = distinct.iter().filter(|(_, _, auth)| is_asked_for(auth)).cloned().collect();
    let mut used = match is_silent && asked_for.is_empty() {
        true => distinct.into_iter().take(1).collect(),
        false => asked_for,
    };
    // A password is no key, if there is another.
    used.sort_by_key(|(_, _, auth)| (*auth == Auth::Basic, std::cmp::Reverse(serves_alone(auth))));
    used
}

fn auth(scheme: &SecurityScheme) -> Option<Auth> {
    match &scheme.kind {
        SecurityKind::HttpBearer => Some(Auth::Bearer),
        SecurityKind::HttpBasic => Some(Auth::Basic),
        SecurityKind::Key(KeyPlace::Header, name) => Some(Auth::Header(name.clone())),
        SecurityKind::Key(KeyPlace::Query, name) => Some(Auth::Query(name.clone())),
        SecurityKind::Key(KeyPlace::Cookie, name) => Some(Auth::Cookie(name.clone())),
        SecurityKind::Other(_) => None,
    }
}

fn is_same(one: &Auth, other: &Auth) -> bool {
    match (one, other) {
        (Auth::Header(one), Auth::Header(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    }
}

/// The ways in which one alternative is sent, each once; `None` where the client cannot send it.
fn sent_together(resolved: &Resolved<'_>, requirement: &Requirement) -> Option<Vec<Auth>> {
    let mut set: Vec<Auth> = Vec::new();
    for required in &requirement.schemes {
        let auth = auth(scheme(resolved, &required.name)?)?;
        if !set.iter().any(|other| is_same(other, &auth)) {
            set.push(auth);
        }
    }
    // They would stand in one header.
    let is_possible = !(set.contains(&Auth::Bearer) && set.contains(&Auth::Basic));
    is_possible.then_some(set)
}

/// Whether the client can meet one of the alternatives. No alternative at all means: nothing is needed.
fn is_served(resolved: &Resolved<'_>, alternatives: &[Requirement]) -> bool {
    alternatives.is_empty() || alternatives.iter().any(|requirement| sent_together(resolved, requirement).is_some())
}

fn scheme<'d>(resolved: &Resolved<'d>, word: &Word) -> Option<&'d SecurityScheme> {
    resolved.security_schemes.iter().find(|(name, _)| *name == word.text).and_then(|(_, scheme)| scheme.as_ref().ok())
}

/// The method of the builder; that of the API key is there for every service.
fn setter(cx: &mut Context<'_, '_>, name: &str, source: &SecurityScheme, is_key: bool) -> Known<Named<FieldName>> {
    if is_key {
        return Ok(Named { name: FieldName::api_key(), rule: NamingRule::Place });
    }
    naming::field(cx, &Text::key(name, &source.at, source.rust_name.as_ref()), Role::ClientSetter)
}

/// What is wrong with the name of a key is reported.
fn check_name(cx: &mut Context<'_, '_>, scheme: &SecurityScheme, auth: &Auth) {
    let at = scheme.at.child("name");
    match auth {
        Auth::Header(name) => {
            let _ = headers::check_name(cx, name, "header", &at).and_then(|()| headers::check_framing(cx, name, &at));
        }
        Auth::Cookie(name) => {
            let _ = headers::check_name(cx, name, "cookie", &at);
        }
        Auth::Bearer | Auth::Basic | Auth::Query(_) => {}
    }
}

fn refuse_unknown(cx: &mut Context<'_, '_>, requirement: &Requirement) {
    let schemes = cx.resolved.security_schemes;
    let known = || schemes.iter().map(|(name, _)| name.as_str());
    let names = requirement.schemes.iter().map(|required| &required.name);
    for scheme in names.filter(|scheme| !known().any(|name| name == scheme.text)) {
        let message = format!("there is no security scheme `{}`", spelled(&scheme.text));
        let help = match known().next() {
            Some(_) => did_you_mean(&scheme.text, known()),
            None => "declare it under `components/securitySchemes`".to_owned(),
        };
        cx.report(Diagnostic::at_key(Code::RefTargetMissing, &scheme.at, message).help(help));
    }
}

/// What is asked for here cannot be sent. A scheme that is not declared, or was refused, was reported already.
fn refuse_unserved(cx: &mut Context<'_, '_>, alternatives: &[Requirement]) {
    let resolved = cx.resolved;
    let wanted = alternatives.iter().flat_map(|requirement| &requirement.schemes);
    let wanted: Option<Vec<_>> = wanted.map(|it| Some((&it.name, scheme(resolved, &it.name)?))).collect();
    let Some(wanted) = wanted else { return };
    // Where each can be sent, it is the last beside the others that cannot.
    let other = wanted.iter().find(|(_, scheme)| auth(scheme).is_none()).or(wanted.last());
    let Some((word, scheme)) = other else { return };
    let what = match &scheme.kind {
        SecurityKind::Other(what) => what.clone(),
        SecurityKind::HttpBearer | SecurityKind::HttpBasic | SecurityKind::Key(..) => {
            format!("`{}` together with another scheme in the same header", spelled(&word.text))
        }
    };
    let problem = Diagnostic::at_key(Code::Unsupported, &word.at, format!("unsupported: {what}"));
    cx.report(problem.related(&scheme.at, Part::Key, "it is declared here").help(WAY_OUT));
}
