//! What an operation gives: the responses that are described, and what their successes come down to.

use super::{Docs, TypeRef};
use crate::names::{TypeName, VariantName};
use crate::openapi::Status;

/// One of the responses that an operation declares.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseCase {
    pub status: Status,
    pub role: ResponseRole,
    /// The words of the description, as written.
    pub description: Option<String>,
    /// `None` for a response without a body.
    pub payload: Option<Payload>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseRole {
    Success,
    Error,
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    pub media_type: String,
    pub value: PayloadValue,
}

impl Payload {
    /// What its JSON is read as.
    pub fn json(&self) -> Option<&TypeRef> {
        self.value.json()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayloadValue {
    Json(TypeRef),
    Text,
    Binary,
}

impl PayloadValue {
    pub fn json(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Binary => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// No body is expected (204, or a response without content).
    Nothing,
    Json(TypeRef),
    /// `Option<T>`: there is a success without a body too.
    Optional(TypeRef),
    /// `String`; empty where a success has no body.
    Text,
    /// `Bytes`; empty where a success has no body.
    Binary,
    /// An enum, because the successes differ in their bodies.
    ByStatus(Successes),
}

/// An enum of what a success is, by its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successes {
    pub name: TypeName,
    /// Two at least, each status before a range that it is in.
    pub cases: Vec<Success>,
}

impl Successes {
    /// Whether there are successes that none of the cases is for.
    pub fn is_open(&self) -> bool {
        self.cases.iter().all(|case| case.code().is_some())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Success {
    pub name: VariantName,
    pub status: Status,
    pub docs: Docs,
    /// `None` for one without a body. A model stands in a box.
    pub body: Option<PayloadValue>,
}

impl Success {
    /// Its only status; `None` if it stands for every success that has no case of its own.
    pub fn code(&self) -> Option<u16> {
        match self.status {
            Status::Code(code) => Some(code),
            Status::Range(_) | Status::Default => None,
        }
    }

    /// What its JSON is read as.
    pub fn json(&self) -> Option<&TypeRef> {
        self.body.as_ref()?.json()
    }
}

impl Output {
    /// The models in it, under all lists, maps and boxes.
    pub fn models(&self) -> impl Iterator<Item = &TypeName> {
        let by_status = match self {
            Self::ByStatus(successes) => successes.cases.as_slice(),
            Self::Nothing | Self::Json(_) | Self::Optional(_) | Self::Text | Self::Binary => &[],
        };
        self.named().into_iter().chain(by_status.iter().filter_map(|case| case.json()?.named()))
    }

    /// The model in it, if there is one whatever the status.
    pub fn named(&self) -> Option<&TypeName> {
        self.json()?.named()
    }

    /// What its JSON is read as, whatever the status.
    pub fn json(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) | Self::Optional(ty) => Some(ty),
            Self::Nothing | Self::Text | Self::Binary | Self::ByStatus(_) => None,
        }
    }
}

/// A response that is a stream of events, or can be had as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventStream {
    /// What is asked for; another one than the operation's own where the response can be had as JSON too.
    pub media_type: String,
    pub framing: Framing,
    /// What an event is read as: text as it is, anything else as JSON.
    pub event: TypeRef,
}

/// How a stream is divided into events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// `text/event-stream`.
    EventStream,
    /// A JSON text on a line.
    JsonLines,
    /// `application/json-seq`.
    JsonSequence,
}

impl Framing {
    /// That of a media type.
    pub fn of(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let of = [
            ("text/event-stream", Self::EventStream),
            ("application/x-ndjson", Self::JsonLines),
            ("application/jsonl", Self::JsonLines),
            ("application/json-seq", Self::JsonSequence),
        ];
        of.into_iter().find(|(name, _)| essence.eq_ignore_ascii_case(name)).map(|(_, framing)| framing)
    }
}

impl EventStream {
    /// Whether an event is text and no JSON.
    pub fn is_text(&self) -> bool {
        self.framing == Framing::EventStream && self.event == TypeRef::String
    }
}
