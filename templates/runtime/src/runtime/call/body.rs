//! The body of a call while it is being put together.

use std::fmt::{self, Debug};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::runtime::encode;
use crate::runtime::multipart::{Form, items};
use crate::runtime::operation::{BodyFormat, FormPart};
use crate::runtime::style::{self, Style};
use crate::runtime::transport::body::Piece;
use crate::runtime::upload::Upload;

/// What was set of a body. `Debug` names the fields and shows no value.
#[derive(Clone)]
pub(super) enum Body {
    /// The request has no body.
    Absent,
    /// An object, whose fields are set one by one.
    Fields(Map<String, Value>),
    /// Anything else, as one value.
    Whole(Value),
    /// Bytes as they are.
    Upload(Upload),
}

/// A body as it is sent.
pub(super) struct Written {
    pub(super) media_type: String,
    pub(super) pieces: Vec<Piece>,
}

impl Body {
    /// The fields, making an object of an absent body; `None` when the body is something else.
    pub(super) fn fields(&mut self) -> Option<&mut Map<String, Value>> {
        if let Self::Absent = self {
            *self = Self::Fields(Map::new());
        }
        match self {
            Self::Fields(fields) => Some(fields),
            Self::Absent | Self::Whole(_) | Self::Upload(_) => None,
        }
    }

    /// The fields at the top by their names, or anything else under no name.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, &Value)> {
        let (fields, whole) = match self {
            Self::Absent | Self::Upload(_) => (None, None),
            Self::Fields(fields) => (Some(fields), None),
            Self::Whole(value) => (None, Some(("", value))),
        };
        fields.into_iter().flatten().map(|(name, value)| (name.as_str(), value)).chain(whole)
    }

    /// Whether it cannot be sent any more.
    pub(super) fn is_spent(&self) -> bool {
        matches!(self, Self::Upload(upload) if upload.is_spent())
    }

    /// The body as it is sent. JSON is compact, with UTF-8 unescaped.
    ///
    /// # Errors
    ///
    /// Says which file or field cannot be sent, and why.
    pub(super) fn write(&self, format: BodyFormat, files: &[(String, Upload)]) -> Result<Option<Written>, String> {
        if let (Self::Absent, []) = (self, files) {
            return Ok(None);
        }
        let mut media_type = format.media_type().to_owned();
        let bytes = match (self, format) {
            (Self::Absent | Self::Fields(_), BodyFormat::Multipart(_)) => {
                let form = self.form(format.parts(), files)?;
                return Ok(Some(Written { media_type: form.media_type(), pieces: form.into_pieces() }));
            }
            (Self::Upload(upload), _) => {
                if !upload.headers().is_empty() {
                    return Err("the body has headers that only a part of a form can have".to_owned());
                }
                media_type = upload.declared_type().map_or(media_type, str::to_owned);
                let piece = upload.piece().map_err(|reason| format!("the body {reason}"))?;
                return Ok(Some(Written { media_type, pieces: vec![piece] }));
            }
            (_, _) if !files.is_empty() => return Err("files can be sent as parts of a form only".to_owned()),
            (Self::Absent, _) => return Ok(None),
            (Self::Fields(fields), BodyFormat::Form(styles)) => form(fields, styles)?.into_bytes(),
            (Self::Whole(_), BodyFormat::Form(_) | BodyFormat::Multipart(_)) => {
                return Err("a form is made of an object".to_owned());
            }
            (Self::Whole(Value::String(text)), BodyFormat::Raw(_)) => text.clone().into_bytes(),
            (Self::Fields(fields), _) => serde_json::to_vec(fields).expect("a JSON value can always be written"),
            (Self::Whole(value), _) => serde_json::to_vec(value).expect("a JSON value can always be written"),
        };
        Ok(Some(Written { media_type, pieces: vec![Piece::Bytes(bytes.into())] }))
    }

    /// The body as a form of parts. Fields come first: a server that reads as they come knows by then what the files are for.
    ///
    /// # Errors
    ///
    /// Says which file cannot be sent, and why.
    pub(super) fn form(&self, declared: &'static [FormPart], files: &[(String, Upload)]) -> Result<Form, String> {
        let mut form = Form::new(declared);
        if let Self::Fields(fields) = self {
            form.fields(fields);
        }
        for (name, upload) in files {
            form.file(name, upload).map_err(|reason| format!("the file `{name}` {reason}"))?;
        }
        Ok(form)
    }

    /// The fields at the top that are a text, a number or a boolean, as text.
    pub(super) fn scalars(&self) -> impl Iterator<Item = (String, String)> {
        let fields = if let Self::Fields(fields) = self { Some(fields) } else { None };
        fields.into_iter().flatten().filter_map(|(name, value)| Some((name.clone(), style::single(value).ok()?)))
    }
}

impl Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => formatter.write_str("none"),
            Self::Fields(fields) => formatter.debug_set().entries(fields.keys()).finish(),
            Self::Whole(_) => formatter.write_str("one value"),
            Self::Upload(upload) => upload.fmt(formatter),
        }
    }
}

/// Fields as a form, in their styles. Without one, a list is a pair for each item, an object is JSON; nothing stands for null.
fn form(fields: &Map<String, Value>, styles: &[(&str, Style)]) -> Result<String, String> {
    let text = |item: &Value| style::single(item).unwrap_or_else(|_| item.to_string());
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
        match styles.iter().find(|(styled, _)| styled == name) {
            Some((_, style)) => {
                let refused = |reason| format!("the body field `{name}` cannot be sent: {reason}");
                pairs.extend(style.query(name, value).map_err(refused)?);
            }
            None => pairs.extend(items(value).map(|item| (name.clone(), text(item)))),
        }
    }
    let rows = styles.iter().filter(|(_, style)| *style == Style::Commas);
    let rows: Vec<String> = rows.map(|(name, _)| (*name).to_owned()).collect();
    Ok(encode::query_with_rows(pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())), &rows))
}

/// A value as JSON, or why it cannot be: a map whose keys are no texts, for example.
pub(super) fn to_json(value: &(impl Serialize + ?Sized)) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|problem| problem.to_string())
}
