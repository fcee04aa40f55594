//! Which arm of a union is meant by a value, by the same rules as the runtime reads one.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use super::{Api, Arm, JsonKind, Objects, Struct, TypeDef, TypeRef, Union};

impl Union {
    /// The arms of objects.
    pub fn objects(&self) -> impl Iterator<Item = &Arm> {
        self.arms.iter().filter(|arm| arm.kind == JsonKind::Object)
    }

    /// The arm that a value belongs to; nothing for one that no arm is for.
    pub fn arm_of(&self, api: &Api, value: &Value) -> Option<&Arm> {
        let Value::Object(members) = value else {
            return self.arms.iter().find(|arm| is_of(arm.kind, value));
        };
        match &self.objects {
            Objects::ByTag(tag) => {
                let tag = members.get(tag)?;
                self.objects().find(|arm| arm.tags.iter().any(|known| known == tag))
            }
            Objects::ByMembers => {
                let mut objects = self.objects();
                match (objects.next(), objects.next()) {
                    (Some(only), None) => Some(only),
                    _ => self.by_members(api, members),
                }
            }
        }
    }

    /// The arm that knows most of the members and gets all that it requires; of several such, the one that requires most.
    fn by_members(&self, api: &Api, members: &Map<String, Value>) -> Option<&Arm> {
        let models: Vec<(&Arm, &Struct)> = self.objects().filter_map(|arm| Some((arm, model(api, arm)?))).collect();
        let known = |model: &Struct| model.named().filter(|field| members.contains_key(&field.wire)).count();
        let most = models.iter().map(|(_, model)| known(model)).max().unwrap_or(0);
        let required = |model: &Struct| model.fields.iter().filter(|field| field.shape.must_be_present()).count();
        let fits = |model: &Struct| {
            let mut required = model.fields.iter().filter(|field| field.shape.must_be_present());
            required.all(|field| members.contains_key(&field.wire))
        };
        let fitting = models
            .into_iter()
            .filter(|(_, model)| known(model) == most && (most > 0 || members.is_empty()) && fits(model));
        let fitting = fitting.min_by_key(|(_, model)| Reverse(required(model))).map(|(arm, _)| arm);
        fitting.or_else(|| self.objects().find(|arm| model(api, arm).is_none()))
    }
}

impl Arm {
    /// The texts by which its tag is told.
    pub fn tag_texts(&self) -> impl Iterator<Item = String> {
        self.tags.iter().map(tag_text)
    }
}

/// The text by which a value of a tag is told: of a string the string itself, and else its JSON.
pub fn tag_text(tag: &Value) -> String {
    tag.as_str().map_or_else(|| tag.to_string(), str::to_owned)
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
