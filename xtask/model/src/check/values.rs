//! Whether examples and defaults are what the schemas beside them describe. Examples become fixtures and tests of the
//! crate, which would fail where nobody can see why; defaults stand in its documentation.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::api::{Api, Arm, FieldShape, JsonKind, Lenient, Operation, Place, Struct, TypeDef, TypeRef, Union};
use crate::bounds::Bounds;
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, spelled};
use crate::lower::{GivenValue, What};
use crate::names::TypeName;
use crate::openapi::Pointer;

pub fn check(api: &Api, values: &[GivenValue<'_>], diagnostics: &mut Diagnostics) {
    let operations: BTreeMap<&TypeName, &Operation> =
        api.operations().map(|operation| (&operation.marker, operation)).collect();
    for GivenValue { at, value, what, bounds } in values {
        let (code, noun) = match what {
            What::Request(_) | What::Response(_) => (Code::ExampleMisfit, "example"),
            What::Default(_) => (Code::ImpossibleDefault, "default"),
            What::PageSize(_) => (Code::PageSize, "default page size"),
        };
        let mut check = Check { api, noun, code, misfits: Vec::new() };
        match what {
            What::Request(marker) => {
                if let Some(operation) = operations.get(marker) {
                    check.request(at, value, operation);
                }
            }
            What::Response(ty) => check.value(at, value, ty),
            What::Default(ty) | What::PageSize(ty) => {
                check.value(at, value, ty);
                check.bounds(at, value, *bounds);
            }
        }
        for misfit in check.misfits {
            diagnostics.push(misfit);
        }
    }
}

/// Whether a value is what a type describes.
pub fn fits(api: &Api, value: &Value, ty: &TypeRef) -> bool {
    let mut check = Check { api, noun: "value", code: Code::ExampleMisfit, misfits: Vec::new() };
    check.value(&Pointer::root(), value, ty);
    check.misfits.is_empty()
}

struct Check<'a> {
    api: &'a Api,
    /// What is compared, and the code of what does not fit.
    noun: &'static str,
    code: Code,
    misfits: Vec<Diagnostic>,
}

