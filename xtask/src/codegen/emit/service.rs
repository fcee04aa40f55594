//! What the runtime has to know about the service, as a constant.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use model::api::{Address, Api, Auth, Scheme, ServerVariable, TokenClient};

/// ```text
/// pub(crate) const SERVICE: Service = Service { name: "llamacloud", … };
/// ```
pub fn constant(api: &Api) -> TokenStream {
    let name = &api.package.name;
    let service = &api.service;
    let servers = service.servers.iter().map(|server| address(&server.address));
    let own_servers = api.own_servers().into_iter().map(address);
    let base_path = &service.base_path;
    let (base_url_env, custom_headers_env) = (&service.base_url_env, &service.custom_headers_env);
    let default_parameters = service.default_parameters.iter().map(|parameter| {
        let (name, env) = (&parameter.wire, parameter.env.as_deref().unwrap_or_default());
        quote!(DefaultParameter { name: #name, env: #env })
    });
    let schemes = service.schemes.iter().map(scheme);
    let token_client = match &service.token_client {
        Some(client) => token_client(client),
        None => quote!(None),
    };
    let needs_credentials = api.needs_credentials();
    let paths: BTreeSet<_> = api.operations().map(|operation| operation.path.path()).collect();
    let paths = paths.iter();
    quote! {
        /// What the runtime has to know about the service.
        pub(crate) const SERVICE: Service = Service {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            servers: &[#(#servers),*],
            own_servers: &[#(#own_servers),*],
            base_path: #base_path,
            base_url_env: #base_url_env,
            custom_headers_env: #custom_headers_env,
            default_parameters: &[#(#default_parameters),*],
            schemes: &[#(#schemes),*],
            token_client: #token_client,
            needs_credentials: #needs_credentials,
            paths: &[#(#paths),*],
        };
    }
}

fn address(address: &Address) -> TokenStream {
    let url = &address.url;
    let variables = address.variables.iter().map(|variable| {
        let ServerVariable { name, setter, env, default, values, docs: _, origin: _ } = variable;
        let setter = setter.to_string();
        quote! {
            ServerVariable { name: #name, setter: #setter, env: #env, default: #default, values: &[#(#values),*] }
        }
    });
    quote!(Server { url: #url, variables: &[#(#variables),*] })
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let (name, setter, env) = (&scheme.name, scheme.setter.to_string(), &scheme.env);
    let auth = match &scheme.auth {
        Auth::Bearer => quote!(Auth::Bearer),
        Auth::Basic => quote!(Auth::Basic),
        Auth::Header(name) => quote!(Auth::Header(#name)),
        Auth::Query(name) => quote!(Auth::Query(#name)),
        Auth::Cookie(name) => quote!(Auth::Cookie(#name)),
    };
    quote!(Scheme { name: #name, setter: #setter, env: &[#(#env),*], auth: #auth })
}

fn token_client(client: &TokenClient) -> TokenStream {
    let TokenClient { scheme, url, scopes, setter, id_env, secret_env, origin: _ } = client;
    let setter = setter.to_string();
    quote! {
        Some(TokenClient {
            scheme: #scheme,
            url: #url,
            scopes: &[#(#scopes),*],
            setter: #setter,
            id_env: #id_env,
            secret_env: #secret_env,
        })
    }
}
