//! The bytes of a description before there is a tree, and how much of them is too much.

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A description as it was found.
#[derive(Clone, Debug)]
pub struct Source {
    /// As messages name it: relative to the working directory where possible, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl Source {
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }

    /// How many bytes stand before the text: those of a byte order mark.
    pub fn mark_length(&self) -> usize {
        if self.bytes.starts_with(MARK) { MARK.len() } else { 0 }
    }

    /// Whether the file's name promises JSON.
    pub fn is_named_json(&self) -> bool {
        self.path.len() >= 5 && self.path.as_bytes()[self.path.len() - 5..].eq_ignore_ascii_case(b".json")
    }
}

/// What one description may cost. Everything beyond is refused before memory or time is spent on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file.
    pub max_bytes: usize,
    /// Mappings and sequences inside each other. The value readers stop at 128 themselves, so more is no use.
    pub max_depth: usize,
    /// Nodes that aliases may add to those that are written out.
    pub max_nodes: usize,
    /// Schemas (components, properties, items, parameters) and enum values, each of which becomes code; one that
    /// becomes a type of its own counts as ten. The largest descriptions in use come to some ten thousand; this many
    /// still take less than five seconds.
    pub max_schemas: usize,
    /// The same where a description is read leniently: that of another party is as large as it is.
    pub max_schemas_leniently: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 16 * 1024 * 1024,
            max_depth: 128,
            max_nodes: 100_000,
            max_schemas: 50_000,
            max_schemas_leniently: 200_000,
        }
    }
}
