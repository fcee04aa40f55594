//! Which key the client sends. Security that is declared and cannot be served is refused: a client that leaves the key
//! out without a word is worse than none.

use super::context::Context;
use super::headers;
use crate::codegen::api::Auth;
use crate::codegen::diagnostics::suggest::did_you_mean;
use crate::codegen::diagnostics::{Code, Diagnostic, Known, Part, spelled};
use crate::codegen::openapi::{Requirement, SecurityKind, SecurityScheme, Word};

const WAY_OUT: &str =
    "the client can send one key: a bearer token (`http` with `bearer`, `oauth2`), or an `apiKey` in a header";

pub(super) fn auth(cx: &mut Context<'_, '_>) -> Auth {
    let resolved = cx.resolved;
    let operations = || resolved.operations.iter().flatten();
    let declared: Vec<_> = operations().filter_map(|operation| operation.security).chain(resolved.security).collect();
    declared.iter().copied().flatten().for_each(|requirement| refuse_unknown(cx, requirement));

    // What an operation says of itself replaces what is said of all.
    let required = operations().filter_map(|operation| operation.security.or(resolved.security));
    let required: Vec<&[Requirement]> = required.collect();
    // That a description says nothing does not mean that nothing is needed; that it says so of each operation does.
    let names_a_scheme = |alternatives: &&[Requirement]| alternatives.iter().any(|it| !it.schemes.is_empty());
    if !required.is_empty() && required.len() == operations().count() && !required.iter().any(names_a_scheme) {
        return Auth::None;
    }
    let schemes = resolved.security_schemes;
    // By name, so that the order of keys does not show.
    let usable: Vec<(&SecurityScheme, Auth)> =
        schemes.iter().filter_map(|(_, scheme)| scheme.as_ref().ok()).filter_map(|it| Some((it, key(it)?))).collect();
    let serves_all = |auth: &Auth| required.iter().all(|alternatives| is_served(alternatives, schemes, auth));
    let chosen = usable.iter().find(|(_, auth)| serves_all(auth)).or(usable.first());
    let auth = chosen.map_or(Auth::None, |(_, auth)| auth.clone());
    for alternatives in required.iter().filter(|alternatives| !is_served(alternatives, schemes, &auth)) {
        refuse_unserved(cx, alternatives, schemes, &auth);
    }
    if let Some((scheme, Auth::Header(header))) = chosen {
        let at = scheme.at.child("name");
        // What is wrong with it is reported.
        let _ = headers::check_name(cx, header, "header", &at).and_then(|()| headers::check_framing(cx, header, &at));
    }
    auth
}

type Schemes = [(String, Known<SecurityScheme>)];

fn key(scheme: &SecurityScheme) -> Option<Auth> {
    match &scheme.kind {
        SecurityKind::HttpBearer => Some(Auth::Bearer),
        SecurityKind::HeaderKey(name) => Some(Auth::Header(name.clone())),
        SecurityKind::Other(_) => None,
    }
}

/// Whether a client that sends this key meets one of the alternatives. No alternative at all means: no key is needed.
fn is_served(alternatives: &[Requirement], schemes: &Schemes, auth: &Auth) -> bool {
    let is_sent = |word: &Word| scheme(schemes, word).and_then(key).is_some_and(|key| is_same(&key, auth));
    alternatives.is_empty() || alternatives.iter().any(|requirement| requirement.schemes.iter().all(is_sent))
}

fn is_same(one: &Auth, other: &Auth) -> bool {
    match (one, other) {
        (Auth::Header(one), Auth::Header(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    }
}

fn scheme<'a>(schemes: &'a Schemes, word: &Word) -> Option<&'a SecurityScheme> {
    schemes.iter().find(|(name, _)| *name == word.text).and_then(|(_, scheme)| scheme.as_ref().ok())
}

fn refuse_unknown(cx: &mut Context<'_, '_>, requirement: &Requirement) {
    let schemes = cx.resolved.security_schemes;
    let known = || schemes.iter().map(|(name, _)| name.as_str());
    for scheme in requirement.schemes.iter().filter(|scheme| !known().any(|name| name == scheme.text)) {
        let message = format!("there is no security scheme `{}`", spelled(&scheme.text));
        let help = match known().next() {
            Some(_) => did_you_mean(&scheme.text, known()),
            None => "declare it under `components/securitySchemes`".to_owned(),
        };
        cx.report(Diagnostic::at_key(Code::RefTargetMissing, &scheme.at, message).help(help));
    }
}

/// What is asked for here is not the key of the client, or it has none. A scheme that is not declared, or was refused, was
/// reported already.
fn refuse_unserved(cx: &mut Context<'_, '_>, alternatives: &[Requirement], schemes: &Schemes, auth: &Auth) {
    let wanted = alternatives.iter().flat_map(|requirement| &requirement.schemes);
    if wanted.clone().any(|word| scheme(schemes, word).is_none()) {
        return;
    }
    let mut wanted = wanted.filter_map(|word| Some((word, scheme(schemes, word)?)));
    let other = wanted.find(|(_, scheme)| key(scheme).is_none_or(|key| !is_same(&key, auth)));
    let Some((word, scheme)) = other else { return };
    let what = match &scheme.kind {
        SecurityKind::Other(what) => what.clone(),
        SecurityKind::HttpBearer | SecurityKind::HeaderKey(_) => {
            format!("`{}` beside another key", spelled(&word.text))
        }
    };
    let problem = Diagnostic::at_key(Code::Unsupported, &word.at, format!("unsupported: {what}"));
    cx.report(problem.related(&scheme.at, Part::Key, "it is declared here").help(WAY_OUT));
}
