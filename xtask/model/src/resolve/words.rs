//! What a schema says that belongs to the place and not to the values: words, null, who sends it, bounds, a default. The
//! schema itself is heard before the parts that are written out in it, and those before what it refers to.

use std::rc::Rc;

use super::own::Own;
use super::{Direction, SchemaId, Slot, bounds};
use crate::bounds::Bounds;
use crate::openapi::{Outcome, Schema, Sited, Word};

#[derive(Debug, Default)]
pub struct Words<'d> {
    pub nullable: bool,
    pub sensitive: bool,
    pub direction: Direction,
    pub description: Option<&'d str>,
    pub default: Option<&'d Sited>,
    pub outcome: Option<&'d Outcome>,
    pub bounds: Bounds,
    pub values: Vec<&'d Sited>,
    /// The format beside a reference; that of a type is part of what the values are.
    pub format: Option<&'d Word>,
    deprecated: bool,
}

impl<'d> Words<'d> {
    /// Adds what a schema says itself, or a part that is written out in it. A part that allows null does not make the whole
    /// allow it.
    pub fn add(&mut self, schema: &'d Schema, own: &Own<'d>) {
        let is_password = schema.format.as_ref().is_some_and(|format| format.text == "password");
        self.sensitive |= schema.sensitive || is_password;
        self.deprecated |= schema.deprecated;
        self.direction = self.direction.or(direction(schema));
        self.description = self.description.or(said(schema.description.as_deref()));
        self.outcome = self.outcome.or(schema.outcome.as_deref());
        self.default = self.default.or(schema.default.as_ref().and_then(|default| default.as_deref().ok()));
        self.bounds = self.bounds.and(bounds::of(schema));
        self.values = fewer(std::mem::take(&mut self.values), own.plain_values().to_vec());
        if own.ty.is_none() && own.values.is_none() {
            self.format = self.format.or(schema.format.as_ref());
        }
    }

    /// Adds what is said of a component that is referred to. Where its own type hides its text, it is no secret of the
    /// place.
    pub fn refer(&mut self, target: &Slot<'d>, is_hidden: bool) {
        self.nullable |= target.nullable;
        self.sensitive |= target.sensitive && !is_hidden;
        self.direction = self.direction.or(target.direction);
        self.description = self.description.or(target.description);
        self.bounds = self.bounds.and(target.bounds);
        self.values = fewer(std::mem::take(&mut self.values), target.values.clone());
    }

    /// The place where a schema stands.
    pub fn slot(self, schema: &'d Schema, id: SchemaId) -> Rc<Slot<'d>> {
        Rc::new(Slot {
            at: &schema.at,
            schema: id,
            nullable: self.nullable,
            sensitive: self.sensitive,
            direction: self.direction,
            description: self.description,
            deprecated: self.deprecated,
            default: self.default,
            bounds: self.bounds,
            values: self.values,
            cli_name: schema.cli_name.as_ref(),
            rust_name: schema.rust_name.as_ref(),
        })
    }
}

/// What two lists of values say together. A part lists fewer than the whole that it narrows; an empty list says nothing.
pub fn fewer<'d>(one: Vec<&'d Sited>, other: Vec<&'d Sited>) -> Vec<&'d Sited> {
    if one.is_empty() || (!other.is_empty() && other.len() < one.len()) { other } else { one }
}

fn direction(schema: &Schema) -> Direction {
    match (schema.read_only, schema.write_only) {
        (true, false) => Direction::OnlyRead,
        (false, true) => Direction::OnlyWritten,
        (false, false) | (true, true) => Direction::Both,
    }
}

impl Direction {
    fn or(self, other: Self) -> Self {
        if self == Self::Both { other } else { self }
    }
}

/// Words that are not blank.
pub fn said(words: Option<&str>) -> Option<&str> {
    words.filter(|words| !words.trim().is_empty())
}
