//! Waiting: which values of a status are an end, and how what an operation made is polled.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::DocText;
use super::ident::ToIdent;
use super::output;
use super::scope::Scope;
use super::spec::spec;
use model::api::{Api, Created, Lifecycle, Operation, Phase};
use model::names::FieldName;

/// ```text
/// /// Waits for the end of what [`GetBatch`] reads.
/// pub type WaitBatch<M = Async> = Wait<GetBatchOperation, M>;
///
/// impl Lifecycle for GetBatchOperation {
///     const CANCEL: Option<OperationSpec> = Some(OperationSpec { id: "cancelBatch", … });
///     const FINAL_QUERY: &'static [(&'static str, &'static str)] = &[("expand", "results")];
///
///     fn phase(output: &Batch) -> Phase { … }
///     fn status(output: &Batch) -> &str { … }
///     fn remove_results(output: &mut Batch) { … }
/// }
/// ```
pub fn items(operation: &Operation, lifecycle: &Lifecycle, api: &Api, scope: &Scope) -> TokenStream {
    let waiter = lifecycle.waiter.ident();
    let marker = operation.marker.ident();
    let docs = DocText::new(format!("Waits for the end of what [`{}`] reads.", operation.builder));
    let output = output::of(operation, scope).0;
    let status = lifecycle.status_path.iter().map(ToIdent::ident);
    let status = quote!(output #(.#status)*);
    let phases = phases(lifecycle, scope);
    let cancel = lifecycle.cancel.as_ref().map_or(quote!(None), |path| {
        let spec = spec(api.operation(path));
        quote!(Some(#spec))
    });
    let (names, values): (Vec<_>, Vec<_>) = lifecycle.final_query.iter().cloned().unzip();
    let remove_results = results(operation, lifecycle, api).map(|results| {
        let results = results.ident();
        quote! {
            fn remove_results(output: &mut #output) {
                output.#results = Default::default();
            }
        }
    });
    let phase_method = lifecycle.gives_phase.then(|| phase_method(operation, lifecycle, &output));
    quote! {
        #docs
        pub type #waiter<M = Async> = Wait<#marker, M>;

        impl Lifecycle for #marker {
            const CANCEL: Option<OperationSpec> = #cancel;
            const FINAL_QUERY: &'static [(&'static str, &'static str)] = &[#((#names, #values)),*];

            fn phase(output: &#output) -> Phase {
                match #status {
                    #(#phases)*
                }
            }

            fn status(output: &#output) -> &str {
                #status.as_str()
            }

            #remove_results
        }

        #phase_method
    }
}

/// ```text
/// impl Batch {
///     pub fn phase(&self) -> Phase { … }
/// }
/// ```
fn phase_method(operation: &Operation, lifecycle: &Lifecycle, output: &TokenStream) -> TokenStream {
    let marker = operation.marker.ident();
    let path: Vec<&str> = lifecycle.status_path.iter().map(FieldName::as_str).collect();
    let docs = DocText::new(format!("The phase this is in, told by `{}`.", path.join(".")))
        .paragraph("A value that this version of the crate does not know counts as in flight.");
    quote! {
        impl #output {
            #docs
            pub fn phase(&self) -> Phase {
                #marker::phase(self)
            }
        }
    }
}

/// The field that only the last read fills.
fn results<'a>(operation: &Operation, lifecycle: &Lifecycle, api: &'a Api) -> Option<&'a FieldName> {
    let outcome = api.model(operation.output_model()?).as_struct()?.outcome.as_ref()?;
    (!lifecycle.final_query.is_empty()).then_some(&outcome.items)
}

/// One arm for each phase; a value that is not known keeps the wait going.
fn phases(lifecycle: &Lifecycle, scope: &Scope) -> Vec<TokenStream> {
    let status = scope.model(&lifecycle.status_type);
    let arm = |phase: Phase, name: TokenStream| {
        let variants = lifecycle.phases.iter().filter(|(_, its_phase)| *its_phase == phase);
        let mut patterns: Vec<TokenStream> = variants
            .map(|(variant, _)| {
                let variant = variant.ident();
                quote!(#status::#variant)
            })
            .collect();
        if phase == Phase::InFlight {
            patterns.push(quote!(#status::Unknown(_)));
        }
        (!patterns.is_empty()).then(|| quote!(#(#patterns)|* => Phase::#name,))
    };
    let arms = [
        arm(Phase::InFlight, quote!(InFlight)),
        arm(Phase::Succeeded, quote!(Succeeded)),
        arm(Phase::Failed, quote!(Failed)),
    ];
    arms.into_iter().flatten().collect()
}

/// ```text
/// impl Created for CreateBatchOperation {
///     type Poll = GetBatchOperation;
///
///     fn poll(created: &Batch, request: Request<GetBatchOperation>) -> Request<GetBatchOperation> {
///         request.path_parameter("batch_id", created.id.clone())
///     }
/// }
/// ```
pub fn created(operation: &Operation, created: &Created, scope: &Scope) -> TokenStream {
    let marker = operation.marker.ident();
    let output = output::of(operation, scope).0;
    let poll = scope.operation(&created.poll, &created.poll.marker);
    let parameter = &created.path_parameter;
    let id = created.id.ident();
    quote! {
        impl Created for #marker {
            type Poll = #poll;

            fn poll(created: &#output, request: Request<#poll>) -> Request<#poll> {
                request.path_parameter(#parameter, created.#id.clone())
            }
        }
    }
}
