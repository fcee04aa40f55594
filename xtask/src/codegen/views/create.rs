//! The example that creates something and waits for its end, with the values of the description's example.

use serde::Serialize;

use super::expressions;
use super::operations::accessors;
use model::api::{Api, Created, Operation};
use model::names::in_code;

#[derive(Clone, Debug, Serialize)]
pub struct CreateView {
    /// The arguments that are too long to stand in the call.
    pub values: Vec<ValueView>,
    /// `client.batches().create(config, "dir-1")`, with the names of `values` in place of these.
    pub call: String,
    /// Whether `values` or `call` name types of the crate, as `types::Batch`.
    pub names_types: bool,
    /// Whether what has ended tells apart what went well.
    pub has_outcome: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct ValueView {
    pub name: String,
    pub value: String,
}

/// For the first operation that makes something with a lifecycle and has an example.
pub(super) fn create(api: &Api) -> Option<CreateView> {
    let mut current = api.placed_operations().filter(|(_, operation)| !operation.deprecated);
    current.find_map(|(place, operation)| view(api, operation, operation.created.as_ref()?, &accessors(place)))
}

fn view(api: &Api, operation: &Operation, created: &Created, accessors: &str) -> Option<CreateView> {
    let request = serde_json::from_str(operation.examples.request.as_deref()?).ok()?;
    let mut values = Vec::new();
    let mut arguments = Vec::new();
    for argument in &operation.arguments {
        let value = expressions::shortened(api, &expressions::example_argument(api, argument, &request)?);
        let name = in_code(argument.name.as_str());
        match value.contains("::") {
            true => {
                arguments.push(name.clone());
                values.push(ValueView { name, value });
            }
            false => arguments.push(value),
        }
    }
    let polled = api.operations().find(|other| other.marker == created.poll.marker)?;
    let model = polled.output_model().and_then(|model| api.model(model).as_struct());
    Some(CreateView {
        call: format!("client.{accessors}{}({})", in_code(operation.method_name.as_str()), arguments.join(", ")),
        names_types: values.iter().any(|value| value.value.contains("types::")),
        has_outcome: model.is_some_and(|model| model.outcome.is_some()),
        values,
    })
}
