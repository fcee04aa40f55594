//! The names that a file looks up in scope. They are read from its syntax, where the name of a variant or of a field is told
//! from that of a type.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, Macro, Meta, Path};

/// Types, traits and constants that stand without a path, and the beginnings of paths.
pub fn names(body: &File) -> BTreeSet<String> {
    let mut names = Names(BTreeSet::new());
    names.visit_file(body);
    names.0
}

struct Names(BTreeSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_path(&mut self, path: &'ast Path) {
        if let Some(first) = path.segments.first().filter(|_| path.leading_colon.is_none()) {
            let name = first.ident.to_string();
            // A variable, a function or an attribute is a path too, of one name in lower case.
            if path.segments.len() > 1 || starts_upper(&name) {
                self.0.insert(name);
            }
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.0.extend(call.path.get_ident().map(Ident::to_string));
        let called = call.path.segments.last().map(|segment| segment.ident.to_string());
        match called.as_deref() {
            // Variants, fields and what they are, which nobody imports.
            Some("by_kind" | "open_enum" | "integer_enum" | "object") => {}
            _ => of_tokens(call.tokens.clone(), &mut self.0),
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            of_tokens(list.tokens.clone(), &mut self.0);
        }
    }
}

fn starts_upper(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The same for the arguments of a macro, which have no syntax of their own: an identifier counts if it does not follow
/// `::` or `.`, and one in lower case only if it begins a path.
fn of_tokens(tokens: TokenStream, names: &mut BTreeSet<String>) {
    // A file of the crate is thousands of tokens, so this looks at each once: `before` is what stands left of the
    // token, `lower` a name that counts if a path follows.
    let mut before = Before::Other;
    let mut lower: Option<String> = None;
    for token in tokens {
        let is_colon = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
        if !is_colon {
            lower = None;
        }
        before = match token {
            TokenTree::Ident(ident) => {
                if !matches!(before, Before::Dot | Before::Path) {
                    let name = ident.to_string();
                    if starts_upper(&name) {
                        names.insert(name);
                    } else {
                        lower = Some(name);
                    }
                }
                Before::Other
            }
            TokenTree::Group(group) => {
                of_tokens(group.stream(), names);
                Before::Other
            }
            TokenTree::Punct(_) if is_colon && before == Before::Colon => {
                names.extend(lower.take());
                Before::Path
            }
            TokenTree::Punct(_) if is_colon => Before::Colon,
            TokenTree::Punct(punct) if punct.as_char() == '.' => Before::Dot,
            TokenTree::Punct(_) | TokenTree::Literal(_) => Before::Other,
        };
    }
}

/// What stands left of a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Colon,
    Path,
    Dot,
    Other,
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[track_caller]
    fn check(body: TokenStream, expected: &[&str]) {
        let names = names(&syn::parse2(body).unwrap());
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn names_behind_a_path_or_a_dot_do_not_count() {
        check(
            quote!(
                fn f(a: Page<T>) {
                    Kind::Page;
                    x.decode(crate::runtime::Wait, decode::json, page);
                    vec![Item::Page, other::Page, page];
                }
            ),
            &["Item", "Kind", "Page", "T", "crate", "decode", "other", "vec"],
        );
    }

    #[test]
    fn variants_of_a_union_are_no_types() {
        check(
            quote!(
                crate::runtime::by_kind!(Shape(Text, Circle, Square), string = Text, object = ("kind": Circle "circle"));
                crate::runtime::by_kind!(Shape(Ring, Map), object = [Ring; Map]);
            ),
            &["crate"],
        );
    }

    #[test]
    fn variants_and_fields_are_no_types() {
        check(
            quote!(
                #[derive(Clone)]
                enum State {
                    Error,
                    Job,
                    Unknown(UnknownValue),
                }
                impl State {
                    const KNOWN: &'static [Self] = &[Self::Error, Self::Job];
                }
            ),
            &["Clone", "Self", "State", "UnknownValue"],
        );
        check(quote!(crate::runtime::open_enum!(State, [Error = "ERROR", Job = "JOB"]);), &["crate"]);
    }
}
