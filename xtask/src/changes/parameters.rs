//! One parameter of a request in both descriptions.

use super::docs::{self, Described};
use super::pair::Pair;
use super::parameter::Parameter;
use super::record::{Record, in_new, quoted};
use super::rules::Rule;
use super::{ChangeOrigin, Wire, rust_types, wire};
use crate::codegen::value_facts::{place, written};
use model::api::{self, Argument, TypeRef};

pub fn compare(pair: &Pair<'_, '_>, old: Parameter<'_>, new: Parameter<'_>, record: &mut Record) {
    let Argument {
        name: _,
        wire: _,
        place: _,
        style: _,
        docs: _,
        deprecated: _,
        ty: _,
        nullable: _,
        flag: _,
        facts,
        origin,
    } = new.argument;
    let at = Where { item: new.item(pair.after), origin: in_new(&origin.pointer) };
    necessity(&at, old, new, record);
    names(&at, old, new, record);
    types(pair, &at, old, new, record);
    null(&at, old, new, record);
    docs::compare(&at.item, &at.origin, described(old.argument), described(new.argument), record);
    docs::facts(&at.item, &at.origin, &old.argument.facts, facts, record);
}

struct Where {
    item: String,
    origin: ChangeOrigin,
}

impl Where {
    fn say(&self, rule: Rule, wire: Wire, message: impl Into<String>, record: &mut Record) {
        record.push_wire(rule, &self.item, self.origin.clone(), wire, message);
    }
}

fn necessity(at: &Where, old: Parameter<'_>, new: Parameter<'_>, record: &mut Record) {
    match (old.is_positional, new.is_positional) {
        (true, false) => {
            at.say(Rule::ArgumentBecameOptional, Wire::Compatible, "is optional now, and a setter", record);
        }
        (false, true) => {
            at.say(Rule::SetterBecameRequired, Wire::Breaking, "is required now, and an argument", record);
        }
        (true, true) | (false, false) => {}
    }
}

fn names(at: &Where, old: Parameter<'_>, new: Parameter<'_>, record: &mut Record) {
    let (before, after) = (old.argument, new.argument);
    if before.name != after.name && old.is_positional == new.is_positional {
        let rule = if new.is_positional { Rule::ArgumentRenamed } else { Rule::SetterRenamed };
        at.say(rule, Wire::Compatible, format!("was called `{}`", before.name), record);
    }
    let wire = Wire::breaking_if(new.is_positional);
    // The name of a parameter in a path stands for its place, and is not sent.
    let is_in_path = before.place == api::Place::Path && after.place == api::Place::Path;
    if before.wire != after.wire && !is_in_path {
        let message = format!("was {} on the wire and is {}", quoted(&before.wire), quoted(&after.wire));
        at.say(Rule::ParameterWireNameChanged, wire, message, record);
    }
    if before.place != after.place {
        let message = format!("was {} and is {}", place(before.place), place(after.place));
        at.say(Rule::ParameterMoved, wire, message, record);
    } else if before.style != after.style {
        let message = format!("was written {} and is written {}", written(before.style), written(after.style));
        at.say(Rule::ParameterMoved, wire, message, record);
    }
}

fn types(pair: &Pair<'_, '_>, at: &Where, old: Parameter<'_>, new: Parameter<'_>, record: &mut Record) {
    let (before, after) = (old.argument.ty.unboxed(), new.argument.ty.unboxed());
    let is_taken_alike = takes_one_or_many(old.argument) == takes_one_or_many(new.argument);
    if before == after && is_taken_alike {
        return;
    }
    let is_text = is_taken_alike && rust_types::differ_in_text(pair.old, before, pair.new, after);
    let rule = match (new.is_positional, is_text) {
        (true, true) => Rule::ArgumentTextTypeChanged,
        (true, false) => Rule::ArgumentTypeChanged,
        (false, true) => Rule::SetterTextTypeChanged,
        (false, false) => Rule::SetterTypeChanged,
    };
    let read_as = if is_repeated(old.argument, new.argument) { item_of(after) } else { after };
    let wire = Wire::breaking_if(!wire::service_accepts(pair.old, before, pair.new, read_as));
    let message = if before == after {
        let words = |argument| if takes_one_or_many(argument) { "one value or many" } else { "an iterator" };
        format!("took {} and takes {}", words(old.argument), words(new.argument))
    } else {
        format!("took `{}` and takes `{}`", rust_types::held(before), rust_types::held(after))
    };
    at.say(rule, wire, message, record);
}

/// A list in the query is taken as `OneOrMany`, any other as what can be iterated over.
fn takes_one_or_many(argument: &Argument) -> bool {
    argument.place == api::Place::Query && matches!(argument.ty, TypeRef::List(_))
}

/// A list in the query repeats the name, so one value is a list too.
fn is_repeated(old: &Argument, new: &Argument) -> bool {
    let is_in_query = old.place == api::Place::Query && new.place == api::Place::Query;
    is_in_query && !matches!(old.ty, TypeRef::List(_))
}

fn item_of(ty: &TypeRef) -> &TypeRef {
    if let TypeRef::List(item) = ty { item } else { ty }
}

fn null(at: &Where, old: Parameter<'_>, new: Parameter<'_>, record: &mut Record) {
    let (before, after) = (old.argument.nullable, new.argument.nullable);
    if before == after {
        return;
    }
    let message = if after { "null can be sent" } else { "null can no longer be sent" };
    let wire = Wire::breaking_if(before);
    if old.is_positional || new.is_positional {
        at.say(Rule::ArgumentNullabilityChanged, wire, message, record);
        return;
    }
    let rule = if after { Rule::ClearAdded } else { Rule::ClearRemoved };
    let (builder, name) = at.item.rsplit_once("::").expect("a setter is a method of its builder");
    record.push_wire(rule, format!("{builder}::clear_{name}"), at.origin.clone(), wire, message);
}

fn described(argument: &Argument) -> Described<'_> {
    Described { docs: &argument.docs, deprecated: argument.deprecated }
}
