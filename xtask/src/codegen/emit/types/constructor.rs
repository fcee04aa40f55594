//! How a model is made by hand: `new` with what is required, a setter for each of the rest.

use quote::quote;
use syn::{FieldValue, FnArg, ImplItem, ItemImpl, Stmt};

use crate::codegen::emit::docs::{self, DocText};
use crate::codegen::emit::ident::{self, ToIdent, raw_or_plain};
use crate::codegen::emit::scope::Scope;
use crate::codegen::emit::syntax::functions::{self, field_value, function_call, named, object};
use crate::codegen::emit::{lints, syntax, type_ref};
use model::api::{Field, FieldShape, Struct};

/// ```text
/// impl Batch {
///     /// A batch with what is required; the rest is unset.
///     pub fn new(id: impl Into<BatchId>) -> Self {
///         Self { id: id.into(), results: None }
///     }
///
///     setter!(results, optional list into BatchResult);
/// }
/// ```
pub fn methods(definition: &Struct, scope: &Scope) -> ItemImpl {
    let (required, optional): (Vec<_>, Vec<_>) = definition.fields.iter().partition(|field| !field.shape.has_default());
    let names_fields = !definition.traits.default;
    let lint = lints::deprecated(names_fields && definition.fields.iter().any(|field| field.deprecated));
    let further = lint.into_iter().chain(lints::arguments(required.len()));
    let attributes = new_docs(&required, &optional).outer_and(further);
    let arguments = required.iter().map(|field| argument(field, scope));
    let value = if names_fields {
        object(syntax::path(["Self"]), definition.fields.iter().map(initial_value))
    } else {
        // By its trait: a field may be called `default`, and so may its setter.
        function_call(syntax::path(["Default", "default"]), [])
    };
    let statements = vec![Stmt::Expr(value, None)];
    let new = functions::public(attributes, raw_or_plain("new"), arguments, syntax::own_type(), statements);
    let setters = optional.iter().map(|field| setter(field, scope));
    functions::inherent(definition.name.ident(), &[], [new].into_iter().chain(setters).collect())
}

fn new_docs(required: &[&Field], optional: &[&Field]) -> DocText {
    DocText::new(match (required.is_empty(), optional.is_empty()) {
        (true, true) => "The only value there is.",
        (true, false) => "Nothing is required, so nothing is set.",
        (false, true) => "A value of all its fields, each of which is required.",
        (false, false) => "A value with its required fields; the others are unset.",
    })
}

fn argument(field: &Field, scope: &Scope) -> FnArg {
    let ty = if field.shape == FieldShape::RequiredNullable {
        type_ref::optional(type_ref::held(&field.ty, scope))
    } else {
        type_ref::taken(&field.ty, scope)
    };
    functions::argument(field.name.ident(), ty)
}

fn initial_value(field: &Field) -> FieldValue {
    let name = field.name.ident();
    let value = match field.shape {
        FieldShape::Required | FieldShape::RequiredCollection if !field.ty.is_plain() => {
            Some(type_ref::convert(&field.ty, name.clone()))
        }
        FieldShape::Required | FieldShape::RequiredCollection | FieldShape::RequiredNullable => None,
        FieldShape::Optional => Some(named(syntax::path(["None"]))),
        FieldShape::OptionalCollection | FieldShape::OptionalNullable | FieldShape::Further => {
            Some(function_call(syntax::path(["Default", "default"]), []))
        }
    };
    field_value(name, value)
}

/// A line of the macro `setter!`, which documents itself by a link to the field.
fn setter(field: &Field, scope: &Scope) -> ImplItem {
    let (name, shown) = (field.name.ident(), ident::shown(&field.name));
    let deprecated = docs::deprecated(field.deprecated);
    let taken = type_ref::words(&field.ty, scope);
    let arguments = match field.shape {
        FieldShape::Optional => quote!(#deprecated #name #shown, optional #taken),
        FieldShape::OptionalNullable => {
            let clear = field.name.after("clear").ident();
            quote!(#deprecated #name #shown, #clear, nullable #taken)
        }
        _ => quote!(#deprecated #name #shown, plain #taken),
    };
    syntax::call("setter", arguments)
}
