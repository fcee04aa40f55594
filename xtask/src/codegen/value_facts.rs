//! Words for what the description says of a value and its type does not, wherever they are shown.

use serde_json::Value;

use model::api::{Facts, PartFacts, Place, Style};
use model::bounds::{Bound, Bounds, Size};
use model::diagnostics::visible;
use model::markdown::code;

/// ``From 1 to 9 items. Each item: at most 5. Default: `[5]`.``; nothing where there is nothing to say.
pub fn sentences(facts: &Facts) -> Option<String> {
    let Facts { values, bounds, default, parts } = facts;
    let default = default.as_ref().map(|value| format!("Default: {}", default_value(value)));
    let facts = [allowed(values), range(*bounds), parts.as_deref().and_then(of_each), default];
    let sentences: Vec<String> = facts.into_iter().flatten().map(|sentence| sentence + ".").collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// A default as code.
pub fn default_value(value: &Value) -> String {
    let text = match value {
        Value::String(text) if !text.trim().is_empty() => text.clone(),
        other => other.to_string(),
    };
    code(&visible(&text))
}

/// Which numbers or truth values there are; that both truth values are allowed goes without saying.
pub fn allowed(values: &[Value]) -> Option<String> {
    let mut texts: Vec<String> = values.iter().map(|value| code(&value.to_string())).collect();
    let is_any = values.len() == 2 && values.iter().all(Value::is_boolean);
    let last = texts.pop().filter(|_| !is_any)?;
    Some(match texts.as_slice() {
        [] => format!("Always {last}"),
        others => format!("One of {} and {last}", others.join(", ")),
    })
}

/// What the least and the greatest value are, and how long it may be: `From 1 to 9`, `At most 255 characters`.
pub fn range(bounds: Bounds) -> Option<String> {
    let Bounds { minimum, maximum, length, items, members } = bounds;
    let sizes = [(length, "character"), (items, "item"), (members, "member")];
    let sizes = sizes.into_iter().filter_map(|(size, what)| sized(size, what));
    let parts = numbers(minimum, maximum).into_iter().chain(sizes);
    parts.reduce(|all, part| format!("{all}, {}", lower_first(&part)))
}

/// What is said of each value in a list or a map: `Each item: at most 255 characters`.
pub fn of_each(parts: &PartFacts) -> Option<String> {
    let (noun, facts) = match parts {
        PartFacts::Items(facts) => ("item", facts),
        PartFacts::Values(facts) => ("value", facts),
    };
    let Facts { values, bounds, default: _, parts } = facts;
    let said = [allowed(values), range(*bounds), parts.as_deref().and_then(of_each)].into_iter().flatten();
    let said = said.map(|part| lower_first(&part)).reduce(|all, part| format!("{all}, {part}"))?;
    Some(format!("Each {noun}: {said}"))
}

/// `From 1 to 9 items`. That there are none at the least goes without saying.
fn sized(size: Size, what: &str) -> Option<String> {
    let counted = |count| if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") };
    match (size.least.filter(|least| *least > 0), size.most) {
        (Some(least), Some(most)) if least == most => Some(format!("Exactly {}", counted(most))),
        (Some(least), Some(most)) => Some(format!("From {least} to {}", counted(most))),
        (Some(least), None) => Some(format!("At least {}", counted(least))),
        (None, Some(most)) => Some(format!("At most {}", counted(most))),
        (None, None) => None,
    }
}

/// `From 1 to 9`. That a number is not negative follows from its type.
fn numbers(minimum: Option<Bound>, maximum: Option<Bound>) -> Option<String> {
    if let (Some(Bound { value: minimum, is_exclusive: false }), Some(Bound { value: maximum, is_exclusive: false })) =
        (minimum, maximum)
    {
        return Some(format!("From {minimum} to {maximum}"));
    }
    let minimum = minimum.filter(|minimum| maximum.is_some() || minimum.is_exclusive || minimum.value != 0.0);
    let minimum = minimum.map(|Bound { value, is_exclusive }| match is_exclusive {
        true => format!("More than {value}"),
        false => format!("At least {value}"),
    });
    let maximum = maximum.map(|Bound { value, is_exclusive }| match is_exclusive {
        true => format!("Less than {value}"),
        false => format!("At most {value}"),
    });
    match (minimum, maximum) {
        (Some(minimum), Some(maximum)) => Some(format!("{minimum}, {}", lower_first(&maximum))),
        (one, other) => one.or(other),
    }
}

/// Where a value is sent.
pub fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "in the path",
        Place::Query => "in the query",
        Place::Header => "a header",
        Place::Cookie => "a cookie",
        Place::BodyField => "in the body",
        Place::Body => "the body",
    }
}

