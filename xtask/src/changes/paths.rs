//! Templates of paths, such as `/batches/{batch_id}/results`. A variable stands for its place: its name is in the
//! description and in the documentation of the crate, but nobody sends it.

/// The template without the names in it: what an old and a new client have to agree on.
pub fn anonymous(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "{}" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

/// What the variable of the old template is called in the new one.
///
/// Its place tells, if nothing but names differs. Two things make the name the better witness: another path, in which
/// places cannot be compared, and names that changed places with each other, because whoever calls the method goes by
/// them.
pub fn renamed<'p>(name: &str, old: &str, new: &'p str) -> Option<&'p str> {
    let (before, after) = (variables(old), variables(new));
    if anonymous(old) != anonymous(new) || sorted(&before) == sorted(&after) {
        return after.into_iter().find(|variable| *variable == name);
    }
    let place = before.iter().position(|variable| *variable == name)?;
    after.get(place).copied()
}

/// The names in it, in their order.
fn variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect()
}

fn sorted<'p>(names: &[&'p str]) -> Vec<&'p str> {
    let mut sorted = names.to_vec();
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_known_by_its_place_where_only_names_differ() {
        let check = |name, old, new, expected| assert_eq!(renamed(name, old, new), expected, "{name}: {old} to {new}");
        check("job_id", "/jobs/{job_id}", "/jobs/{id}", Some("id"));
        check("id", "/jobs/{id}/runs/{run}", "/jobs/{job}/runs/{id}", Some("job"));
        check("run", "/jobs/{id}/runs/{run}", "/jobs/{job}/runs/{id}", Some("id"));
        // These two changed places.
        check("job", "/jobs/{job}/{run}", "/jobs/{run}/{job}", Some("job"));
        // Another path: a place in it may be anything.
        check("job", "/jobs/{job}", "/v2/jobs/{job}", Some("job"));
        check("job", "/jobs/{job}", "/v2/jobs/{id}", None);
    }
}
