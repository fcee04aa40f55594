//! What the environment says about a service. Values are trimmed, quotes around them are taken off, and an empty one
//! counts as not set.

use std::collections::BTreeMap;
use std::ffi::OsString;

use crate::runtime::error::Error;
use crate::runtime::service::Service;

/// The variables of a service, as they were when they were read.
#[derive(Clone, Default)]
pub(super) struct Environment {
    /// Whether anyone asked for the environment at all.
    pub(super) was_read: bool,
    /// By scheme, with the variable each came from.
    pub(super) credentials: BTreeMap<&'static str, (String, &'static str)>,
    /// The id and the secret of a program that gets tokens by itself.
    pub(super) token_client: (Option<String>, Option<String>),
    pub(super) base_url: Option<String>,
    /// By name.
    pub(super) server_variables: BTreeMap<&'static str, String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) default_parameters: BTreeMap<String, String>,
    /// A variable that is no text.
    unreadable: Option<&'static str>,
}

impl Environment {
    /// Reads the variables that the service names.
    pub(super) fn read(service: &Service, lookup: impl Fn(&str) -> Option<OsString>) -> Self {
        let mut unreadable = None;
        let mut text = |name: &'static str| {
            if name.is_empty() {
                return None;
            }
            let Ok(value) = lookup(name)?.into_string() else {
                unreadable = Some(name);
                return None;
            };
            let value = unquoted(value.trim());
            (!value.is_empty()).then(|| value.to_owned())
        };
        let mut first = |names: &[&'static str]| names.iter().find_map(|&name| Some((text(name)?, name)));
        let credentials = service.schemes.iter().filter_map(|scheme| Some((scheme.name, first(scheme.env)?))).collect();
        let token_client = service.token_client.map(|client| (text(client.id_env), text(client.secret_env)));
        let base_url = text(service.base_url_env);
        let server_variables =
            service.server_variables().filter_map(|variable| Some((variable.name, text(variable.env)?))).collect();
        let headers = text(service.custom_headers_env).map(|lines| parse_headers(&lines)).unwrap_or_default();
        let default_parameters = service
            .default_parameters
            .iter()
            .filter_map(|parameter| Some((parameter.name.to_owned(), text(parameter.env)?)))
            .collect();
        Self {
            was_read: true,
            credentials,
            token_client: token_client.unwrap_or_default(),
            base_url,
            server_variables,
            headers,
            default_parameters,
            unreadable,
        }
    }

    /// # Errors
    ///
    /// When a variable that matters is no text.
    pub(super) fn check(&self) -> Result<(), Error> {
        match self.unreadable {
            Some(name) => Err(Error::configuration(format!("{name} is not valid Unicode"))),
            None => Ok(()),
        }
    }
}

/// The value without the quotes that a file of variables may have around it: a shell takes them off, others do not.
fn unquoted(value: &str) -> &str {
    let inside = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).map_or(value, str::trim)
}

/// Lines of `Name: value`; a line without a colon is skipped.
fn parse_headers(lines: &str) -> Vec<(String, String)> {
    let pairs = lines.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}
