//! The generators of others, where `cargo install --root target/peers` has put them, and what each is told so that it makes a
//! client.

use std::path::{Path, PathBuf};

/// A generator of somebody else.
pub struct Peer {
    pub name: &'static str,
    program: &'static str,
    /// `SCHEMA` stands for the description.
    words: &'static [&'static str],
}

pub const PEERS: [Peer; 3] = [
    Peer { name: "openapi-to-rust", program: "openapi-to-rust", words: &["generate", "SCHEMA"] },
    Peer {
        name: "oas3-gen",
        program: "oas3-gen",
        words: &["generate", "client-mod", "--workspace", "--input", "SCHEMA", "--output", "crate"],
    },
    Peer {
        name: "progenitor",
        program: "cargo-progenitor",
        words: &["progenitor", "--input", "SCHEMA", "--output", "crate", "--name", "made", "--version", "0.1.0"],
    },
];

impl Peer {
    /// The program, if it is installed. The working directory is that of the repository.
    pub fn program(&self) -> Option<PathBuf> {
        Path::new("target/peers/bin").join(self.program).canonicalize().ok()
    }

    pub fn arguments(&self, schema: &Path) -> Vec<String> {
        let schema = schema.display().to_string();
        self.words.iter().map(|&word| if word == "SCHEMA" { schema.clone() } else { word.to_owned() }).collect()
    }
}
