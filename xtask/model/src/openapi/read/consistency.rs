//! Bounds of one schema that let nothing pass.

use std::fmt::Display;

use super::context::Context;
use super::fields::Fields;
use crate::diagnostics::{Code, Diagnostic, Part};
use crate::openapi::{Exclusive, Pointer, Schema};

pub fn check(cx: &mut Context<'_>, fields: &Fields<'_>, schema: &Schema) {
    let Some(range) = &schema.range else { return };
    let bound = |inclusive: Option<f64>, exclusive: Option<Exclusive>, names: [&'static str; 2]| match exclusive {
        Some(Exclusive::Bound(bound)) if inclusive.is_none() => Some((names[1], bound)),
        _ => inclusive.map(|bound| (names[0], bound)),
    };
    let minimum = bound(range.minimum, range.exclusive_minimum, ["minimum", "exclusiveMinimum"]);
    let maximum = bound(range.maximum, range.exclusive_maximum, ["maximum", "exclusiveMaximum"]);
    if let (Some(minimum), Some(maximum)) = (minimum, maximum)
        && minimum.1 > maximum.1
    {
        cx.push(empty_range(&fields.at, minimum, maximum));
    }
    for (minimum, maximum, size) in [
        ("minLength", "maxLength", range.length),
        ("minItems", "maxItems", range.item_count),
        ("minProperties", "maxProperties", range.property_count),
    ] {
        if let (Some(low), Some(high)) = (size.least, size.most)
            && low > high
        {
            cx.push(empty_range(&fields.at, (minimum, low), (maximum, high)));
        }
    }
}

fn empty_range<N: Display>(at: &Pointer, (minimum, low): (&str, N), (maximum, high): (&str, N)) -> Diagnostic {
    let message = format!("`{minimum}` {low} is above `{maximum}` {high}: no value fits");
    Diagnostic::at(Code::EmptyRange, &at.child(minimum), message)
        .related(&at.child(maximum), Part::Value, "the maximum is here")
        .help("exchange the two, or mend one")
}
