//! `Debug` of a model that holds a secret.

use syn::{ImplItem, ItemImpl, Stmt, parse_quote};

use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::lints;
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::syntax;
use crate::codegen::emit::syntax::functions::{self, member, method_call, named, reference, text};
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
pub fn masked(definition: &Struct, scope: &Scope) -> ItemImpl {
    let name = definition.name.ident();
    let mut shown = definition.fields.iter().filter(|field| !field.sensitive);
    let lint = lints::deprecated(shown.any(|field| field.deprecated));
    let begin = method_call(named(syntax::path(["f"])), "debug_struct", [text(definition.name.as_str())]);
    let fields = definition.fields.iter().fold(begin, |before, field| {
        let value = if field.sensitive {
            named(scope.foreign("Redacted"))
        } else {
            member(functions::this(), field.name.ident())
        };
        method_call(before, "field", [text(field.name.as_str()), reference(value)])
    });
    let mut implementation: ItemImpl = parse_quote! {
        /// Does not show what is secret.
        impl std::fmt::Debug for #name {
            #lint
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {}
        }
    };
    if let Some(ImplItem::Fn(function)) = implementation.items.first_mut() {
        function.block.stmts.push(Stmt::Expr(method_call(fields, "finish", []), None));
    }
    implementation
}
