//! A call, put together from what was typed and what standard input adds.

use serde_json::Value;

use super::failure::Failure;
use super::files;
use super::globals;
use super::inputs;
use super::matched::Matched;
use super::node::Node;
use super::program::{Command, Input, Place};
use super::stdin::Stdin;
use super::uploads;
use super::values::{self, Reading};
use super::yaml;
use crate::runtime::call::Call;
use crate::runtime::client::Client;

/// The call of a command.
///
/// # Errors
///
/// A value cannot be meant, or a required one is missing.
pub(super) fn call(
    client: Client,
    matched: &Matched<'_>,
    reading: &mut Reading,
    stdin: &mut Stdin,
) -> Result<Call, Failure> {
    let mut call = Call::new(client, matched.command.spec);
    if matched.command.object_body {
        call.set_object_body();
    }
    let mut open = Vec::new();
    for input in matched.command.inputs {
        let given = matched.given(input).map_err(Failure::Usage)?;
        match given.is_empty() {
            true => open.push(input),
            false if input.member.kind.is_of_files() => {
                uploads::set(&mut call, input, given.values, stdin).map_err(Failure::Usage)?;
            }
            false => {
                let value = inputs::value(input, given, reading, stdin).map_err(Failure::Usage)?;
                set(&mut call, input, value);
            }
        }
    }
    if let Some(text) = matched.body() {
        complete(&mut call, matched.command, text, &mut open, reading, stdin).map_err(Failure::Usage)?;
    }
    let is_incomplete = open.iter().any(|input| input.member.required);
    if matched.wants_stdin() || (is_incomplete && stdin.may_have_input()) {
        fill(&mut call, matched.command, &mut open, reading, stdin).map_err(Failure::Usage)?;
    }
    let missing: Vec<String> =
        open.iter().filter(|input| input.member.required).map(|input| format!("--{}", input.member.flag)).collect();
    match missing.is_empty() {
        true => Ok(call),
        false => Err(Failure::Usage(format!("these are required: {}", missing.join(", ")))),
    }
}

/// Sets the fields of the body that flags left open from those that were given together.
fn complete(
    call: &mut Call,
    command: &Command,
    text: &str,
    open: &mut Vec<&'static Input>,
    reading: &mut Reading,
    stdin: &mut Stdin,
) -> Result<(), String> {
    let flag = format!("--{}", globals::body_flag(&command.flags()));
    let text = files::resolved_value(&flag, text.to_owned(), stdin)?;
    let node = yaml::read(&text).map_err(|problem| format!("`{flag}`: {problem}"))?;
    // In a template, everything that is optional is a comment.
    if node.is_null() {
        return Ok(());
    }
    let Node::Map(members) = node else {
        return Err(format!("`{flag}` has to be an object, such as `{{name: value}}`, or `@FILE` with one in it"));
    };
    // Even one without members is a body that was asked for.
    call.set_object_body();
    for (name, node) in members {
        let is_meant = |input: &Input| input.place == Place::BodyField && input.member.wire == name;
        let path = format!("{flag}.{name}");
        match open.iter().position(|input| is_meant(input)) {
            Some(index) => set_node(call, open.remove(index), &path, node, reading, stdin)?,
            // A flag has given it already, and wins.
            None if command.inputs.iter().any(is_meant) => {}
            None => {
                reading.warnings.push(format!("`{path}` is not known"));
                let node = inputs::embed(&path, node, stdin)?;
                call.set_body_field(&name, &values::untyped(&node));
            }
        }
    }
    Ok(())
}

/// Sets what flags left open from an object on standard input, whose members are named as in the request.
fn fill(
    call: &mut Call,
    command: &Command,
    open: &mut Vec<&'static Input>,
    reading: &mut Reading,
    stdin: &mut Stdin,
) -> Result<(), String> {
    let text = stdin.take()?;
    let node = yaml::read(&text).map_err(|problem| format!("standard input: {problem}"))?;
    if node.is_null() {
        return Ok(());
    }
    if let Some(index) = open.iter().position(|input| input.place == Place::Body) {
        return set_node(call, open.remove(index), "standard input", node, reading, stdin);
    }
    let Node::Map(members) = node else {
        return Err(format!("standard input has to hold an object, not {}", node.describe()));
    };
    for (name, node) in members {
        let is_meant = |input: &Input| input.member.wire == name || input.member.flag == name;
        let Some(index) = open.iter().position(|input| is_meant(input)) else {
            // A flag may have given it already, and wins.
            if !command.inputs.iter().any(is_meant) {
                reading.warnings.push(format!("standard input: `{name}` is not known, and is left out"));
            }
            continue;
        };
        set_node(call, open.remove(index), &name, node, reading, stdin)?;
    }
    Ok(())
}

/// Sets an input to a value of standard input. `name` is what messages call it.
fn set_node(
    call: &mut Call,
    input: &Input,
    name: &str,
    node: Node,
    reading: &mut Reading,
    stdin: &mut Stdin,
) -> Result<(), String> {
    if input.member.kind.is_of_files() {
        return uploads::set(call, input, uploads::named(name, node)?, stdin);
    }
    let node = inputs::embed(name, node, stdin)?;
    let value = reading.value(name, &node, &input.member)?;
    reading.complete(name, &value, &input.member.kind);
    set(call, input, value);
    Ok(())
}

fn set(call: &mut Call, input: &Input, value: Value) {
    let (wire, style) = (input.member.wire, input.style);
    let text = |call: &mut Call| call.text_of(wire, &format!("--{}", input.member.flag), style, &value);
    match input.place {
        Place::Path => {
            let text = text(call);
            call.set_path(wire, text);
        }
        Place::Header => {
            let text = text(call);
            call.set_header(wire, &text);
        }
        Place::Cookie => {
            let text = text(call);
            call.set_cookie(wire, text);
        }
        Place::Query => call.set_query_as(wire, style, &value),
        Place::BodyField => call.set_body_field(wire, &value),
        Place::Body => call.set_body(&value),
    }
}
