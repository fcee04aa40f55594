//! Which arm of a union is meant by a value, by the same rules as the runtime reads one.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use super::{Api, Arm, Field, JsonKind, Objects, Struct, TypeDef, TypeRef, Union, integer};

impl Union {
    /// The arms of objects.
    pub fn objects(&self) -> impl Iterator<Item = &Arm> {
        self.arms.iter().filter(|arm| arm.kind == JsonKind::Object)
    }

    /// The arm that a value belongs to, if nothing inside of it speaks against that; nothing for one that no arm is for.
    pub fn arm_of(&self, api: &Api, value: &Value) -> Option<&Arm> {
        self.arms_of(api, value).into_iter().next()
    }

    /// The arms that a value may belong to: the first of them that can be read from it.
    pub fn arms_of(&self, api: &Api, value: &Value) -> Vec<&Arm> {
        let Value::Object(members) = value else {
            return self.arms.iter().find(|arm| is_of(arm.kind, value)).into_iter().collect();
        };
        match &self.objects {
            Objects::ByOptionalTag(tag) if members.get(tag).is_none_or(Value::is_null) => self.by_members(api, members),
            Objects::ByTag(tag) | Objects::ByOptionalTag(tag) => {
                let text = members.get(tag).map(tag_text);
                self.objects().find(|arm| arm.tag_texts().any(|known| Some(known) == text)).into_iter().collect()
            }
            Objects::ByMembers if self.objects().count() < 2 => self.objects().collect(),
            Objects::ByMembers => self.by_members(api, members),
        }
    }

    /// Those that know most of the members and get all that they require, and then those that hold members of any name.
    fn by_members(&self, api: &Api, members: &Map<String, Value>) -> Vec<&Arm> {
        let fields = |arm: &Arm| model(api, arm).into_iter().flat_map(Struct::named);
        let known = |arm: &Arm| fields(arm).filter(|field| members.contains_key(&field.wire)).count();
        let is_open = |arm: &Arm| model(api, arm).is_none_or(|model| model.further().is_some());
        let required = |arm: &Arm| fields(arm).filter(|field| field.shape.must_be_present()).count();
        let most = self.objects().map(known).max().unwrap_or(0);
        let mut fitting: Vec<&Arm> = self.objects().collect();
        fitting.retain(|arm| {
            let knows_most = known(arm) == most && (most > 0 || members.is_empty());
            let mut required = fields(arm).filter(|field| field.shape.must_be_present());
            (is_open(arm) || knows_most) && required.all(|field| members.contains_key(&field.wire))
        });
        fitting.sort_by_key(|arm| {
            let holds_more = is_open(arm) && known(arm) < members.len();
            let is_added = |field: &&Field| !field.shape.has_default() && !members.contains_key(&field.wire);
            let added = fields(arm).filter(is_added).count();
            // The runtime has maps last.
            (Reverse((known(arm), holds_more)), added, Reverse(required(arm)), model(api, arm).is_none())
        });
        fitting
    }
}

impl Arm {
    /// The texts by which its tag is told.
    pub fn tag_texts(&self) -> impl Iterator<Item = String> {
        self.tags.iter().map(tag_text)
    }
}

/// The text by which a value of a tag is told: of a string the string itself, and else its JSON, without a fraction if it has
/// none.
pub fn tag_text(tag: &Value) -> String {
    match (tag.as_str(), integer(tag)) {
        (Some(text), _) => text.to_owned(),
        (None, Some(integer)) => integer.to_string(),
        (None, None) => tag.to_string(),
    }
}

/// The model of an arm with objects; nothing for a map.
fn model<'a>(api: &'a Api, arm: &Arm) -> Option<&'a Struct> {
    match arm.ty.unboxed() {
        TypeRef::Named(name) => api.find_model(name).and_then(TypeDef::as_struct),
        _ => None,
    }
}

fn is_of(kind: JsonKind, value: &Value) -> bool {
    match kind {
        JsonKind::String => value.is_string(),
        JsonKind::Integer => value.is_i64() || value.is_u64(),
        JsonKind::Number => value.is_number(),
        JsonKind::Boolean => value.is_boolean(),
        JsonKind::List => value.is_array(),
        JsonKind::Object => value.is_object(),
    }
}
