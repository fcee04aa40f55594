//! What a crate was made from, written beside it: description, templates and runtime, by hash. Comes back when the
//! crate is compared, to tell why a file differs. The generator is not in it on purpose: a change of it that leaves the
//! output alone leaves the record alone.

use std::collections::BTreeMap;

use super::header;

const NOTE: &str = "\
# What the crate was made from. `cargo xtask codegen --check` reads it to say why a file differs.
";

/// The hashes of the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Of what the description says: its layout, comments and order of keys do not count.
    pub description: String,
    /// By path below `templates/crate`.
    pub templates: BTreeMap<String, String>,
    /// Of all of it: which file changed is seen by its copy.
    pub runtime: String,
}

impl Record {
    /// `description` is a fingerprint of the description's content; templates and runtime are path to text.
    pub fn new(description: String, templates: &BTreeMap<String, String>, runtime: &BTreeMap<String, String>) -> Self {
        let hash = |text: &String| header::short_hash(&[text.as_bytes()]);
        let templates = templates.iter().map(|(path, text)| (path.clone(), hash(text))).collect();
        let runtime: Vec<&[u8]> =
            runtime.iter().flat_map(|(path, text)| [path.as_bytes(), b"\0", text.as_bytes()]).collect();
        Self { description, templates, runtime: header::short_hash(&runtime) }
    }

    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{NOTE}description {}\nruntime {}\n", self.description, self.runtime);
        for (path, hash) in &self.templates {
            text.push_str(&format!("template {hash} {path}\n"));
        }
        text
    }

    /// `None` unless the text is as the generator wrote it: a record that was edited proves nothing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        header::read(text).filter(|header| header.intact)?;
        let mut record = Self::default();
        for line in text.lines() {
            match line.splitn(3, ' ').collect::<Vec<_>>()[..] {
                ["description", hash] => record.description = hash.to_owned(),
                ["runtime", hash] => record.runtime = hash.to_owned(),
                ["template", hash, path] => {
                    record.templates.insert(path.to_owned(), hash.to_owned());
                }
                _ => {}
            }
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back_and_an_edited_one_does_not() {
        let templates = BTreeMap::from([("examples/a b.rs".to_owned(), "text".to_owned())]);
        let record = Record::new("0123".to_owned(), &templates, &BTreeMap::new());
        let text = header::with_header(super::super::RECORD_PATH, "schema/api.yaml", &record.to_text());
        assert_eq!(Record::parse(&text), Some(record));
        assert_eq!(Record::parse(&text.replace("0123", "4567")), None);
    }
}
