//! What an operation gives: the responses that are described, and what their successes come down to.

use super::TypeRef;
use crate::codegen::names::TypeName;
use crate::codegen::openapi::Status;

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
        match &self.value {
            PayloadValue::Json(ty) => Some(ty),
            PayloadValue::Text | PayloadValue::Binary => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayloadValue {
    Json(TypeRef),
    Text,
    Binary,
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
}

impl Output {
    /// The model in it, under all lists, maps and boxes.
    pub fn named(&self) -> Option<&TypeName> {
        self.json()?.named()
    }

    /// What its JSON is read as.
    pub fn json(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) | Self::Optional(ty) => Some(ty),
            Self::Nothing | Self::Text | Self::Binary => None,
        }
    }
}
