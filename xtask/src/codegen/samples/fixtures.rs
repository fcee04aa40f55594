//! The example responses of the description, one for a model: values for the tests of users, and tests of the crate.

use serde_json::Value;

use model::api::{Api, HttpMethod, Operation};
use model::names::TypeName;

/// A model, the operation that returns it, and its example.
#[derive(Clone, Debug)]
pub struct Fixture<'a> {
    pub model: &'a TypeName,
    pub operation: &'a Operation,
    pub example: Value,
}

/// One example response of every model, in the order of their names. What is read says more than what was just made, so
/// a `GET` goes first.
pub fn all(api: &Api) -> Vec<Fixture<'_>> {
    let mut fixtures: Vec<Fixture> = api.operations().filter_map(fixture).collect();
    fixtures.sort_by_key(|fixture| (fixture.model, fixture.operation.http_method != HttpMethod::Get));
    fixtures.dedup_by_key(|fixture| fixture.model);
    fixtures
}

fn fixture(operation: &Operation) -> Option<Fixture<'_>> {
    let model = operation.output_model()?;
    let example = serde_json::from_str(operation.examples.response.as_deref()?).expect("examples are JSON");
    Some(Fixture { model, operation, example })
}
