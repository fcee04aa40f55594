//! Methods, and the expressions in them.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Block, Expr, ExprArray, ExprCall, ExprField, ExprLit, ExprMethodCall, ExprPath, ExprReference,
    ExprStruct, FieldValue, FnArg, FnModifiers, GenericParam, Generics, Ident, ImplItem, ImplItemFn, ImplModifiers,
    ItemImpl, Lit, LitStr, Member, Pat, PatIdent, PatType, Path, Receiver, ReceiverKind, ReturnType, Safety, Signature,
    Stmt, Type, TypeParam, Visibility, token,
};

use super::{generic, path, plain};

/// `impl<M> ListBatches<M> { … }`, with as many parameters as there are.
pub fn inherent(name: Ident, parameters: &[&str], items: Vec<ImplItem>) -> ItemImpl {
    let parameter = |name: &&str| GenericParam::Type(TypeParam::from(Ident::new(name, Span::call_site())));
    let (generics, ty) = if parameters.is_empty() {
        (Generics::default(), plain(name.into()))
    } else {
        let generics = Generics {
            lt_token: Some(token::Lt::default()),
            params: parameters.iter().map(parameter).collect(),
            gt_token: Some(token::Gt::default()),
            where_clause: None,
        };
        (generics, generic(name.into(), parameters.iter().map(|&name| plain(path([name])))))
    };
    ItemImpl {
        attrs: Vec::new(),
        modifiers: ImplModifiers::default(),
        unsafety: None,
        impl_token: token::Impl::default(),
        generics,
        trait_: None,
        self_ty: Box::new(ty),
        brace_token: token::Brace::default(),
        items,
    }
}

/// `pub fn status(self, status: impl Into<BatchStatus>) -> Self { … }`.
pub fn public(
    attrs: Vec<Attribute>,
    ident: Ident,
    inputs: impl IntoIterator<Item = FnArg>,
    output: Type,
    stmts: Vec<Stmt>,
) -> ImplItem {
    ImplItem::Fn(ImplItemFn {
        attrs,
        vis: Visibility::Public(token::Pub::default()),
        modifiers: FnModifiers::default(),
        sig: Signature {
            constness: None,
            asyncness: None,
            safety: Safety::Default,
            abi: None,
            fn_token: token::Fn::default(),
            ident,
            generics: Generics::default(),
            paren_token: token::Paren::default(),
            inputs: inputs.into_iter().collect(),
            variadic: None,
            output: ReturnType::Type(token::RArrow::default(), Box::new(output)),
        },
        block: Block { brace_token: token::Brace::default(), stmts },
    })
}

/// `self`, as an argument.
pub fn own_value() -> FnArg {
    receiver(ReceiverKind::Value)
}

/// `&self`, as an argument.
pub fn own_reference() -> FnArg {
    receiver(ReceiverKind::Reference(token::And::default(), None, None))
}

fn receiver(kind: ReceiverKind) -> FnArg {
    let self_token = token::SelfValue::default();
    FnArg::Receiver(Receiver { attrs: Vec::new(), mutability: None, self_token, kind })
}

/// `status: impl Into<BatchStatus>`.
pub fn argument(ident: Ident, ty: Type) -> FnArg {
    let pattern = PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident, subpat: None };
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(Pat::Ident(pattern)),
        colon_token: token::Colon::default(),
        ty: Box::new(ty),
    })
}

/// A variable, a constant, a function.
pub fn named(path: Path) -> Expr {
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

/// `self`, in an expression.
pub fn this() -> Expr {
    named(path(["self"]))
}

/// `"status"`.
pub fn text(text: &str) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::Str(LitStr::new(text, Span::call_site())) })
}

/// `self.request`.
pub fn member(base: Expr, name: Ident) -> Expr {
    let member = Member::Named(name);
    Expr::Field(ExprField { attrs: Vec::new(), base: Box::new(base), dot_token: token::Dot::default(), member })
}

/// `status.into()`.
pub fn method_call(receiver: Expr, method: &str, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: token::Dot::default(),
        method: Ident::new(method, Span::call_site()),
        turbofish: None,
        paren_token: token::Paren::default(),
        args: args.into_iter().collect(),
    })
}

/// `Box::new(shape)`.
pub fn function_call(function: Path, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(named(function)),
        paren_token: token::Paren::default(),
        args: args.into_iter().collect(),
    })
}

/// `[status]`.
pub fn array(value: Expr) -> Expr {
    let elems = Punctuated::from_iter([value]);
    Expr::Array(ExprArray { attrs: Vec::new(), bracket_token: token::Bracket::default(), elems })
}

/// `&status`.
pub fn reference(value: Expr) -> Expr {
    let and_token = token::And::default();
    Expr::Reference(ExprReference { attrs: Vec::new(), and_token, mutability: None, expr: Box::new(value) })
}

/// `Self { id: id.into(), size }`.
pub fn object(path: Path, fields: impl IntoIterator<Item = FieldValue>) -> Expr {
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        brace_token: token::Brace::default(),
        fields: fields.into_iter().collect(),
        dot2_token: None,
        rest: None,
    })
}

/// `id: id.into()`, or `id` without a value.
pub fn field_value(name: Ident, value: Option<Expr>) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member: Member::Named(name.clone()),
        colon_token: value.is_some().then(token::Colon::default),
        expr: value.unwrap_or_else(|| named(name.into())),
    }
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};

    use super::*;

    #[test]
    fn what_is_put_together_reads_like_what_is_written() {
        let name = |name: &str| Ident::new(name, Span::call_site());
        let value = |name: &str| named(path([name]));
        let own = || plain(path(["Self"]));
        let size = reference(member(value("other"), name("size")));
        let kinds = array(method_call(value("kind"), "into", []));
        let shape = function_call(path(["Box", "new"]), [text("round \"one\""), kinds]);
        let fields = [field_value(name("kind"), None), field_value(name("size"), Some(size))];
        let made = Stmt::Expr(
            object(path(["Self"]), fields.into_iter().chain([field_value(name("shape"), Some(shape))])),
            None,
        );
        let inputs = [own_value(), argument(name("other"), own())];
        let with = public(Vec::new(), name("with"), inputs, own(), vec![made]);
        let copy = public(Vec::new(), name("copy"), [own_reference()], own(), vec![Stmt::Expr(value("COPY"), None)]);
        assert_eq!(
            inherent(name("Thing"), &["M"], vec![with, copy]).to_token_stream().to_string(),
            quote! {
                impl<M> Thing<M> {
                    pub fn with(self, other: Self) -> Self {
                        Self { kind, size: &other.size, shape: Box::new("round \"one\"", [kind.into()]) }
                    }
                    pub fn copy(&self) -> Self {
                        COPY
                    }
                }
            }
            .to_string()
        );
        assert_eq!(
            inherent(name("Thing"), &[], Vec::new()).to_token_stream().to_string(),
            quote!(impl Thing {}).to_string()
        );
    }
}
