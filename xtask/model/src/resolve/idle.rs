//! Extensions of schemas that have nothing to act on. Passed over, they would quietly have no effect.

use super::integers;
use super::own::Own;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::Schema;

/// `x-rust-names` and `x-enum-descriptions` speak of the values of an `enum`.
pub fn refuse_names(schema: &Schema, own: &Own<'_>, diagnostics: &mut Diagnostics) {
    for (extension, entries) in
        [("x-rust-names", &schema.rust_names), ("x-enum-descriptions", &schema.enum_descriptions)]
    {
        if entries.is_empty() {
            continue;
        }
        if own.values.is_none() {
            let help = "put it beside the `enum` that declares the values";
            diagnostics.push(idle(schema, extension, "without `enum`").help(help));
        } else if !own.plain_values().is_empty() && integers::of(schema, own).is_none() {
            let help = "delete it, and say in the description what the values mean";
            diagnostics
                .push(idle(schema, extension, "whose values are neither strings nor several integers").help(help));
        }
    }
}

/// `x-outcome` speaks of properties.
pub fn refuse_outcome(schema: &Schema, diagnostics: &mut Diagnostics) {
    if schema.outcome.is_some() {
        let help = "put it beside the `properties` that hold the results";
        diagnostics.push(idle(schema, "x-outcome", "without `properties`").help(help));
    }
}

fn idle(schema: &Schema, extension: &str, lacking: &str) -> Diagnostic {
    let message = format!("`{extension}` has no meaning in a schema {lacking}");
    Diagnostic::at_key(Code::UnknownExtension, &schema.at.child(extension), message)
}
