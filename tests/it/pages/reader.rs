//! Reads a page of a resource back: its entries by their anchors.

use std::collections::BTreeMap;

pub(super) struct Page {
    /// Every line that bears an anchor, without the anchor itself.
    lines: BTreeMap<String, String>,
    /// Of each operation its anchor, and what it is called in the anchors of its parts.
    names: BTreeMap<String, String>,
    /// Signatures, as code spans.
    pub(super) signatures: Vec<String>,
}

impl Page {
    pub(super) fn new(text: &str) -> Self {
        let mut page = Self { lines: BTreeMap::new(), names: BTreeMap::new(), signatures: Vec::new() };
        let mut operation = String::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            for part in line.split("<a id=\"").skip(1) {
                let Some((anchor, rest)) = part.split_once("\"></a>") else { continue };
                let mut rest = rest.to_owned();
                let heading = if rest.is_empty() { lines.by_ref().find(|line| !line.is_empty()) } else { None };
                if heading.is_some_and(|heading| heading.starts_with("## ")) {
                    anchor.clone_into(&mut operation);
                } else if let Some(name) = anchor.strip_suffix(".response") {
                    page.names.insert(operation.clone(), name.to_owned());
                    // What follows the heading says where the fields stand.
                    rest.extend(lines.by_ref().find(|line| !line.is_empty()));
                }
                page.lines.insert(anchor.to_owned(), rest);
            }
            if let Some((signature, _)) = line.split_once("`, awaited: ") {
                page.signatures.push(signature.trim_start_matches('`').to_owned());
            }
        }
        page
    }

    /// What an operation is called, by its method and path.
    pub(super) fn operation(&self, method: &str, path: &str) -> Option<&str> {
        self.names.get(&format!("{method}{}", path.replace(['{', '}'], ""))).map(String::as_str)
    }

    /// The line of an entry. A type that stands elsewhere on the page is looked for there.
    pub(super) fn entry(&self, operation: &str, path: &str) -> Option<(String, &str)> {
        let mut anchor = operation.to_owned();
        for name in path.split('.') {
            if let Some(above) = self.above(&anchor) {
                anchor = above.to_owned();
            }
            anchor = format!("{anchor}.{name}");
        }
        let line = self.lines.get(&anchor)?;
        Some((anchor, line))
    }

    fn above(&self, anchor: &str) -> Option<&str> {
        let (_, link) = self.lines.get(anchor)?.split_once("[stand above](#")?;
        Some(link.split_once(')')?.0)
    }

    /// Whether the entry lists a value: below it, or in its line.
    pub(super) fn has_value(&self, anchor: &str, line: &str, value: &str) -> bool {
        self.lines.contains_key(&format!("{anchor}.{value}")) || line.contains(&format!("`\"{value}\"`"))
    }
}
