//! What a command takes: one flag for each parameter and each field of the body.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{kinds, text};
use crate::codegen::api::{Api, Argument, Operation, Place, TypeRef};
use crate::codegen::names::{flag, singular_flag};

/// `Input { flag: "page-size", place: Place::Query, … }` for each.
pub(super) fn of(operation: &Operation, api: &Api) -> Vec<TokenStream> {
    let required = operation.arguments.len();
    let flags = flags(operation);
    let inputs = operation.inputs().enumerate().zip(&flags);
    inputs.map(|((index, argument), flag)| input(argument, flag, index < required, api)).collect()
}

fn input(argument: &Argument, flag: &str, required: bool, api: &Api) -> TokenStream {
    let place = match argument.place {
        Place::Path => quote!(Path),
        Place::Query => quote!(Query),
        Place::Header => quote!(Header),
        Place::Cookie => quote!(Cookie),
        Place::BodyField => quote!(BodyField),
        Place::Body => quote!(Body),
    };
    let (wire, kind, help) = (&argument.wire, kinds::kind(&argument.ty, api), text::plain(&argument.docs));
    let (nullable, secret) = (argument.nullable, kinds::is_secret(&argument.ty, api));
    quote! {
        Input {
            flag: #flag,
            place: Place::#place,
            member: Member {
                wire: #wire,
                kind: #kind,
                required: #required,
                nullable: #nullable,
                secret: #secret,
                help: #help,
            },
        }
    }
}

/// The flags of an operation, in the order of its inputs. A list has the singular unless another flag is called that;
/// where two places have the same name, the later one says its place.
fn flags(operation: &Operation) -> Vec<String> {
    let plural: BTreeSet<String> = operation.inputs().map(|argument| flag(&argument.wire)).collect();
    let mut taken = BTreeSet::new();
    let mut flags = Vec::new();
    for argument in operation.inputs() {
        let mut name = flag(&argument.wire);
        if matches!(argument.ty, TypeRef::List(_)) {
            let singular = singular_flag(&argument.wire);
            name = if plural.contains(&singular) { name } else { singular };
        }
        if taken.contains(&name) {
            name = format!("{}-{name}", prefix(argument.place));
        }
        taken.insert(name.clone());
        flags.push(name);
    }
    flags
}

fn prefix(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
        Place::BodyField | Place::Body => "body",
    }
}
