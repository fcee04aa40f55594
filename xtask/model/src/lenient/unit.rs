//! Which part of OpenAPI a place is in: the units around it, of which the smallest that can be done without is left out.

use crate::openapi::Method;
use crate::source::Pointer;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Root,
    Info,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    MediaType,
    Schema,
    Example,
    /// A mapping or a list of such units: a name or an index leads to one.
    Many(Item),
    /// Anything else: a keyword, or something inside the value of one.
    Keyword,
}

/// What there can be many of in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Path,
    Parameter,
    RequestBody,
    Response,
    MediaType,
    Property,
    /// Of `allOf`, `anyOf` or `oneOf`.
    Branch,
    ComponentSchema,
    ComponentExample,
}

/// All units that lead to a place, the outermost first, each with its own place.
pub fn units(at: &Pointer) -> Vec<(Pointer, Unit)> {
    let mut unit = Unit::Root;
    let mut pointer = Pointer::root();
    let mut units = vec![(pointer.clone(), unit)];
    for segment in at.segments() {
        unit = inside(unit, segment);
        pointer = pointer.child(segment);
        units.push((pointer.clone(), unit));
    }
    units
}

fn inside(unit: Unit, key: &str) -> Unit {
    match (unit, key) {
        (Unit::Root, "info") => Unit::Info,
        (Unit::Root, "paths") => Unit::Many(Item::Path),
        (Unit::Root, "components") => Unit::Components,
        (Unit::Components, "pathItems") => Unit::Many(Item::Path),
        (Unit::Components, "examples") => Unit::Many(Item::ComponentExample),
        (Unit::Components, "schemas") => Unit::Many(Item::ComponentSchema),
        (Unit::Components | Unit::PathItem | Unit::Operation, "parameters") => Unit::Many(Item::Parameter),
        (Unit::Components, "requestBodies") => Unit::Many(Item::RequestBody),
        (Unit::Components | Unit::Operation, "responses") => Unit::Many(Item::Response),
        (Unit::Operation, "requestBody") => Unit::RequestBody,
        (Unit::PathItem, key) if Method::of_key(key).is_some() => Unit::Operation,
        (Unit::Parameter | Unit::RequestBody | Unit::Response, "content") => Unit::Many(Item::MediaType),
        (Unit::Parameter | Unit::MediaType, "schema") => Unit::Schema,
        (Unit::Schema, "properties") => Unit::Many(Item::Property),
        (Unit::Schema, "allOf" | "anyOf" | "oneOf") => Unit::Many(Item::Branch),
        (Unit::Schema, "items" | "additionalProperties") => Unit::Schema,
        (Unit::Many(Item::Path | Item::Response), key) if key.starts_with("x-") => Unit::Keyword,
        (Unit::Many(item), _) => item.unit(),
        _ => Unit::Keyword,
    }
}

impl Item {
    fn unit(self) -> Unit {
        match self {
            Self::Path => Unit::PathItem,
            Self::Parameter => Unit::Parameter,
            Self::RequestBody => Unit::RequestBody,
            Self::Response => Unit::Response,
            Self::MediaType => Unit::MediaType,
            Self::ComponentExample => Unit::Example,
            Self::Property | Self::Branch | Self::ComponentSchema => Unit::Schema,
        }
    }
}
