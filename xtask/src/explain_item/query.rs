//! Finds items by what people write.

use super::catalog::Entry;
use model::diagnostics::suggest;

/// As the catalog writes paths: `client.batches().get(batch_id)` becomes `Client::batches::get::batch_id`.
pub fn normal(item: &str, package: &str) -> String {
    let mut text = without_generics(item).replace("r#", "").replace('.', "::");
    text.retain(|c| !c.is_whitespace());
    let text = text.replace("()", "").replace('(', "::").replace(')', "");
    let mut segments: Vec<&str> = text.split("::").filter(|segment| !segment.is_empty()).collect();
    let package = package.replace('-', "_");
    if segments.len() > 1 && (segments[0] == "crate" || segments[0] == package) {
        segments.remove(0);
    }
    if let Some(first) = segments.first_mut().filter(|first| **first == "client") {
        *first = "Client";
    }
    segments.join("::")
}

/// The items of that path; failing that, those whose path ends so; failing that, whatever the case of its letters.
pub fn find<'e>(entries: &'e [Entry], wanted: &str) -> Vec<&'e Entry> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let lower = wanted.to_lowercase();
    let is_end = |key: &str, end: &str| key == end || key.strip_suffix(end).is_some_and(|rest| rest.ends_with("::"));
    let fits: [&dyn Fn(&str) -> bool; 3] =
        [&|key| key == wanted, &|key| is_end(key, wanted), &|key| is_end(&key.to_lowercase(), &lower)];
    let found = fits.iter().map(|fits| entries.iter().filter(|entry| entry.keys().any(fits)).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// At most three paths that resemble it, the nearest first. As many segments are compared as were given.
pub fn nearest<'e>(entries: &'e [Entry], wanted: &str) -> Vec<&'e str> {
    let length = wanted.split("::").count();
    let of_key = |key: &str| end_of(key, length).and_then(|end| suggest::distance(wanted, end));
    let of_entry = |entry: &'e Entry| Some((entry.keys().filter_map(of_key).min()?, entry.path.as_str()));
    let mut near: Vec<(usize, &str)> = entries.iter().filter_map(of_entry).collect();
    near.sort_unstable();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter().take_while(|(distance, _)| *distance <= best + 1).map(|(_, path)| path).take(3).collect()
}

/// The last segments, as many as asked for.
fn end_of(key: &str, length: usize) -> Option<&str> {
    let mut starts = key.rmatch_indices("::").map(|(at, separator)| at + separator.len()).chain([0]);
    starts.nth(length - 1).map(|start| &key[start..])
}

fn without_generics(item: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in item.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
