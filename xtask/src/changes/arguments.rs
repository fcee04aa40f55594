//! What a request takes: positional arguments and setters together, because one may become the other. A parameter is
//! the same if its name on the wire and its part of the request are, or in a path its place; failing that, if only the
//! name is (it moved); failing that, if its Rust name is.

use super::pair::Pair;
use super::parameter::Parameter;
use super::parameters;
use super::record::{Record, in_new, in_old, quoted};
use super::rules::Rule;
use super::{Wire, paths, rust_types};
use model::api::{Argument, Place};

pub fn compare(pair: &Pair<'_, '_>, record: &mut Record) {
    let (old, new) = pair.operations();
    let (before, mut after) = (Parameter::all(old), Parameter::all(new));
    let mut partners: Vec<Option<Parameter<'_>>> = vec![None; before.len()];
    for is_same in [same_place, same_wire, same_name] {
        for (old, partner) in before.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            let found = after.iter().position(|new| is_same(*old, *new));
            *partner = found.map(|position| after.remove(position));
        }
    }
    for (parameter, partner) in before.iter().zip(&partners) {
        match partner {
            Some(other) => parameters::compare(pair, *parameter, *other, record),
            None => removed(pair, *parameter, record),
        }
    }
    for parameter in after {
        added(pair, parameter, record);
    }
    let common = before.iter().zip(&partners).filter_map(|(old, new)| Some((*old, (*new)?)));
    order(pair, common.filter(|(old, new)| old.is_positional && new.is_positional), record);
}

fn added(pair: &Pair<'_, '_>, parameter: Parameter<'_>, record: &mut Record) {
    let origin = in_new(&parameter.argument.origin.pointer);
    let ty = rust_types::held(&parameter.argument.ty);
    if parameter.is_positional {
        let message = format!("a required `{ty}` is new");
        record.push_wire(Rule::ArgumentAdded, parameter.item(pair.after), origin, Wire::Breaking, message);
    } else {
        record.push(Rule::SetterAdded, parameter.item(pair.after), origin, format!("an optional `{ty}` is new"));
    }
}

fn removed(pair: &Pair<'_, '_>, parameter: Parameter<'_>, record: &mut Record) {
    let rule = if parameter.is_positional { Rule::ArgumentRemoved } else { Rule::SetterRemoved };
    let message = format!("{} is gone", quoted(&parameter.argument.wire));
    record.push(rule, parameter.item(pair.before), in_old(&parameter.argument.origin.pointer), message);
}

/// The order of the arguments that stay; what comes and goes is reported by itself.
fn order<'a>(pair: &Pair<'_, '_>, common: impl Iterator<Item = (Parameter<'a>, Parameter<'a>)>, record: &mut Record) {
    let arguments = &pair.after.1.arguments;
    let place = |parameter: &Argument| arguments.iter().position(|argument| std::ptr::eq(argument, parameter));
    if !common.map(|(_, new)| place(new.argument)).is_sorted() {
        let names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
        let message = format!("takes its arguments in another order: {}", names.join(", "));
        record.push(Rule::ArgumentsReordered, pair.method(), pair.origin(), message);
    }
}

fn same_place(old: Parameter<'_>, new: Parameter<'_>) -> bool {
    if old.argument.place == Place::Path && new.argument.place == Place::Path {
        return paths::renamed(&old.argument.wire, old.path, new.path) == Some(new.argument.wire.as_str());
    }
    same_wire(old, new) && old.argument.place == new.argument.place
}

fn same_wire(old: Parameter<'_>, new: Parameter<'_>) -> bool {
    old.argument.wire == new.argument.wire
}

fn same_name(old: Parameter<'_>, new: Parameter<'_>) -> bool {
    old.argument.name == new.argument.name
}
