//! Values that stand for those of a user, in examples and templates.

use super::preview;
use super::program::{Arm, Command, Kind, Member, Object, Place, Union};

/// How deep a value is written out; one may hold another of its kind.
pub(super) const DEEPEST: usize = 6;

/// A call with everything that is required.
pub(super) fn call(command: &Command) -> String {
    let mut words = vec![command.path()];
    for input in command.inputs.iter().filter(|input| input.member.required) {
        let value = word(&input.member);
        words.push(match input.place {
            Place::Path => value,
            // It can stand alone, so its value needs an equals sign.
            _ if matches!(input.member.kind, Kind::Bool) => format!("--{}={value}", input.member.flag),
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
        Kind::Integers(values) => values.first().map_or_else(|| "1".to_owned(), |value| (*value).to_owned()),
        Kind::Integer | Kind::Number => "1".to_owned(),
        Kind::Bool => "true".to_owned(),
        Kind::Any => "{}".to_owned(),
        Kind::File => format!("@{name}"),
        Kind::Nullable(kind) => return single(kind, name),
        Kind::List(..) | Kind::Map(..) | Kind::Object(_) | Kind::Union(_) => return None,
    })
}

/// A value as it is typed behind a flag; of a list, one item.
fn word(member: &Member) -> String {
    let kind = if let Kind::List(item, _) = &member.kind { item } else { &member.kind };
    preview::word(&inline(kind, member.wire, 0))
}

/// A value in YAML, on one line.
fn inline(kind: &Kind, name: &str, depth: usize) -> String {
    let below = depth + 1;
    match kind {
        Kind::List(..) if depth == DEEPEST => "[]".to_owned(),
        Kind::Map(..) | Kind::Object(_) | Kind::Union(_) if depth == DEEPEST => "{}".to_owned(),
        Kind::Nullable(kind) => inline(kind, name, depth),
        Kind::List(item, _) => format!("[{}]", inline(item, name, below)),
        Kind::Map(value, _) => format!("{{key: {}}}", inline(value, name, below)),
        Kind::Object(object) => format!("{{{}}}", members(object, below, None).join(", ")),
        Kind::Union(union) => union.arms.first().map(|arm| alternative(union, arm, name, below)).unwrap_or_default(),
        kind => single(kind, name).unwrap_or_default(),
    }
}

/// One of several kinds, with the member that tells it apart, whether that is required or not.
fn alternative(union: &Union, arm: &Arm, name: &str, depth: usize) -> String {
    match (&arm.kind, union.tag, arm.tags.first()) {
        (Kind::Object(object), Some(tag), Some(value)) => {
            let tagged = std::iter::once(format!("{tag}: {value}"));
            format!("{{{}}}", tagged.chain(members(object, depth, Some(tag))).collect::<Vec<_>>().join(", "))
        }
        (kind, ..) => inline(kind, name, depth),
    }
}

/// The members that are required, but for one that is there already.
fn members(object: &Object, depth: usize, but: Option<&str>) -> Vec<String> {
    let required = object.members.iter().filter(|member| member.required && Some(member.wire) != but);
    required.map(|member| format!("{}: {}", member.wire, inline(&member.kind, member.wire, depth))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn member(wire: &'static str, kind: Kind, required: bool) -> Member {
        Member { flag: wire, wire, kind, required, nullable: false, secret: false, limits: &[], help: "" }
    }

    static CARD: Object = Object {
        members: &[member("type", Kind::Text, false), member("names", Kind::List(&Kind::Text, &[]), true)],
        further: None,
    };

    static CARDS: Kind = Kind::Object(&CARD);

    static PAYMENT: Union = Union {
        tag: Some("type"),
        arms: &[Arm { tags: &["card"], kind: Kind::Object(&CARD), secret: false }],
        secret: false,
    };

    static ENDLESS: Object = Object { members: &[member("next", Kind::Object(&ENDLESS), true)], further: None };

    #[test]
    fn an_example_can_be_typed_as_it_stands() {
        for (kind, typed) in [
            (Kind::Text, "X"),
            (Kind::List(&Kind::Text, &[]), "X"),
            (Kind::Object(&CARD), "'{names: [NAMES]}'"),
            (Kind::List(&CARDS, &[]), "'{names: [NAMES]}'"),
            (Kind::Union(&PAYMENT), "'{type: card, names: [NAMES]}'"),
        ] {
            assert_eq!(word(&member("x", kind, true)), typed);
        }
        assert!(word(&member("x", Kind::Object(&ENDLESS), true)).ends_with("{next: {}}}}}}}'"));
    }
}
