//! The commands of an operation: the call itself, and waiting where it has an end.

use proc_macro2::TokenStream;
use quote::quote;

use super::{inputs, reconcile, text};
use crate::codegen::emit::events;
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::resource_names::resource_modules;
use model::api::{
    Api, Created, FieldShape, HttpMethod, Lifecycle, Operation, OperationPath, Output, PayloadValue, Resource, Struct,
};
use model::names::FieldName;

/// ```text
/// Command {
///     group: "batches",
///     name: "list",
///     spec: &<crate::resources::batches::ListBatchesOperation as crate::runtime::Operation>::SPEC,
///     action: Action::List(RawItems::of::<crate::resources::batches::ListBatchesOperation>),
///     …
/// }
/// ```
pub(super) fn of(operation: &Operation, resource: &Resource, api: &Api) -> Vec<TokenStream> {
    let (group, name, about) = (resource.command_group(), operation.command(), text::plain(&operation.docs));
    let (modules, marker) = (resource_modules(&resource.path), operation.marker.ident());
    let marker = quote!(crate::#(#modules::)*#marker);
    let inputs = inputs::of(operation, api);
    let (deprecated, object_body) = (operation.deprecated, operation.sends_empty_object());
    let response = response(operation);
    let action = match (&operation.pagination, &operation.created) {
        (Some(_), _) => quote!(Action::List(RawItems::of::<#marker>)),
        (None, Some(created)) => create(operation, created, api),
        (None, None) => quote!(Action::Call),
    };
    let command = |name: &str, about: &str, action: TokenStream| {
        quote! {
            Command {
                group: #group,
                name: #name,
                about: #about,
                deprecated: #deprecated,
                spec: &<#marker as crate::runtime::Operation>::SPEC,
                object_body: #object_body,
                inputs: &[#(#inputs),*],
                response: Response::#response,
                action: #action,
            }
        }
    };
    let mut commands = vec![command(&name, &about, action)];
    if let (Some(lifecycle), Some(name)) = (&operation.lifecycle, resource.wait_command(operation)) {
        let path = format!("{group} {name}").trim().to_owned();
        let about = format!("Waits until it has come to an end.\n\nUp to then, this is sent again and again: {about}");
        commands.push(command(&name, &about, wait(operation, lifecycle, &path, &marker, api)));
    }
    let looked_for = operation.reconcile.as_ref();
    commands.extend(looked_for.and_then(|looked_for| reconcile::command(operation, looked_for, resource, api)));
    commands
}

/// How the program shows what comes. What is JSON under one status only is shown as the text that it is.
fn response(operation: &Operation) -> TokenStream {
    let output = &operation.output;
    let has = |value: PayloadValue| match output {
        Output::ByStatus(successes) => successes.cases.iter().any(|case| case.body.as_ref() == Some(&value)),
        Output::Text => value == PayloadValue::Text,
        Output::Binary => value == PayloadValue::Binary,
        Output::Nothing | Output::Json(_) | Output::Optional(_) => false,
    };
    if has(PayloadValue::Binary) {
        quote!(Binary)
    } else if has(PayloadValue::Text) {
        match &operation.events {
            Some(events) => {
                let framing = events::framing(events.framing);
                quote!(Events(#framing))
            }
            None => quote!(Text),
        }
    } else if matches!(output, Output::Json(_)) && operation.http_method != HttpMethod::Head {
        quote!(Json)
    } else {
        quote!(OptionalJson)
    }
}

/// `Action::Create(Created { id: "id", subject: "batch_id", poll: &… })`, where the response names what was made.
fn create(operation: &Operation, created: &Created, api: &Api) -> TokenStream {
    let model = operation.output_model().and_then(|name| api.model(name).as_struct());
    let id = model.and_then(|model| model.fields.iter().find(|field| field.name == created.id));
    let Some(id) = id.map(|field| &field.wire) else { return quote!(Action::Call) };
    let (subject, poll) = (&created.path_parameter, spec_of(&created.poll));
    quote!(Action::Create(Created { id: #id, subject: #subject, poll: #poll }))
}

/// `Action::Wait(Waits { command: "batches wait", watch: RawWatch::of::<…>, … })`.
fn wait(operation: &Operation, lifecycle: &Lifecycle, path: &str, marker: &TokenStream, api: &Api) -> TokenStream {
    let cancel = lifecycle.cancel.as_ref().map(spec_of).map_or(quote!(None), |spec| quote!(Some(#spec)));
    let outcome = outcome(operation, api).unwrap_or(quote!(None));
    quote! {
        Action::Wait(Waits { command: #path, watch: RawWatch::of::<#marker>, cancel: #cancel, outcome: #outcome })
    }
}

/// `Some(Outcome { items: "results", … })`.
fn outcome(operation: &Operation, api: &Api) -> Option<TokenStream> {
    let model = api.model(operation.output_model()?).as_struct()?;
    let outcome = model.outcome.as_ref()?;
    let item = api.model(&outcome.item).as_struct()?;
    let wire = |definition: &Struct, name: &FieldName| {
        definition.fields.iter().find(|field| field.name == *name).map(|field| field.wire.clone())
    };
    let items = wire(model, &outcome.items)?;
    let (done, error) = (wire(item, &outcome.done)?, wire(item, &outcome.error)?);
    let name = item.fields.iter().find(|field| field.shape == FieldShape::Required && !field.ty.is_collection());
    let name = name.map_or(quote!(None), |field| {
        let name = &field.wire;
        quote!(Some(#name))
    });
    Some(quote!(Some(Outcome { items: #items, done: #done, error: #error, name: #name })))
}

fn spec_of(path: &OperationPath) -> TokenStream {
    let (modules, marker) = (resource_modules(&path.resource), path.marker.ident());
    quote!(&<crate::#(#modules::)*#marker as crate::runtime::Operation>::SPEC)
}
