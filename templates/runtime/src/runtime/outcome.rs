//! Results that went well and results that did not: a list goes in, two lists of references come out, each in the
//! order of the first.

/// The results of something that ended, told apart. An end that is good as a whole may hold results that are not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome<'a, T> {
    /// What went well.
    pub mapped: Vec<&'a T>,
    /// What did not.
    pub unmapped: Vec<&'a T>,
}

impl<'a, T> Outcome<'a, T> {
    /// Sorts results by whether they went well.
    #[doc(hidden)]
    pub fn of(results: &'a [T], went_well: impl Fn(&T) -> bool) -> Self {
        let (mapped, unmapped) = results.iter().partition(|result| went_well(result));
        Self { mapped, unmapped }
    }

    /// Whether nothing went wrong.
    pub fn is_complete(&self) -> bool {
        self.unmapped.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_apart_and_keep_their_order() {
        let outcome = Outcome::of(&[1, 2, 3, 4], |number| number % 2 == 0);
        assert_eq!(
            (outcome.mapped.as_slice(), outcome.unmapped.as_slice()),
            ([&2, &4].as_slice(), [&1, &3].as_slice())
        );
        assert!(!outcome.is_complete());
        assert!(Outcome::of(&[2], |number| number % 2 == 0).is_complete());
    }
}
