//! The pages, as far as they have to be understood to be tried.

use std::fs;
use std::path::Path;

pub struct Page {
    /// Below the crate: `docs/errors.md`.
    pub path: String,
    text: String,
}

/// What stands below one heading, if it shows a program.
#[derive(Default)]
pub struct Example {
    /// Which Rust block of the page it is, counted from 1.
    pub program: Option<usize>,
    pub curl: Option<String>,
    /// The same call on the command line.
    pub command: Option<String>,
    /// What the service answers at first, where a program goes on to wait for what it made.
    pub made: Option<String>,
    /// What the service answers.
    pub response: Option<String>,
}

/// Every page.
pub fn all() -> Vec<Page> {
    let mut pages = Vec::new();
    read(Path::new(env!("CARGO_MANIFEST_DIR")), "docs", &mut pages);
    pages
}

fn read(root: &Path, folder: &str, pages: &mut Vec<Page>) {
    let mut names: Vec<String> = fs::read_dir(root.join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            read(root, &path, pages);
        } else if name.ends_with(".md") {
            let text = fs::read_to_string(root.join(&path)).unwrap();
            pages.push(Page { path, text });
        }
    }
}

/// A piece of a page.
enum Piece<'a> {
    Line(&'a str),
    Block { language: &'a str, code: String },
}

impl Page {
    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            match line.trim_start().strip_prefix("```") {
                Some(info) => {
                    let end = |line: &&str| line.trim_start() != "```";
                    let code = lines.by_ref().take_while(end).collect::<Vec<_>>().join("\n");
                    pieces.push(Piece::Block { language: info.split(' ').next().unwrap(), code });
                }
                None => pieces.push(Piece::Line(line)),
            }
        }
        pieces
    }

    /// The code of a language, in the order of the page.
    pub fn blocks(&self, language: &str) -> impl Iterator<Item = String> {
        self.pieces().into_iter().filter_map(move |piece| match piece {
            Piece::Block { language: this, code } if this == language => Some(code),
            Piece::Block { .. } | Piece::Line(_) => None,
        })
    }

    /// A program with what stands beside it, up to the next heading of the third level.
    pub fn examples(&self) -> Vec<Example> {
        let mut examples = vec![Example::default()];
        let mut programs = 0;
        for piece in self.pieces() {
            let current = examples.last_mut().unwrap();
            match piece {
                Piece::Line(line) if ["# ", "## ", "### "].iter().any(|mark| line.starts_with(mark)) => {
                    let made = current.response.clone().filter(|_| line == "### Waiting");
                    examples.push(Example { made, ..Example::default() });
                }
                Piece::Line(_) => {}
                Piece::Block { language: "rust", .. } => {
                    programs += 1;
                    current.program = Some(programs);
                }
                Piece::Block { language: "json", code } => current.response = Some(code),
                Piece::Block { code, .. } if code.starts_with("curl ") => current.curl = Some(code),
                Piece::Block { language: "sh", code } => current.command = Some(code),
                Piece::Block { .. } => {}
            }
        }
        examples
    }

    fn prose(&self) -> impl Iterator<Item = &str> {
        self.pieces().into_iter().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Block { .. } => None,
        })
    }

    pub fn anchors(&self) -> Vec<&str> {
        self.prose().flat_map(|line| between(line, "<a id=\"", "\"></a>")).collect()
    }

    /// The targets of links inside of the crate.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        self.prose().flat_map(|line| between(line, "](", ")")).filter(|link| !link.contains("://"))
    }

    /// Whether a link of this page leads to a file of the crate, and to an anchor of it.
    pub fn reaches(&self, link: &str, pages: &[Self]) -> bool {
        let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
        let mut path: Vec<&str> = self.path.split('/').collect();
        if !file.is_empty() {
            path.pop();
        }
        for part in file.split('/').filter(|part| !part.is_empty()) {
            match part {
                ".." => drop(path.pop()),
                part => path.push(part),
            }
        }
        let path = path.join("/");
        match pages.iter().find(|page| page.path == path) {
            Some(page) => anchor.is_none_or(|anchor| page.anchors().contains(&anchor)),
            None => anchor.is_none() && Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file(),
        }
    }
}

/// Every text between two marks.
fn between<'a>(line: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    line.split(open).skip(1).filter_map(move |rest| Some(rest.split_once(close)?.0))
}
