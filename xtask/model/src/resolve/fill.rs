//! What is inside the schemas, once it is known what each of them is: properties, items, branches. Several places that say
//! something of one property are put together here, which can make further schemas.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::head::{Collection, Head, ObjectShape, Places, Shape};
use super::schemas::{Resolver, Setting};
use super::words;
use super::{Enumeration, Further, Kind, KnownSlot, Object, Property, Schema, SchemaId, Schemas, Slot, merge};
use crate::diagnostics::{Code, Diagnostic, Known, Part};
use crate::openapi;

/// The finished list of schemas.
pub fn fill<'d>(mut resolver: Resolver<'d, '_>) -> Schemas<'d> {
    let mut schemas = Vec::new();
    while let Some(head) = resolver.heads.nth(schemas.len()).cloned() {
        let kind = resolver.kind(&head);
        schemas.push(Schema {
            at: head.at,
            component: head.component,
            description: head.description,
            deprecated: head.deprecated,
            sensitive: head.sensitive,
            rust_name: head.rust_name,
            called: head.called,
            outcome: head.outcome,
            integers: head.integers,
            kind,
        });
    }
    Schemas(schemas)
}

impl<'d> Resolver<'d, '_> {
    fn kind(&mut self, head: &Head<'d>) -> Kind<'d> {
        match &head.shape {
            Shape::Any => Kind::Any,
            Shape::String(format) => Kind::String(*format),
            Shape::Integer(format, bounds) => Kind::Integer(*format, *bounds),
            Shape::Number(format) => Kind::Number(*format),
            Shape::Boolean => Kind::Boolean,
            Shape::Enum(values) => Kind::Enum(values.clone()),
            Shape::List(items) => Kind::List(self.place(items, None)),
            Shape::Object(object) => self.object(object),
            Shape::Union(union) => self.alternatives(head, union),
            Shape::Mixed(Collection::List, items) => Kind::List(self.mixed_values(head, items)),
            Shape::Mixed(Collection::Map, values) => Kind::Map(self.mixed_values(head, values)),
        }
    }

    pub(super) fn object(&mut self, object: &ObjectShape<'d>) -> Kind<'d> {
        let additional = self.place(&object.additional, None);
        if object.declared.is_empty() {
            return Kind::Map(additional);
        }
        let required: BTreeSet<&str> = object.required.iter().map(|word| word.text.as_str()).collect();
        let properties = object.declared.iter().map(|declared| {
            let places: Places<'d> = declared.places.iter().map(|(_, place)| *place).collect();
            let slot = self.place(&places, Some(declared.wire)).expect("a property is declared somewhere");
            // What several places say together is declared by the whole.
            let mut places = declared.places.iter();
            let owner = places.find(|(_, place)| self.is_all_of(place, &slot)).and_then(|(owner, _)| *owner);
            Property { wire: declared.wire, required: required.contains(declared.wire), owner, slot }
        });
        let properties = properties.collect();
        let further = match additional {
            Some(slot) => Further::Each(slot),
            None if object.is_open => Further::Any,
            None => Further::Unsaid,
        };
        Kind::Object(Object { properties, further })
    }

    /// Whether one place alone says what the slot is.
    fn is_all_of(&mut self, place: &'d Known<openapi::Schema>, whole: &KnownSlot<'d>) -> bool {
        let own = self.slot(place, Setting::Place);
        matches!((own, whole), (Ok(own), Ok(whole)) if own.at == whole.at && own.schema == whole.schema)
    }

    /// What stands in a place of which all of these say something.
    fn place(&mut self, places: &[&'d Known<openapi::Schema>], property: Option<&str>) -> Option<KnownSlot<'d>> {
        let (first, others) = places.split_first()?;
        let mut whole = self.slot(first, Setting::Place);
        let mut said_by = *first;
        for other in others {
            let next = self.slot(other, Setting::Place);
            let (Ok(one), Ok(two)) = (&whole, &next) else {
                whole = whole.and(next);
                continue;
            };
            if self.heads.shape(one.schema).is_any() {
                (whole, said_by) = (next, *other);
            } else if !self.heads.shape(two.schema).is_any() && !is_same(said_by, other) {
                whole = self.narrowed(one, two, property);
            }
        }
        Some(whole)
    }

    fn narrowed(&mut self, one: &Slot<'d>, other: &Slot<'d>, property: Option<&str>) -> KnownSlot<'d> {
        match self.merge(one.schema, other.schema) {
            Some(schema) => Ok(Rc::new(Slot {
                schema,
                nullable: one.nullable && other.nullable,
                sensitive: one.sensitive || other.sensitive,
                description: one.description.or(other.description),
                deprecated: one.deprecated || other.deprecated,
                default: other.default.or(one.default),
                bounds: one.bounds.and(other.bounds),
                values: words::fewer(one.values.clone(), other.values.clone()),
                ..*one
            })),
            None => {
                let what = property.map_or("an inner part".to_owned(), |property| format!("`{property}`"));
                let message = format!("the parts of `allOf` disagree about {what}");
                let problem = Diagnostic::at_key(Code::IncompatibleParts, other.at, message)
                    .help("declare it in one of them only")
                    .related(one.at, Part::Key, "also declared here, differently");
                Err(self.diagnostics.push(problem))
            }
        }
    }

    /// The schema of values that have both; one of the two, where it says all that the other does.
    fn merge(&mut self, one: SchemaId, other: SchemaId) -> Option<SchemaId> {
        if one == other {
            return Some(one);
        }
        if let Some(known) = self.merged.get(&(one, other)) {
            return *known;
        }
        let (first, second) = (self.heads.head(one).clone(), self.heads.head(other).clone());
        let merged = merge::both(&first.shape, &second.shape).map(|shape| match &shape {
            Shape::String(_) if first.component.is_some() => one,
            Shape::Enum(values) if is_whole(values, &first) => one,
            Shape::Enum(values) if is_whole(values, &second) => other,
            _ => self.heads.add(second.nameless(shape)),
        });
        self.merged.insert((one, other), merged);
        merged
    }
}

/// Whether the values are all that a schema lists.
fn is_whole(values: &Enumeration<'_>, head: &Head<'_>) -> bool {
    matches!(&head.shape, Shape::Enum(own) if own.at == values.at && own.values.len() == values.values.len())
}

fn is_same(one: &Known<openapi::Schema>, other: &Known<openapi::Schema>) -> bool {
    matches!((one, other), (Ok(one), Ok(other)) if std::ptr::eq(one, other) || merge::same(one, other))
}
