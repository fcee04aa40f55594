//! From a value as it was written to the JSON that is sent, by what the description says it may be.
//!
//! What cannot be meant is refused before anything is sent. What only the service can judge (a text that is not among
//! the known ones, a field that is not known) is sent, with a warning.

use jiff::Timestamp;
use serde_json::{Map, Number, Value};

use super::limits::Limit;
use super::missing;
use super::node::Node;
use super::program::{Kind, Member, Object, Union};
use super::times;

/// What is needed to read values, and what was noticed on the way.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) now: Timestamp,
    pub(super) warnings: Vec<String>,
}

impl Reading {
    /// Reads a value, and warns of what it does not keep to. `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it, and never repeats it: it may be a secret.
    pub(super) fn value(&mut self, name: &str, node: &Node, member: &Member) -> Result<Value, String> {
        let value = self.part(name, node, member)?;
        self.measure(name, &value, member.limits);
        Ok(value)
    }

    /// Warns of what a whole value lacks, which flags for its members may have completed.
    pub(super) fn complete(&mut self, name: &str, value: &Value, kind: &Kind) {
        let missing = missing::places(name, value, kind).into_iter();
        self.warnings.extend(missing.map(|place| format!("`{place}` is missing, and documented as required")));
    }

    /// Warns of what a value does not keep to.
    pub(super) fn measure(&mut self, name: &str, value: &Value, limits: &[Limit]) {
        let broken = limits.iter().filter(|limit| !limit.allows(value));
        self.warnings.extend(broken.map(|limit| format!("`{name}` is outside of what is documented: {limit}")));
    }

    /// Reads what may be a part of a value only.
    pub(super) fn part(&mut self, name: &str, node: &Node, member: &Member) -> Result<Value, String> {
        if node.is_null() && member.nullable {
            return Ok(Value::Null);
        }
        self.of_kind(name, node, &member.kind)
    }

    /// Reads a value that may not be null.
    pub(super) fn of_kind(&mut self, name: &str, node: &Node, kind: &Kind) -> Result<Value, String> {
        let wanted = |what: &str| Err(format!("`{name}` has to be {what}{}", other_form(node)));
        match (kind, node) {
            (Kind::Text, Node::Text(text) | Node::Plain(text)) => Ok(Value::String(text.clone())),
            (Kind::Text, _) => wanted("text"),
            (Kind::Enum(known), Node::Text(text) | Node::Plain(text)) => {
                if !known.contains(&text.as_str()) {
                    self.unknown(name, known);
                }
                Ok(Value::String(text.clone()))
            }
            (Kind::Enum(_), _) => wanted("text"),
            // It is never read: what is sent are its bytes.
            (Kind::File, _) => wanted("a file of its own"),
            (Kind::Time, Node::Text(text) | Node::Plain(text)) => {
                times::time(text, self.now).map_or_else(|| wanted(TIME), |time| Ok(Value::String(time)))
            }
            (Kind::Time, _) => wanted(TIME),
            (Kind::Date, Node::Text(text) | Node::Plain(text)) => {
                times::date(text).map_or_else(|| wanted(DATE), |date| Ok(Value::String(date)))
            }
            (Kind::Date, _) => wanted(DATE),
            (Kind::Integer, Node::Plain(text)) => match integer(text) {
                Some(integer) => Ok(integer),
                None if is_whole(text) => wanted("a whole number of at most 64 bits"),
                None => wanted(INTEGER),
            },
            (Kind::Integer, _) => wanted(INTEGER),
            (Kind::Integers(known), node) => {
                let listed = || format!("a whole number, one of {}", known.join(", "));
                let integer = if let Node::Plain(text) = node { integer(text) } else { None };
                let Some(integer) = integer else { return wanted(&listed()) };
                if !known.contains(&integer.to_string().as_str()) {
                    self.unknown(name, known);
                }
                Ok(integer)
            }
            (Kind::Number, Node::Plain(text)) => number(text).map_or_else(|| wanted(NUMBER), Ok),
            (Kind::Number, _) => wanted(NUMBER),
            (Kind::Bool, Node::Plain(text)) => boolean(text).map_or_else(|| wanted("true or false"), Ok),
            (Kind::Bool, _) => wanted("true or false"),
            (Kind::List(item, limits), Node::List(items)) => {
                let items = items.iter().enumerate();
                let items = items.map(|(index, node)| self.within(&format!("{name}[{index}]"), node, item, limits));
                items.collect::<Result<_, _>>().map(Value::Array)
            }
            (Kind::List(..), _) => wanted(LIST),
            (Kind::Map(value, limits), Node::Map(members)) => {
                let members = members
                    .iter()
                    .map(|(key, node)| Ok((key.clone(), self.within(&format!("{name}.{key}"), node, value, limits)?)));
                members.collect::<Result<_, _>>().map(Value::Object)
            }
            (Kind::Object(object), Node::Map(members)) => self.object(name, members, object),
            (Kind::Map(..) | Kind::Object(_), _) => wanted(OBJECT),
            (Kind::Nullable(_), node) if node.is_null() => Ok(Value::Null),
            (Kind::Nullable(kind), node) => self.of_kind(name, node, kind),
            (Kind::Union(union), node) => self.of_union(name, node, union),
            (Kind::Any, node) => Ok(untyped(node)),
        }
    }

