//! The command that looks for what a create of unknown outcome may have made: the list, narrowed down by values of the
//! create.

use proc_macro2::TokenStream;
use quote::quote;

use super::inputs;
use crate::codegen::emit::ident::ToIdent;
use crate::codegen::emit::resource_names::resource_modules;
use model::api::{Api, Operation, Reconcile, Resource};

/// The flag of the time from which on it is looked for.
const SINCE: &str = "since";

/// `Command { group: "batches", name: "reconcile", action: Action::Reconcile(Reconciles { … }), … }`.
pub(super) fn command(
    operation: &Operation,
    reconcile: &Reconcile,
    resource: &Resource,
    api: &Api,
) -> Option<TokenStream> {
    let (group, name) = (resource.command_group(), resource.reconcile_command(operation)?);
    let list = api.operation(&reconcile.list);
    list.pagination.as_ref()?;
    let (modules, marker) = (resource_modules(&reconcile.list.resource), list.marker.ident());
    let marker = quote!(crate::#(#modules::)*#marker);
    let (create, command) = (&operation.id, operation.command());
    let about = format!(
        "Looks for what a `{command}` of unknown outcome may have made.\n\nThese are the ones with the same values, made \
         since it was first tried. Which of them it made, if any, is for you to tell: another program may have made one \
         just like it."
    );
    let shared = list.default_parameters.iter().filter(|parameter| operation.default_parameters.contains(parameter));
    let same_name = shared.map(|parameter| (parameter, parameter));
    let matched = reconcile.matches.iter().map(|(field, parameter)| (field, parameter));
    let flags = operation.flags();
    let (mut emitted, mut values) = (Vec::new(), Vec::new());
    for (field, parameter) in matched.chain(same_name) {
        let given = operation.inputs().zip(&flags).enumerate().find(|(_, (argument, _))| argument.wire == *field);
        let (Some((index, (_, flag))), Some(argument)) = (given, list.query_parameter(parameter)) else { continue };
        emitted.push(inputs::input(argument, flag, index < operation.arguments.len(), api));
        values.push(quote!((#field, #flag)));
    }
    let created_after = reconcile.created_after.as_ref().and_then(|parameter| list.query_parameter(parameter));
    emitted.extend(created_after.map(|argument| inputs::input(argument, SINCE, true, api)));
    let since = if created_after.is_some() { quote!(Some(#SINCE)) } else { quote!(None) };
    let deprecated = operation.deprecated;
    Some(quote! {
        Command {
            group: #group,
            name: #name,
            about: #about,
            deprecated: #deprecated,
            spec: &<#marker as crate::runtime::Operation>::SPEC,
            object_body: false,
            inputs: &[#(#emitted),*],
            response: Response::Json,
            action: Action::Reconcile(Reconciles {
                create: #create,
                values: &[#(#values),*],
                since: #since,
                list: RawItems::of::<#marker>,
            }),
        }
    })
}
