//! How a program gets bearer tokens by itself: where a scheme has the flow `clientCredentials`, nothing but an id and a
//! secret is left to the caller.

use std::collections::BTreeSet;

use super::auth;
use super::context::Context;
use super::naming::{self, Text};
use crate::api::{Auth, Origin, Scheme, TokenClient};
use crate::names::Role;
use crate::openapi::{RequiredScheme, SecurityKind};

/// Bearer tokens are one scheme to the client, however many the description has; the first by name that is asked for and
/// says where its tokens come from is the one. The scopes are those that operations ask for.
pub(super) fn of_schemes(
    cx: &mut Context<'_, '_>,
    schemes: &[Scheme],
    variable: impl Fn(&str) -> String,
) -> Option<TokenClient> {
    let resolved = cx.resolved;
    let scheme = schemes.iter().find(|scheme| scheme.auth == Auth::Bearer)?;
    let operations = resolved.operations.iter().flatten();
    let required = operations.filter_map(|operation| auth::required(resolved, operation)).flatten();
    let required: Vec<&RequiredScheme> = required.flat_map(|requirement| &requirement.schemes).collect();
    let is_asked_for = |name: &str| name == scheme.name || required.iter().any(|it| it.name.text == name);
    let (name, source, url) = resolved.security_schemes.iter().find_map(|(name, source)| {
        let source = source.as_ref().ok().filter(|source| matches!(source.kind, SecurityKind::HttpBearer))?;
        is_asked_for(name).then_some((name, source, source.token_url.as_ref()?))
    })?;
    let scopes: BTreeSet<&String> =
        required.iter().filter(|it| it.name.text == *name).flat_map(|it| &it.scopes).collect();
    let setter = format!("{}_client", source.rust_name.as_ref().unwrap_or(name));
    // What is wrong with it is reported.
    let named = naming::field(cx, &Text::key(&setter, &source.at, None), Role::ClientSetter).ok()?;
    let prefix = named.name.as_str().to_ascii_uppercase();
    Some(TokenClient {
        scheme: scheme.name.clone(),
        url: url.text.clone(),
        scopes: scopes.into_iter().cloned().collect(),
        setter: named.name,
        id_env: variable(&format!("{prefix}_ID")),
        secret_env: variable(&format!("{prefix}_SECRET")),
        origin: Origin { pointer: url.at.clone(), rule: named.rule },
    })
}
