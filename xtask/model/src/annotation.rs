//! A message in the form that GitHub shows beside the line it is about: a workflow command.

use std::fmt;

#[derive(Clone, Copy, Debug)]
pub struct Annotation<'a> {
    /// `error`, `warning` or `notice`.
    pub level: &'a str,
    pub file: Option<&'a str>,
    /// Line and column in the file, both from 1.
    pub at: Option<(usize, usize)>,
    pub title: Option<&'a str>,
    pub message: &'a str,
}

impl fmt::Display for Annotation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.map(|file| format!("file={}", property(file)));
        let at = self.at.map(|(line, column)| format!("line={line},col={column}"));
        let title = self.title.map(|title| format!("title={}", property(title)));
        let properties: Vec<String> = [file, at, title].into_iter().flatten().collect();
        let space = if properties.is_empty() { "" } else { " " };
        writeln!(f, "::{}{space}{}::{}", self.level, properties.join(","), data(self.message))
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let bare = Annotation { level: "error", file: None, at: None, title: None, message: "100%\nof: it" };
        assert_eq!(bare.to_string(), "::error::100%25%0Aof: it\n");
        let full = Annotation { file: Some("a,b.yaml"), at: Some((2, 3)), title: Some("E0001: x"), ..bare };
        assert_eq!(full.to_string(), "::error file=a%2Cb.yaml,line=2,col=3,title=E0001%3A x::100%25%0Aof: it\n");
    }
}
