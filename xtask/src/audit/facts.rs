//! What a description says, place by place: operations, parameters, bodies, responses, fields and enum values.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model::bounds::{Bounds, Size};
use model::diagnostics::Known;
use model::openapi::{Encoding, ParameterPlace, Word};
use model::resolve::{
    Body, Direction, Enumeration, Further, Kind, KnownSlot, Media, Object, Operation, Parameter, PartHeader, Property,
    Resolved, Response, Schema, SchemaId, Slot, Union,
};

/// What can be said of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    Presence,
    Type,
    Format,
    /// How a property is written in a form.
    Encoding,
    Null,
    Bounds,
    Default,
    Direction,
    Deprecated,
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Presence => "presence",
            Self::Type => "type",
            Self::Format => "format",
            Self::Encoding => "encoding",
            Self::Null => "null",
            Self::Bounds => "bounds",
            Self::Default => "default",
            Self::Direction => "direction",
            Self::Deprecated => "deprecated",
        })
    }
}

/// What is said of each place.
#[derive(Debug, Default)]
pub struct Facts {
    places: BTreeMap<String, BTreeMap<Fact, BTreeSet<String>>>,
}

impl Facts {
    pub fn of(resolved: &Resolved<'_>) -> Self {
        let mut reader = Reader { resolved, facts: Self::default(), around: Vec::new() };
        for operation in resolved.operations.iter().flatten() {
            reader.operation(operation);
        }
        reader.facts
    }

    /// Of branches of a union that say different things of one place, all that they say.
    pub fn places(&self) -> BTreeMap<String, BTreeMap<Fact, String>> {
        let said = |said: &BTreeSet<String>| said.iter().map(String::as_str).collect::<Vec<_>>().join(" or ");
        let facts =
            |facts: &BTreeMap<Fact, BTreeSet<String>>| facts.iter().map(|(fact, all)| (*fact, said(all))).collect();
        self.places.iter().map(|(place, all)| (place.clone(), facts(all))).collect()
    }

    fn say(&mut self, place: &str, fact: Fact, said: impl ToString) {
        self.place(place).entry(fact).or_default().insert(said.to_string());
    }

    fn place(&mut self, place: &str) -> &mut BTreeMap<Fact, BTreeSet<String>> {
        self.places.entry(place.to_owned()).or_default()
    }
}

struct Reader<'a, 'd> {
    resolved: &'a Resolved<'d>,
    facts: Facts,
    /// The schemas around the place that is looked at: one that holds itself is looked at once.
    around: Vec<SchemaId>,
}

impl Reader<'_, '_> {
    fn operation(&mut self, operation: &Operation<'_>) {
        let Operation {
            method,
            path,
            deprecated,
            parameters,
            body,
            responses,
            // Where it stands, and what it is called.
            at: _,
            id: _,
            summary: _,
            description: _,
            tags: _,
            // Of the service as a whole.
            security: _,
            // The same service may be in several places.
            servers: _,
            // Our own extensions, which no other description has.
            resource: _,
            rust_name: _,
            pagination: _,
            retry: _,
            idempotency: _,
            lifecycle: _,
            reconcile: _,
        } = operation;
        let place = format!("{} {path}", method.verb());
        self.facts.place(&place);
        self.deprecated(&place, *deprecated);
        for parameter in parameters.iter().flatten() {
            self.parameter(&place, parameter);
        }
        if let Some(Ok(body)) = body {
            self.body(&format!("{place} body"), body);
        }
        for (status, response) in responses.iter().flatten() {
            let place = format!("{place} {status}");
            self.facts.place(&place);
            if let Ok(response) = response {
                let Response { content, at: _, component: _, description: _ } = response;
                self.content(&place, content);
            }
        }
    }

    fn parameter(&mut self, operation: &str, parameter: &Parameter<'_>) {
        let Parameter {
            name,
            place,
            required,
            deprecated,
            slot,
            at: _,
            used_at: _,
            component: _,
            description: _,
            // Those that both write are the usual ones.
            style: _,
            is_json: _,
            explode: _,
            cli_name: _,
            rust_name: _,
        } = parameter;
        let place = match place {
            ParameterPlace::Path => "path",
            ParameterPlace::Query => "query",
            ParameterPlace::Header => "header",
            ParameterPlace::Cookie => "cookie",
        };
        let place = format!("{operation} {place} {name}");
        self.presence(&place, *required);
        self.deprecated(&place, *deprecated);
        self.slot(&place, slot);
    }

    fn body(&mut self, place: &str, body: &Body<'_>) {
        let Body { required, content, at: _, component: _, description: _ } = body;
        self.presence(place, *required);
        self.content(place, content);
    }

