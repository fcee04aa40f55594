//! Bodies of `multipart/form-data` (RFC 7578): a part for each field and each file, between lines that stand nowhere else.

use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;
use serde_json::{Map, Value};

use super::style;
use super::transport::body::Piece;
use super::upload::Upload;

/// What is put together: the parts, and the line between them, which the `Content-Type` names.
pub(crate) struct Form {
    boundary: String,
    types: PartTypes,
    parts: Vec<Part>,
}

/// The media types that parts have by the name of their fields.
pub(crate) type PartTypes = &'static [(&'static str, &'static str)];

/// A part of a form.
pub(crate) struct Part {
    pub(crate) name: String,
    /// Set for a file.
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) content: Piece,
}

impl Form {
    pub(crate) fn new(types: PartTypes) -> Self {
        // 128 random bits: nobody who could choose a file can know them.
        let random = || RandomState::new().hash_one(0_u8);
        Self { boundary: format!("{:016x}{:016x}", random(), random()), types, parts: Vec::new() }
    }

    /// The `Content-Type`.
    pub(crate) fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Adds fields: a part for each, and for each item of a list; an object as JSON; none for null.
    pub(crate) fn fields(&mut self, fields: &Map<String, Value>) {
        for (name, value) in fields {
            for item in items(value) {
                let declared = self.declared_type(name);
                let is_json = declared.is_some_and(|declared| declared.ends_with("json"));
                let (media_type, text) = match style::single(item) {
                    Ok(text) if !is_json => (declared, text),
                    Ok(_) | Err(_) => (declared.or(Some("application/json")), item.to_string()),
                };
                let media_type = media_type.map(str::to_owned);
                let content = Piece::Bytes(text.into());
                self.parts.push(Part { name: name.clone(), file_name: None, media_type, content });
            }
        }
    }

    /// Adds a file.
    ///
    /// # Errors
    ///
    /// Says why it cannot be sent.
    pub(crate) fn file(&mut self, name: &str, upload: &Upload) -> Result<(), String> {
        let media_type = upload.declared_type().or(self.declared_type(name)).unwrap_or("application/octet-stream");
        if !media_type.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            return Err("has a media type that is not legal".to_owned());
        }
        self.parts.push(Part {
            name: name.to_owned(),
            // A part without a name is no file to most servers.
            file_name: Some(upload.file_name().unwrap_or("file").to_owned()),
            media_type: Some(media_type.to_owned()),
            content: upload.piece()?,
        });
        Ok(())
    }

    /// What the description says of the parts of a field.
    fn declared_type(&self, name: &str) -> Option<&'static str> {
        self.types.iter().find(|(field, _)| *field == name).map(|(_, media_type)| *media_type)
    }

    #[cfg(feature = "cli")]
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// All of it, as it is sent.
    pub(crate) fn into_pieces(self) -> Vec<Piece> {
        let Self { boundary, types: _, parts } = self;
        let part = |part: Part| {
            let head = format!("--{boundary}\r\n{}\r\n\r\n", part.head());
            [Piece::Bytes(head.into()), part.content, Piece::Bytes(Bytes::from_static(b"\r\n"))]
        };
        let end = Piece::Bytes(format!("--{boundary}--\r\n").into());
        parts.into_iter().flat_map(part).chain([end]).collect()
    }
}

impl Part {
    fn head(&self) -> String {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(&self.name));
        if let Some(file) = &self.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if let Some(media_type) = &self.media_type {
            head.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        head
    }
}

/// The values of a field that a form holds one by one: the items of a list, or the value alone; none for null.
pub(crate) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    items.iter().filter(|item| !item.is_null())
}

/// A name between quotation marks, as browsers write it: in UTF-8, without what would end it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
