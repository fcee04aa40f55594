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

/// A type that is made of any text, so a text may be given for it. `From<&str>` alone would not do: it holds of `&str`
/// itself, of which two conversions would then make a list.
pub trait OfText: for<'a> From<&'a str> {}

impl OfText for String {}

impl<T: OfText> From<&str> for OneOrMany<T> {
    fn from(value: &str) -> Self {
        Self::from(T::from(value))
    }
}

impl<T: OfText, const N: usize> From<[&str; N]> for OneOrMany<T> {
    fn from(values: [&str; N]) -> Self {
        Self::from(values.map(T::from))
    }
}

/// The same of an integer.
pub trait OfInteger: From<i64> {}

impl<T: OfInteger> From<i64> for OneOrMany<T> {
    fn from(value: i64) -> Self {
        Self::from(T::from(value))
    }
}

impl<T: OfInteger, const N: usize> From<[i64; N]> for OneOrMany<T> {
    fn from(values: [i64; N]) -> Self {
        Self::from(values.map(T::from))
    }
}

impl<T> IntoIterator for OneOrMany<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
