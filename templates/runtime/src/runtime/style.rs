//! How a value that is more than one text stands in a URL or a header: the styles that OpenAPI has for parameters.
//!
//! Where values stand in a row, a value that holds what separates them is refused: most servers decode first and split
//! then, and would read two values.

use serde_json::{Map, Value};

/// How a parameter is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As its text. In a query, a list repeats the name.
    #[default]
    Plain,
    /// `a,b`, and `name,value,name,value` for an object.
    Commas,
    /// `name=value,name=value`.
    Pairs,
    /// `a b`.
    Spaces,
    /// `a|b`.
    Pipes,
    /// Each member of an object is a parameter of its own, in a query.
    Members,
    /// `filter[name]=value`, in a query.
    Deep,
    /// As JSON.
    Json,
}

impl Style {
    /// The parameters of a query that stand for a value, by name. A list without values, and what is null in an object, is
    /// left out.
    ///
    /// # Errors
    ///
    /// Says why the value cannot be written.
    pub fn query(self, name: &str, value: &Value) -> Result<Vec<(String, String)>, &'static str> {
        let one = |value: &Value| Ok((name.to_owned(), self.text(value)?));
        match (self, value) {
            (Self::Deep, _) => deep(name, value),
            (Self::Members, Value::Object(members)) => {
                let pairs = given(members).map(|(name, value)| Self::Plain.query(name, value));
                Ok(pairs.collect::<Result<Vec<_>, _>>()?.concat())
            }
            (Self::Plain | Self::Members, Value::Array(items)) => items.iter().map(one).collect(),
            (Self::Commas | Self::Spaces | Self::Pipes, Value::Array(items)) if items.is_empty() => Ok(Vec::new()),
            _ => Ok(vec![one(value)?]),
        }
    }

    /// The text that stands for a value.
    ///
    /// # Errors
    ///
    /// Says why the value cannot be written.
    pub fn text(self, value: &Value) -> Result<String, &'static str> {
        match self {
            Self::Plain | Self::Members | Self::Deep => single(value),
            Self::Commas => joined(&in_a_row(value)?, ',', "it holds a comma, which separates its values"),
            Self::Spaces => joined(&in_a_row(value)?, ' ', "it holds a space, which separates its values"),
            Self::Pipes => joined(&in_a_row(value)?, '|', "it holds `|`, which separates its values"),
            Self::Pairs => joined(&pairs(value)?, ',', "it holds a comma, which separates its values"),
            Self::Json => Ok(value.to_string()),
        }
    }
}

/// The members of an object that are not null.
fn given(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    members.iter().filter(|(_, value)| !value.is_null())
}

fn single(value: &Value) -> Result<String, &'static str> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Null => Err("it is null, which has no text"),
        Value::Array(_) => Err("it is a list, where one value is written"),
        Value::Object(_) => Err("it is an object, where one value is written"),
    }
}

/// The items of a list, the names and values of an object, or the value alone.
fn in_a_row(value: &Value) -> Result<Vec<String>, &'static str> {
    match value {
        Value::Array(items) => items.iter().map(single).collect(),
        Value::Object(members) => {
            let mut row = Vec::new();
            for (name, value) in given(members) {
                row.extend([name.clone(), single(value)?]);
            }
            Ok(row)
        }
        value => Ok(vec![single(value)?]),
    }
}

/// The members of an object, each with its name; anything else is a row.
fn pairs(value: &Value) -> Result<Vec<String>, &'static str> {
    let Value::Object(members) = value else { return in_a_row(value) };
    let mut pairs = Vec::new();
    for (name, value) in given(members) {
        pairs.push(format!("{name}={}", single(value)?));
    }
    Ok(pairs)
}

fn joined(parts: &[String], separator: char, ambiguous: &'static str) -> Result<String, &'static str> {
    match parts.iter().any(|part| part.contains(separator)) {
        true => Err(ambiguous),
        false => Ok(parts.join(separator.encode_utf8(&mut [0; 4]))),
    }
}

fn deep(name: &str, value: &Value) -> Result<Vec<(String, String)>, &'static str> {
    match value {
        Value::Object(members) => {
            let pairs = given(members).map(|(member, value)| deep(&format!("{name}[{member}]"), value));
            Ok(pairs.collect::<Result<Vec<_>, _>>()?.concat())
        }
        Value::Array(items) => items.iter().map(|item| Ok((name.to_owned(), single(item)?))).collect(),
        value => Ok(vec![(name.to_owned(), single(value)?)]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_style_has_the_form_that_openapi_shows() {
        let (list, object) = (json!(["blue", "black"]), json!({ "B": true, "G": null, "R": 100 }));
        for (style, value, expected) in [
            (Style::Plain, &list, "color=blue&color=black"),
            (Style::Commas, &list, "color=blue,black"),
            (Style::Spaces, &list, "color=blue black"),
            (Style::Pipes, &list, "color=blue|black"),
            (Style::Json, &list, r#"color=["blue","black"]"#),
            (Style::Commas, &object, "color=B,true,R,100"),
            (Style::Pairs, &object, "color=B=true,R=100"),
            (Style::Members, &object, "B=true&R=100"),
            (Style::Deep, &object, "color[B]=true&color[R]=100"),
            (Style::Deep, &json!({ "a": { "b": [1, 2] } }), "color[a][b]=1&color[a][b]=2"),
            (Style::Plain, &json!([]), ""),
            (Style::Commas, &json!([]), ""),
        ] {
            let pairs = style.query("color", value).unwrap();
            let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(pairs.join("&"), expected, "{style:?}");
        }
    }

    #[test]
    fn what_would_be_read_as_something_else_is_refused() {
        for (style, value) in [
            (Style::Commas, json!(["a,b"])),
            (Style::Spaces, json!(["a b"])),
            (Style::Pipes, json!(["a|b"])),
            (Style::Pairs, json!({ "a": "b,c" })),
            (Style::Plain, json!({ "a": 1 })),
            (Style::Plain, json!(null)),
            (Style::Deep, json!({ "a": [{}] })),
            (Style::Members, json!({ "a": { "b": 1 } })),
        ] {
            assert!(style.query("q", &value).is_err(), "{style:?} {value}");
        }
    }
}
