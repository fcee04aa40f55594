//! From what was typed for an input to the value that is sent.

use serde_json::{Map, Value};

use super::files;
use super::matched::Given;
use super::node::Node;
use super::program::{Input, Kind, Member, Place};
use super::stdin::Stdin;
use super::values::Reading;
use super::yaml;

/// The value that was given for an input; the last one counts where there is room for one only.
///
/// # Errors
///
/// Says which flag has a value that cannot be meant.
pub(super) fn value(input: &Input, given: Given, reading: &mut Reading, stdin: &mut Stdin) -> Result<Value, String> {
    let name = format!("--{}", input.member.flag);
    let own = own(&name, &input.member, given.values, input.place == Place::Body, reading, stdin)?;
    let value = match given.members.is_empty() {
        true => own.unwrap_or_default(),
        false => completed(input, own, given.members, reading, stdin)?,
    };
    reading.measure(&name, &value, input.member.limits);
    reading.complete(&name, &value, &input.member.kind);
    Ok(value)
}

/// The value with the members that were given by flags of their own.
fn completed(
    input: &Input,
    own: Option<Value>,
    members: Vec<(&'static Member, String)>,
    reading: &mut Reading,
    stdin: &mut Stdin,
) -> Result<Value, String> {
    match (input.member.kind, own) {
        (Kind::List(_, limits), own) => {
            let mut items = if let Some(Value::Array(items)) = own { items } else { Vec::new() };
            let read = items.len();
            let mut current = Map::new();
            for (member, text) in members {
                // A member that is given again begins the next item.
                if current.contains_key(member.wire) {
                    items.push(Value::Object(std::mem::take(&mut current)));
                }
                let value = inner(input, member, text, reading, stdin)?;
                current.insert(member.wire.to_owned(), value);
            }
            items.push(Value::Object(current));
            for (index, item) in items.iter().enumerate().skip(read) {
                reading.measure(&format!("--{}[{index}]", input.member.flag), item, limits);
            }
            Ok(Value::Array(items))
        }
        (_, own) => {
            let mut fields = if let Some(Value::Object(fields)) = own { fields } else { Map::new() };
            for (member, text) in members {
                let value = inner(input, member, text, reading, stdin)?;
                fields.insert(member.wire.to_owned(), value);
            }
            Ok(Value::Object(fields))
        }
    }
}

fn inner(
    input: &Input,
    member: &Member,
    text: String,
    reading: &mut Reading,
    stdin: &mut Stdin,
) -> Result<Value, String> {
    let name = format!("--{}", input.inner_flag(member));
    let value = own(&name, member, vec![text], false, reading, stdin)?.unwrap_or_default();
    reading.measure(&name, &value, member.limits);
    Ok(value)
}

/// A list that is the whole body may stand in a file; where it is one of several values, a file is one item of it.
fn own(
    name: &str,
    member: &Member,
    mut texts: Vec<String>,
    is_body: bool,
    reading: &mut Reading,
    stdin: &mut Stdin,
) -> Result<Option<Value>, String> {
    let Kind::List(item, _) = member.kind else {
        let Some(text) = texts.pop() else { return Ok(None) };
        let node = node(name, text, &member.kind, stdin)?;
        return reading.part(name, &node, member).map(Some);
    };
    if texts.is_empty() {
        return Ok(None);
    }
    let mut items = Vec::new();
    for text in texts {
        let node = match text.trim_start() {
            start if start.starts_with("--") => node(name, text, item, stdin)?,
            start if start.starts_with(['[', '-']) => node_of_list(name, text, item, stdin)?,
            start if is_body && start.starts_with('@') => node_of_file(name, text, stdin)?,
            _ => node(name, text, item, stdin)?,
        };
        match node {
            Node::List(several) => items.extend(several),
            null if null.is_null() && member.nullable => return Ok(Some(Value::Null)),
            one => items.push(one),
        }
    }
    reading.of_kind(name, &Node::List(items), &member.kind).map(Some)
}

/// The value of a text. What is text anyway, or a single word, is not parsed; anything else is YAML.
fn node(name: &str, text: String, kind: &Kind, stdin: &mut Stdin) -> Result<Node, String> {
    match kind {
        Kind::List(..) | Kind::Map(..) | Kind::Object(_) | Kind::Union(_) | Kind::Nullable(_) | Kind::Any => {
            let text = files::resolved_value(name, text, stdin)?;
            yaml::read(&text)
                .map_err(|problem| format!("`{name}`: {problem}"))
                .and_then(|node| embed(name, node, stdin))
        }
        Kind::Text
        | Kind::Time
        | Kind::Date
        | Kind::Integer
        | Kind::Integers(_)
        | Kind::Number
        | Kind::Bool
        | Kind::Enum(_)
        | Kind::File => files::resolved(name, text, stdin).map(Node::Plain),
    }
}

/// A text that may be a list of YAML: `[a, b]`, or one item that only begins like it.
fn node_of_list(name: &str, text: String, item: &Kind, stdin: &mut Stdin) -> Result<Node, String> {
    match yaml::read(&text) {
        Ok(list @ Node::List(_)) => embed(name, list, stdin),
        Err(problem) if text.starts_with('[') => Err(format!("`{name}`: {problem}")),
        Ok(_) | Err(_) => node(name, text, item, stdin),
    }
}

/// A list in a file, or one item.
fn node_of_file(name: &str, text: String, stdin: &mut Stdin) -> Result<Node, String> {
    let text = files::resolved_value(name, text, stdin)?;
    match yaml::read(&text) {
        Ok(node @ (Node::List(_) | Node::Map(_))) => embed(name, node, stdin),
        Err(problem) if text.trim_start().starts_with('[') => Err(format!("`{name}`: {problem}")),
        Ok(_) | Err(_) => Ok(Node::Plain(text)),
    }
}

/// Puts files in place of the texts inside a value that name them.
pub(super) fn embed(name: &str, node: Node, stdin: &mut Stdin) -> Result<Node, String> {
    Ok(match node {
        Node::Text(text) => Node::Text(files::resolved(name, text, stdin)?),
        Node::Plain(text) => Node::Plain(files::resolved(name, text, stdin)?),
        Node::List(items) => {
            Node::List(items.into_iter().map(|item| embed(name, item, stdin)).collect::<Result<_, _>>()?)
        }
        Node::Map(members) => {
            let members = members.into_iter().map(|(key, value)| Ok((key, embed(name, value, stdin)?)));
            Node::Map(members.collect::<Result<_, String>>()?)
        }
    })
}
