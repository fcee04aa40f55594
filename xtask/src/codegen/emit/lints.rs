//! Lints that a description can run into, however careful the generator is. Each is expected at the one place where it
//! fires, and says why.

use proc_macro2::TokenStream;
use quote::quote;

/// Names of operators: a method so called, taking `self` and one value, looks like an implementation of the operator.
const OPERATORS: &[&str] = &["add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];

/// For a function that itself uses something deprecated.
pub fn deprecated(uses_deprecated: bool) -> Option<TokenStream> {
    uses_deprecated.then(|| quote!(#[expect(deprecated, reason = "it is offered as long as the service has it")]))
}

/// For a function with so many arguments, `self` included.
pub fn arguments(count: usize) -> Option<TokenStream> {
    let reason = "one argument for each value the service requires";
    (count > 7).then(|| quote!(#[expect(clippy::too_many_arguments, reason = #reason)]))
}

/// For a setter of this name.
pub fn setter_name(name: &str) -> Option<TokenStream> {
    let reason = "the service calls the value so";
    OPERATORS.contains(&name).then(|| quote!(#[expect(clippy::should_implement_trait, reason = #reason)]))
}

/// For a module inside a module of the same name.
pub fn module_name(module: &str, parent: &str) -> Option<TokenStream> {
    let reason = "the service calls both so";
    (module == parent).then(|| quote!(#[expect(clippy::module_inception, reason = #reason)]))
}
