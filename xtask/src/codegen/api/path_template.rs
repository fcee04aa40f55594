//! The template of a path, such as `/batches/{batch_id}/results`. A variable stands for its place: its name is in the
//! description and in the documentation of the crate, but nobody sends it.

use std::fmt;

/// A path with variables between braces, each of them once.
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
    fn broken_templates_are_refused() {
        for path in ["/a/{b", "/a/b}", "/a/{}", "/a/{b}/{b}", "/a/{{b}}"] {
            assert!(PathTemplate::parse(path).is_err(), "{path}");
        }
    }
}
