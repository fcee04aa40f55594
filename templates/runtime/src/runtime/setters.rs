//! Setters that are all alike, as macros for emitted code: one line each instead of a function.
//!
//! What a setter takes and how that becomes what is held follows from a few words:
//!
//! | words | it takes | it holds |
//! |---|---|---|
//! | `u64` | `u64` | the same |
//! | `into BatchId` | `impl Into<BatchId>` | `BatchId` |
//! | `list into BatchId` | `impl IntoIterator<Item = impl Into<BatchId>>` | `Vec<BatchId>` |
//! | `map u64` | `impl IntoIterator<Item = (impl Into<String>, u64)>` | `BTreeMap<String, u64>` |
//! | `values BatchStatus` | `impl Into<OneOrMany<BatchStatus>>` | is stored by the setter |
//! | `option BatchId` | `Option<BatchId>` | the same |
//! | `boxed into Node` | `impl Into<Node>` | `Box<Node>` |

/// The setter of a field of a model, which says no more than the field: its documentation is a link to that.
///
/// ```text
/// setter!(size, plain u64);
/// setter!(results, optional list into BatchResult);
/// setter!(note, clear_note, nullable into String);
/// setter!(#[deprecated = "…"] r#type = "type", optional into Kind);
/// ```
///
/// * `plain`: the field holds the value itself;
/// * `optional`: it is an `Option`;
/// * `nullable`: it is a [`Nullable`](crate::runtime::Nullable), and a second function sends null.
///
/// The name in quotes is that of a raw identifier, without its mark.
#[allow(unused_macros, reason = "only emitted models use it, and a description may have none")]
macro_rules! setter {
    ($(#[$attribute:meta])* $name:ident $(= $shown:literal)?, $clear:ident, nullable $($taken:tt)+) => {
        $crate::runtime::setters::setter!(
            @function [$(#[$attribute])*] $name [$($shown)?] [$($taken)+] $crate::runtime::Nullable::Value
        );

        #[doc = $crate::runtime::setters::setter!(
            @text "Sends null for [`" [$name $($shown)?] "`](field@Self::" [$name $($shown)?] "), which is not the same as \
                leaving it out."
        )]
        $(#[$attribute])*
        #[must_use]
        #[allow(deprecated, reason = "it is offered as long as the service has it")]
        pub fn $clear(mut self) -> Self {
            self.$name = $crate::runtime::Nullable::Null;
            self
        }
    };
    ($(#[$attribute:meta])* $name:ident $(= $shown:literal)?, optional $($taken:tt)+) => {
        $crate::runtime::setters::setter!(@function [$(#[$attribute])*] $name [$($shown)?] [$($taken)+] Some);
    };
    ($(#[$attribute:meta])* $name:ident $(= $shown:literal)?, plain $($taken:tt)+) => {
        $crate::runtime::setters::setter!(@function [$(#[$attribute])*] $name [$($shown)?] [$($taken)+] std::convert::identity);
    };

    (@function [$(#[$attribute:meta])*] $name:ident [$($shown:literal)?] [$($taken:tt)+] $hold:path) => {
        #[doc = $crate::runtime::setters::setter!(
            @text "Sets [`" [$name $($shown)?] "`](field@Self::" [$name $($shown)?] ")."
        )]
        $(#[$attribute])*
        #[must_use]
        #[allow(deprecated, reason = "it is offered as long as the service has it")]
        #[allow(clippy::should_implement_trait, reason = "the service calls the value so")]
        pub fn $name(mut self, $name: $crate::runtime::setters::taken!($($taken)+)) -> Self {
            self.$name = $hold($crate::runtime::setters::held!($name, $($taken)+));
            self
        }
    };

    (@text $($part:tt)+) => { concat!($($crate::runtime::setters::setter!(@part $part)),+) };
    (@part [$name:ident]) => { stringify!($name) };
    (@part [$name:ident $shown:literal]) => { $shown };
    (@part $text:literal) => { $text };
}

/// The twin of a setter of a request builder for a value that may be missing:
///
/// ```text
/// maybe!(status, maybe_status, into BatchStatus);
/// maybe!(#[deprecated = "…"] r#type = "type", maybe_type, list into Kind);
/// ```
#[allow(unused_macros, reason = "only emitted requests use it, and a description may have no optional parameter")]
macro_rules! maybe {
    ($(#[$attribute:meta])* $name:ident $(= $shown:literal)?, $maybe:ident, $($taken:tt)+) => {
        #[doc = $crate::runtime::setters::setter!(
            @text "[`" [$name $($shown)?] "`](Self::" [$name $($shown)?] "), if there is one; `None` changes nothing."
        )]
        $(#[$attribute])*
        #[allow(deprecated, reason = "it is offered as long as the service has it")]
        pub fn $maybe(self, $name: Option<$crate::runtime::setters::taken!($($taken)+)>) -> Self {
            match $name {
                Some($name) => self.$name($name),
                None => self,
            }
        }
    };
}

/// The twin of a setter of a request builder for a field of the body that takes null: `clear!(clear_note, "note")`.
#[allow(unused_macros, reason = "only emitted requests use it, and a description may have no such field")]
macro_rules! clear {
    ($(#[$attribute:meta])* $clear:ident, $wire:literal) => {
        #[doc = concat!("Sends null for `", $wire, "`, which is not the same as leaving it out.")]
        $(#[$attribute])*
        pub fn $clear(self) -> Self {
            Self { request: self.request.body_null($wire) }
        }
    };
}

/// The type of an argument.
#[allow(unused_macros, reason = "only emitted setters use it, and a description may have none")]
macro_rules! taken {
    (into $type:ty) => { impl Into<$type> };
    (values $type:ty) => { impl Into<$crate::runtime::OneOrMany<$type>> };
    (option $type:ty) => { Option<$type> };
    (boxed $($inner:tt)+) => { $crate::runtime::setters::taken!($($inner)+) };
    (list $($item:tt)+) => { impl IntoIterator<Item = $crate::runtime::setters::taken!($($item)+)> };
    (map $($value:tt)+) => {
        impl IntoIterator<Item = (impl Into<String>, $crate::runtime::setters::taken!($($value)+))>
    };
    ($type:ty) => { $type };
}

/// From the argument to what is held.
#[allow(unused_macros, reason = "only emitted setters use it, and a description may have none")]
macro_rules! held {
    ($value:expr, into $type:ty) => { $value.into() };
    ($value:expr, boxed $($inner:tt)+) => { Box::new($crate::runtime::setters::held!($value, $($inner)+)) };
    ($value:expr, option $type:ty) => { $value };
    ($value:expr, list $($item:tt)+) => {
        $value.into_iter().map(|item| $crate::runtime::setters::held!(item, $($item)+)).collect()
    };
    ($value:expr, map $($inner:tt)+) => {
        $value.into_iter().map(|(key, value)| (key.into(), $crate::runtime::setters::held!(value, $($inner)+))).collect()
    };
    ($value:expr, $type:ty) => { $value };
}

#[allow(unused_imports, reason = "only emitted code uses them, and a description may have none")]
pub(crate) use {clear, held, maybe, setter, taken};

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::runtime::Nullable;

    #[derive(Debug, Default, PartialEq)]
    struct Thing {
        size: u64,
        names: Option<Vec<String>>,
        grid: Vec<Vec<Option<f64>>>,
        notes: Nullable<BTreeMap<String, String>>,
        r#type: Option<Box<Thing>>,
    }

    impl Thing {
        setter!(size, plain u64);
        setter!(names, optional list into String);
        setter!(grid, plain list list option f64);
        setter!(notes, clear_notes, nullable map into String);
        setter!(#[doc(alias = "kind")] r#type = "type", optional boxed into Thing);
        maybe!(names, maybe_names, list into String);
        maybe!(r#type = "type", maybe_type, into Thing);
    }

    #[test]
    fn each_setter_takes_what_its_words_say_and_holds_it() {
        let thing = Thing::default()
            .size(1)
            .names(["a"])
            .grid([[Some(1.0)], [None]])
            .notes([("a", "b")])
            .r#type(Thing::default());
        assert_eq!(
            thing,
            Thing {
                size: 1,
                names: Some(vec!["a".to_owned()]),
                grid: vec![vec![Some(1.0)], vec![None]],
                notes: Nullable::Value(BTreeMap::from([("a".to_owned(), "b".to_owned())])),
                r#type: Some(Box::new(Thing::default())),
            }
        );
    }

    #[test]
    fn null_is_a_value_of_its_own_and_none_changes_nothing() {
        let thing = Thing::default()
            .names(["a"])
            .clear_notes()
            .maybe_names(None::<[&str; 0]>)
            .maybe_type(Some(Thing::default().size(2)));
        assert_eq!(thing.notes, Nullable::Null);
        assert_eq!(thing.names.unwrap(), ["a"]);
        assert_eq!(thing.r#type.unwrap().size, 2);
    }
}
