//! What objects lack that the description asks for. The service is the one to refuse them, so they are sent, with a warning.

use serde_json::Value;

use super::kind::Kind;

/// The places of what is required and not there, in a value that messages call `name`.
pub(super) fn places(name: &str, value: &Value, kind: &Kind) -> Vec<String> {
    let mut places = Vec::new();
    find(name, value, kind, &mut places);
    places
}

fn find(name: &str, value: &Value, kind: &Kind, places: &mut Vec<String>) {
    match (kind, value) {
        (Kind::Object(object), Value::Object(fields)) => {
            for member in object.members {
                let place = format!("{name}.{}", member.wire);
                match fields.get(member.wire) {
                    Some(value) => find(&place, value, &member.kind, places),
                    None if member.required => places.push(place),
                    None => {}
                }
            }
        }
        (Kind::List(kind, _), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                find(&format!("{name}[{index}]"), item, kind, places);
            }
        }
        (Kind::Map(kind, _), Value::Object(values)) => {
            values.iter().for_each(|(key, value)| find(&format!("{name}.{key}"), value, kind, places));
        }
        (Kind::Nullable(kind), value) => find(name, value, kind, places),
        // Without a tag, what is missing may be what tells it from another one.
        (Kind::Union(union), Value::Object(fields)) => {
            let tag = union.tag.and_then(|tag| fields.get(tag)?.as_str());
            union.objects(tag).filter(|_| tag.is_some()).for_each(|arm| find(name, value, &arm.kind, places));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::runtime::cli::kind::{Arm, Member, Object, Union};

    const fn member(wire: &'static str, kind: Kind, required: bool) -> Member {
        Member { flag: wire, wire, kind, required, nullable: false, secret: false, limits: &[], help: "" }
    }

    static CARD: Object =
        Object { members: &[member("type", Kind::Text, true), member("number", Kind::Text, true)], further: None };

    static PAYMENT: Union = Union {
        tag: Some("type"),
        arms: &[Arm { tags: &["card"], kind: Kind::Object(&CARD), secret: false }],
        secret: false,
    };

    #[test]
    fn what_is_missing_is_named_by_its_place() {
        const CARDS: Kind = Kind::List(&Kind::Nullable(&Kind::Object(&CARD)), &[]);
        for (kind, value, expected) in [
            (Kind::Object(&CARD), json!({"type": "card", "number": "1"}), &[][..]),
            (Kind::Object(&CARD), json!({"more": 1}), &["x.type", "x.number"]),
            (CARDS, json!([{"type": "card", "number": "1"}, null, {"type": "card"}]), &["x[2].number"]),
            (Kind::Map(&CARDS, &[]), json!({"a": [{"number": "1"}]}), &["x.a[0].type"]),
            (Kind::Union(&PAYMENT), json!({"type": "card"}), &["x.number"]),
            (Kind::Union(&PAYMENT), json!({"number": "1"}), &[]),
            (Kind::Union(&PAYMENT), json!({"type": "cheque"}), &[]),
        ] {
            assert_eq!(places("x", &value, &kind), expected, "{value}");
        }
    }
}
