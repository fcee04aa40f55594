//! The body of a call while it is being put together.

use std::fmt::{self, Debug};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::runtime::encode;
use crate::runtime::operation::BodyFormat;

/// A JSON body, or none. `Debug` names the fields and shows no value.
#[derive(Clone)]
pub(super) enum Body {
    /// The request has no body.
    Absent,
    /// An object, whose fields are set one by one.
    Fields(Map<String, Value>),
    /// Anything else, as one value.
    Whole(Value),
}

impl Body {
    /// The fields, making an object of an absent body; `None` when the body is something else.
    pub(super) fn fields(&mut self) -> Option<&mut Map<String, Value>> {
        if let Self::Absent = self {
            *self = Self::Fields(Map::new());
        }
        match self {
            Self::Fields(fields) => Some(fields),
            Self::Absent | Self::Whole(_) => None,
        }
    }

    /// The fields at the top by their names, or anything else under no name.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, &Value)> {
        let (fields, whole) = match self {
            Self::Absent => (None, None),
            Self::Fields(fields) => (Some(fields), None),
            Self::Whole(value) => (None, Some(("", value))),
        };
        fields.into_iter().flatten().map(|(name, value)| (name.as_str(), value)).chain(whole)
    }

    /// The body as bytes. JSON is compact, with UTF-8 unescaped.
    pub(super) fn to_bytes(&self, format: BodyFormat) -> Option<Vec<u8>> {
        let written = match (self, format) {
            (Self::Absent, _) => return None,
            (Self::Fields(fields), BodyFormat::Form) => return Some(form(fields).into_bytes()),
            (Self::Whole(Value::String(text)), BodyFormat::Raw(_)) => return Some(text.clone().into_bytes()),
            (Self::Fields(fields), _) => serde_json::to_vec(fields),
            (Self::Whole(value), _) => serde_json::to_vec(value),
        };
        Some(written.expect("a JSON value can always be written"))
    }

    /// The fields at the top that are a text, a number or a boolean, as text.
    pub(super) fn scalars(&self) -> impl Iterator<Item = (String, String)> {
        let fields = if let Self::Fields(fields) = self { Some(fields) } else { None };
        fields.into_iter().flatten().filter_map(|(name, value)| Some((name.clone(), scalar(value)?)))
    }
}

impl Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => formatter.write_str("none"),
            Self::Fields(fields) => formatter.debug_set().entries(fields.keys()).finish(),
            Self::Whole(_) => formatter.write_str("one value"),
        }
    }
}

/// Fields as a form: a list as one pair for each item, an object as JSON, nothing for null.
fn form(fields: &Map<String, Value>) -> String {
    let pairs: Vec<(&str, String)> =
        fields.iter().flat_map(|(name, value)| texts(value).map(move |text| (name.as_str(), text))).collect();
    encode::query(pairs.iter().map(|(name, text)| (*name, text.as_str())))
}

/// A value as the texts that stand for it outside of JSON.
pub(super) fn texts(value: &Value) -> impl Iterator<Item = String> {
    let items = if let Value::Array(items) = value { items.as_slice() } else { std::slice::from_ref(value) };
    items.iter().filter(|item| !item.is_null()).map(|item| scalar(item).unwrap_or_else(|| item.to_string()))
}

/// A text, a number or a boolean as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A value as JSON, or why it cannot be: a map whose keys are no texts, for example.
pub(super) fn to_json(value: &(impl Serialize + ?Sized)) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|problem| problem.to_string())
}
