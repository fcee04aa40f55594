//! The command line: a table of what the operations are, and a `main` that hands it to the runtime, where everything
//! that commands have in common is written once.

mod commands;
mod inputs;
mod kinds;
mod limits;
mod reconcile;
mod text;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::DocText;
use super::ident::raw_or_plain;
use model::api::{Api, Resource, Scheme, Server};
use model::names::flag;

/// ```text
/// /// Runs the program: reads its arguments and the environment, and gives its exit status.
/// pub fn main() -> ExitCode {
///     crate::runtime::cli::run(&PROGRAM)
/// }
///
/// static PROGRAM: Program = Program { name: "llamacloud-prod", …, commands: &[Command { … }] };
///
/// static BATCH_CONFIG_OBJECT: Object = Object { members: &[…] };
/// ```
pub fn file(api: &Api) -> TokenStream {
    let docs =
        DocText::new("The command line: what its commands are. How they work is written in the runtime.").inner();
    let (name, about) = (&api.package.command, text::plain(&api.package.docs));
    let summary = &api.package.summary;
    let credentials = api.service.schemes.iter().skip(1).map(|scheme| credential(scheme, api));
    let regions = api.service.servers.iter().map(region);
    let resources = api.resources().filter(|resource| !resource.path.is_empty()).map(group);
    let commands = api.placed_operations().flat_map(|(resource, operation)| commands::of(operation, resource, api));
    let definitions = kinds::definitions(api);
    quote! {
        #docs
        use std::process::ExitCode;

        use crate::client::SERVICE;
        use crate::runtime::cli::program::*;

        /// Runs the program: reads its arguments and the environment, and gives its exit status.
        pub fn main() -> ExitCode {
            crate::runtime::cli::run(&PROGRAM)
        }

        static PROGRAM: Program = Program {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            summary: #summary,
            about: #about,
            service: &SERVICE,
            credentials: &[#(#credentials),*],
            regions: &[#(#regions),*],
            groups: &[#(#resources),*],
            commands: &[#(#commands),*],
        };

        #(#definitions)*
    }
}

/// ```text
/// fn main() -> std::process::ExitCode {
///     llamacloud::cli::main()
/// }
/// ```
pub fn main(api: &Api) -> TokenStream {
    let library = raw_or_plain(&api.package.name.replace('-', "_"));
    let docs = DocText::new(format!("The program `{}`: the library on the command line.", api.package.command)).inner();
    quote! {
        #docs
        fn main() -> std::process::ExitCode {
            #library::cli::main()
        }
    }
}

/// The first scheme is that of the API key, whose flags every program has.
fn credential(scheme: &Scheme, api: &Api) -> TokenStream {
    let (name, flag, help) = (&scheme.name, api.service.credentials_flag(scheme), text::plain(&scheme.docs));
    quote!(Credential { scheme: #name, flag: #flag, help: #help })
}

fn region(server: &Server) -> TokenStream {
    let (name, url) = (flag(server.variant.as_str()), &server.address.url);
    quote!(Region { name: #name, url: #url })
}

fn group(resource: &Resource) -> TokenStream {
    let (path, about) = (resource.command_group(), text::plain(&resource.docs));
    quote!(Group { path: #path, about: #about })
}
