//! Where an operation hangs: the accessors that lead to it, as in `client.beta().batch()`.

use super::context::Context;
use super::naming::{self, Given, Text};
use crate::diagnostics::{Code, Diagnostic, Known, Location, Part, spelled};
use crate::names::{ModuleName, Named};
use crate::openapi::Pointer;
use crate::resolve;

/// The accessors that lead to an operation: those of `x-resource`, or its first tag; none for one without either.
pub(super) fn path_of(cx: &mut Context<'_, '_>, operation: &resolve::Operation<'_>) -> Known<Vec<Named<ModuleName>>> {
    if let Some(path) = operation.resource {
        let at = operation.at.child("x-resource");
        if path.split('.').any(str::is_empty) {
            let message = format!("`x-resource` cannot be `{}`: one of its names is empty", spelled(path));
            let problem = Diagnostic::at(Code::NoIdentifier, &at, message);
            let help = "write names in snake case with a dot between them, such as `beta.batch`";
            return Err(cx.report(problem.help(help)));
        }
        return path.split('.').map(|segment| given(cx, segment, &at)).collect();
    }
    let Some(tag) = operation.tags.first() else { return Ok(Vec::new()) };
    let at = operation.at.child("tags").child(0);
    let text = Text { way_out: "`x-resource` on the operation", ..Text::value(tag, &at, operation.at, None) };
    naming::accessor(cx, &text).map(|accessor| vec![accessor])
}

pub(super) fn dotted(path: &[Named<ModuleName>]) -> String {
    path.iter().map(|accessor| accessor.name.as_str()).collect::<Vec<_>>().join(".")
}

fn given(cx: &mut Context<'_, '_>, segment: &str, at: &Pointer) -> Known<Named<ModuleName>> {
    let text = Text {
        wire: segment,
        at: Location::Node(at.clone(), Part::Value),
        given: Some(Given { name: segment, at: at.clone() }),
        way_out: "another `x-resource`",
    };
    naming::accessor(cx, &text)
}
