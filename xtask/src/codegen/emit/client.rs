//! What the client knows about its service, and where its resources begin.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::DocText;
use super::ident::{ToIdent, raw_or_plain};
use super::resource_names::{accessor, type_name};
use super::scope::Scope;
use super::{error, methods, reconcile, region, service};
use model::api::{Api, Auth, DefaultParameter, Scheme, TokenClient};

/// ```text
/// /// The facts about the service that the runtime needs.
/// pub(crate) const SERVICE: Service = Service { … };
///
/// impl Client {
///     pub fn new(api_key: impl Into<String>) -> Result<Self, Error> { … }
///     pub fn builder() -> ClientBuilder { … }
///     pub fn from_env() -> Result<Self, Error> { … }
///     pub fn batches(&self) -> Batches { … }
/// }
///
/// impl<M> ClientBuilder<M> {
///     pub fn region(self, region: Region) -> Self { … }
///     pub fn project_id(self, project_id: impl Into<String>) -> Self { … }
/// }
///
/// pub enum Region { … }
/// ```
pub fn file(api: &Api) -> syn::Result<syn::File> {
    let docs =
        DocText::new(format!("The client of {}: its settings, and where its resources begin.", api.service.title));
    let docs = docs.inner();
    let scope = Scope::of_file(api, &["Region", "SERVICE"]);
    let service = service::constant(api);
    let entry = entry(api, &TokenStream::new(), &quote!(new));
    let accessors = accessors(api, &scope, None);
    let credentials = api.service.schemes_with_setter().map(credentials);
    let tokens = api.service.token_client.as_ref().map(tokens);
    let setters = api.service.default_parameters.iter().map(default_parameter);
    let choice = region::setter(&api.service);
    let variables = api.server_variables().into_iter().map(region::variable);
    let region = region::items(&api.service);
    let reconcile = reconcile::of_error(api);
    let declared = error::declared(api, &scope);
    let body = quote! {
        #service

        impl Client {
            #entry
            #accessors
        }

        impl<M> ClientBuilder<M> {
            #choice
            #(#variables)*
            #(#credentials)*
            #tokens

            #(#setters)*
        }

        #region
        #reconcile
        #declared
    };
    scope.file(docs, body)
}

/// `new`, `builder` and `from_env`, which every client has. `begin` makes a builder of `mode`.
pub fn entry(api: &Api, mode: &TokenStream, begin: &TokenStream) -> TokenStream {
    let service = &api.service;
    let key = match service.api_key_env() {
        [] => "Every setting is read from the environment, if it is there:".to_owned(),
        [only] => format!("The API key is read from `{only}`; also read, if they are set, are"),
        [first, rest @ ..] => {
            let rest: Vec<String> = rest.iter().map(|name| format!("`{name}`")).collect();
            format!(
                "The API key is read from `{first}`, else from {}; also read, if they are set, are",
                rest.join(", ")
            )
        }
    };
    let mut names = vec![format!("`{}`", service.base_url_env), format!("`{}`", service.custom_headers_env)];
    names.extend(api.server_variables().into_iter().map(|variable| format!("`{}`", variable.env)));
    names.extend(service.default_parameters.iter().filter_map(|it| Some(format!("`{}`", it.env.as_ref()?))));
    let last = names.pop().unwrap_or_default();
    let docs = DocText::new("A client with the settings of the environment.")
        .paragraph(format!("{key} {} and {last}. No request is made.", names.join(", ")))
        .section(
            "Errors",
            "The [error](crate::Error) names the variable that is missing or cannot be used, and never shows its value.",
        );
    let with_key = service.has_api_key().then(|| {
        quote! {
            /// A client with this API key and nothing else set. [`builder`](Self::builder) has the settings.
            ///
            /// # Errors
            ///
            /// The key is empty, or is no legal value of a header.
            pub fn new(api_key: impl Into<String>) -> Result<Self, Error> {
                Self::builder().api_key(api_key).build()
            }
        }
    });
    quote! {
        #with_key

        /// Begins a client: set what it needs, then [`build`](ClientBuilder::build) it.
        ///
        /// Nothing is read from the environment unless it is told to.
        pub fn builder() -> ClientBuilder #mode {
            ClientBuilder::#begin(&SERVICE)
        }

        #docs
        pub fn from_env() -> Result<Self, Error> {
            Self::builder().from_env().build()
        }
    }
}

