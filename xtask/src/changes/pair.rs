//! One operation in both descriptions.

use super::change::ChangeOrigin;
use super::record::in_new;
use super::view::View;
use crate::rust_paths;
use model::api::{Operation, Resource};

/// An operation and the resource it hangs on.
pub type PlacedOperation<'a> = (&'a Resource, &'a Operation);

/// Both sides of an operation, with what messages about it need.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a, 'v> {
    pub old: &'v View<'a>,
    pub new: &'v View<'a>,
    pub before: PlacedOperation<'a>,
    pub after: PlacedOperation<'a>,
}

impl<'a> Pair<'a, '_> {
    /// The method, by its new name.
    pub fn method(&self) -> String {
        rust_paths::method(self.after.0, self.after.1)
    }

    /// The request builder, by its new name.
    pub fn builder(&self) -> String {
        rust_paths::builder(self.after.0, self.after.1)
    }

    /// The operation, in the new description.
    pub fn origin(&self) -> ChangeOrigin {
        in_new(&self.after.1.origin.pointer)
    }

    /// The operation in the old and in the new description.
    pub fn operations(&self) -> (&'a Operation, &'a Operation) {
        (self.before.1, self.after.1)
    }
}
