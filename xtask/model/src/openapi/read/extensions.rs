//! Our `x-` extensions. They are part of the description like any keyword, so a mistake in one is an error; the
//! extensions of other tools are theirs, and get a warning.

pub mod cli_name;
pub mod client;
pub mod idempotency;
pub mod lifecycle;
pub mod outcome;
pub mod pagination;
pub mod retry;

use super::context::Context;
use crate::diagnostics::suggest::{distance, list, nearest};
use crate::diagnostics::{Code, Diagnostic, Known};
use crate::openapi::Pointer;
use crate::openapi::node::Node;

/// What the value of an extension is.
#[derive(Clone, Copy)]
enum Value {
    Mapping,
    Text,
    Flag,
}

/// Every extension the generator knows, what it holds, and where it belongs.
const KNOWN: [(&str, Value, &str); 13] = [
    ("x-cli-name", Value::Text, "in a parameter or a property"),
    ("x-client", Value::Mapping, "at the root of the description"),
    ("x-enum-descriptions", Value::Mapping, "in a schema with `enum`"),
    ("x-idempotency", Value::Mapping, "in an operation"),
    ("x-lifecycle", Value::Mapping, "in an operation"),
    ("x-outcome", Value::Mapping, "in a schema with `properties`"),
    ("x-pagination", Value::Mapping, "in an operation"),
    ("x-reconcile", Value::Mapping, "in an operation"),
    ("x-resource", Value::Text, "in an operation"),
    ("x-retry", Value::Text, "in an operation"),
    ("x-rust-name", Value::Text, "in a server, an operation, a parameter or a schema"),
    ("x-rust-names", Value::Mapping, "in a schema with `enum`"),
    ("x-sensitive", Value::Flag, "in a schema"),
];

/// How many letters of an extension may be wrong; with more it is a word of another tool.
const LARGEST_SLIP: usize = 2;

impl Value {
    fn fits(self, node: &Node) -> bool {
        match self {
            Self::Mapping => matches!(node, Node::Map(_)),
            Self::Text => matches!(node, Node::Text(_)),
            Self::Flag => matches!(node, Node::Bool(_)),
        }
    }
}

/// An extension that is not among those its place has; only that of another tool changes nothing. One that resembles ours
/// is taken for a slip if it stands where ours may stand, with a value that ours may have.
pub fn unknown(
    cx: &mut Context<'_>,
    (name, value): (&str, &Node),
    at: Pointer,
    what: &str,
    here: &[&str],
) -> Known<()> {
    if let Some((_, _, belongs)) = KNOWN.iter().find(|(known, ..)| *known == name) {
        let message = format!("`{name}` has no meaning in {what}");
        let problem = Diagnostic::at_key(Code::UnknownExtension, &at, message);
        return Err(cx.push(problem.help(format!("it belongs {belongs}"))));
    }
    let may_be_meant =
        |(known, shape, _): &&(&str, Value, &str)| here.contains(known) && shape.fits(value) && is_slip(name, known);
    match nearest(name, KNOWN.iter().filter(may_be_meant).map(|(known, ..)| *known)).first() {
        Some(near) => {
            let help = format!("did you mean `{near}`? known here: {}", list(here));
            let message = format!("there is no extension `{name}`");
            Err(cx.push(Diagnostic::at_key(Code::UnknownExtension, &at, message).help(help)))
        }
        None => {
            cx.foreign_extension(name, at);
            Ok(())
        }
    }
}

fn is_slip(name: &str, known: &str) -> bool {
    distance(name, known).is_some_and(|distance| distance <= LARGEST_SLIP)
}
