//! From a schema as it is written to a [`Slot`]: its own keywords, its reference and the parts of its `allOf` are pieces,
//! and the pieces that say something of the values are put together. Where only one of them does, and it has a name,
//! the slot has that schema and no new one is made.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::circles;
use super::head::{Declared, Head, Heads, ObjectShape, Places, Shape, UnionShape};
use super::idle;
use super::integers::{self, pairs};
use super::merge;
use super::own::{self, Own, is_null};
use super::references::{self, Section};
use super::words::Words;
use super::{Choice, Enumeration, KnownSlot, SchemaId, Slot, bounds};
use crate::bounds::Bounds;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Known, Refused};
use crate::openapi::{
    AdditionalProperties, Document, Header, Parameter, Ref, RefOr, RequestBody, Response, Schema, SchemaType, Sited,
    Word,
};

pub struct Resolver<'d, 'r> {
    pub document: &'d Document,
    pub diagnostics: &'r mut Diagnostics,
    pub parameters: Section<'d, RefOr<Parameter>>,
    pub bodies: Section<'d, RefOr<RequestBody>>,
    pub responses: Section<'d, RefOr<Response>>,
    pub headers: Section<'d, RefOr<Header>>,
    pub examples: Section<'d, RefOr<Option<Sited>>>,
    pub heads: Heads<'d>,
    schemas: Section<'d, Schema>,
    circular: BTreeMap<&'d str, Refused>,
    components: HashMap<&'d str, KnownSlot<'d>>,
    /// What has been looked at, by identity: a property of a part is looked at for each whole.
    slots: HashMap<*const Schema, KnownSlot<'d>>,
    /// What two schemas are together. Without it, two that contain themselves would be put together for ever.
    pub merged: BTreeMap<(SchemaId, SchemaId), Option<SchemaId>>,
}

/// A part of a schema that says something of its values.
#[derive(Clone, Debug)]
enum Piece<'d> {
    /// A component.
    Named(&'d str, Rc<Slot<'d>>),
    /// The keywords of the schema itself, or of a part that is written out.
    Written(&'d Schema, Own<'d>),
}

/// What was found of one schema so far.
#[derive(Default)]
struct Gathered<'d> {
    words: Words<'d>,
    pieces: Vec<Piece<'d>>,
    /// The schemas without a name that are in it. Two references to one of them would otherwise double all that is below,
    /// and again on each level.
    inner: BTreeSet<&'d str>,
}

/// What surrounds a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Setting<'d> {
    Component(&'d str),
    Place,
    /// One of several alternatives: what it requires may be declared beside it.
    Branch,
}

impl<'d, 'r> Resolver<'d, 'r> {
    pub fn new(document: &'d Document, diagnostics: &'r mut Diagnostics) -> Self {
        let known = &document.components;
        let schemas = || known.schemas.iter().chain(&known.inner_schemas);
        let circular = circles::refuse(schemas(), diagnostics);
        Self {
            document,
            diagnostics,
            parameters: Section::new("parameters", known.parameters.iter(), known.refused),
            bodies: Section::new("requestBodies", known.request_bodies.iter(), known.refused),
            responses: Section::new("responses", known.responses.iter(), known.refused),
            headers: Section::new("headers", known.headers.iter(), known.refused),
            examples: Section::new("examples", known.examples.iter(), known.refused),
            heads: Heads::default(),
            schemas: Section::new("schemas", schemas(), known.refused),
            circular,
            components: HashMap::new(),
            slots: HashMap::new(),
            merged: BTreeMap::new(),
        }
    }

    /// All component schemas, in document order.
    pub fn components(&mut self) -> Vec<(&'d str, KnownSlot<'d>)> {
        let schemas = self.document.components.schemas.iter();
        schemas
            .map(|(name, schema)| {
                let slot = schema.as_ref().map_err(|refused| *refused).and_then(|schema| self.component(name, schema));
                (name.as_str(), slot)
            })
            .collect()
    }

