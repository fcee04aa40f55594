//! The last step: what was set by hand, what the environment says and what the service prescribes become one client.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use super::ClientBuilder;
use super::addresses::Addresses;
use super::headers::Headers;
use super::tokens::TokenSource;
use crate::runtime::backoff::Jitter;
use crate::runtime::client::{Client, Inner};
use crate::runtime::credentials::{Credentials, Tokens};
use crate::runtime::error::Error;
use crate::runtime::latest_create::LatestCreate;
use crate::runtime::rate_limit::RateLimit;
use crate::runtime::redact::Secrets;
use crate::runtime::service::Scheme;
use crate::runtime::transport::Transport;
use crate::runtime::transport::reqwest::Connection;

impl ClientBuilder {
    /// Makes the client.
    ///
    /// # Errors
    ///
    /// When the key is missing or is no legal header value; when the address is not a complete `https://` URL; when a
    /// header, parameter, duration, proxy or certificate cannot be used. The message names what is wrong and where it
    /// came from, and never repeats the value.
    pub fn build(self) -> Result<Client, Error> {
        self.client()
    }
}

impl<M> ClientBuilder<M> {
    /// The client, whatever mode its calls will have.
    pub(crate) fn client(self) -> Result<Client, Error> {
        self.environment.check()?;
        self.check_durations()?;
        let addresses = self.addresses()?;
        let transport = self.wraps.iter().fold(self.effective_transport(&addresses)?, |inner, wrap| wrap(inner));
        let credentials = self.effective_credentials(addresses.tokens, &transport)?;
        let headers = self.effective_headers(&credentials)?;
        let default_parameters = self.effective_parameters()?;
        let base_url = addresses.base.map_or_else(|| Err(self.no_base_url()), |base_url| Ok(base_url.text));
        let own = addresses.own.into_iter();
        let own_servers = own.map(|(server, address)| (server, address.map(|address| address.text))).collect();
        Ok(Client::from_inner(Inner {
            base_url,
            own_servers,
            secrets: Secrets::of(&headers, []).and(credentials.secrets()),
            headers,
            credentials,
            default_parameters,
            timeout: self.timeout,
            deadline: self.deadline,
            retries: self.retries,
            transport,
            clock: self.clock,
            jitter: self.jitter_seed.map_or_else(Jitter::random, Jitter::seeded),
            budget: self.retry_budget.unwrap_or_default(),
            rate_limit: self.rate_limit.map(|(requests, period)| RateLimit::new(requests, period)),
            latest_create: LatestCreate::default(),
        }))
    }

    fn check_durations(&self) -> Result<(), Error> {
        let limits = [
            ("the timeout", self.timeout),
            ("the deadline", self.deadline),
            ("the connect timeout", self.connection.connect_timeout),
        ];
        for (name, limit) in limits {
            if limit.is_zero() {
                return Err(Error::configuration(format!("{name} is zero; it must be longer")));
            }
        }
        match self.rate_limit {
            Some((0, _) | (_, Duration::ZERO)) => {
                Err(Error::configuration("the rate limit needs at least one request and a period longer than zero"))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn effective_credentials(
        &self,
        tokens: Option<TokenSource>,
        transport: &Arc<dyn Transport>,
    ) -> Result<Credentials, Error> {
        let mut credentials = Credentials::none(self.service.schemes, self.service.token_client);
        if let Some(name) = self.providers.keys().find(|name| self.service.scheme(name).is_none()) {
            return Err(Error::configuration(format!("no operation asks for a security scheme `{name}`")));
        }
        for scheme in self.service.schemes {
            if let Some(source) = tokens.as_ref().filter(|source| source.scheme == scheme) {
                let tokens = Tokens::new(source.credentials.clone(), Arc::clone(transport), Arc::clone(&self.clock));
                credentials.provide(scheme, Arc::new(tokens));
                continue;
            }
            if let Some(provider) = self.providers.get(scheme.name) {
                credentials.provide(scheme, Arc::clone(provider));
                continue;
            }
            let by_hand = self.credentials.get(scheme.name).map(|text| (text.as_str(), origin(scheme)));
            let from_environment = || {
                let (text, variable) = self.environment.credentials.get(scheme.name)?;
                Some((text.as_str(), (*variable).to_owned()))
            };
            if let Some((text, origin)) = by_hand.or_else(from_environment) {
                credentials.add(scheme, text, &origin)?;
            }
        }
        Ok(credentials)
    }

    fn effective_headers(&self, credentials: &Credentials) -> Result<HeaderMap, Error> {
        let mut headers = Headers::new(self.service);
        for (name, value) in &self.environment.headers {
            headers.custom(name, value, self.service.custom_headers_env)?;
        }
        for (name, value) in &self.headers {
            headers.custom(name, value, "a header of the client")?;
        }
        if self.service.needs_credentials && credentials.is_empty() && !headers.is_authenticated() {
            return Err(Error::configuration(self.missing_key()));
        }
        Ok(headers.into_map())
    }

    fn missing_key(&self) -> String {
        let mut variables = self.service.api_key_env().join(" or ");
        if let Some(client) = self.service.token_client.filter(|_| !variables.is_empty()) {
            variables.push_str(&format!(", or {} and {}", client.id_env, client.secret_env));
        }
        let (lack, setter) = match self.service.key_scheme() {
            Some(scheme) if scheme.setter != "api_key" => ("are no credentials", scheme.setter),
            _ => ("is no API key", "api_key"),
        };
        match (variables.is_empty(), self.environment.was_read) {
            (true, _) => format!("there {lack}: call `{setter}`"),
            (false, true) => format!("there {lack}: set {variables}, or call `{setter}`"),
            (false, false) => format!("there {lack}: call `{setter}`, or `from_env` to read {variables}"),
        }
    }

    fn effective_parameters(&self) -> Result<BTreeMap<String, String>, Error> {
        let mut parameters = self.environment.default_parameters.clone();
        for (name, value) in &self.default_parameters {
            if !self.service.default_parameters.iter().any(|known| known.name == name) {
                return Err(Error::configuration(format!("no operation has a default parameter `{name}`")));
            }
            let value = value.trim();
            if value.is_empty() {
                return Err(Error::configuration(format!("the default parameter `{name}` is empty")));
            }
            parameters.insert(name.clone(), value.to_owned());
        }
        Ok(parameters)
    }

    fn effective_transport(&self, addresses: &Addresses) -> Result<Arc<dyn Transport>, Error> {
        let Some(transport) = &self.transport else {
            let (loopback, https) = (addresses.all(|it| it.loopback), addresses.all(|it| it.https));
            return Ok(Arc::new(Connection { loopback, https, ..self.connection.clone() }.transport()?));
        };
        match self.connection.proxies.is_empty() && self.connection.root_certificates.is_empty() {
            true => Ok(transport.clone()),
            false => Err(Error::configuration(
                "proxies and certificates belong to the HTTP client or transport that was given; set them there",
            )),
        }
    }
}

/// What credentials that were set by hand are called in messages.
fn origin(scheme: &Scheme) -> String {
    match scheme.setter {
        "api_key" => "the API key".to_owned(),
        setter => format!("what `{setter}` was given"),
    }
}
