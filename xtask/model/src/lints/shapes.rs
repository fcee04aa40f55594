//! Types that nothing uses or that nobody named, and lists that are not declared as such.

use std::collections::BTreeSet;

use heck::ToSnakeCase;

use super::Finding;
use crate::api::{Api, NamingRule, Operation, TypeDef, TypeRef};
use crate::names::TypeName;

/// A name that is longer is hard to read in code.
const LONG: usize = 40;

/// How the parameters of lists are called, as words of their names.
const OF_PARAMETERS: &[&str] = &["page", "cursor", "offset", "limit", "skip", "after", "before", "size"];

/// How the properties are called that tell how a list goes on.
const OF_PROPERTIES: &[&str] = &["next", "cursor", "token", "total", "more", "page", "pages", "offset"];

/// Models that no operation sends or receives, and no webhook names.
pub fn unused(api: &Api) -> Vec<Finding> {
    let of_operations = api.operations().flat_map(|operation| {
        let inputs = operation.inputs().filter_map(|input| input.ty.named());
        let errors = operation.declared_errors().filter_map(TypeRef::named);
        inputs.chain(operation.output_model()).chain(operation.received()).chain(errors)
    });
    let of_webhook = api.webhook.iter().filter_map(|webhook| webhook.event.as_ref());
    let used: BTreeSet<&TypeName> = api.reach(of_operations.chain(of_webhook));
    let unused = api.types.values().filter(|definition| !used.contains(definition.name()));
    unused
        .map(|definition| {
            let message = format!("nothing uses the schema of `{}`", definition.name());
            Finding::new(&definition.origin().pointer, message, "refer to it, or delete it")
        })
        .collect()
}

/// Inline schemas whose name, made of the places they stand in, is long.
pub fn long_names(api: &Api) -> Vec<Finding> {
    let is_long = |definition: &&TypeDef| {
        definition.origin().rule == NamingRule::Place && definition.name().as_str().len() > LONG
    };
    api.types
        .values()
        .filter(is_long)
        .map(|definition| {
            let message = format!("the inline schema is called `{}`", definition.name());
            let help = "name it with `x-rust-name`, or make it a component";
            Finding::new(&definition.origin().pointer, message, help)
        })
        .collect()
}

/// Operations that give a list a part at a time, and do not say how it goes on.
pub fn unpaginated(api: &Api) -> Vec<Finding> {
    api.operations()
        .filter(|operation| operation.pagination.is_none() && looks_like_a_list(api, operation))
        .map(|operation| {
            let message = format!("the operation `{}` looks like a list, and has no `x-pagination`", operation.id);
            let help = "declare how it goes on, so that callers get items and pages";
            Finding::new(&operation.origin.pointer, message, help)
        })
        .collect()
}

fn looks_like_a_list(api: &Api, operation: &Operation) -> bool {
    let model = operation.output_model().and_then(|name| api.find_model(name)).and_then(TypeDef::as_struct);
    model.is_some_and(|model| {
        let is_list = |ty: &TypeRef| matches!(ty.unboxed(), TypeRef::List(item) if item.named().is_some());
        let has_one_list = model.fields.iter().filter(|field| is_list(&field.ty)).count() == 1;
        let goes_on = model.fields.iter().any(|field| has_word(&field.wire, OF_PROPERTIES));
        has_one_list && goes_on && operation.inputs().any(|input| has_word(&input.wire, OF_PARAMETERS))
    })
}

/// Whether one of the words of a name, in whatever case it is written, is among these.
fn has_word(name: &str, words: &[&str]) -> bool {
    name.to_snake_case().split('_').any(|word| words.contains(&word))
}
