//! YAML 1.2 to values as they were written. JSON is tried first: YAML reads some of its escapes in another way.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};

use super::node::{DEEPEST, Node, put, too_deep};

/// Values that aliases may make out of a text, so that a short one cannot fill the memory.
const MOST_VALUES: usize = 100_000;

/// Reads a value.
///
/// # Errors
///
/// Says what is wrong with the text, without repeating it.
pub(super) fn read(text: &str) -> Result<Node, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Ok(node) = Node::of_json(text) {
        return Ok(node);
    }
    let mut reader = Reader { parser: Parser::new_from_str(text), anchors: HashMap::new(), values: 0, place: None };
    let node = loop {
        match reader.next()? {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd => break Node::Plain(String::new()),
            event => break reader.value(event, 0)?,
        }
    };
    loop {
        match reader.next()? {
            Event::DocumentEnd | Event::Nothing => {}
            Event::StreamEnd => return Ok(node),
            _ => return Err("there is more than one YAML document".to_owned()),
        }
    }
}

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    anchors: HashMap<usize, Node>,
    values: usize,
    /// Where the last event begins.
    place: Option<Marker>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<Event<'t>, String> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                self.place = Some(span.start);
                Ok(event)
            }
            // The parser counts brackets itself, a little ahead of its events.
            Some(Err(error)) if error.info().contains("recursion limit") => Err(at(error.marker(), &too_deep())),
            Some(Err(error)) => Err(at(error.marker(), &format!("it is neither JSON nor YAML: {}", error.info()))),
            None => Ok(Event::StreamEnd),
        }
    }

    fn value(&mut self, event: Event<'t>, depth: usize) -> Result<Node, String> {
        if depth > DEEPEST {
            return Err(self.place.map_or_else(too_deep, |place| at(&place, &too_deep())));
        }
        self.count(1)?;
        let (node, anchor) = match event {
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).cloned().ok_or("an alias names no anchor before it")?;
                self.count(size(&node))?;
                (node, 0)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix == "str");
                let text = text.into_owned();
                (if is_text { Node::Text(text) } else { Node::Plain(text) }, anchor)
            }
            Event::SequenceStart(anchor, _) => (self.list(depth)?, anchor),
            Event::MappingStart(anchor, _) => (self.map(depth)?, anchor),
            _ => return Err("it ends too early".to_owned()),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, depth: usize) -> Result<Node, String> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                Event::SequenceEnd => return Ok(Node::List(items)),
                event => items.push(self.value(event, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Node, String> {
        let mut members = Vec::new();
        loop {
            let name = match self.next()? {
                Event::MappingEnd => return Ok(Node::Map(members)),
                event => match self.value(event, depth + 1)? {
                    Node::Text(name) | Node::Plain(name) => name,
                    Node::List(_) | Node::Map(_) => return Err("a key is neither text nor a number".to_owned()),
                },
            };
            let event = self.next()?;
            let value = self.value(event, depth + 1)?;
            put(&mut members, name, value);
        }
    }

    fn count(&mut self, values: usize) -> Result<(), String> {
        self.values = self.values.saturating_add(values);
        match self.values > MOST_VALUES {
            true => Err(format!("it has more than {MOST_VALUES} values")),
            false => Ok(()),
        }
    }
}

/// `what is wrong (line 1, column 5)`.
fn at(place: &Marker, problem: &str) -> String {
    format!("{problem} (line {}, column {})", place.line(), place.col() + 1)
}

fn size(node: &Node) -> usize {
    match node {
        Node::Text(_) | Node::Plain(_) => 1,
        Node::List(items) => items.iter().map(size).sum::<usize>() + 1,
        Node::Map(members) => members.iter().map(|(_, value)| size(value)).sum::<usize>() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Node {
        Node::Plain(text.to_owned())
    }

    #[test]
    fn yaml_and_json_give_the_same_value() {
        let expected = Node::Map(vec![("job".into(), Node::Map(vec![("id".into(), Node::Text("a".into()))]))]);
        for text in
            [r#"{"job": {"id": "a"}}"#, "{job: {id: 'a'}}", "job:\n  id: \"a\"\n", "\u{feff}job:\r\n  id: 'a'\r\n"]
        {
            assert_eq!(read(text), Ok(expected.clone()), "{text}");
        }
    }

    #[test]
    fn words_keep_their_text() {
        assert_eq!(read("[1e5, 007, no, ~]"), Ok(Node::List(["1e5", "007", "no", "~"].map(plain).to_vec())));
        assert_eq!(read(r#""\ud83d\ude00""#), Ok(Node::Text("😀".into())));
        assert_eq!(read("!!str 5"), Ok(Node::Text("5".into())));
        assert_eq!(read(""), Ok(plain("")));
    }

    #[test]
    fn aliases_are_followed_and_bounded() {
        assert_eq!(read("[&a x, *a]"), Ok(Node::List(vec![plain("x"), plain("x")])));
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..8 {
            let alias = format!("*a{}", level - 1);
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 10].join(", ")));
        }
        assert!(read(&bomb).unwrap_err().contains("more than 100000 values"));
    }

    #[test]
    fn json_and_yaml_may_be_as_deep_as_each_other() {
        let nested = |levels: usize, value: &str| format!("{}{value}{}", "[".repeat(levels), "]".repeat(levels));
        for value in ["1", "x"] {
            assert!(read(&nested(DEEPEST, value)).is_ok());
            for levels in [DEEPEST + 1, 200, 250, 300, 20_000] {
                let problem = read(&nested(levels, value)).unwrap_err();
                assert!(problem.contains("nested deeper") && problem.contains("(line 1, column "), "{problem}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        assert!(read("{a: [}").unwrap_err().contains("line 1"));
        assert!(read("a: 1\n---\nb: 2").unwrap_err().contains("more than one"));
        assert!(read(&format!("{}1{}", "[".repeat(200), "]".repeat(200))).unwrap_err().contains("nested deeper"));
    }
}
