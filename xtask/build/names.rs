//! The names that the runtime has: what it exports, and the methods of the types that emitted code adds methods to.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::items::{Item, group, is_punct, is_word, items};

#[derive(Default)]
pub struct Names {
    /// With where each is shown, as the generator spells it.
    exports: BTreeMap<String, &'static str>,
    /// By type.
    methods: BTreeMap<String, BTreeSet<String>>,
    request_methods: BTreeSet<String>,
}

impl Names {
    /// Adds those of a file.
    pub fn read(&mut self, tokens: TokenStream) {
        let items = items(tokens);
        let is_module = |item: &Item| matches!(&item.tokens[..], [word, name, ..] if is_word(word, "mod") && is_word(name, "transport"));
        // The module that declares the others.
        if items.iter().any(is_module) {
            items.iter().filter(|item| item.is_public).for_each(|item| self.export(item));
        }
        self.methods(items);
    }

    /// As Rust, which the generator includes.
    pub fn to_rust(&self) -> String {
        let exports = self.exports.iter().map(|(name, shown)| format!("({name:?}, Shown::{shown})"));
        let methods = |ty: &str| self.methods.get(ty).into_iter().flatten().map(|name| format!("{name:?}"));
        let request_methods = self.request_methods.iter().map(|name| format!("{name:?}"));
        [
            constant("EXPORTS", "(&str, Shown)", exports),
            constant("CLIENT_METHODS", "&str", methods("Client")),
            constant("CLIENT_BUILDER_METHODS", "&str", methods("ClientBuilder")),
            constant("REQUEST_METHODS", "&str", request_methods),
        ]
        .concat()
    }

    fn export(&mut self, item: &Item) {
        let bears = |word: &str, inside: &str| {
            let is_it = |tokens: &TokenStream| {
                tokens.clone().into_iter().next().is_some_and(|first| is_word(&first, word))
                    && tokens.to_string().contains(inside)
            };
            item.attributes.iter().any(is_it)
        };
        let (is_hidden, is_conditional) = (bears("doc", "hidden"), bears("cfg", ""));
        match &item.tokens[..] {
            [word, TokenTree::Ident(name), ..] if is_word(word, "type") => {
                self.exports.insert(name.to_string(), if is_hidden { "Nowhere" } else { "InRoot" });
            }
            [word, TokenTree::Ident(module), colon, _, tree @ ..]
                if is_word(word, "use") && is_punct(colon, ':') && !is_conditional =>
            {
                let shown = match module.to_string().as_str() {
                    _ if is_hidden => "Nowhere",
                    "transport" | "clock" => "InTransport",
                    _ => "InRoot",
                };
                self.exports.extend(leaves(tree).into_iter().map(|name| (name, shown)));
            }
            _ => {}
        }
    }

    fn methods(&mut self, items: Vec<Item>) {
        for Item { tokens, .. } in items {
            let Some(body) = tokens.last().and_then(|last| group(last, Delimiter::Brace)) else { continue };
            match &tokens[..] {
                [word, head @ .., _] if is_word(word, "impl") => {
                    if let Some(ty) = inherent(head) {
                        functions(body, false, self.methods.entry(ty).or_default());
                    }
                }
                [word, _, TokenTree::Ident(name), ..]
                    if is_word(word, "macro_rules") && name.to_string().ends_with("_methods") =>
                {
                    functions(body, true, &mut self.request_methods);
                }
                [word, ..] if is_word(word, "mod") => self.methods(self::items(body)),
                _ => {}
            }
        }
    }
}

fn constant(name: &str, ty: &str, items: impl Iterator<Item = String>) -> String {
    format!("const {name}: &[{ty}] = &[\n{}];\n", items.map(|item| format!("    {item},\n")).collect::<String>())
}

/// The names at the ends of a `use` tree.
fn leaves(tree: &[TokenTree]) -> Vec<String> {
    let branches = tree.split(|token| is_punct(token, ',') || is_punct(token, ';'));
    branches
        .flat_map(|branch| match branch.last() {
            Some(TokenTree::Group(group)) => leaves(&group.stream().into_iter().collect::<Vec<_>>()),
            Some(TokenTree::Ident(name)) => vec![name.to_string()],
            // A glob.
            Some(TokenTree::Punct(_) | TokenTree::Literal(_)) | None => Vec::new(),
        })
        .collect()
}

/// The last name of the type that an `impl` adds methods to; nothing for that of a trait.
fn inherent(head: &[TokenTree]) -> Option<String> {
    let (mut depth, mut last, mut before) = (0_usize, None, None);
    for token in head {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '<' => depth += 1,
            // Not the second half of an arrow.
            TokenTree::Punct(sign) if sign.as_char() == '>' && before != Some('-') => depth -= 1,
            TokenTree::Ident(word) if depth == 0 && word == "for" => return None,
            TokenTree::Ident(word) if depth == 0 && word == "where" => break,
            TokenTree::Ident(name) if depth == 0 => last = Some(name.to_string()),
            _ => {}
        }
        before = match token {
            TokenTree::Punct(sign) if sign.spacing() == Spacing::Joint => Some(sign.as_char()),
            _ => None,
        };
    }
    last
}

/// Every name that follows `fn`; those inside of groups too, if they are asked for.
fn functions(tokens: TokenStream, is_deep: bool, names: &mut BTreeSet<String>) {
    let mut after_fn = false;
    for token in tokens {
        match token {
            TokenTree::Ident(name) if after_fn => {
                names.insert(name.to_string());
                after_fn = false;
            }
            TokenTree::Ident(word) => after_fn = word == "fn",
            TokenTree::Group(group) if is_deep => functions(group.stream(), true, names),
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
