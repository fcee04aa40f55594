//! What a command takes: one flag for each parameter and each field of the body.

use proc_macro2::TokenStream;
use quote::quote;

use super::kinds::Member;
use crate::codegen::emit::arguments;
use model::api::{Api, Argument, Operation, Place};

/// `Input { place: Place::Query, member: Member { flag: "page-size", … }, … }` for each.
pub(super) fn of(operation: &Operation, api: &Api) -> Vec<TokenStream> {
    let required = operation.arguments.len();
    let flags = operation.flags();
    let inputs = operation.inputs().enumerate().zip(&flags);
    inputs.map(|((index, argument), flag)| input(argument, flag, index < required, api)).collect()
}

/// One of them, under this flag.
pub(super) fn input(argument: &Argument, flag: &str, required: bool, api: &Api) -> TokenStream {
    let place = match argument.place {
        Place::Path => quote!(Path),
        Place::Query => quote!(Query),
        Place::Header => quote!(Header),
        Place::Cookie => quote!(Cookie),
        Place::BodyField => quote!(BodyField),
        Place::Body => quote!(Body),
    };
    let style = arguments::style(argument.style);
    let member = Member {
        flag,
        wire: &argument.wire,
        ty: &argument.ty,
        required,
        nullable: argument.nullable,
        sensitive: false,
        docs: &argument.docs,
        facts: &argument.facts,
    };
    let member = member.tokens(api);
    quote! {
        Input { place: Place::#place, style: #style, member: #member }
    }
}