    fn component(&mut self, name: &'d str, schema: &'d Schema) -> KnownSlot<'d> {
        if let Some(known) = self.components.get(name) {
            return known.clone();
        }
        let slot = match self.circular.get(name) {
            Some(refused) => Err(*refused),
            None => self.settle(schema, Setting::Component(name)),
        };
        // What is inside may lead back here.
        self.components.insert(name, slot.clone());
        if slot.is_err() {
            self.look_into(schema);
        }
        slot
    }

    /// What stands in a place.
    pub fn slot(&mut self, schema: &'d Known<Schema>, setting: Setting<'d>) -> KnownSlot<'d> {
        let schema = schema.as_ref().map_err(|refused| *refused)?;
        if let Some(known) = self.slots.get(&std::ptr::from_ref(schema)) {
            return known.clone();
        }
        let slot = self.settle(schema, setting);
        self.slots.insert(schema, slot.clone());
        if slot.is_err() {
            self.look_into(schema);
        }
        slot
    }

    /// Looks at what is inside a schema that is refused itself, for problems of its own.
    fn look_into(&mut self, schema: &'d Schema) {
        let properties = schema.properties.iter().map(|(_, property)| property);
        for inner in properties.chain(schema.items.as_deref()).chain(additional(schema)) {
            // What there is to say of it is reported.
            let _ = self.slot(inner, Setting::Place);
        }
    }

    fn settle(&mut self, schema: &'d Schema, setting: Setting<'d>) -> KnownSlot<'d> {
        let mut gathered = Gathered::default();
        let own = self.add_pieces(schema, &mut gathered)?;
        let Gathered { mut words, pieces, inner: _ } = gathered;
        words.nullable |= own.nullable;
        let shape = match pieces.as_slice() {
            [Piece::Named(name, target)] => {
                let refined = self.refined(schema, &words, name, target);
                let is_hidden = self.heads.shape(target.schema).is_plain_text();
                words.refer(target, is_hidden);
                match refined {
                    Some(shape) => shape,
                    None => {
                        idle::refuse_outcome(schema, self.diagnostics);
                        return Ok(words.slot(schema, target.schema));
                    }
                }
            }
            pieces => self.together(schema, pieces, setting)?,
        };
        let mut integers = None;
        if let [Piece::Written(written, own)] = pieces.as_slice() {
            words.nullable |= own.nullable;
            integers = integers::of(written, own).filter(|_| matches!(shape, Shape::Integer(..)));
        }
        if setting != Setting::Branch {
            self.refuse_undeclared(schema, &shape);
        }
        if self.holds_secrets(&shape) {
            words.sensitive = true;
        }
        if !matches!(&shape, Shape::Object(object) if !object.declared.is_empty()) {
            idle::refuse_outcome(schema, self.diagnostics);
        }
        let id = self.heads.add(Head {
            at: &schema.at,
            component: if let Setting::Component(name) = setting { Some(name) } else { None },
            description: words.description,
            deprecated: schema.deprecated,
            sensitive: words.sensitive,
            rust_name: schema.rust_name.as_ref(),
            called: schema.title.as_deref(),
            outcome: words.outcome,
            integers: integers.map(Box::new),
            shape,
        });
        Ok(words.slot(schema, id))
    }

    /// Gathers the pieces: what is referred to, the parts of `allOf`, and then the schema's own keywords.
    fn add_pieces(&mut self, schema: &'d Schema, gathered: &mut Gathered<'d>) -> Known<Own<'d>> {
        let own = own::settle(schema, self.diagnostics);
        if let Ok(own) = &own {
            gathered.words.add(schema, own);
            idle::refuse_names(schema, own, self.diagnostics);
        }
        let mut result = Ok(());
        if let Some(reference) = &schema.reference {
            result = self.add_target(reference, gathered);
        }
        for part in schema.all_of.iter().chain(circles::only_branch(schema)) {
            let part = part.as_ref().map_err(|refused| *refused);
            result = part.and_then(|part| self.add_pieces(part, gathered)).and(result);
        }
        let own = own?;
        if says_anything(schema, &own) {
            gathered.pieces.push(Piece::Written(schema, own.clone()));
        }
        result.map(|()| own)
    }

    /// Only a component is a schema of its own. Another schema that is referred to is as if it were written here, so that
    /// what is made of it is called after this place, and the other place remains free to change.
    fn add_target(&mut self, reference: &Ref, gathered: &mut Gathered<'d>) -> Known<()> {
        let (name, schema) = self.schemas.find(reference, self.diagnostics)?;
        if references::component("schemas", &reference.target).is_none() {
            return match self.circular.get(name) {
                Some(refused) => Err(*refused),
                // What a part says holds no less for being said once.
                None if !gathered.inner.insert(name) => Ok(()),
                None => {
                    let own = self.add_pieces(schema, gathered)?;
                    gathered.words.nullable |= own.nullable;
                    Ok(())
                }
            };
        }
        let slot = self.component(name, schema)?;
        if self.heads.shape(slot.schema).is_any() {
            gathered.words.refer(&slot, false);
        } else {
            gathered.pieces.push(Piece::Named(name, slot));
        }
        Ok(())
    }

    /// What a number is that a place refers to and says more of: it has no type of its own, so nothing is lost. Beside a
    /// reference to a schema with a type of its own, a format says nothing.
    fn refined(&mut self, schema: &Schema, words: &Words<'d>, name: &str, target: &Slot<'d>) -> Option<Shape<'d>> {
        let format = words.format;
        match self.heads.shape(target.schema) {
            Shape::Integer(own, bounds) if format.is_some() || words.bounds != Bounds::default() => {
                Some(Shape::Integer(format.or(*own), bounds.and(words.bounds)))
            }
            Shape::Number(_) if format.is_some() => Some(Shape::Number(format)),
            Shape::String(own) if own.map(|own| &own.text) == format.map(|format| &format.text) => None,
            _ => {
                if let Some(format) = format {
                    let message = format!("`format` says nothing beside a reference to `{name}`, which has its own");
                    let problem = Diagnostic::at_key(Code::IdleKeyword, &schema.at.child("format"), message);
                    let help = format!("delete it, or put `format: {}` into `{name}`", format.text);
                    self.diagnostics.push(problem.help(help));
                }
                None
            }
        }
    }

    fn together(&mut self, schema: &'d Schema, pieces: &[Piece<'d>], setting: Setting<'d>) -> Known<Shape<'d>> {
        let mut whole = Shape::Any;
        for piece in pieces {
            let part = match piece {
                Piece::Named(name, slot) => {
                    let head = self.heads.head(slot.schema);
                    let shape = match (&head.shape, setting) {
                        // An alternative refers back to the whole for what is common to all of them.
                        (Shape::Union(union), Setting::Component(own)) if union.has(own) => union.common(),
                        (shape, _) => shape.clone(),
                    };
                    shape.declared_by(head.component.unwrap_or(name))
                }
                Piece::Written(written, own) => shape(written, own),
            };
            whole = merge::both(&whole, &part).ok_or_else(|| self.refuse_parts(schema, &whole, &part))?;
        }
        Ok(whole)
    }

    fn refuse_parts(&mut self, schema: &Schema, one: &Shape<'_>, other: &Shape<'_>) -> Refused {
        let problem = match (one, other) {
            (Shape::Union(_), _) | (_, Shape::Union(_)) => {
                let message = "unsupported: alternatives beside other parts of a schema";
                let way_out = "describe the value as `{}`, which is read and sent as any JSON";
                Diagnostic::at(Code::Unsupported, &schema.at, message).help(way_out)
            }
            _ => {
                let message = format!("the parts of `allOf` disagree: {} and {}", one.noun(), other.noun());
                Diagnostic::at(Code::IncompatibleParts, &schema.at, message).help("describe the value without `allOf`")
            }
        };
        self.diagnostics.push(problem)
    }

    /// Whether something secret is in it that has no type of its own.
    fn holds_secrets(&mut self, shape: &Shape<'d>) -> bool {
        let held = shape.held().to_vec();
        held.into_iter().any(|held| self.slot(held, Setting::Place).is_ok_and(|slot| slot.sensitive))
    }

    fn refuse_undeclared(&mut self, schema: &Schema, shape: &Shape<'d>) {
        let Shape::Object(object) = shape else { return };
        let known: BTreeSet<&str> = object.declared.iter().map(|declared| declared.wire).collect();
        // What a component requires that is a part of this schema is its own mistake.
        let is_undeclared = |word: &&&Word| !known.contains(word.text.as_str()) && word.at.is_in(&schema.at);
        for word in object.required.iter().filter(is_undeclared) {
            let message = format!("the required property `{}` is not declared", word.text);
            let help = match nearest(&word.text, known.iter().copied()).first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare `{}` under `properties`, or do not require it", word.text),
            };
            self.diagnostics.push(Diagnostic::at(Code::UnknownRequired, &word.at, message).help(help));
        }
    }
}

