//! A JSON value of any model, made of its types alone: every field is set at the top, below it only what is always there.

use serde_json::{Map, Value, json};

use model::api::{Api, Arm, Field, Struct, TypeDef, TypeRef, Union, Variant};

/// Lists and maps below this depth are empty, so that a model that contains itself comes to an end.
const DEEPEST: usize = 4;

/// JSON readers stop at 128 levels, and each required object is two: itself, and the list it may stand in.
const DEEPEST_REQUIRED: usize = 48;

/// Models that each require two others double with every level.
const MOST_VALUES: usize = 10_000;

/// A value with all fields of the model; `None` if it would be too large to be of use.
pub fn sample(api: &Api, definition: &Struct) -> Option<Value> {
    let mut sample = Sample { api, left: MOST_VALUES };
    sample.object(definition, |_| true, 1)
}

/// A value of each variant of a union; of one whose value would be too large, none.
pub fn of_arms<'a>(api: &Api, definition: &'a Union) -> Vec<(&'a Arm, Value)> {
    let sample = |arm| Some((arm, Sample { api, left: MOST_VALUES }.of_arm(definition, arm, 1)?));
    definition.arms.iter().filter_map(sample).collect()
}

/// A value of a further member of the model; nothing if it holds none.
pub fn further(api: &Api, definition: &Struct) -> Option<Value> {
    let TypeRef::Map(value) = &definition.further()?.ty else { return None };
    Sample { api, left: MOST_VALUES }.value(value, 1)
}

struct Sample<'a> {
    api: &'a Api,
    /// How many values may still be made.
    left: usize,
}

impl Sample<'_> {
    /// A value of a variant, with the tag that tells it.
    fn of_arm(&mut self, union: &Union, arm: &Arm, depth: usize) -> Option<Value> {
        let mut value = self.value(&arm.ty, depth)?;
        if let (Some(tag), Some(known), Some(object)) = (union.objects.tag(), arm.tags.first(), value.as_object_mut()) {
            object.insert(tag.to_owned(), known.clone());
        }
        Some(value)
    }

    fn object(&mut self, definition: &Struct, keep: impl Fn(&Field) -> bool, depth: usize) -> Option<Value> {
        if depth > DEEPEST_REQUIRED {
            return None;
        }
        let fields = definition.named().filter(|field| keep(field));
        let fields = fields.map(|field| Some((field.wire.clone(), self.value(&field.ty, depth)?)));
        Some(Value::Object(fields.collect::<Option<Map<_, _>>>()?))
    }

    /// How many models stand in every value of a type.
    fn required_models(&self, ty: &TypeRef) -> usize {
        let model = |ty: &TypeRef| match ty.unboxed() {
            TypeRef::Named(name) => Some(self.api.model(name)),
            _ => None,
        };
        let is_model = |ty: &TypeRef| matches!(model(ty), Some(TypeDef::Struct(_) | TypeDef::Union(_)));
        let fields = model(ty).and_then(TypeDef::as_struct).into_iter().flat_map(Struct::named);
        fields.filter(|field| !field.shape.has_default() && is_model(&field.ty)).count()
    }

    fn value(&mut self, ty: &TypeRef, depth: usize) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        Some(match ty {
            TypeRef::String | TypeRef::Upload => json!("text"),
            TypeRef::Bool => json!(true),
            TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => json!(1),
            TypeRef::F32 | TypeRef::F64 => json!(1.5),
            TypeRef::Timestamp => json!("2026-01-02T03:04:05Z"),
            TypeRef::Date => json!("2026-01-02"),
            TypeRef::Json => json!({ "any": "value" }),
            TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => self.value(inner, depth)?,
            TypeRef::List(_) if depth > DEEPEST => json!([]),
            TypeRef::List(item) => json!([self.value(item, depth + 1)?]),
            TypeRef::Map(_) if depth > DEEPEST => json!({}),
            TypeRef::Map(item) => json!({ "key": self.value(item, depth + 1)? }),
            TypeRef::Named(name) => match self.api.model(name) {
                TypeDef::Newtype(_) => json!("text"),
                TypeDef::Union(definition) if definition.arms.is_empty() => Value::Null,
                TypeDef::Union(definition) => {
                    let mut arms: Vec<&Arm> = definition.arms.iter().collect();
                    // One that contains itself comes to an end by way of another alternative.
                    if depth > DEEPEST {
                        arms.sort_by_key(|arm| self.required_models(&arm.ty));
                    }
                    arms.into_iter().find_map(|arm| self.of_arm(definition, arm, depth + 1))?
                }
                TypeDef::Enum(definition) => {
                    definition.variants.first().map_or(json!("text"), |first| json!(first.wire))
                }
                TypeDef::IntegerEnum(definition) => json!(definition.variants.first().map_or(1, Variant::integer)),
                TypeDef::Struct(definition) => {
                    self.object(definition, |field| !field.shape.has_default(), depth + 1)?
                }
            },
        })
    }
}
