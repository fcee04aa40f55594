//! Webhooks, where the description says how deliveries are signed.

use quote::{ToTokens, quote};

use super::docs::DocText;
use super::scope::Scope;
use model::api::{Api, Webhook};

/// ```text
/// //! Checking webhook deliveries.
///
/// pub use crate::runtime::webhooks::{Delivery, WebhookError};
///
/// const SCHEME: Scheme = Scheme { header: "LC-Signature", prefix: "sha256=" };
///
/// /// Checks deliveries against a signing secret.
/// pub type Verifier = webhooks::Verifier<WebhookEvent>;
///
/// impl Verifier {
///     pub fn new(secret: impl AsRef<[u8]>) -> Result<Self, WebhookError> { … }
/// }
///
/// pub fn verify(secret: …, body: &[u8], signature: &str) -> Result<Delivery<WebhookEvent>, WebhookError> { … }
/// ```
pub fn file(api: &Api, webhook: &Webhook) -> syn::Result<syn::File> {
    let (header, prefix) = (&webhook.signature_header, &webhook.signature_prefix);
    let docs = DocText::new("Webhook deliveries: is it the service that sent them, and what do they say.")
        .paragraph(format!(
            "A delivery carries `{header}: {prefix}…`, the HMAC-SHA256 of its body under the signing secret. Check the bytes \
             as they arrived, before anything reads them as JSON."
        ))
        .inner();
    let scope = Scope::of_file(api, &["Delivery", "Scheme", "Verifier", "WebhookError"]);
    let event = webhook.event.as_ref().map_or(quote!(String), |event| scope.model(event).into_token_stream());
    let body = quote! {
        pub use crate::runtime::webhooks::{Delivery, WebhookError};

        const SCHEME: Scheme = Scheme { header: #header, prefix: #prefix };

        /// Checks deliveries against a signing secret.
        pub type Verifier = webhooks::Verifier<#event>;

        impl Verifier {
            /// A verifier for one secret; see [`or_secret`](Self::or_secret) for replacing it.
            ///
            /// # Errors
            ///
            /// The secret is empty: anyone could sign with it.
            pub fn new(secret: impl AsRef<[u8]>) -> Result<Self, WebhookError> {
                Self::with_scheme(SCHEME, secret)
            }
        }

        /// Checks one delivery and opens it. `body` is what arrived, byte for byte; `signature` is the value of the
        /// signature header.
        ///
        /// # Errors
        ///
        /// The secret is empty, the signature is not one of the service over this body, or the body is not JSON.
        pub fn verify(secret: impl AsRef<[u8]>, body: &[u8], signature: &str) -> Result<Delivery<#event>, WebhookError> {
            Verifier::new(secret)?.open_signed(signature, body)
        }
    };
    let head = quote! {
        #docs
        use crate::runtime::webhooks::{self, Scheme};
    };
    scope.file(head, body)
}
