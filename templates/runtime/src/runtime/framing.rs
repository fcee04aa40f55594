//! Where one event of a stream ends and the next begins: server-sent events, JSON lines and JSON text sequences.
//!
//! Bytes go in as they come, cut anywhere, inside of a character or between a carriage return and its line feed. Written
//! by hand, because the crates for this read server-sent events only, hold no limit on the size of one, and take text.

use std::collections::VecDeque;

/// The largest event that is held: 16 MiB.
pub(crate) const MAX_EVENT: usize = 16 * 1024 * 1024;

const MARK: &[u8] = b"\xef\xbb\xbf";
/// Begins each text of a JSON text sequence (RFC 7464).
const RECORD_SEPARATOR: u8 = 0x1e;

/// How a stream is divided into events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// `text/event-stream`, by the rules of the HTML standard.
    EventStream,
    /// `application/x-ndjson` or `application/jsonl`: a JSON text on a line.
    JsonLines,
    /// `application/json-seq` (RFC 7464).
    JsonSequence,
}

/// One event. All but the data is of server-sent events only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) data: Vec<u8>,
    pub(crate) name: Option<String>,
    /// The id that holds from this event on, if there is one.
    pub(crate) id: Option<String>,
}

/// Why the bytes are no stream of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unframed {
    TooLarge,
    /// The stream is over in the middle of an event.
    Unfinished,
}

/// Divides a stream.
#[derive(Debug)]
pub(crate) struct Divider {
    framing: Framing,
    line: Vec<u8>,
    /// Whether the last byte was a carriage return, which a line feed may follow.
    after_return: bool,
    is_first_line: bool,
    /// The event that is being put together, and whether it has any data yet.
    frame: Frame,
    has_data: bool,
    id: Option<String>,
    ready: VecDeque<Frame>,
}

impl Divider {
    pub(crate) fn new(framing: Framing) -> Self {
        Self {
            framing,
            line: Vec::new(),
            after_return: false,
            is_first_line: true,
            frame: Frame::default(),
            has_data: false,
            id: None,
            ready: VecDeque::new(),
        }
    }

    /// The next event that is complete.
    pub(crate) fn next(&mut self) -> Option<Frame> {
        self.ready.pop_front()
    }

