//! What an operation sends: its arguments and its body.

use super::{Docs, Facts, Origin, Style, TypeRef};
use crate::names::FieldName;

#[derive(Clone, Debug)]
pub struct Argument {
    pub name: FieldName,
    pub wire: String,
    pub place: Place,
    pub style: Style,
    pub docs: Docs,
    pub deprecated: bool,
    pub ty: TypeRef,
    /// Whether null can be sent (body fields only): adds `clear_x()`, or makes a required argument an `Option`.
    pub nullable: bool,
    /// The flag, where the description says it (`x-cli-name`).
    pub flag: Option<String>,
    pub facts: Facts,
    pub origin: Origin,
}

impl Argument {
    /// Whether it is any JSON outside of a body, where only single values can be written.
    pub fn is_any_parameter(&self) -> bool {
        let is_outside = matches!(self.place, Place::Path | Place::Query | Place::Header | Place::Cookie);
        is_outside && self.ty == TypeRef::Json && self.style == Style::Plain
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
    BodyField,
    /// The whole body: it is not an object that could be taken apart.
    Body,
}

impl Place {
    /// Whether it is sent in the body of a request.
    pub fn is_body(self) -> bool {
        match self {
            Self::Body | Self::BodyField => true,
            Self::Path | Self::Query | Self::Header | Self::Cookie => false,
        }
    }
}

/// What an operation sends beside its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestBody {
    pub media_type: String,
    /// Whether a request without it is no request. One that has fields is sent empty then, and else left out if nothing is
    /// set.
    pub required: bool,
    pub form: BodyForm,
    pub format: PayloadFormat,
    /// The parts of a form that something is declared of, by the wire names of their fields.
    pub parts: Vec<FormPart>,
}

/// What is declared of the parts of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPart {
    pub wire: String,
    pub media_type: Option<String>,
    pub headers: Vec<PartHeader>,
}

/// A header of a part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartHeader {
    pub name: String,
    /// What is sent unless the caller says otherwise; without it, the caller has to say what.
    pub value: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyForm {
    /// An object, whose properties are arguments and setters.
    Fields,
    /// One value, which is an argument, or a setter where the body is not required.
    Whole,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadFormat {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Text in UTF-8.
    Text,
    /// Bytes that are not looked at.
    Binary,
}

impl PayloadFormat {
    /// Whether there is nothing but fields in it, each by itself.
    pub fn is_form(self) -> bool {
        match self {
            Self::Form | Self::Multipart => true,
            Self::Json | Self::Text | Self::Binary => false,
        }
    }

    /// Whether a body in it is made of fields that are set one by one.
    pub fn has_fields(self) -> bool {
        match self {
            Self::Json | Self::Form | Self::Multipart => true,
            Self::Text | Self::Binary => false,
        }
    }
}
