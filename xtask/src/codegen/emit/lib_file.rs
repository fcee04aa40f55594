//! The root of the crate, and the parts of it that hold nothing but names of the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::DocText;
use model::api::Api;
use model::edits::Extent;
use model::runtime::{self, Shown};

/// ```text
/// //! [docs/README.md]: crate::resources
/// //! [docs/retries.md]: crate::retries
/// #![doc = include_str!("../README.md")]
/// #![cfg_attr(docsrs, feature(doc_cfg))]
/// #![deny(missing_docs)]
///
/// mod client;
/// pub mod types;
///
/// pub use client::Region;
/// pub use runtime::{Client, ClientBuilder, Error, …};
/// ```
pub fn file(api: &Api, extent: Extent) -> TokenStream {
    let webhooks = api.webhook.as_ref().map(|_| {
        quote! {
            #[cfg(feature = "webhooks")]
            pub mod webhooks;
        }
    });
    let region = (!api.service.servers.is_empty()).then(|| {
        quote!(
            pub use crate::client::Region;
        )
    });
    let links = extent.is_whole().then(|| {
        quote! {
            // The README links to the file; of two definitions of a link the first counts.
            #![doc = " [docs/README.md]: crate::resources"]
            #![doc = " [docs/retries.md]: crate::retries"]
            #![doc = ""]
        }
    });
    let program = extent.is_whole().then(|| {
        quote! {
            #[cfg(feature = "cli")]
            #[doc(hidden)]
            pub mod cli;
        }
    });
    let retries = extent.is_whole().then(|| {
        quote! {
            #[doc = include_str!("../docs/retries.md")]
            pub mod retries {}
        }
    });
    let root = exported(|_, shown| shown == Shown::InRoot);
    // Its traits return it, so it stands beside them too.
    let transport = exported(|name, shown| shown == Shown::InTransport || name == "BoxFuture");
    quote! {
        #links
        #![doc = include_str!("../README.md")]
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #![deny(missing_docs)]

        mod client;

        #[cfg(feature = "blocking")]
        pub mod blocking;
        #program
        pub mod resources;
        #retries
        #[comment = " Hidden because it may change at any time; public because not every crate calls all of it."]
        #[doc(hidden)]
        pub mod runtime;
        #[cfg(feature = "test-util")]
        pub mod test_util;
        pub mod types;
        #webhooks

        #region
        pub use crate::runtime::{#(#root),*};

        #[comment = " The crates whose types stand in the interface of this one."]
        pub use {bytes, http, jiff, reqwest, serde_json};

        /// The seam below the client: how requests leave the process.
        pub mod transport {
            pub use crate::runtime::{#(#transport),*};
        }
    }
}

fn exported(keep: impl Fn(&str, Shown) -> bool) -> Vec<Ident> {
    let kept = runtime::exports().filter(|(name, shown)| keep(name, *shown));
    kept.map(|(name, _)| Ident::new(name, Span::call_site())).collect()
}

/// ```text
/// //! What tests of code that uses this crate need.
///
/// pub mod fixtures;
///
/// pub use crate::runtime::transport::mock::{MockTransport, RecordedRequest, Reply};
/// ```
pub fn test_util() -> TokenStream {
    let docs = DocText::new(
        "For tests of code that uses this crate: a transport that answers from a script, a clock that only moves when \
         told to, and values to answer with.",
    )
    .inner();
    quote! {
        #docs
        pub mod fixtures;
        pub use crate::runtime::transport::mock::{MockTransport, RecordedRequest, Reply};
        pub use crate::runtime::virtual_clock::VirtualClock;
    }
}