    /// Takes further bytes.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<(), Unframed> {
        for &byte in bytes {
            match (self.framing, byte) {
                (Framing::EventStream, b'\n') if self.after_return => {}
                (Framing::EventStream, b'\n' | b'\r') => self.end_line(),
                (Framing::JsonLines, b'\n') | (Framing::JsonSequence, RECORD_SEPARATOR) => self.end_text(),
                _ => self.line.push(byte),
            }
            self.after_return = byte == b'\r';
            if self.line.len() + self.frame.data.len() > MAX_EVENT {
                return Err(Unframed::TooLarge);
            }
        }
        Ok(())
    }

    /// The stream is over. A last line of JSON needs no end; an event needs one, or it may be half of one.
    pub(crate) fn end(&mut self) -> Result<(), Unframed> {
        match self.framing {
            Framing::JsonLines | Framing::JsonSequence => self.end_text(),
            Framing::EventStream if self.line.is_empty() => self.dispatch(),
            Framing::EventStream => return Err(Unframed::Unfinished),
        }
        Ok(())
    }

    fn take_line(&mut self) -> Vec<u8> {
        let line = std::mem::take(&mut self.line);
        match line.strip_prefix(MARK) {
            Some(rest) if std::mem::take(&mut self.is_first_line) => rest.to_vec(),
            _ => {
                self.is_first_line = false;
                line
            }
        }
    }

    fn end_text(&mut self) {
        let data = self.take_line().trim_ascii().to_vec();
        if !data.is_empty() {
            self.ready.push_back(Frame { data, ..Frame::default() });
        }
    }

    fn end_line(&mut self) {
        let line = self.take_line();
        if line.is_empty() {
            return self.dispatch();
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (field, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match field {
            b"data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.frame.data.push(b'\n');
                }
                self.frame.data.extend_from_slice(value);
            }
            b"event" => self.frame.name = Some(text()).filter(|name| !name.is_empty()),
            b"id" if !value.contains(&0) => self.id = Some(text()),
            // Comments keep the connection alive, `retry` is for those who come back by themselves, and any other field is
            // to be passed over.
            _ => {}
        }
    }

    fn dispatch(&mut self) {
        let frame = std::mem::take(&mut self.frame);
        if std::mem::take(&mut self.has_data) {
            self.ready.push_back(Frame { id: self.id.clone(), ..frame });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All events of these pieces, as text: name, id and data.
    fn divided(framing: Framing, pieces: &[&[u8]]) -> Vec<String> {
        let mut divider = Divider::new(framing);
        for piece in pieces {
            divider.feed(piece).expect("no event is large");
        }
        divider.end().expect("the last event is complete");
        let shown = |frame: Frame| {
            let data = String::from_utf8_lossy(&frame.data).into_owned();
            format!("{}|{}|{data}", frame.name.unwrap_or_default(), frame.id.unwrap_or_default())
        };
        std::iter::from_fn(|| divider.next()).map(shown).collect()
    }

    #[test]
    fn events_are_read_as_the_standard_says() {
        for (text, expected) in [
            ("data: a\ndata: b\n\n", &["||a\nb"][..]),
            ("\u{feff}data: a\r\n\r\ndata:b\r\rdata:  c\n\n", &["||a", "||b", "|| c"]),
            (": comment\n\ndata\n\ndata:\ndata\n\n", &["||", "||\n"]),
            ("event: x\nid: 7\ndata: a\n\ndata: b\n\n", &["x|7|a", "|7|b"]),
            ("id: 7\n\nid\ndata: a\n\nid: a\0b\ndata: b\n\n", &["||a", "||b"]),
            ("event: x\n\ndata: a\n\n", &["||a"]),
            ("retry: 10\nunknown: x\ndata: a\n", &["||a"]),
            ("data: \u{feff}é\n\n", &["||\u{feff}é"]),
            ("", &[]),
        ] {
            assert_eq!(divided(Framing::EventStream, &[text.as_bytes()]), expected, "{text:?}");
        }
    }

    #[test]
    fn an_event_that_is_cut_off_is_not_given() {
        let mut divider = Divider::new(Framing::EventStream);
        divider.feed(b"data: a\n\ndata: {\"half\"").expect("no event is large");
        assert_eq!(divider.end(), Err(Unframed::Unfinished));
        assert_eq!(divider.next().map(|frame| frame.data), Some(b"a".to_vec()));
        assert_eq!(divider.next(), None);
    }

    #[test]
    fn json_texts_are_told_apart_by_lines_or_separators() {
        assert_eq!(divided(Framing::JsonLines, &[b"\xef\xbb\xbf{}\r\n\n [1]\n2"]), ["||{}", "||[1]", "||2"]);
        assert_eq!(divided(Framing::JsonSequence, &[b"\x1e{\n}\n\x1e\x1e2\n"]), ["||{\n}", "||2"]);
    }

    #[test]
    fn an_endless_event_is_refused() {
        for (framing, piece) in
            [(Framing::EventStream, &b"data: aaaaaaa\n"[..]), (Framing::EventStream, b"a"), (Framing::JsonLines, b"a")]
        {
            let (mut divider, piece) = (Divider::new(framing), piece.repeat(64 * 1024));
            let end = (0..1024).find_map(|_| divider.feed(&piece).err());
            assert_eq!(end, Some(Unframed::TooLarge));
        }
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_a_stream_is_cut(
            text in "(\u{feff})?((data|event|id|x):? ?[aé:\u{1F600}]{0,3}(\r\n|\r|\n|\n\n|\r\r|\r\n\r\n)){0,8}\n\n",
            cuts in prop::collection::vec(0_usize..64, 0..6),
        ) {
            let bytes = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.sort_unstable();
            let ends = cuts.iter().copied().chain([bytes.len()]);
            let pieces: Vec<&[u8]> = std::iter::once(0).chain(cuts.iter().copied()).zip(ends).map(|(from, to)| &bytes[from..to]).collect();
            prop_assert_eq!(divided(Framing::EventStream, &pieces), divided(Framing::EventStream, &[bytes]));
        }
    }
}
