//! The bounds that a schema says itself. In 3.0 an exclusive bound is a flag beside the bound, in 3.1 a bound of its own.

use crate::bounds::{Bound, Bounds};
use crate::openapi::{Exclusive, Schema};

pub fn of(schema: &Schema) -> Bounds {
    let Some(range) = &schema.range else { return Bounds::default() };
    let (minimum, own_minimum) = split(range.minimum, range.exclusive_minimum);
    let (maximum, own_maximum) = split(range.maximum, range.exclusive_maximum);
    Bounds {
        minimum: Bound::higher(minimum, own_minimum),
        maximum: Bound::lower(maximum, own_maximum),
        length: range.length,
        items: range.item_count,
        members: range.property_count,
    }
}

fn split(inclusive: Option<f64>, exclusive: Option<Exclusive>) -> (Option<Bound>, Option<Bound>) {
    let is_exclusive = exclusive == Some(Exclusive::Flag(true));
    let own = match exclusive {
        Some(Exclusive::Bound(value)) => Some(Bound { value, is_exclusive: true }),
        Some(Exclusive::Flag(_)) | None => None,
    };
    (inclusive.map(|value| Bound { value, is_exclusive }), own)
}
