//! Tokens of a Rust file to its items, as far as their names are needed: only names count here, so bodies stay the groups
//! that they are, and nothing has to be parsed.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// An item, without what stands around it.
pub struct Item {
    /// What stands in the brackets of each.
    pub attributes: Vec<TokenStream>,
    /// `pub`, without a restriction.
    pub is_public: bool,
    /// From its keyword on, up to the braces or the semicolon that end it.
    pub tokens: Vec<TokenTree>,
}

/// The items of a file or module, in order.
pub fn items(tokens: TokenStream) -> Vec<Item> {
    let mut items = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while tokens.peek().is_some() {
        let mut item = Item { attributes: Vec::new(), is_public: false, tokens: Vec::new() };
        while let Some(attribute) = tokens.next_if(|token| is_punct(token, '#')).and_then(|_| attribute(&mut tokens)) {
            item.attributes.extend(attribute);
        }
        if tokens.next_if(|token| is_word(token, "pub")).is_some() {
            item.is_public = tokens.next_if(|token| group(token, Delimiter::Parenthesis).is_some()).is_none();
        }
        for token in tokens.by_ref() {
            let is_use = item.tokens.first().is_some_and(|first| is_word(first, "use"));
            let is_end = is_punct(&token, ';') || (!is_use && group(&token, Delimiter::Brace).is_some());
            item.tokens.push(token);
            if is_end {
                break;
            }
        }
        items.push(item);
    }
    items
}

/// After its `#`; of an attribute of the file (`#![..]`) nothing is kept.
fn attribute(tokens: &mut impl Iterator<Item = TokenTree>) -> Option<Option<TokenStream>> {
    let next = tokens.next()?;
    if is_punct(&next, '!') {
        return tokens.next().map(|_| None);
    }
    group(&next, Delimiter::Bracket).map(Some)
}

pub fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

pub fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// What stands between such delimiters.
pub fn group(token: &TokenTree, delimiter: Delimiter) -> Option<TokenStream> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group.stream()),
        _ => None,
    }
}
