//! Where the service runs, as an enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::DocText;
use super::ident::ToIdent;
use crate::codegen::api::{Server, Service};

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
pub fn items(service: &Service) -> TokenStream {
    let variants = service.servers.iter().enumerate().map(|(index, server)| {
        let docs = documentation(server);
        let name = server.variant.ident();
        let default = (index == 0).then(|| quote!(#[default]));
        quote!(#docs #default #name)
    });
    let names = service.servers.iter().map(|server| server.variant.ident());
    let urls = service.servers.iter().map(|server| &server.url);
    quote! {
        /// Where the service runs. Accounts and data of one region do not exist in another.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Region {
            #(#variants,)*
        }

        impl Region {
            /// The base URL of the region.
            pub fn base_url(self) -> &'static str {
                match self {
                    #(Self::#names => #urls,)*
                }
            }
        }
    }
}

fn documentation(server: &Server) -> DocText {
    let url = format!("`{}`", server.url);
    DocText::of(&server.docs, &url).maybe((!server.docs.0.is_empty()).then_some(url))
}