impl Check<'_> {
    fn request(&mut self, at: &Pointer, example: &Value, operation: &Operation) {
        if let Some(body) = operation.inputs().find(|argument| argument.place == Place::Body) {
            return self.value(at, example, &body.ty);
        }
        let Some(example) = self.object(at, example) else { return };
        for (is_required, arguments) in [(true, &operation.arguments), (false, &operation.setters)] {
            for argument in arguments.iter().filter(|argument| argument.place == Place::BodyField) {
                match example.get(&argument.wire) {
                    None if is_required => self.missing(at, &argument.wire),
                    None => {}
                    Some(Value::Null) if argument.nullable => {}
                    Some(value) => self.value(&at.child(&argument.wire), value, &argument.ty),
                }
            }
        }
    }

    fn bounds(&mut self, at: &Pointer, value: &Value, bounds: Bounds) {
        let Some(number) = value.as_f64() else { return };
        let below =
            bounds.minimum.filter(|bound| number < bound.value || (bound.is_exclusive && number == bound.value));
        let above =
            bounds.maximum.filter(|bound| number > bound.value || (bound.is_exclusive && number == bound.value));
        let (relation, allowed, bound) = match (below, above) {
            (Some(bound), _) if bound.is_exclusive => ("not above the exclusive minimum", "more than", bound.value),
            (Some(bound), _) => ("below the minimum", "at least", bound.value),
            (None, Some(bound)) if bound.is_exclusive => ("not below the exclusive maximum", "less than", bound.value),
            (None, Some(bound)) => ("above the maximum", "at most", bound.value),
            (None, None) => return,
        };
        let message = format!("the {} {value} is {relation} {bound}", self.noun);
        self.push(
            at,
            message,
            format!("a value has to be {allowed} {bound}: mend the default, or the bound if the service allows more"),
        );
    }

    fn value(&mut self, at: &Pointer, value: &Value, ty: &TypeRef) {
        let text = |fits: fn(&str) -> bool| value.as_str().is_some_and(fits);
        let fits = match ty {
            TypeRef::Json => true,
            TypeRef::String | TypeRef::Upload => value.is_string(),
            TypeRef::Bool => value.is_boolean(),
            TypeRef::I32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
            TypeRef::I64 => value.is_i64(),
            TypeRef::U32 => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
            TypeRef::U64 => value.is_u64(),
            TypeRef::F32 | TypeRef::F64 => value.is_number(),
            TypeRef::Timestamp => text(is_time),
            TypeRef::Date => text(|text| text.parse::<jiff::civil::Date>().is_ok()),
            TypeRef::Nullable(_) if value.is_null() => true,
            TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => return self.value(at, value, inner),
            TypeRef::Named(name) => return self.named(at, value, name),
            TypeRef::List(item) => match value {
                Value::Array(items) => {
                    return items
                        .iter()
                        .enumerate()
                        .for_each(|(index, value)| self.value(&at.child(index), value, item));
                }
                _ => false,
            },
            TypeRef::Map(item) => match value {
                Value::Object(map) => {
                    return map.iter().for_each(|(key, value)| self.value(&at.child(key), value, item));
                }
                _ => false,
            },
        };
        if !fits {
            self.expected(at, value, what(ty));
        }
    }

    fn named(&mut self, at: &Pointer, value: &Value, name: &TypeName) {
        match self.api.find_model(name) {
            Some(TypeDef::Struct(definition)) => self.structure(at, value, definition),
            Some(TypeDef::Newtype(_)) if !value.is_string() => self.expected(at, value, "a string"),
            Some(TypeDef::Enum(definition)) => {
                let known = || definition.variants.iter().map(|variant| variant.wire.as_str());
                match value.as_str() {
                    None => self.expected(at, value, "a string"),
                    Some(text) if known().any(|wire| wire == text) => {}
                    Some(text) => {
                        let message =
                            format!("the {} has {}, which is not one of the enum's values", self.noun, shown(value));
                        self.push(at, message, did_you_mean(text, known()));
                    }
                }
            }
            Some(TypeDef::IntegerEnum(definition)) => {
                if !definition.variants.iter().any(|variant| variant.is(value)) {
                    let known: Vec<&str> = definition.variants.iter().map(|variant| variant.wire.as_str()).collect();
                    self.expected(at, value, &format!("one of {}", known.join(", ")));
                }
            }
            Some(TypeDef::Union(definition)) => self.union(at, value, definition),
            // A type that could not be made has been reported already.
            Some(TypeDef::Newtype(_)) | None => {}
        }
    }

    fn structure(&mut self, at: &Pointer, value: &Value, definition: &Struct) {
        let Some(object) = self.object(at, value) else { return };
        for field in definition.named() {
            match object.get(&field.wire) {
                None if !field.shape.has_default() => self.missing(at, &field.wire),
                Some(Value::Null) if field.shape == FieldShape::Required && field.ty != TypeRef::Json => {
                    self.expected(&at.child(&field.wire), &Value::Null, what(&field.ty));
                }
                None | Some(Value::Null) => {}
                Some(value) if field.lenient == Lenient::No => self.value(&at.child(&field.wire), value, &field.ty),
                Some(value) if value.is_string() || value.is_number() => {}
                Some(value) => self.expected(&at.child(&field.wire), value, what(&field.ty)),
            }
        }
        if let Some(TypeRef::Map(further)) = definition.further().map(|field| &field.ty) {
            let is_named = |wire: &str| definition.named().any(|field| field.wire == wire);
            for (key, value) in object.iter().filter(|(key, _)| !is_named(key)) {
                self.value(&at.child(key), value, further);
            }
        }
    }

    fn union(&mut self, at: &Pointer, value: &Value, definition: &Union) {
        let before = self.misfits.len();
        let mut told = None;
        for arm in definition.arms_of(self.api, value) {
            self.value(at, value, &arm.ty);
            let misfits = self.misfits.split_off(before);
            if misfits.is_empty() {
                return;
            }
            told.get_or_insert(misfits);
        }
        match told {
            Some(misfits) => self.misfits.extend(misfits),
            None => {
                let arms: Vec<String> = definition.arms.iter().map(expected).collect();
                self.expected(at, value, &arms.join(" or "));
            }
        }
    }

    fn object<'v>(&mut self, at: &Pointer, value: &'v Value) -> Option<&'v Map<String, Value>> {
        if value.as_object().is_none() {
            self.expected(at, value, "an object");
        }
        value.as_object()
    }

    fn expected(&mut self, at: &Pointer, value: &Value, what: &str) {
        let message = format!("the {} has {} where the schema asks for {what}", self.noun, shown(value));
        self.push(at, message, format!("mend the {0}, or the schema if the {0} is right", self.noun));
    }

    fn missing(&mut self, at: &Pointer, wire: &str) {
        let message = format!("the {} lacks `{}`, which is required", self.noun, spelled(wire));
        self.push(
            at,
            message,
            format!("complete the {}, or leave the property out of `required` if the service does so", self.noun),
        );
    }

    fn push(&mut self, at: &Pointer, message: String, help: String) {
        self.misfits.push(Diagnostic::at(self.code, at, message).help(help));
    }
}

