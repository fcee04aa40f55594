//! `Debug` of a model that holds a secret.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::lints;
use crate::codegen::emit::scope::Scope;
use model::api::Struct;

/// ```text
/// impl std::fmt::Debug for BatchConfig {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.debug_struct("BatchConfig")
///             .field("url", &self.url)
///             .field("secret", &Redacted)
///             .finish()
///     }
/// }
/// ```
pub fn masked(definition: &Struct, scope: &Scope) -> TokenStream {
    let name = definition.name.ident();
    let text = definition.name.as_str();
    let redacted = scope.foreign("Redacted");
    let mut shown = definition.fields.iter().filter(|field| !field.sensitive);
    let lint = lints::deprecated(shown.any(|field| field.deprecated));
    let fields = definition.fields.iter().map(|field| {
        let (field_text, field_name) = (field.name.as_str(), field.name.ident());
        if field.sensitive {
            quote!(.field(#field_text, &#redacted))
        } else {
            quote!(.field(#field_text, &self.#field_name))
        }
    });
    quote! {
        /// Does not show what is secret.
        impl std::fmt::Debug for #name {
            #lint
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text)
                    #(#fields)*
                    .finish()
            }
        }
    }
}
