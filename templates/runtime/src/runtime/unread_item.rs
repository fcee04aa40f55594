//! An item of a list that is not what the description promises, kept whole for whoever goes on without it.

use std::fmt;

use serde_json::value::RawValue;

use super::decode::DecodeError;
use super::redact::Secrets;

/// An item of a list that could not be read.
///
/// Streams that [keep going](super::Items::keep_going) give an error in its place; [`Error::unread_item`] leads here.
///
/// [`Error::unread_item`]: super::Error::unread_item
#[derive(Clone)]
pub struct UnreadItem {
    index: usize,
    problem: DecodeError,
    json: Box<RawValue>,
}

impl UnreadItem {
    /// Item `index` of a page whose items are the member `items` of the response. `problem` is told as one of the item.
    pub(crate) fn new(items: &str, index: usize, problem: &DecodeError, json: Box<RawValue>) -> Self {
        Self { index, problem: problem.within(&format!("{items}[{index}]")), json }
    }

    /// The same item, with its path in few words and without the secrets a service may have echoed in it.
    pub(crate) fn scrubbed(self, secrets: &Secrets) -> Self {
        Self { problem: self.problem.scrubbed(secrets), ..self }
    }

    /// Which item of its page it is, counted from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Where the value stands that could not be read, such as `items[3].status`; at most 200 characters, without secrets
    /// of the request.
    pub fn path(&self) -> &str {
        self.problem.path()
    }

    /// The item as the service sent it. It is not searched for secrets.
    pub fn json(&self) -> &str {
        self.json.get()
    }

    pub(crate) fn problem(&self) -> &DecodeError {
        &self.problem
    }
}

/// Shows no JSON, which may hold secrets of the service's users.
impl fmt::Debug for UnreadItem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { index, problem, json } = self;
        formatter
            .debug_struct("UnreadItem")
            .field("index", index)
            .field("path", &problem.path())
            .field("bytes", &json.get().len())
            .finish()
    }
}
