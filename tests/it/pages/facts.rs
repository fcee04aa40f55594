//! A page says everything that the published page of the same operation says.

use std::fs;

use super::{Page, resources, root};

/// A line of a fixture: `response config.job.type required string parse_v2 extract_v2`.
struct Fact<'a> {
    place: &'a str,
    path: &'a str,
    presence: &'a str,
    kind: &'a str,
    values: Vec<&'a str>,
}

impl<'a> Fact<'a> {
    fn new(line: &'a str) -> Self {
        let mut words = line.split(' ');
        let mut next = || words.next().expect("a fact has four words");
        let (place, path, presence, kind) = (next(), next(), next(), next());
        Self { place, path, presence, kind, values: words.collect() }
    }

    /// What the line of the entry has to say of where it is sent.
    fn place(&self) -> &str {
        match (self.place, self.path.contains('.')) {
            ("path", _) => "in the path",
            ("query", _) => "in the query",
            ("cookie", _) => "a cookie",
            ("body", false) => "in the body",
            _ => "",
        }
    }

    /// Published pages of languages that tell null from absent say `optional,nullable`.
    fn presence(&self) -> String {
        self.presence.replace(',', ", ")
    }

    fn kind(&self) -> &str {
        // The published pages call every number that.
        if self.kind == "number" { "integer" } else { self.kind }
    }
}

#[test]
fn a_page_says_what_the_published_one_says() {
    let pages = resources();
    let mut checked = 0;
    for entry in fs::read_dir(root().join("tests/fixtures/pages")).expect("the fixtures are there") {
        let path = entry.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("a fixture is text");
        let (head, facts) = text.split_once('\n').expect("a fixture begins with the operation");
        let (method, target) = head.split_once(' ').expect("an operation has a method and a path");
        let find = |page: &&Page| page.operation(method, target).is_some();
        let page = pages.iter().find(find).unwrap_or_else(|| panic!("{head} has no section"));
        let operation = page.operation(method, target).expect("it was found by that");
        for line in facts.lines() {
            check(page, operation, &Fact::new(line))
                .unwrap_or_else(|problem| panic!("{}: {line}: {problem}", path.display()));
            checked += 1;
        }
    }
    assert!(checked > 150, "the fixtures are nearly empty: {checked}");
}

fn check(page: &Page, operation: &str, fact: &Fact<'_>) -> Result<(), String> {
    let path = if fact.place == "response" { format!("response.{}", fact.path) } else { fact.path.to_owned() };
    let (anchor, line) = page.entry(operation, &path).ok_or("it is not on the page")?;
    for wanted in [fact.presence().as_str(), fact.kind(), fact.place()] {
        if !line.contains(wanted) {
            return Err(format!("`{wanted}` is not in its line: {line}"));
        }
    }
    match fact.values.iter().find(|value| !page.has_value(&anchor, line, value)) {
        Some(value) => Err(format!("the value {value} is missing")),
        None => Ok(()),
    }
}