/// What hangs on a client of the given mode: resources, and operations that belong to none.
pub fn accessors(api: &Api, scope: &Scope, mode: Option<&'static str>) -> TokenStream {
    let resources = api.root.children.iter().map(|child| {
        let docs = DocText::of(&child.docs, format!("The operations of `{}`.", child.path));
        let (accessor, name) = (accessor(child).ident(), type_name(child).ident());
        let mode = mode.map(raw_or_plain).map(|mode| quote!(<#mode>));
        quote! {
            #docs
            pub fn #accessor(&self) -> resources::#accessor::#name #mode {
                resources::#accessor::#name::new(self.handle())
            }
        }
    });
    let operations = api.root.operations.iter().flat_map(|operation| methods::on_client(operation, scope, mode));
    quote!(#(#resources)* #(#operations)*)
}

/// ```text
/// /// The name and the password of an account.
/// pub fn account(self, name: impl Into<String>, password: impl Into<String>) -> Self {
///     self.credential("account", format!("{}:{}", name.into(), password.into()))
/// }
/// ```
fn credentials(scheme: &Scheme) -> TokenStream {
    let (name, setter) = (&scheme.name, scheme.setter.ident());
    let place = match &scheme.auth {
        Auth::Bearer => "Sent as `Authorization: Bearer`".to_owned(),
        Auth::Basic => "Sent as `Authorization: Basic`".to_owned(),
        Auth::Header(header) => format!("Sent in the header `{header}`"),
        Auth::Query(parameter) => format!("Sent as the query parameter `{parameter}`"),
        Auth::Cookie(cookie) => format!("Sent as the cookie `{cookie}`"),
    };
    let variables: Vec<String> = scheme.env.iter().map(|variable| format!("`{variable}`")).collect();
    let form = if scheme.auth == Auth::Basic { ", as `name:password`; so the name has no colon in it" } else { "" };
    let docs = DocText::of(&scheme.docs, format!("Sets the credentials `{name}`."))
        .paragraph(format!("{place} by operations that ask for `{name}`."))
        .paragraph(format!("[`from_env`](Self::from_env) reads it from {}{form}.", variables.join(", else from ")));
    match scheme.auth {
        Auth::Basic => quote! {
            #docs
            pub fn #setter(self, name: impl Into<String>, password: impl Into<String>) -> Self {
                self.credential(#name, format!("{}:{}", name.into(), password.into()))
            }
        },
        Auth::Bearer | Auth::Header(_) | Auth::Query(_) | Auth::Cookie(_) => quote! {
            #docs
            pub fn #setter(self, key: impl Into<String>) -> Self {
                self.credential(#name, key.into())
            }
        },
    }
}

/// ```text
/// /// Gets the tokens of `oauth2` with an id and a secret.
/// pub fn oauth2_client(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
///     self.token_client(id, secret)
/// }
/// ```
fn tokens(client: &TokenClient) -> TokenStream {
    let TokenClient { scheme, url, scopes, setter, id_env, secret_env, origin: _ } = client;
    let setter = setter.ident();
    let scopes = match scopes.as_slice() {
        [] => "for no scope in particular".to_owned(),
        some => format!("for the scopes {}", some.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")),
    };
    let docs = DocText::new(format!("Gets the tokens of `{scheme}` by the client credentials of OAuth 2.0."))
        .paragraph(format!(
            "They are asked for at `{url}`, {scopes}, and kept as \
             [`client_credentials`](Self::client_credentials) says, which takes another address and other scopes."
        ))
        .paragraph(format!(
            "[`from_env`](Self::from_env) reads the id from `{id_env}` and the secret from `{secret_env}`."
        ));
    quote! {
        #docs
        pub fn #setter(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
            self.token_client(id, secret)
        }
    }
}

/// ```text
/// /// The project that requests are made for.
/// pub fn project_id(self, project_id: impl Into<String>) -> Self {
///     self.default_parameter("project_id", project_id)
/// }
/// ```
fn default_parameter(parameter: &DefaultParameter) -> TokenStream {
    let wire = &parameter.wire;
    let name = parameter.name.ident();
    let env = parameter.env.as_ref().map(|env| format!("[`from_env`](Self::from_env) reads it from `{env}`."));
    let docs = DocText::of(&parameter.docs, format!("Sent as `{wire}`."))
        .paragraph(format!("Every operation that takes `{wire}` sends it, unless the call sets its own."))
        .maybe(env);
    quote! {
        #docs
        pub fn #name(self, #name: impl Into<String>) -> Self {
            self.default_parameter(#wire, #name)
        }
    }
}
