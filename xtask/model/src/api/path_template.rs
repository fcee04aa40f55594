//! The template of a path, such as `/batches/{batch_id}/results`. A variable stands for its place: its name is in the
//! description and in the documentation of the crate, but nobody sends it.

use std::fmt;

/// A path with variables between braces, each of them once. A query behind it is sent as it is; a fragment is not sent, and
/// only tells apart what is at one path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathTemplate {
    text: String,
}

impl PathTemplate {
    /// # Errors
    ///
    /// What stands in the text that cannot stand in a template, to follow "the path holds".
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut names = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let inside = rest[open..].strip_prefix('{').ok_or("a `}` without `{` before it")?;
            let close = inside.find('}').ok_or("a `{` without `}` behind it")?;
            let name = &inside[..close];
            if name.is_empty() || name.contains('{') {
                return Err("braces without a name between them".to_owned());
            }
            if names.contains(&name) {
                return Err(format!("`{{{name}}}` twice"));
            }
            names.push(name);
            rest = &inside[close + 1..];
        }
        Ok(Self { text: text.to_owned() })
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is sent of it.
    pub fn sent(&self) -> &str {
        self.text.split_once('#').map_or(self.as_str(), |(sent, _)| sent)
    }

    /// The path alone, which is what an address can end in by mistake.
    pub fn path(&self) -> &str {
        self.sent().split_once('?').map_or(self.sent(), |(path, _)| path)
    }

    /// The names of the query that every request has.
    pub fn fixed_query(&self) -> impl Iterator<Item = &str> {
        let query = self.sent().split_once('?').map_or("", |(_, query)| query);
        query.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name)).filter(|name| !name.is_empty())
    }

    /// The names between the braces, in their order.
    pub fn variables(&self) -> impl Iterator<Item = &str> + Clone {
        self.text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0))
    }

    /// The template without the names in it: what two paths have in common that match the same requests.
    pub fn anonymous(&self) -> String {
        let mut parts = self.text.split('{');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |path, part| path + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_in_order() {
        let check = |path, variables: &[&str], anonymous| {
            let template = PathTemplate::parse(path).unwrap();
            assert_eq!(template.variables().collect::<Vec<_>>(), variables, "{path}");
            assert_eq!(template.anonymous(), anonymous, "{path}");
        };
        check("/a/{b}/c/{d}.{e}:go", &["b", "d", "e"], "/a/{}/c/{}.{}:go");
        check("/a", &[], "/a");
    }

    #[test]
    fn a_fragment_is_not_sent_and_a_query_is() {
        let template = PathTemplate::parse("/a/{b}?action=go&full#x").unwrap();
        assert_eq!(template.sent(), "/a/{b}?action=go&full");
        assert_eq!(template.path(), "/a/{b}");
        assert_eq!(template.fixed_query().collect::<Vec<_>>(), ["action", "full"]);
        assert_eq!(PathTemplate::parse("/a").unwrap().fixed_query().count(), 0);
    }

    #[test]
    fn broken_templates_are_refused() {
        for path in ["/a/{b", "/a/b}", "/a/{}", "/a/{b}/{b}", "/a/{{b}}"] {
            assert!(PathTemplate::parse(path).is_err(), "{path}");
        }
    }
}