    /// Of several media types the first, which is JSON if there is any.
    fn content(&mut self, place: &str, content: &[(&str, Known<Media<'_>>)]) {
        let Some((media_type, Ok(media))) = content.first() else { return };
        let Media { slot, at: _, example: _, encoding, headers } = media;
        self.facts.say(place, Fact::Format, media_type);
        encoding.iter().for_each(|encoding| self.encoding(place, encoding));
        for PartHeader { at: _, property, name, description: _, required, slot } in headers {
            let place = format!("{place}.{property} header {}", name.to_ascii_lowercase());
            self.presence(&place, *required);
            self.slot(&place, slot);
        }
        if let Some(slot) = slot {
            self.slot(place, slot);
        }
    }

    fn encoding(&mut self, place: &str, encoding: &Encoding) {
        let Encoding { property, content_type, style, explode, headers: _ } = encoding;
        let explode =
            explode.map(|explode| if explode { "a pair for each value" } else { "values in a row" }.to_owned());
        let style = style.as_ref().map(|style| format!("style {style}"));
        let said: Vec<String> = [content_type.clone(), style, explode].into_iter().flatten().collect();
        if !said.is_empty() {
            self.facts.say(&format!("{place}.{property}"), Fact::Encoding, said.join(", "));
        }
    }

    fn slot(&mut self, place: &str, slot: &KnownSlot<'_>) {
        let Ok(slot) = slot else { return self.facts.say(place, Fact::Type, "what cannot be read") };
        let Slot {
            schema,
            nullable,
            direction,
            deprecated,
            default,
            bounds,
            values,
            at: _,
            sensitive: _,
            description: _,
            cli_name: _,
            rust_name: _,
        } = &**slot;
        if *nullable {
            self.facts.say(place, Fact::Null, "allowed");
        }
        match direction {
            Direction::Both => {}
            Direction::OnlyRead => self.facts.say(place, Fact::Direction, "only read"),
            Direction::OnlyWritten => self.facts.say(place, Fact::Direction, "only written"),
        }
        self.deprecated(place, *deprecated);
        if let Some(default) = default.filter(|default| !default.value.is_null()) {
            self.facts.say(place, Fact::Default, &default.value);
        }
        self.bounds(place, *bounds);
        for value in values {
            self.facts.place(&format!("{place}={}", value.value));
        }
        if !self.around.contains(schema) {
            self.around.push(*schema);
            self.schema(place, &self.resolved.schemas[*schema]);
            self.around.pop();
        }
    }

    fn schema(&mut self, place: &str, schema: &Schema<'_>) {
        match &schema.kind {
            Kind::Any => self.facts.say(place, Fact::Type, "any JSON"),
            Kind::Boolean => self.facts.say(place, Fact::Type, "boolean"),
            Kind::String(format) => self.scalar(place, "string", *format),
            Kind::Number(format) => self.scalar(place, "number", *format),
            Kind::Integer(format, bounds) => {
                self.scalar(place, "integer", *format);
                self.bounds(place, *bounds);
            }
            Kind::Enum(Enumeration { values, at: _, is_text: _, rust_names: _, descriptions: _ }) => {
                self.facts.say(place, Fact::Type, "enum");
                for value in values {
                    let value = value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
                    self.facts.place(&format!("{place}={value}"));
                }
            }
            Kind::List(items) => {
                self.facts.say(place, Fact::Type, "list");
                if let Some(items) = items {
                    self.slot(&format!("{place}[]"), items);
                }
            }
            Kind::Map(values) => {
                self.facts.say(place, Fact::Type, "object");
                if let Some(values) = values {
                    self.slot(&format!("{place}{{}}"), values);
                }
            }
            Kind::Object(object) => self.object(place, object),
            Kind::Union(Union { branches, choice: _, tag: _ }) => {
                for branch in branches {
                    self.slot(place, branch);
                }
            }
        }
    }

    fn object(&mut self, place: &str, Object { properties, further }: &Object<'_>) {
        self.facts.say(place, Fact::Type, "object");
        match further {
            Further::Unsaid => {}
            Further::Any => self.facts.say(&format!("{place}{{}}"), Fact::Type, "any JSON"),
            Further::Each(values) => self.slot(&format!("{place}{{}}"), values),
        }
        for Property { wire, required, slot, owner: _ } in properties {
            let place = format!("{place}.{wire}");
            self.presence(&place, *required);
            self.slot(&place, slot);
        }
    }

    fn scalar(&mut self, place: &str, ty: &str, format: Option<&Word>) {
        self.facts.say(place, Fact::Type, ty);
        if let Some(format) = format {
            self.facts.say(place, Fact::Format, &format.text);
        }
    }

    fn presence(&mut self, place: &str, required: bool) {
        self.facts.say(place, Fact::Presence, if required { "required" } else { "optional" });
    }

    fn deprecated(&mut self, place: &str, deprecated: bool) {
        if deprecated {
            self.facts.say(place, Fact::Deprecated, "yes");
        }
    }

    fn bounds(&mut self, place: &str, Bounds { minimum, maximum, length, items, members }: Bounds) {
        for (bound, inclusive, exclusive) in [(minimum, "at least", "more than"), (maximum, "at most", "less than")] {
            if let Some(bound) = bound {
                let words = if bound.is_exclusive { exclusive } else { inclusive };
                self.facts.say(place, Fact::Bounds, format!("{words} {}", bound.value));
            }
        }
        for (Size { least, most }, what) in [(length, "characters"), (items, "items"), (members, "members")] {
            for (count, words) in [(least, "at least"), (most, "at most")] {
                if let Some(count) = count {
                    self.facts.say(place, Fact::Bounds, format!("{words} {count} {what}"));
                }
            }
        }
    }
}
