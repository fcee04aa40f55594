//! Names of the model become identifiers. A keyword becomes a raw identifier; text and file names keep it as it is.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use model::names::{FieldName, ModuleName, TypeName, VariantName, is_keyword};

/// A name that stands for one identifier.
pub trait ToIdent {
    fn text(&self) -> &str;

    fn ident(&self) -> Ident {
        raw_or_plain(self.text())
    }
}

/// An identifier, raw where it has to be.
pub fn raw_or_plain(text: &str) -> Ident {
    match is_keyword(text) {
        true => Ident::new_raw(text, Span::call_site()),
        false => Ident::new(text, Span::call_site()),
    }
}

/// `= "type"` behind a raw identifier: macros of the runtime cannot take its mark off.
pub fn shown(name: &impl ToIdent) -> Option<TokenStream> {
    let text = name.text();
    is_keyword(text).then(|| quote!(= #text))
}

macro_rules! names {
    ($($name:ty),+) => {
        $(impl ToIdent for $name {
            fn text(&self) -> &str {
                self.as_str()
            }
        })+
    };
}

names!(TypeName, FieldName, VariantName, ModuleName);

#[cfg(test)]
mod tests {
    use super::*;

    struct Text(&'static str);

    impl ToIdent for Text {
        fn text(&self) -> &str {
            self.0
        }
    }

    #[test]
    fn keywords_become_raw_identifiers() {
        assert_eq!(Text("type").ident().to_string(), "r#type");
        assert_eq!(Text("gen").ident().to_string(), "r#gen");
        assert_eq!(Text("status").ident().to_string(), "status");
    }
}
