//! Where a call says which page of a list it asks for: in its query, in its body, or in the URL as a whole.

use serde_json::Value;

use super::call::Call;
use super::operation::{PageParameter, Pagination};
use super::pagination::Position;

/// Makes a call ask for the page at `position`, and no longer for another one.
pub(crate) fn set(call: &mut Call, pagination: Pagination, position: &Position) {
    let number = match position {
        Position::Token(token) => Some(Value::from(token.as_str())),
        Position::Offset(number) | Position::Page { number, .. } => Some(Value::from(*number)),
        Position::Start | Position::Url(_) | Position::End => None,
    };
    match (pagination.parameter(), position) {
        (Some(PageParameter::Query(name)), _) => {
            call.set_query(name, number.as_ref().map(text).into_iter().collect());
        }
        (Some(PageParameter::Body(name)), _) => match number {
            Some(value) => call.set_body_field(name, &value),
            None => call.remove_body_field(name),
        },
        (None, Position::Url(target)) => call.set_target(target),
        (None, _) => {}
    }
}

/// The page that a caller made a call ask for.
///
/// # Errors
///
/// A number was wanted there; names what should hold it.
pub(crate) fn read(call: &Call, pagination: Pagination) -> Result<Position, &'static str> {
    let Some(parameter) = pagination.parameter() else { return Ok(Position::Start) };
    let set = match parameter {
        PageParameter::Query(name) => call.query_value(name).map(str::to_owned),
        PageParameter::Body(name) => call.body_field(name).filter(|value| !value.is_null()).map(text),
    };
    let Some(set) = set else { return Ok(Position::Start) };
    let number = || set.parse().map_err(|_| parameter.name());
    Ok(match pagination {
        Pagination::Cursor { .. } | Pagination::NextUrl | Pagination::Link => Position::Token(set),
        Pagination::Offset { .. } => Position::Offset(number()?),
        Pagination::Number { first, .. } => {
            let number = number()?;
            Position::Page { number, before: (number == first).then_some(0) }
        }
    })
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
