//! Queries compared by meaning: a multiset of decoded pairs, times as instants.
//!
//! Order and the choice between `+` and `%20` mean nothing; everything else does.

use jiff::Timestamp;
use percent_encoding::percent_decode_str;

/// The decoded pairs of a query, sorted; a value that is a point in time is written in UTC.
pub(crate) fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = query
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), instant(decoded(value)))
        })
        .collect();
    pairs.sort();
    pairs
}

/// The value of one parameter, if it is there exactly once.
pub(crate) fn value(query: Option<&str>, name: &str) -> Option<String> {
    let mut values = pairs(query).into_iter().filter(|(key, _)| key == name);
    let (_, value) = values.next()?;
    values.next().is_none().then_some(value)
}

fn decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().expect("a query is UTF-8").into_owned()
}

fn instant(value: String) -> String {
    value.parse::<Timestamp>().map(|time| time.to_string()).unwrap_or(value)
}