    fn unknown(&mut self, name: &str, known: &[&str]) {
        self.warnings.push(format!("`{name}` is none of the values that are known: {}", known.join(", ")));
    }

    /// Reads a value in a list or a map, and warns of what it does not keep to.
    fn within(&mut self, name: &str, node: &Node, kind: &Kind, limits: &[Limit]) -> Result<Value, String> {
        let value = self.of_kind(name, node, kind)?;
        self.measure(name, &value, limits);
        Ok(value)
    }

    /// Reads a value of several kinds as one that it is likely meant to be, if one is known.
    fn of_union(&mut self, name: &str, node: &Node, union: &Union) -> Result<Value, String> {
        let arms = match node {
            Node::Map(members) => {
                let names: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
                let tag = members.iter().find(|(key, _)| union.tag == Some(key)).and_then(|(_, tag)| tag.text());
                let arms = union.likely_objects(tag, &names);
                if let (true, Some(tag)) = (arms.is_empty(), union.tag) {
                    let known = union.tags().join(", ");
                    self.warnings.push(format!("`{name}.{tag}` is none of the values that are known: {known}"));
                }
                arms
            }
            Node::List(_) => union.lists().collect(),
            Node::Text(_) | Node::Plain(_) => Vec::new(),
        };
        let mut problem = None;
        for arm in arms {
            let warnings = self.warnings.len();
            match self.of_kind(name, node, &arm.kind) {
                Ok(value) => return Ok(value),
                Err(other) => problem = problem.or(Some(other)),
            }
            self.warnings.truncate(warnings);
        }
        problem.map_or_else(|| Ok(untyped(node)), Err)
    }

    fn object(&mut self, name: &str, members: &[(String, Node)], object: &Object) -> Result<Value, String> {
        let mut fields = Map::new();
        for (key, node) in members {
            let path = format!("{name}.{key}");
            let value = match object.members.iter().find(|member| member.wire == key) {
                Some(member) => self.value(&path, node, member)?,
                None => match object.further.map(|further| further.kind) {
                    Some(Kind::Map(kind, limits)) => self.within(&path, node, kind, limits)?,
                    Some(_) | None => {
                        self.warnings.push(format!("`{path}` is not known"));
                        untyped(node)
                    }
                },
            };
            fields.insert(key.clone(), value);
        }
        Ok(Value::Object(fields))
    }
}

/// What values have to be, with examples.
const INTEGER: &str = "a whole number, such as 10";
const NUMBER: &str = "a number, such as 0.5";
const TIME: &str = "a time, such as `2026-08-01T00:00:00Z`, `2026-08-01`, `now`, or how long ago: `7d`, `2h`";
const DATE: &str = "a day, such as `2026-08-01`";
const LIST: &str = "a list, such as `[a, b]`";
const OBJECT: &str = "an object, such as `{name: value}`";

/// What a value is instead, where its form alone says that it cannot be meant.
fn other_form(node: &Node) -> String {
    match node {
        Node::Plain(_) if !node.is_null() => String::new(),
        Node::Text(_) | Node::Plain(_) | Node::List(_) | Node::Map(_) => format!(", not {}", node.describe()),
    }
}

/// A value by its form alone, as YAML 1.2 and JSON have it.
pub(super) fn untyped(node: &Node) -> Value {
    match node {
        Node::Text(text) => Value::String(text.clone()),
        Node::Plain(_) if node.is_null() => Value::Null,
        Node::Plain(text) => boolean(text).or_else(|| number(text)).unwrap_or_else(|| Value::String(text.clone())),
        Node::List(items) => Value::Array(items.iter().map(untyped).collect()),
        Node::Map(members) => members.iter().map(|(name, node)| (name.clone(), untyped(node))).collect(),
    }
}

fn boolean(text: &str) -> Option<Value> {
    match text {
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// Decimal, whatever it begins with: `010` is 10.
fn integer(text: &str) -> Option<Value> {
    let fits = || text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from)).ok();
    is_whole(text).then(fits).flatten().map(Value::Number)
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number that JSON can hold: finite, and in digits.
fn number(text: &str) -> Option<Value> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_digit());
    let finite = || text.parse().ok().and_then(Number::from_f64).map(Value::Number);
    integer(text).or_else(|| is_number.then(finite).flatten())
}

#[cfg(test)]
mod tests;
