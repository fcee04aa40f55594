//! The least and the greatest value that a schema allows.

use crate::codegen::openapi::{Exclusive, Schema};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    pub value: f64,
    /// Whether the value itself is not allowed.
    pub is_exclusive: bool,
}

impl Bounds {
    /// Those of a schema itself. In 3.0 an exclusive bound is a flag beside the bound, in 3.1 a bound of its own.
    pub(super) fn of(schema: &Schema) -> Self {
        Self {
            minimum: bound(schema.minimum, schema.exclusive_minimum, Tighter::Higher),
            maximum: bound(schema.maximum, schema.exclusive_maximum, Tighter::Lower),
        }
    }

    /// Both at once.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            minimum: tighter(self.minimum, other.minimum, Tighter::Higher),
            maximum: tighter(self.maximum, other.maximum, Tighter::Lower),
        }
    }
}

#[derive(Clone, Copy)]
enum Tighter {
    Higher,
    Lower,
}

fn bound(inclusive: Option<f64>, exclusive: Option<Exclusive>, direction: Tighter) -> Option<Bound> {
    let is_exclusive = exclusive == Some(Exclusive::Flag(true));
    let one = inclusive.map(|value| Bound { value, is_exclusive });
    let other = match exclusive {
        Some(Exclusive::Bound(value)) => Some(Bound { value, is_exclusive: true }),
        Some(Exclusive::Flag(_)) | None => None,
    };
    tighter(one, other, direction)
}

fn tighter(one: Option<Bound>, other: Option<Bound>, direction: Tighter) -> Option<Bound> {
    let (Some(first), Some(second)) = (one, other) else { return one.or(other) };
    let is_second = match direction {
        _ if first.value == second.value => second.is_exclusive,
        Tighter::Higher => second.value > first.value,
        Tighter::Lower => second.value < first.value,
    };
    Some(if is_second { second } else { first })
}
