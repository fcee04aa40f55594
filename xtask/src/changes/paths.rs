//! Which variable of a path is which: the description and the documentation of the crate name it, and nobody sends its
//! name.

use model::api::PathTemplate;

/// What the variable of the old template is called in the new one.
///
/// Its place tells, if nothing but names differs. Two things make the name the better witness: another path, in which
/// places cannot be compared, and names that changed places with each other, because whoever calls the method goes by
/// them.
pub fn renamed<'p>(name: &str, old: &PathTemplate, new: &'p PathTemplate) -> Option<&'p str> {
    if old.anonymous() != new.anonymous() || sorted(old) == sorted(new) {
        return new.variables().find(|variable| *variable == name);
    }
    let place = old.variables().position(|variable| variable == name)?;
    new.variables().nth(place)
}

fn sorted(template: &PathTemplate) -> Vec<&str> {
    let mut sorted: Vec<&str> = template.variables().collect();
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, old: &str, new: &str, expected: Option<&str>) {
        let (before, after) = (PathTemplate::parse(old).unwrap(), PathTemplate::parse(new).unwrap());
        assert_eq!(renamed(name, &before, &after), expected, "{name}: {old} to {new}");
    }

    #[test]
    fn a_variable_is_known_by_its_place_where_only_names_differ() {
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
