//! Questions about operations.

use super::{
    Argument, BodyForm, HttpMethod, Operation, Output, PaginationStyle, Payload, PayloadFormat, PayloadValue, Place,
    ResponseRole, Style, TypeRef,
};
use crate::codegen::names::TypeName;

impl Operation {
    /// What goes into its request: positional arguments, then setters.
    pub fn inputs(&self) -> impl Iterator<Item = &Argument> + Clone {
        self.arguments.iter().chain(&self.setters)
    }

    /// The query parameter of this name, required or not.
    pub fn query_parameter(&self, wire: &str) -> Option<&Argument> {
        self.inputs().find(|argument| argument.place == Place::Query && argument.wire == wire)
    }

    /// `GET /api/v2/batches`.
    pub fn endpoint(&self) -> String {
        format!("{} {}", self.http_method.as_str(), self.path)
    }

    /// Whether an object is sent even if none of its fields is set.
    pub fn sends_empty_object(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.required && body.form == BodyForm::Fields)
    }

    /// The types of the errors it declares.
    pub fn declared_errors(&self) -> impl Iterator<Item = &TypeRef> {
        let errors = self.responses.iter().filter(|case| case.role == ResponseRole::Error);
        errors.filter_map(|case| case.payload.as_ref()?.json())
    }

    /// The model that its response is read as: that of a page, in a list.
    pub fn output_model(&self) -> Option<&TypeName> {
        match (&self.pagination, &self.output) {
            (Some(pagination), _) => Some(&pagination.page),
            (None, Output::Json(TypeRef::Named(name))) => Some(name),
            (None, Output::Json(_) | Output::Optional(_) | Output::Nothing | Output::Text | Output::Binary) => None,
        }
    }
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

impl Payload {
    /// What its JSON is read as.
    pub fn json(&self) -> Option<&TypeRef> {
        match &self.value {
            PayloadValue::Json(ty) => Some(ty),
            PayloadValue::Text | PayloadValue::Binary => None,
        }
    }
}

impl PayloadFormat {
    /// Whether a body in it is made of fields that are set one by one.
    pub fn has_fields(self) -> bool {
        match self {
            Self::Json | Self::Form | Self::Multipart => true,
            Self::Text | Self::Binary => false,
        }
    }
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

impl HttpMethod {
    /// As requests name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl PaginationStyle {
    /// The query parameter by which the client goes on to the next page.
    pub fn position(&self) -> &str {
        match self {
            Self::Cursor { token } => token,
            Self::Offset { offset } => offset,
        }
    }
}

impl Argument {
    /// Whether it is any JSON outside of a body, where only single values can be written.
    pub fn is_any_parameter(&self) -> bool {
        let is_outside = matches!(self.place, Place::Path | Place::Query | Place::Header | Place::Cookie);
        is_outside && self.ty == TypeRef::Json && self.style == Style::Plain
    }
}
