//! An argument that takes one value or several, for parameters that may repeat.

/// One value or several: `.expand(Expand::Results)`, `.expand([a, b])`, `.expand(vec)`, `.expand("results")` and
/// `.expand(["results"])` all work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(Vec<T>);

impl<T> From<T> for OneOrMany<T> {
    fn from(value: T) -> Self {
        Self(vec![value])
    }
}

impl<T> From<Vec<T>> for OneOrMany<T> {
    fn from(values: Vec<T>) -> Self {
        Self(values)
    }
}

impl<T, const N: usize> From<[T; N]> for OneOrMany<T> {
    fn from(values: [T; N]) -> Self {
        Self(values.into())
    }
}

impl<T: Clone> From<&[T]> for OneOrMany<T> {
    fn from(values: &[T]) -> Self {
        Self(values.to_vec())
    }
}

/// Takes texts for a type that is made of text. It has to be said of each such type: for all at once, the compiler
/// could not rule out that a text itself is the type.
macro_rules! one_or_many_texts {
    ($name:ty) => {
        impl From<&str> for $crate::runtime::one_or_many::OneOrMany<$name> {
            fn from(value: &str) -> Self {
                Self::from(<$name>::from(value))
            }
        }

        impl<const N: usize> From<[&str; N]> for $crate::runtime::one_or_many::OneOrMany<$name> {
            fn from(values: [&str; N]) -> Self {
                Self::from(values.map(<$name>::from))
            }
        }
    };
}

#[allow(unused_imports, reason = "only emitted types use it, and a description may have none")]
pub(crate) use one_or_many_texts;

one_or_many_texts!(String);

impl<T> IntoIterator for OneOrMany<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
