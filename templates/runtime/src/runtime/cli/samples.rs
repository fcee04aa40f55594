//! Values that stand for those of a user, in examples and templates.

use super::program::{Command, Kind, Member, Place};

/// How deep a value is written out.
const DEEPEST: usize = 6;

/// A call with everything that is required.
pub(super) fn call(command: &Command) -> String {
    let mut words = vec![command.path()];
    for input in command.inputs.iter().filter(|input| input.member.required) {
        let value = word(&input.member);
        words.push(match input.place {
            Place::Path => value,
            _ => format!("--{} {value}", input.member.flag),
        });
    }
    words.join(" ")
}

/// A value that stands by itself; `None` for one that holds others.
pub(super) fn single(kind: &Kind, name: &str) -> Option<String> {
    Some(match kind {
        Kind::Text => name.to_uppercase(),
        Kind::Enum(values) => values.first().map_or_else(|| name.to_uppercase(), |value| (*value).to_owned()),
        Kind::Time => "2026-08-01T00:00:00Z".to_owned(),
        Kind::Date => "2026-08-01".to_owned(),
        Kind::Integer | Kind::Number => "1".to_owned(),
        Kind::Bool => "true".to_owned(),
        Kind::Any => "{}".to_owned(),
        Kind::File => format!("@{name}"),
        Kind::Nullable(kind) => return single(kind, name),
        Kind::List(_) | Kind::Map(_) | Kind::Object(_) | Kind::Union(_) => return None,
    })
}

/// A value as it is typed behind a flag.
fn word(member: &Member) -> String {
    match &member.kind {
        Kind::Map(_) | Kind::Object(_) | Kind::Union(_) | Kind::Any => {
            format!("'{}'", inline(&member.kind, member.wire, 0))
        }
        kind => inline(kind, member.wire, 0),
    }
}

/// A value in YAML, on one line; of a list, one item. One may hold another of its kind, so there is an end at some depth.
fn inline(kind: &Kind, name: &str, depth: usize) -> String {
    let below = depth + 1;
    match kind {
        Kind::Map(_) | Kind::Object(_) | Kind::Union(_) if depth == DEEPEST => "{}".to_owned(),
        Kind::List(item) | Kind::Nullable(item) => inline(item, name, depth),
        Kind::Map(value) => format!("{{key: {}}}", inline(value, name, below)),
        Kind::Object(object) => {
            let required = object.members.iter().filter(|member| member.required);
            let members =
                required.map(|member| format!("{}: {}", member.wire, inline(&member.kind, member.wire, below)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Kind::Union(union) => union.arms.first().map(|arm| inline(&arm.kind, name, below)).unwrap_or_default(),
        kind => single(kind, name).unwrap_or_default(),
    }
}