/// How a parameter is written.
pub fn written(style: Style) -> &'static str {
    match style {
        Style::Plain => "as its text",
        Style::Commas => "with commas between its values",
        Style::Pairs => "as `name=value`, with commas between",
        Style::Spaces => "with spaces between its values",
        Style::Pipes => "with `|` between its values",
        Style::Members => "each member as a parameter of its own",
        Style::Deep => "each member by itself, called `name[member]`",
        Style::Label => "after a dot, with commas between its values",
        Style::LabelEach => "with a dot before each of its values",
        Style::Matrix => "as `;name=value`, with commas between its values",
        Style::MatrixEach => "as `;name=value` for each of its values",
        Style::Json => "as JSON",
    }
}

/// As it goes on within a sentence.
pub fn lower_first(text: &str) -> String {
    text.replacen(|_: char| true, &text[..1].to_lowercase(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_that_are_not_allowed_themselves_are_told_from_others() {
        let bound = |value, is_exclusive| Some(Bound { value, is_exclusive });
        for (minimum, maximum, expected) in [
            (bound(1.0, false), bound(9.0, false), Some("From 1 to 9")),
            (bound(0.0, false), None, None),
            (bound(0.0, true), None, Some("More than 0")),
            (bound(0.0, true), bound(1.0, false), Some("More than 0, at most 1")),
            (None, bound(1.5, true), Some("Less than 1.5")),
        ] {
            assert_eq!(range(Bounds { minimum, maximum, ..Bounds::default() }).as_deref(), expected);
        }
    }

    #[test]
    fn sizes_are_told_with_what_is_counted() {
        let (one, some) = (Size { least: Some(1), most: Some(1) }, Size { least: Some(2), most: Some(9) });
        for (bounds, expected) in [
            (Bounds { length: one, ..Bounds::default() }, Some("Exactly 1 character")),
            (Bounds { items: some, ..Bounds::default() }, Some("From 2 to 9 items")),
            (
                Bounds { length: one, members: some, ..Bounds::default() },
                Some("Exactly 1 character, from 2 to 9 members"),
            ),
            (Bounds { items: Size { least: Some(0), most: None }, ..Bounds::default() }, None),
        ] {
            assert_eq!(range(bounds).as_deref(), expected);
        }
    }

    #[test]
    fn what_is_in_a_list_or_a_map_is_told_of_with_its_bounds() {
        let most = |most| Bounds { length: Size { least: None, most: Some(most) }, ..Bounds::default() };
        let facts = |bounds, parts: Option<PartFacts>| Facts { bounds, parts: parts.map(Box::new), ..Facts::default() };
        let items = PartFacts::Items(facts(most(9), None));
        assert_eq!(of_each(&items).as_deref(), Some("Each item: at most 9 characters"));
        let nested = PartFacts::Values(facts(Bounds::default(), Some(items)));
        assert_eq!(of_each(&nested).as_deref(), Some("Each value: each item: at most 9 characters"));
        assert_eq!(of_each(&PartFacts::Items(Facts::default())), None);
    }

    #[test]
    fn a_default_is_shown_as_code() {
        let facts = |default: Value| Facts { default: Some(default), ..Facts::default() };
        assert_eq!(sentences(&facts("a `b`".into())).as_deref(), Some("Default: `` a `b` ``."));
        assert_eq!(sentences(&facts(5.into())).as_deref(), Some("Default: `5`."));
        assert_eq!(sentences(&Facts::default()), None);
    }
}
