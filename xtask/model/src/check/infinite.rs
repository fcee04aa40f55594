//! Types that require themselves: a value of them never ends.

use crate::api::{Api, Field, FieldShape, TypeDef, TypeRef};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Part};
use crate::graph::{Graph, shown, way_around};
use crate::names::TypeName;

/// Whether there was nothing to refuse.
pub fn check(api: &Api, diagnostics: &mut Diagnostics) -> bool {
    let structs = api.types.values().filter_map(TypeDef::as_struct);
    let graph: Graph<&TypeName> =
        structs.map(|definition| (&definition.name, definition.fields.iter().filter_map(required).collect())).collect();
    let cycles = graph.cycles();
    for cycle in &cycles {
        diagnostics.push(requires_itself(api, cycle));
    }
    cycles.is_empty()
}

fn requires_itself(api: &Api, cycle: &[&TypeName]) -> Diagnostic {
    let names: Vec<&str> = cycle.iter().map(|name| name.as_str()).collect();
    let message = format!("`{}` requires itself, so no value of it can end: {}", names[0], way_around(&names));
    let mut places = shown(cycle.len()).filter_map(|at| {
        let next = cycle[(at + 1) % cycle.len()];
        let definition = api.model(cycle[at]).as_struct()?;
        let field = definition.fields.iter().find(|field| required(field) == Some(next))?;
        Some(&field.origin.pointer)
    });
    let first = places.next().expect("a cycle has a first step");
    let problem = Diagnostic::at_key(Code::InfiniteType, first, message)
        .help("find the property that the service can leave out or set to null, and say so");
    places.fold(problem, |problem, place| problem.related(place, Part::Key, "and this is required too"))
}

/// The model that every value has in this field.
fn required(field: &Field) -> Option<&TypeName> {
    match (&field.ty, field.shape) {
        (TypeRef::Named(name), FieldShape::Required) => Some(name),
        _ => None,
    }
}
