//! Where the service runs, as an enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::DocText;
use super::ident::ToIdent;
use model::api::{Server, ServerVariable, Service};

/// ```text
/// /// Where the service runs.
/// #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Region {
///     #[default]
///     NorthAmerica,
///     Eu,
/// }
/// ```
///
/// Without a server there is nothing to choose.
pub fn items(service: &Service) -> Option<TokenStream> {
    if service.servers.is_empty() {
        return None;
    }
    let variants = service.servers.iter().enumerate().map(|(index, server)| {
        let docs = documentation(server);
        let name = server.variant.ident();
        let default = (index == 0).then(|| quote!(#[default]));
        quote!(#docs #default #name)
    });
    let names = service.servers.iter().map(|server| server.variant.ident());
    let urls = service.servers.iter().map(|server| &server.address.url);
    let docs = DocText::new("The base URL of the region.").maybe(
        service.servers.iter().any(|server| !server.address.variables.is_empty()).then(|| {
            "What it leaves open stands in braces, and has a setter on the [builder](crate::ClientBuilder).".to_owned()
        }),
    );
    Some(quote! {
        /// Where the service runs. Accounts and data of one region do not exist in another.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Region {
            #(#variants,)*
        }

        impl Region {
            #docs
            pub fn base_url(self) -> &'static str {
                match self {
                    #(Self::#names => #urls,)*
                }
            }
        }
    })
}

/// ```text
/// /// Sends requests to this region instead of the default one.
/// pub fn region(self, region: Region) -> Self {
///     self.server(region.base_url())
/// }
/// ```
pub fn setter(service: &Service) -> Option<TokenStream> {
    (!service.servers.is_empty()).then(|| {
        quote! {
            /// Sends requests to this region instead of the default one.
            pub fn region(self, region: Region) -> Self {
                self.server(region.base_url())
            }
        }
    })
}

/// ```text
/// /// The customer's part of the address.
/// pub fn server_tenant(self, value: impl Into<String>) -> Self {
///     self.server_variable("tenant", value)
/// }
/// ```
pub fn variable(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, setter, env, default, values, docs, origin: _ } = variable;
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    let among = (!values.is_empty()).then(|| format!("It is one of {}.", values.join(", ")));
    let docs = DocText::of(docs, format!("Sets `{name}` in the address of the service."))
        .paragraph(format!("Stands for `{{{name}}}` in the address, in place of `{default}`."))
        .maybe(among)
        .paragraph(format!("[`from_env`](Self::from_env) reads it from `{env}`."));
    let setter = setter.ident();
    quote! {
        #docs
        pub fn #setter(self, value: impl Into<String>) -> Self {
            self.server_variable(#name, value)
        }
    }
}

fn documentation(server: &Server) -> DocText {
    let url = format!("`{}`", server.address.url);
    DocText::of(&server.docs, &url).maybe((!server.docs.0.is_empty()).then_some(url))
}