/// What an arm of a union is for.
fn expected(arm: &Arm) -> String {
    match arm.ty.unboxed() {
        TypeRef::Named(name) if arm.kind == JsonKind::Object => format!("an object of type `{name}`"),
        _ => arm.kind.noun().to_owned(),
    }
}

/// What the client reads: a date and a time, with an offset or without, which then means UTC; digits behind the ninth of
/// a fraction, and the last days that there are, which jiff does not hold.
fn is_time(text: &str) -> bool {
    let has_time = text.as_bytes().get(10).is_some_and(|byte| matches!(byte, b'T' | b't' | b' '));
    let text = text.replacen("9999-12-3", "9998-12-3", 1);
    let fraction = text.find('.').map_or(0..0, |point| {
        let digits = text[point + 1..].bytes().take_while(u8::is_ascii_digit).count();
        point + 1 + digits.min(9)..point + 1 + digits
    });
    let text = format!("{}{}", &text[..fraction.start], &text[fraction.end..]);
    has_time && (text.parse::<jiff::Timestamp>().is_ok() || text.parse::<jiff::civil::DateTime>().is_ok())
}

fn what(ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::String => "a string",
        TypeRef::Upload => "the content of a file, as a string",
        TypeRef::Bool => "true or false",
        TypeRef::I32 | TypeRef::U32 => "a whole number of 32 bits",
        TypeRef::I64 | TypeRef::U64 => "a whole number",
        TypeRef::F32 | TypeRef::F64 => "a number",
        TypeRef::Timestamp => "a time such as 2026-01-02T03:04:05Z",
        TypeRef::Date => "a date such as 2026-01-02",
        TypeRef::List(_) => "a list",
        TypeRef::Map(_) => "an object",
        TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => what(inner),
        TypeRef::Json | TypeRef::Named(_) => "a value",
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.chars().count() > 60 => "a string".to_owned(),
        scalar => format!("`{}`", spelled(&scalar.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_the_client_reads() {
        for time in [
            "2026-01-02T03:04:05Z",
            "2026-01-02 03:04:05.5+02:00",
            "2026-01-02T03:04:05",
            "2026-01-02T03:04:05.1234567891234Z",
            "9999-12-31T23:59:59.999Z",
        ] {
            assert!(is_time(time), "{time}");
        }
        for other in ["", "soon", "2026-01-02", "2026-13-02T03:04:05Z", "2026-01-02T03:04:05.Z soon"] {
            assert!(!is_time(other), "{other}");
        }
    }
}
