//! The variables of a shell that stand for credentials: those that set them, so that a command can be run where they are set.

use crate::runtime::service::{Auth, Scheme};

/// What credentials of an operation may be in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variables<'a> {
    pub schemes: &'a [Scheme],
    /// What the operation asks for.
    pub security: &'a [&'a [&'a str]],
}

impl Variables<'_> {
    /// The variable of a bearer token.
    pub(super) fn bearer(&self) -> Option<&'static str> {
        self.find(|auth| auth == Auth::Bearer)
    }

    /// The variable of a name and a password.
    pub(super) fn basic(&self) -> Option<&'static str> {
        self.find(|auth| auth == Auth::Basic)
    }

    /// The variable of a key in a header.
    pub(super) fn header(&self, name: &str) -> Option<&'static str> {
        self.find(|auth| matches!(auth, Auth::Header(header) if header.eq_ignore_ascii_case(name)))
    }

    /// The variable of a key in the query.
    pub(super) fn query(&self, name: &str) -> Option<&'static str> {
        self.find(|auth| matches!(auth, Auth::Query(query) if query == name))
    }

    /// The variable of a key in a cookie.
    pub(super) fn cookie(&self, name: &str) -> Option<&'static str> {
        self.find(|auth| matches!(auth, Auth::Cookie(cookie) if cookie == name))
    }

    /// Of several schemes, one that the operation asks for.
    fn find(&self, is_it: impl Fn(Auth) -> bool) -> Option<&'static str> {
        let is_asked_for = |scheme: &&Scheme| self.security.iter().any(|names| names.contains(&scheme.name));
        let mut fitting = self.schemes.iter().filter(|scheme| is_it(scheme.auth));
        let scheme = fitting.clone().find(is_asked_for).or_else(|| fitting.next())?;
        scheme.env.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_that_of_the_scheme_that_is_asked_for() {
        let scheme = |name, env, auth| Scheme { name, setter: "any", env, auth };
        let schemes = [
            scheme("key", &["KEY"], Auth::Header("x-key")),
            scheme("token", &["TOKEN", "OLD_TOKEN"], Auth::Bearer),
            scheme("admin", &["ADMIN_TOKEN"], Auth::Bearer),
        ];
        let open = Variables { schemes: &schemes, security: &[] };
        assert_eq!((open.bearer(), open.header("X-Key"), open.basic()), (Some("TOKEN"), Some("KEY"), None));
        assert_eq!(Variables { security: &[&["admin"]], ..open }.bearer(), Some("ADMIN_TOKEN"));
    }
}
