//! What the description says a value has to keep to. The service is the one to refuse what does not, so it is sent, with a
//! warning.

use std::fmt;

use serde_json::Value;

/// A bound of a value, or of how much there is in it.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is compared.
    pub measure: Measure,
    /// How it has to compare.
    pub relation: Relation,
    /// With what.
    pub bound: f64,
}

/// What is compared. A value of another kind has no such measure, and keeps to every limit of it.
#[derive(Clone, Copy, Debug)]
pub enum Measure {
    /// A number itself.
    Value,
    /// How many characters a text has.
    Characters,
    /// How many items a list has.
    Items,
    /// How many members an object has.
    Members,
}

/// How a measure has to compare with a bound.
#[derive(Clone, Copy, Debug)]
pub enum Relation {
    /// The bound, or more.
    AtLeast,
    /// More than the bound.
    MoreThan,
    /// The bound, or less.
    AtMost,
    /// Less than the bound.
    LessThan,
}

impl Limit {
    /// Whether a value keeps to it.
    pub(super) fn allows(&self, value: &Value) -> bool {
        let count = |count: usize| Some(count as f64);
        let measured = match (self.measure, value) {
            (Measure::Value, Value::Number(number)) => number.as_f64(),
            (Measure::Characters, Value::String(text)) => count(text.chars().count()),
            (Measure::Items, Value::Array(items)) => count(items.len()),
            (Measure::Members, Value::Object(members)) => count(members.len()),
            _ => None,
        };
        measured.is_none_or(|measured| match self.relation {
            Relation::AtLeast => measured >= self.bound,
            Relation::MoreThan => measured > self.bound,
            Relation::AtMost => measured <= self.bound,
            Relation::LessThan => measured < self.bound,
        })
    }
}

/// `at most 255 characters`.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let relation = match self.relation {
            Relation::AtLeast => "at least",
            Relation::MoreThan => "more than",
            Relation::AtMost => "at most",
            Relation::LessThan => "less than",
        };
        let counted = match self.measure {
            Measure::Value => "",
            Measure::Characters => " character",
            Measure::Items => " item",
            Measure::Members => " member",
        };
        let plural = if counted.is_empty() || self.bound == 1.0 { "" } else { "s" };
        write!(f, "{relation} {}{counted}{plural}", self.bound)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_limit_measures_values_of_its_kind_only() {
        let limit = |measure, relation, bound| Limit { measure, relation, bound };
        for (limit, inside, outside, shown) in [
            (limit(Measure::Value, Relation::AtLeast, 1.0), json!([1, 1.5, "0"]), json!([0, -1]), "at least 1"),
            (limit(Measure::Value, Relation::MoreThan, 0.5), json!([0.6, []]), json!([0.5]), "more than 0.5"),
            (limit(Measure::Value, Relation::LessThan, 2.0), json!([1, null]), json!([2]), "less than 2"),
            (
                limit(Measure::Characters, Relation::AtMost, 1.0),
                json!(["", "é", 12]),
                json!(["ab"]),
                "at most 1 character",
            ),
            (limit(Measure::Items, Relation::AtLeast, 2.0), json!([[1, 2], "a"]), json!([[1]]), "at least 2 items"),
            (limit(Measure::Members, Relation::AtMost, 0.0), json!([{}, [1]]), json!([{"a": 1}]), "at most 0 members"),
        ] {
            let allowed = |values: &Value| values.as_array().unwrap().iter().map(|value| limit.allows(value)).collect();
            let (inside, outside): (Vec<bool>, Vec<bool>) = (allowed(&inside), allowed(&outside));
            assert!(inside.into_iter().all(|allowed| allowed) && !outside.contains(&true), "{limit}");
            assert_eq!(limit.to_string(), shown);
        }
    }
}
