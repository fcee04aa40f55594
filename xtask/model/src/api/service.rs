//! What the client must know about the service before the first request, and how callers prove who they are.

use super::{Docs, Origin};
use crate::names::{FieldName, TypeName, VariantName};

/// What the client must know about the service before the first request.
#[derive(Clone, Debug)]
pub struct Service {
    pub title: String,
    /// The first is the default. Without any, a client needs a base URL.
    pub servers: Vec<Server>,
    /// The path that the address ends in, where the description says no more of it.
    pub base_path: String,
    /// How callers prove who they are, each way to send credentials once. The first is that of the API key.
    pub schemes: Vec<Scheme>,
    /// How bearer tokens are obtained without a user.
    pub token_client: Option<TokenClient>,
    pub base_url_env: String,
    pub custom_headers_env: String,
    /// Query parameters that have a default on the client.
    pub default_parameters: Vec<DefaultParameter>,
}

#[derive(Clone, Debug)]
pub struct Server {
    pub variant: VariantName,
    pub address: Address,
    pub docs: Docs,
    pub origin: Origin,
}

/// Where a server is, with what it leaves to the caller.
#[derive(Clone, Debug)]
pub struct Address {
    /// With its variables in braces.
    pub url: String,
    /// Those that occur in it.
    pub variables: Vec<ServerVariable>,
}

impl Address {
    /// The URL with the defaults of its variables.
    pub fn filled(&self) -> String {
        let fill =
            |url: String, variable: &ServerVariable| url.replace(&format!("{{{}}}", variable.name), &variable.default);
        self.variables.iter().fold(self.url.clone(), fill)
    }
}

/// What the address of a server leaves to the caller. Servers that have the same name for one share its setter.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    pub name: String,
    /// The method of the client builder.
    pub setter: FieldName,
    pub env: String,
    pub default: String,
    /// What it may be; without any, whatever can stand in an address.
    pub values: Vec<String>,
    pub docs: Docs,
    pub origin: Origin,
}

/// A way to prove who sends a request.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the description.
    pub name: String,
    /// The method of the client builder: `api_key`, which the runtime has, or one of its own.
    pub setter: FieldName,
    /// Read in this order; the first that is set wins.
    pub env: Vec<String>,
    pub auth: Auth,
    pub docs: Docs,
    pub origin: Origin,
}

/// A program that gets bearer tokens by its own id and secret: the client credentials of OAuth 2.0.
#[derive(Clone, Debug)]
pub struct TokenClient {
    /// The scheme that the tokens are for.
    pub scheme: String,
    /// Where they come from; what is no whole address leads there from that of the service.
    pub url: String,
    /// Without any, the server chooses.
    pub scopes: Vec<String>,
    /// The method of the client builder.
    pub setter: FieldName,
    pub id_env: String,
    pub secret_env: String,
    pub origin: Origin,
}

/// How credentials travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    Bearer,
    /// A name and a password.
    Basic,
    /// The key goes into this header as it is.
    Header(String),
    /// The key is the query parameter of this name.
    Query(String),
    /// The key is the cookie of this name.
    Cookie(String),
}

impl Service {
    /// The variables that the API key is read from.
    pub fn api_key_env(&self) -> &[String] {
        self.schemes.first().map_or(&[], |scheme| &scheme.env)
    }

    /// Whether the builder's `api_key` is what sets the first scheme.
    pub fn has_api_key(&self) -> bool {
        self.schemes.first().is_some_and(Scheme::is_api_key)
    }

    /// The scheme of this name in the description.
    pub fn scheme(&self, name: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// The schemes that are set in another way than by `api_key`.
    pub fn schemes_with_setter(&self) -> impl Iterator<Item = &Scheme> {
        self.schemes.iter().filter(|scheme| !scheme.is_api_key())
    }
}

impl Scheme {
    /// The variable that examples take its credentials from.
    pub fn variable(&self) -> &str {
        self.env.first().map_or("API_KEY", String::as_str)
    }

    fn is_api_key(&self) -> bool {
        self.setter == FieldName::api_key()
    }
}

#[derive(Clone, Debug)]
pub struct DefaultParameter {
    pub wire: String,
    /// The setter on the client builder.
    pub name: FieldName,
    pub env: Option<String>,
    pub docs: Docs,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct Webhook {
    pub signature_header: String,
    pub signature_prefix: String,
    pub event: Option<TypeName>,
}
