//! A JSON pointer that is cheap to extend: reading a description makes one for every node it keeps. It is shared between
//! threads, because the model bears pointers and files are emitted side by side.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// Where a node stands in the description, such as `/paths/~1api~1v2~1batches/get`.
#[derive(Clone)]
pub struct Pointer(Option<Arc<Segment>>);

struct Segment {
    parent: Pointer,
    name: String,
}

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self(None)
    }

    /// The place that a reference to a part of the same document leads to: `#/components/schemas/Batch`. `None` if it is
    /// about another document, or holds an escape that is no text.
    pub fn of_reference(reference: &str) -> Option<Self> {
        Some(segments_of_reference(reference)?.into_iter().fold(Self::root(), |at, segment| at.child(segment)))
    }

    /// The node below this one, by key or index.
    #[must_use]
    pub fn child(&self, name: impl ToString) -> Self {
        Self(Some(Arc::new(Segment { parent: self.clone(), name: name.to_string() })))
    }

    /// The keys and indexes from the root, not escaped.
    pub fn segments(&self) -> Vec<&str> {
        let mut segments = Vec::new();
        let mut next = self;
        while let Some(segment) = &next.0 {
            segments.push(segment.name.as_str());
            next = &segment.parent;
        }
        segments.reverse();
        segments
    }

    /// The node around this one; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.as_ref().map(|segment| segment.parent.clone())
    }

    /// Whether this is the other node, or inside it.
    pub fn is_in(&self, other: &Self) -> bool {
        self.segments().starts_with(&other.segments())
    }

    /// The last key or index; `None` for the root.
    pub fn last(&self) -> Option<&str> {
        self.0.as_ref().map(|segment| segment.name.as_str())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in self.segments() {
            write!(f, "/{}", segment.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{self}")
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.segments() == other.segments()
    }
}

impl Eq for Pointer {}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.segments().cmp(&other.segments())
    }
}

impl std::hash::Hash for Pointer {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.segments().hash(state);
    }
}

/// The keys and indexes of [`Pointer::of_reference`].
pub fn segments_of_reference(reference: &str) -> Option<Vec<Cow<'_, str>>> {
    reference.strip_prefix("#/")?.split('/').map(unescaped).collect()
}

fn unescaped(segment: &str) -> Option<Cow<'_, str>> {
    if !segment.contains(['%', '~']) {
        return Some(Cow::Borrowed(segment));
    }
    Some(Cow::Owned(percent_decoded(segment)?.replace("~1", "/").replace("~0", "~")))
}

/// The text of a URL, such as the part of a `$ref` behind `#`, without its escapes (`%20`). `None` if one of them is no
/// byte, or the bytes are not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?].map(char::from);
            let value = digits[0].to_digit(16)? * 16 + digits[1].to_digit(16)?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