/// Whether a schema says anything of its values, apart from null, bounds and words.
fn says_anything(schema: &Schema, own: &Own<'_>) -> bool {
    own.ty.is_some()
        || own.values.is_some()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.items.is_some()
        || !matches!(schema.additional_properties, AdditionalProperties::No)
        || branches(schema).len() > 1
}

fn branches(schema: &Schema) -> Places<'_> {
    schema.any_of.iter().chain(&schema.one_of).filter(|branch| !is_null(branch)).collect()
}

fn additional(schema: &Schema) -> Option<&Known<Schema>> {
    match &schema.additional_properties {
        AdditionalProperties::Schema(values) => Some(values),
        AdditionalProperties::Any | AdditionalProperties::No => None,
    }
}

/// What the keywords of a schema alone make of its values.
fn shape<'d>(schema: &'d Schema, own: &Own<'d>) -> Shape<'d> {
    let branches = branches(schema);
    if branches.len() > 1 {
        let choice = if schema.one_of.is_empty() { Choice::AtLeastOne } else { Choice::One };
        let base = Some(members(schema)).filter(ObjectShape::says_anything);
        return Shape::Union(UnionShape { choice, branches, tag: schema.discriminator.as_deref(), base });
    }
    if let Some(values) = &own.values
        && own.plain_values().is_empty()
    {
        return Shape::Enum(Enumeration {
            at: &schema.at,
            values: values.clone(),
            is_text: matches!(own.ty, Some(SchemaType::String) | None),
            rust_names: pairs(&schema.rust_names),
            descriptions: pairs(&schema.enum_descriptions),
        });
    }
    let format = schema.format.as_ref();
    match own.ty {
        Some(SchemaType::String) => Shape::String(format),
        Some(SchemaType::Integer) => Shape::Integer(format, bounds::of(schema)),
        Some(SchemaType::Number) => Shape::Number(format),
        Some(SchemaType::Boolean) => Shape::Boolean,
        Some(SchemaType::Array) => Shape::List(schema.items.as_deref().into_iter().collect()),
        Some(SchemaType::Object) => object(schema),
        Some(SchemaType::Null) | None if schema.items.is_some() => {
            Shape::List(schema.items.as_deref().into_iter().collect())
        }
        Some(SchemaType::Null) | None => object(schema),
    }
}

fn object(schema: &Schema) -> Shape<'_> {
    Shape::Object(members(schema))
}

fn members(schema: &Schema) -> ObjectShape<'_> {
    let declared = schema.properties.iter().map(|(wire, property)| Declared { wire, places: vec![(None, property)] });
    ObjectShape {
        declared: declared.collect(),
        required: schema.required.iter().collect(),
        additional: additional(schema).into_iter().collect(),
        is_open: matches!(schema.additional_properties, AdditionalProperties::Any),
    }
}
