//! Which known name was probably meant.

use std::collections::BTreeSet;

use super::spelled;

/// How many names are suggested.
const MOST: usize = 2;

/// How many letters have to change to make the known word of the one that was written; `None` if too many for a slip.
/// As in rustc, that is more than a third of them, whatever their case.
pub fn distance(word: &str, known: &str) -> Option<usize> {
    let length = word.chars().count();
    let allowed = length.max(3) / 3;
    // Comparing is slow, and a description may have as many mistakes as words.
    if known.chars().count().abs_diff(length) > allowed {
        return None;
    }
    let distance = strsim::osa_distance(&word.to_lowercase(), &known.to_lowercase());
    (distance <= allowed).then_some(distance)
}

/// The known words that were most likely meant, the nearest first: at most two, and the second only if it is about as
/// near as the first.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Vec<&'w str> {
    let near = known.into_iter().filter_map(|known| Some((distance(word, known)?, known)));
    // Sorted, and each word once.
    let near: BTreeSet<(usize, &str)> = near.collect();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    let near = near.into_iter().take_while(|(distance, _)| *distance <= best + 1);
    near.map(|(_, known)| known).take(MOST).collect()
}

/// The help of a message about a word that does not exist: the nearest of those that do, or all of them.
pub fn did_you_mean<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    let mut seen = BTreeSet::new();
    let known: Vec<&str> = known.into_iter().filter(|known| seen.insert(*known)).collect();
    match (nearest(word, known.iter().copied()).as_slice(), known.as_slice()) {
        ([], []) => "there is nothing to name here".to_owned(),
        ([], known) => format!("known here: {}", list(known)),
        (near, _) => format!("did you mean {}?", joined(near, " or ")),
    }
}

/// `a`, `b`, `c`.
pub fn list(words: &[&str]) -> String {
    joined(words, ", ")
}

fn joined(words: &[&str], between: &str) -> String {
    words.iter().map(|word| format!("`{}`", spelled(word))).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near() {
        for (word, expected) in [
            ("propertes", &["properties"][..]),
            ("Required", &["required"]),
            ("requried", &["required"]),
            ("querry", &["query"]),
            ("BatchState", &["BatchStats", "BatchStatus"]),
            ("zzz", &[]),
            ("", &[]),
        ] {
            let known = ["properties", "required", "type", "title", "query", "BatchStatus", "BatchStats", "Batch"];
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }

    #[test]
    fn all_words_are_listed_where_none_is_near() {
        assert_eq!(did_you_mean("zzz", ["safe", "unsafe", "safe"]), "known here: `safe`, `unsafe`");
        assert_eq!(did_you_mean("saef", ["safe", "unsafe"]), "did you mean `safe`?");
        assert_eq!(did_you_mean("zzz", []), "there is nothing to name here");
    }
}
