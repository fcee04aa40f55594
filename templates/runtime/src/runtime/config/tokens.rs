//! Where bearer tokens come from, if a program gets them by itself.

use reqwest::Url;

use super::ClientBuilder;
use super::base_url::BaseUrl;
use crate::runtime::credentials::ClientCredentials;
use crate::runtime::error::Error;
use crate::runtime::service::{Auth, Scheme, TokenClient};

/// What gets the tokens of a client.
pub(super) struct TokenSource {
    /// The scheme that they are for.
    pub(super) scheme: &'static Scheme,
    pub(super) credentials: ClientCredentials,
    pub(super) address: BaseUrl,
}

impl<M> ClientBuilder<M> {
    /// What was given whole is stronger than an id and a secret, and these are stronger than what the environment says.
    pub(super) fn token_source(&self, base: Option<&BaseUrl>) -> Result<Option<TokenSource>, Error> {
        let (scheme, credentials) = match (&self.client_credentials, self.service.token_client) {
            (Some(credentials), Some(client)) => (self.service.scheme(client.scheme), credentials.clone()),
            (Some(credentials), None) => (self.service.key_scheme(), credentials.clone()),
            (None, Some(client)) => match self.token_account(&client)? {
                Some((id, secret)) => (self.service.scheme(client.scheme), described(&client, base, id, secret)?),
                None => return Ok(None),
            },
            (None, None) => return Ok(None),
        };
        let Some(scheme) = scheme.filter(|scheme| scheme.auth == Auth::Bearer) else {
            let message = "the API key of this service is no bearer token, which client credentials get";
            return Err(Error::configuration(message));
        };
        let refused = |reason| Error::configuration(format!("the address of tokens {reason}"));
        let address = BaseUrl::whole(credentials.token_url(), self.allow_http).map_err(refused)?;
        Ok(Some(TokenSource { scheme, credentials, address }))
    }

    /// An id and a secret. Those of the environment count where it holds no key.
    fn token_account(&self, client: &TokenClient) -> Result<Option<(&str, &str)>, Error> {
        if let Some((id, secret)) = &self.token_client {
            let (id, secret) = (id.trim(), secret.trim());
            return match id.is_empty() || secret.is_empty() {
                true => {
                    Err(Error::configuration(format!("an id or secret that `{}` was given is empty", client.setter)))
                }
                false => Ok(Some((id, secret))),
            };
        }
        let has_key = self.credentials.contains_key(client.scheme)
            || self.providers.contains_key(client.scheme)
            || self.environment.credentials.contains_key(client.scheme);
        match &self.environment.token_client {
            _ if has_key => Ok(None),
            (Some(id), Some(secret)) => Ok(Some((id, secret))),
            (None, None) => Ok(None),
            (Some(_), None) => Err(lone(client.id_env, client.secret_env)),
            (None, Some(_)) => Err(lone(client.secret_env, client.id_env)),
        }
    }
}

fn lone(set: &str, unset: &str) -> Error {
    Error::configuration(format!("{set} is set and {unset} is not; both are needed to get tokens"))
}

/// The address is a reference, as all addresses of a description are, and that of the service is what it refers from.
fn described(client: &TokenClient, base: Option<&BaseUrl>, id: &str, secret: &str) -> Result<ClientCredentials, Error> {
    let url = match base {
        Some(base) => Url::parse(&base.text).and_then(|base| base.join(client.url)),
        None => Url::parse(client.url),
    };
    let url = url.map_err(|_| {
        let message = format!("tokens come from `{}`, which needs a base URL to lead anywhere", client.url);
        Error::configuration(message)
    })?;
    let credentials = ClientCredentials::new(url, id, secret);
    Ok(client.scopes.iter().fold(credentials, |credentials, scope| credentials.scope(*scope)))
}
