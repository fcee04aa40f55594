//! Our `x-` extensions. They are part of the description like any keyword, so a mistake in one is an error; the
//! extensions of other tools are theirs, and get a warning.

pub mod client;
pub mod lifecycle;
pub mod outcome;
pub mod pagination;
pub mod retry;

use super::context::Context;
use crate::codegen::diagnostics::suggest::{list, nearest};
use crate::codegen::diagnostics::{Code, Diagnostic, Known};
use crate::codegen::openapi::Pointer;

/// Every extension the generator knows, and where it belongs.
const KNOWN: [(&str, &str); 11] = [
    ("x-client", "at the root of the description"),
    ("x-enum-descriptions", "in a schema with `enum`"),
    ("x-lifecycle", "in an operation"),
    ("x-outcome", "in a schema with `properties`"),
    ("x-pagination", "in an operation"),
    ("x-reconcile", "in an operation"),
    ("x-resource", "in an operation"),
    ("x-retry", "in an operation"),
    ("x-rust-name", "in a server, an operation, a parameter or a schema"),
    ("x-rust-names", "in a schema with `enum`"),
    ("x-sensitive", "in a schema"),
];

/// An extension that is not among those its place has; only that of another tool changes nothing.
pub fn unknown(cx: &mut Context<'_>, name: &str, at: Pointer, what: &str, here: &[&str]) -> Known<()> {
    if let Some((_, belongs)) = KNOWN.iter().find(|(known, _)| *known == name) {
        let message = format!("`{name}` has no meaning in {what}");
        let problem = Diagnostic::at_key(Code::UnknownExtension, &at, message);
        return Err(cx.push(problem.help(format!("it belongs {belongs}"))));
    }
    match nearest(name, KNOWN.iter().map(|(known, _)| *known)).first() {
        Some(near) => {
            let help = if here.contains(near) || here.is_empty() {
                format!("did you mean `{near}`?")
            } else {
                format!("did you mean `{near}`? known here: {}", list(here))
            };
            let message = format!("there is no extension `{name}`");
            Err(cx.push(Diagnostic::at_key(Code::UnknownExtension, &at, message).help(help)))
        }
        None => {
            cx.foreign_extension(name, at);
            Ok(())
        }
    }
}
