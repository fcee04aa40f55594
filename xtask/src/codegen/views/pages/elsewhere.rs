//! How other clients of the same service write a call, for those who come from them. Their names follow from the
//! description as those of this crate do: resources and methods in the case of the language, what stands in the path by
//! position, everything else by name.

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use serde::Serialize;

use model::api::{Api, Argument, Operation, Place, Resource};

#[derive(Clone, Debug, Serialize)]
pub struct ElsewhereView {
    /// `client.batches.create(config=…, source_directory_id=…)`.
    pub python: String,
    /// `client.batches.create({ config, source_directory_id })`.
    pub typescript: String,
}

pub(super) fn call(resource: &Resource, operation: &Operation) -> ElsewhereView {
    let path: Vec<&str> = resource.accessors().chain([operation.method_name.as_str()]).collect();
    let (positional, named): (Vec<&Argument>, Vec<&Argument>) =
        operation.arguments.iter().partition(|argument| argument.place == Place::Path);
    let positional = || positional.iter().map(|argument| argument.wire.clone());
    let python = positional().chain(named.iter().map(|argument| format!("{}=…", argument.wire)));
    let fields: Vec<&str> = named.iter().map(|argument| argument.wire.as_str()).collect();
    let fields = (!fields.is_empty()).then(|| format!("{{ {} }}", fields.join(", ")));
    let typescript = positional().chain(fields);
    let camel_case: Vec<String> = path.iter().map(|name| name.to_lower_camel_case()).collect();
    ElsewhereView {
        python: format!("client.{}({})", path.join("."), python.collect::<Vec<_>>().join(", ")),
        typescript: format!("client.{}({})", camel_case.join("."), typescript.collect::<Vec<_>>().join(", ")),
    }
}

/// The class that makes a client: `LlamaCloud`.
pub(super) fn client(api: &Api) -> String {
    api.service.title.to_upper_camel_case()
}
