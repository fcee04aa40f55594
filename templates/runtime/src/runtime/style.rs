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
    /// `filter[name]=value`, and `filter[]=value` for a list, in a query or a form.
    Deep,
    /// `.a,b`, or `.a` for a single value, in a path.
    Label,
    /// `.a.b`, and `.name=value.name=value` for an object, in a path.
    LabelEach,
    /// `;name=a,b`, or `;name=a` for a single value, in a path.
    Matrix,
    /// `;name=a;name=b`, and the members of an object each by its own name, in a path.
    MatrixEach,
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
        let one = |value: &Value| Ok((name.to_owned(), self.text(name, value)?));
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

    /// The text that stands for the value of the parameter `name`.
    ///
    /// # Errors
    ///
    /// Says why the value cannot be written.
    pub fn text(self, name: &str, value: &Value) -> Result<String, &'static str> {
        match self {
            Self::Plain | Self::Members | Self::Deep => single(value),
            Self::Commas => joined(&in_a_row(value)?, ',', COMMA),
            Self::Spaces => joined(&in_a_row(value)?, ' ', "it holds a space, which separates its values"),
            Self::Pipes => joined(&in_a_row(value)?, '|', "it holds `|`, which separates its values"),
            Self::Pairs => joined(&pairs(value)?, ',', COMMA),
            Self::Label if is_single(value) => Ok(format!(".{}", single(value)?)),
            Self::Label => Ok(format!(".{}", Self::Commas.text(name, value)?)),
            Self::LabelEach => Ok(format!(".{}", joined(&pairs(value)?, '.', DOT)?)),
            Self::Matrix if is_single(value) => Ok(format!(";{name}={}", single(value)?)),
            Self::Matrix => Ok(format!(";{name}={}", Self::Commas.text(name, value)?)),
            Self::MatrixEach => {
                let named = |pair: String| if value.is_object() { pair } else { format!("{name}={pair}") };
                let pairs: Vec<String> = pairs(value)?.into_iter().map(named).collect();
                Ok(format!(";{}", joined(&pairs, ';', SEMICOLON)?))
            }
            Self::Json => Ok(value.to_string()),
        }
    }
}

const COMMA: &str = "it holds a comma, which separates its values";
const DOT: &str = "it holds a dot, which separates its values";
const SEMICOLON: &str = "it holds a semicolon, which separates its values";

fn is_single(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// The members of an object that are not null.
fn given(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    members.iter().filter(|(_, value)| !value.is_null())
}

/// The text of a single value.
///
/// # Errors
///
/// Says what it is instead.
pub fn single(value: &Value) -> Result<String, &'static str> {
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

/// OpenAPI leaves open what a list among the members looks like. `[]` is a list to PHP, Rack and qs alike; a name that is only
/// repeated keeps its last value in the first two. Items with members of their own are numbered: with `[]`, PHP and qs make
/// another item of each member.
fn deep(name: &str, value: &Value) -> Result<Vec<(String, String)>, &'static str> {
    let inside: Result<Vec<_>, _> = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Object(members) => {
            members.iter().map(|(member, value)| deep(&format!("{name}[{member}]"), value)).collect()
        }
        // It would be left out, and the list be another one.
        Value::Array(items) if items.iter().any(says_nothing) => {
            return Err("an object without members is among the values of a list");
        }
        Value::Array(items) if items.iter().all(is_single) => {
            items.iter().map(|item| deep(&format!("{name}[]"), item)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| deep(&format!("{name}[{index}]"), item)).collect()
        }
        value => return Ok(vec![(name.to_owned(), single(value)?)]),
    };
    Ok(inside?.concat())
}

fn says_nothing(item: &Value) -> bool {
    item.as_object().is_some_and(|members| given(members).next().is_none())
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
            (Style::Deep, &json!({ "a": { "b": [1, 2] } }), "color[a][b][]=1&color[a][b][]=2"),
            (Style::Deep, &json!([{ "a": [1, null] }, { "b": "c" }]), "color[0][a][]=1&color[1][b]=c"),
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
            (Style::Label, json!(["a,b"])),
            (Style::LabelEach, json!(["a.b"])),
            (Style::Matrix, json!([["a"]])),
            (Style::MatrixEach, json!(["a;b"])),
        ] {
            assert!(style.query("q", &value).is_err(), "{style:?} {value}");
        }
    }

    #[test]
    fn the_styles_of_paths_begin_with_what_separates_them() {
        let (one, list, object) = (json!("blue"), json!(["blue", "black"]), json!({ "G": 200, "N": null, "R": 100 }));
        for (style, value, expected) in [
            (Style::Label, &one, ".blue"),
            (Style::Label, &json!("a,b.c"), ".a,b.c"),
            (Style::Label, &list, ".blue,black"),
            (Style::LabelEach, &list, ".blue.black"),
            (Style::Label, &object, ".G,200,R,100"),
            (Style::LabelEach, &object, ".G=200.R=100"),
            (Style::Matrix, &one, ";color=blue"),
            (Style::Matrix, &list, ";color=blue,black"),
            (Style::MatrixEach, &list, ";color=blue;color=black"),
            (Style::Matrix, &object, ";color=G,200,R,100"),
            (Style::MatrixEach, &object, ";G=200;R=100"),
            (Style::Commas, &object, "G,200,R,100"),
            (Style::Pairs, &object, "G=200,R=100"),
        ] {
            assert_eq!(style.text("color", value).as_deref(), Ok(expected), "{style:?}");
        }
    }
}
