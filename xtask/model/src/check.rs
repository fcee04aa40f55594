//! Rules over the whole of what will be generated: names that became equal, types that no value or no compiler can hold,
//! values of the description that do not fit. Nothing is changed here.

mod collisions;
mod infinite;
mod nesting;
mod values;

pub use values::fits;

use crate::diagnostics::Diagnostics;
use crate::lower::Unchecked;

/// Reports what is wrong with a model as a whole.
pub fn check(model: &Unchecked<'_>, diagnostics: &mut Diagnostics) {
    let Unchecked { api, values } = model;
    collisions::check(api, diagnostics);
    if infinite::check(api, diagnostics) {
        nesting::check(api, diagnostics);
    }
    values::check(api, values, diagnostics);
}
