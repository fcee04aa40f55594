//! What a crate was made from, written beside it: description, templates and runtime, by hash. Comes back when the
//! crate is compared, to tell why a file differs. The generator is not in it on purpose: a change of it that leaves the
//! output alone leaves the record alone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::codegen::paths;
use model::edits::{EditOptions, Edits, Extent, Strictness};
use model::hash::short_hash;
use model::header;

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
    /// What was done to the description before it was read, and how much was made of it.
    pub edits: EditOptions,
}

impl Record {
    /// `description` is a fingerprint of the description's content, `runtime` the hash of what is copied; templates are path
    /// to text.
    pub fn new(description: String, templates: &BTreeMap<String, String>, runtime: &str) -> Self {
        let hash = |text: &String| short_hash(&[text.as_bytes()]);
        let templates = templates.iter().map(|(path, text)| (path.clone(), hash(text))).collect();
        Self { description, templates, runtime: runtime.to_owned(), edits: EditOptions::default() }
    }

    /// Overlays are kept by their paths from the output folder; what they hold is in the description's fingerprint.
    #[must_use]
    pub fn with_edits(self, edits: &Edits) -> Self {
        let Edits { overlays, only, strictness, extent } = edits;
        let overlays = overlays.iter().map(|overlay| PathBuf::from(&overlay.from_output)).collect();
        Self { edits: EditOptions { overlays, only: only.clone(), strictness: *strictness, extent: *extent }, ..self }
    }

    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{NOTE}description {}\nruntime {}\n", self.description, self.runtime);
        let EditOptions { overlays, only, strictness, extent } = &self.edits;
        for path in overlays {
            text.push_str(&format!("overlay {}\n", paths::with_slashes(path)));
        }
        for name in only {
            text.push_str(&format!("only {name}\n"));
        }
        if *strictness == Strictness::Lenient {
            text.push_str("lenient\n");
        }
        if !extent.is_whole() {
            text.push_str("library-only\n");
        }
        for (path, hash) in &self.templates {
            text.push_str(&format!("template {hash} {path}\n"));
        }
        text
    }

    /// `None` unless the text is as the generator wrote it: a record that was edited proves nothing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        header::read(text).filter(|header| header.intact)?;
        Some(Self::of_lines(text))
    }

    /// What was done to the description, also by a record of an earlier version, whose hashes say nothing any more.
    pub(super) fn edits_of(text: &str) -> Option<EditOptions> {
        header::read(text).filter(|header| header.intact || header.earlier)?;
        Some(Self::of_lines(text).edits)
    }

    fn of_lines(text: &str) -> Self {
        let mut record = Self::default();
        for line in text.lines() {
            match line.splitn(3, ' ').collect::<Vec<_>>()[..] {
                ["description", hash] => record.description = hash.to_owned(),
                ["runtime", hash] => record.runtime = hash.to_owned(),
                ["template", hash, path] => {
                    record.templates.insert(path.to_owned(), hash.to_owned());
                }
                ["overlay", ..] => record.edits.overlays.push(PathBuf::from(&line["overlay ".len()..])),
                ["only", ..] => record.edits.only.push(line["only ".len()..].to_owned()),
                ["lenient"] => record.edits.strictness = Strictness::Lenient,
                ["library-only"] => record.edits.extent = Extent::Library,
                _ => {}
            }
        }
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back_and_an_edited_one_does_not() {
        let templates = BTreeMap::from([("examples/a b.rs".to_owned(), "text".to_owned())]);
        let overlays = vec![PathBuf::from("../schema/an overlay.yaml")];
        let (strictness, extent) = (Strictness::Lenient, Extent::Library);
        let edits = EditOptions { overlays, only: vec!["a tag".to_owned()], strictness, extent };
        let record = Record { edits: edits.clone(), ..Record::new("0123".to_owned(), &templates, "89ab") };
        let text = header::with_header(super::super::RECORD_PATH, "schema/api.yaml", &record.to_text());
        assert_eq!(Record::parse(&text), Some(record));
        assert_eq!(Record::parse(&text.replace("0123", "4567")), None);
        assert_eq!(Record::edits_of(&text), Some(edits.clone()));
        assert_eq!(Record::edits_of(&text.replace("0123", "4567")), None);
        let earlier = text.replace("xxh3:", "sha256:");
        assert_eq!((Record::parse(&earlier), Record::edits_of(&earlier)), (None, Some(edits)));
    }
}
