//! Which key the client sends. Security that is declared and cannot be served is refused: a client that leaves the key
//! out without a word is worse than none.

use super::context::Context;
use super::headers;
use super::nearest::did_you_mean;
use crate::codegen::api::Auth;
use crate::codegen::diagnostics::{Code, Diagnostic, Part, spelled};
use crate::codegen::openapi::{Requirement, SecurityKind, SecurityScheme};

const WAY_OUT: &str =
    "the client can send one key: a bearer token (`http` with `bearer`, `oauth2`), or an `apiKey` in a header";

pub(super) fn auth(cx: &mut Context<'_, '_>) -> Auth {
    let document = cx.document;
    let operations = document.operations.iter().filter_map(|operation| operation.security.as_ref());
    let required: Vec<&Vec<Requirement>> = document.security.iter().chain(operations).collect();
    required.iter().copied().flatten().for_each(|requirement| refuse_unknown(cx, requirement));

    let schemes = &document.security_schemes;
    let usable: Vec<_> = schemes.iter().filter(|(_, scheme)| key(scheme).is_some()).collect();
    let serves_all = |name: &str| required.iter().all(|alternatives| is_served(alternatives, name));
    // By name, so that the order of keys does not show.
    let chosen = usable.iter().find(|(name, _)| serves_all(name)).or(usable.first());
    let Some((name, scheme)) = chosen else {
        refuse_all(cx, schemes);
        return Auth::None;
    };
    for alternatives in required.iter().filter(|alternatives| !is_served(alternatives, name)) {
        refuse_unserved(cx, alternatives, schemes, name);
    }
    let auth = key(scheme).unwrap_or(Auth::None);
    if let Auth::Header(header) = &auth {
        headers::refuse_name(cx, header, "header", &scheme.at.child("name"));
        headers::refuse_framing(cx, header, &scheme.at.child("name"));
    }
    auth
}

fn key(scheme: &SecurityScheme) -> Option<Auth> {
    match &scheme.kind {
        SecurityKind::HttpBearer => Some(Auth::Bearer),
        SecurityKind::HeaderKey(name) => Some(Auth::Header(name.clone())),
        SecurityKind::Other(_) | SecurityKind::Unclear => None,
    }
}

/// Whether a client that sends this key meets one of the alternatives. No alternative at all means: no key is needed.
fn is_served(alternatives: &[Requirement], name: &str) -> bool {
    let is_met = |requirement: &Requirement| requirement.schemes.iter().all(|scheme| scheme.text == name);
    alternatives.is_empty() || alternatives.iter().any(is_met)
}

fn refuse_unknown(cx: &mut Context<'_, '_>, requirement: &Requirement) {
    let document = cx.document;
    let known = || document.security_schemes.iter().map(|(name, _)| name.as_str());
    for scheme in requirement.schemes.iter().filter(|scheme| !known().any(|name| name == scheme.text)) {
        let message = format!("there is no security scheme `{}`", spelled(&scheme.text));
        let help = match known().next() {
            Some(_) => did_you_mean(&scheme.text, known()),
            None => "declare it under `components/securitySchemes`".to_owned(),
        };
        cx.report(Diagnostic::at_key(Code::RefTargetMissing, &scheme.at, message).help(help));
    }
}

/// None of the schemes is one the client can serve.
fn refuse_all(cx: &mut Context<'_, '_>, schemes: &[(String, SecurityScheme)]) {
    for (_, scheme) in schemes {
        if let SecurityKind::Other(what) = &scheme.kind {
            cx.unsupported(&scheme.at, what, WAY_OUT);
        }
    }
}

/// The client has a key, and it is not the one that is asked for here.
fn refuse_unserved(
    cx: &mut Context<'_, '_>,
    alternatives: &[Requirement],
    schemes: &[(String, SecurityScheme)],
    chosen: &str,
) {
    let wanted =
        alternatives.iter().flat_map(|requirement| &requirement.schemes).filter(|scheme| scheme.text != chosen);
    let mut declared = wanted.filter_map(|word| Some((word, &schemes.iter().find(|(name, _)| *name == word.text)?.1)));
    // A scheme that is not declared, or not understood, was told already.
    if let Some((word, scheme)) = declared.next().filter(|(_, scheme)| !matches!(scheme.kind, SecurityKind::Unclear)) {
        let what = format!("`{}` where the client sends `{chosen}`", spelled(&word.text));
        let at = &word.at;
        let problem = Diagnostic::at_key(Code::Unsupported, at, format!("unsupported: {what}"));
        cx.report(problem.related(&scheme.at, Part::Key, "it is declared here").help(WAY_OUT));
    }
}
