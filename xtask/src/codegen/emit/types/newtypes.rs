//! A named string of the description, such as an id.

use quote::{ToTokens, quote};
use syn::File;

use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::syntax::{self, items};
use model::api::{Api, Newtype};

/// ```text
/// /// Identifies a batch.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct BatchId(String);
///
/// crate::runtime::string_newtype_traits!(BatchId);
/// ```
pub fn file(api: &Api, definition: &Newtype) -> File {
    let scope = Scope::of_type(api, &definition.name);
    let name = definition.name.ident();
    let docs = DocText::of(&definition.docs, format!("Text that the service calls `{}`.", definition.name));
    let docs = docs
        .maybe(definition.sensitive.then_some("`Debug` does not show it."))
        .maybe(definition.deprecated.then_some(docs::DEPRECATED_TYPE));
    let (derived, traits) = if definition.sensitive {
        (quote!(Clone, PartialEq, Eq, Hash, PartialOrd, Ord), "secret_newtype_traits")
    } else {
        (quote!(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord), "string_newtype_traits")
    };
    let mut attributes = docs.outer();
    attributes.push(items::derive(derived));
    let text = items::unnamed(syntax::plain(syntax::path(["String"])));
    let model = items::public_struct(attributes, name.clone(), text);
    let traits = items::runtime_call(traits, name.into_token_stream());
    scope.with_uses(items::file(vec![model, traits]))
}
