//! What the runtime has to know about the service, as a constant.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::api::{Api, Auth};

/// ```text
/// pub(crate) const SERVICE: Service = Service { name: "llamacloud", … };
/// ```
pub fn constant(api: &Api) -> TokenStream {
    let name = &api.package.name;
    let service = &api.service;
    let base_url = service.servers.first().map_or("", |server| server.url.as_str());
    let (api_key_env, base_url_env) = (&service.api_key_env, &service.base_url_env);
    let custom_headers_env = &service.custom_headers_env;
    let default_parameters = service.default_parameters.iter().map(|parameter| {
        let (name, env) = (&parameter.wire, parameter.env.as_deref().unwrap_or_default());
        quote!(DefaultParameter { name: #name, env: #env })
    });
    let auth = match &service.auth {
        Auth::Bearer => quote!(Auth::Bearer),
        Auth::Header(header) => quote!(Auth::Header(#header)),
        Auth::None => quote!(Auth::None),
    };
    let paths: BTreeSet<_> = api.operations().map(|operation| operation.path.as_str()).collect();
    let paths = paths.iter();
    quote! {
        /// What the runtime has to know about the service.
        pub(crate) const SERVICE: Service = Service {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            base_url: #base_url,
            api_key_env: &[#(#api_key_env),*],
            base_url_env: #base_url_env,
            custom_headers_env: #custom_headers_env,
            default_parameters: &[#(#default_parameters),*],
            auth: #auth,
            paths: &[#(#paths),*],
        };
    }
}
