//! What one schema says itself of its values, references and parts aside; 3.0 and 3.1 say it in different words.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Known, Part};
use crate::openapi::{Schema, SchemaType, Sited};

/// The settled keywords of one schema.
#[derive(Clone, Debug)]
pub struct Own<'d> {
    /// Null aside.
    pub ty: Option<SchemaType>,
    pub nullable: bool,
    /// The values of `enum` or `const`, null aside.
    pub values: Option<Vec<&'d Sited>>,
}

impl<'d> Own<'d> {
    /// The numbers or truth values that are listed. They make no other kind of value, as strings do: a place can say which
    /// of them it means. Of several integers an enum is made in the end.
    pub fn plain_values(&self) -> &[&'d Sited] {
        match self.ty {
            Some(SchemaType::Integer | SchemaType::Number | SchemaType::Boolean) => {
                self.values.as_deref().unwrap_or(&[])
            }
            Some(SchemaType::String | SchemaType::Array | SchemaType::Object | SchemaType::Null) | None => &[],
        }
    }
}

/// Whether a schema only adds null to the alternatives beside it.
pub fn is_null(schema: &Known<Schema>) -> bool {
    let Ok(schema) = schema else { return false };
    let is_null = |value: &Sited| value.value.is_null();
    schema.types == [SchemaType::Null]
        || schema.constant.as_deref().is_some_and(is_null)
        || matches!(schema.enumeration.as_deref(), Some([only]) if is_null(only))
}

pub fn settle<'d>(schema: &'d Schema, diagnostics: &mut Diagnostics) -> Known<Own<'d>> {
    let ty = only_type(schema, diagnostics)?;
    let is_branch_null = schema.any_of.iter().chain(&schema.one_of).any(is_null);
    let nullable = schema.nullable || is_branch_null || schema.types.contains(&SchemaType::Null);
    let mut own = Own { ty, nullable, values: None };
    let listed: Vec<&Sited> = match &schema.constant {
        Some(constant) => vec![allowed(schema, constant, diagnostics)?],
        None => schema.enumeration.iter().flatten().collect(),
    };
    if !listed.is_empty() {
        let values = values(listed, &mut own, diagnostics)?;
        own.ty = own.ty.or_else(|| plain_type(&values));
        own.values = (!values.is_empty()).then_some(values);
    }
    Ok(own)
}

/// What values are that are all numbers, or all true or false.
fn plain_type(values: &[&Sited]) -> Option<SchemaType> {
    let plain = [SchemaType::Boolean, SchemaType::Integer, SchemaType::Number];
    plain.into_iter().find(|ty| !values.is_empty() && values.iter().all(|sited| is_of(&sited.value, *ty)))
}

/// Some tools write `const` beside an `enum` of the same value; together they allow what both do.
fn allowed<'d>(schema: &Schema, constant: &'d Sited, diagnostics: &mut Diagnostics) -> Known<&'d Sited> {
    let is_listed = |values: &Vec<Sited>| values.iter().any(|allowed| allowed.value == constant.value);
    if constant.value.is_null() || schema.enumeration.as_ref().is_none_or(is_listed) {
        return Ok(constant);
    }
    let message = format!("the `const` {} is not one of the values of `enum`: no value fits", constant.value);
    Err(diagnostics.push(Diagnostic::at(Code::InvalidValue, &constant.at, message).help("delete one of the two")))
}

fn only_type(schema: &Schema, diagnostics: &mut Diagnostics) -> Known<Option<SchemaType>> {
    let mut types = schema.types.iter().filter(|ty| **ty != SchemaType::Null);
    let first = types.next().copied();
    let mut refuse = |what: &str| {
        let at = schema.at.child("type");
        let problem = Diagnostic::at_key(Code::Unsupported, &at, format!("unsupported: {what} at #{at}"));
        let help = "leave `type` out of the description given to the generator: the value is then any JSON";
        diagnostics.push(problem.help(help))
    };
    if types.any(|ty| Some(*ty) != first) { Err(refuse("several non-null types in one schema")) } else { Ok(first) }
}

/// The values without null, which may be one of them; each has the type of the schema, and none is given twice.
fn values<'d>(listed: Vec<&'d Sited>, own: &mut Own<'d>, diagnostics: &mut Diagnostics) -> Known<Vec<&'d Sited>> {
    let mut seen: BTreeMap<String, &Sited> = BTreeMap::new();
    let mut values = Vec::new();
    let mut refused = None;
    for sited in listed {
        if sited.value.is_null() && (own.ty.is_none() || own.nullable) {
            own.nullable = true;
        } else if let Some(ty) = own.ty.filter(|ty| !is_of(&sited.value, *ty)) {
            let message = format!("{} in an enum of type `{}`", kind(&sited.value), ty.as_str());
            let problem = Diagnostic::at(Code::EnumValueType, &sited.at, message);
            refused = Some(diagnostics.push(problem.help("mend the value or `type`, whichever is not what is sent")));
        } else if let Some(first) = seen.get(&sited.value.to_string()) {
            let message = format!("the enum value {} is given twice", sited.value);
            let problem = Diagnostic::at(Code::DuplicateEnumValue, &sited.at, message);
            let problem = problem.related(&first.at, Part::Value, "first given here");
            diagnostics.push(problem.help("delete one of the two"));
        } else {
            seen.insert(sited.value.to_string(), sited);
            values.push(sited);
        }
    }
    refused.map_or(Ok(values), Err)
}

/// What messages call a value.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

/// Whether a value has a type. A number without a fraction is an integer, however it is written.
fn is_of(value: &Value, ty: SchemaType) -> bool {
    match ty {
        SchemaType::Null => value.is_null(),
        SchemaType::String => value.is_string(),
        SchemaType::Number => value.is_number(),
        SchemaType::Boolean => value.is_boolean(),
        SchemaType::Array => value.is_array(),
        SchemaType::Object => value.is_object(),
        SchemaType::Integer => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
    }
}
