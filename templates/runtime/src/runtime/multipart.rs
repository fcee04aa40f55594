//! Bodies of `multipart/form-data` (RFC 7578): a part for each field and each file, between lines that stand nowhere else.

use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use serde_json::{Map, Value};

use super::operation::FormPart;
use super::style;
use super::transport::body::Piece;
use super::upload::Upload;

/// What is put together: the parts, and the line between them, which the `Content-Type` names.
pub(crate) struct Form {
    boundary: String,
    declared: &'static [FormPart],
    parts: Vec<Part>,
}

/// A part of a form.
pub(crate) struct Part {
    pub(crate) name: String,
    /// Set for a file.
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    /// Beside those.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) content: Piece,
}

impl Form {
    pub(crate) fn new(declared: &'static [FormPart]) -> Self {
        // 128 random bits: nobody who could choose a file can know them.
        let random = || RandomState::new().hash_one(0_u8);
        Self { boundary: format!("{:016x}{:016x}", random(), random()), declared, parts: Vec::new() }
    }

    /// The `Content-Type`.
    pub(crate) fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Adds fields: a part for each, and for each item of a list; an object as JSON; none for null.
    pub(crate) fn fields(&mut self, fields: &Map<String, Value>) {
        for (name, value) in fields {
            for item in items(value) {
                let part = self.declared(name);
                let declared = part.and_then(|part| part.media_type);
                let is_json = declared.is_some_and(|declared| declared.ends_with("json"));
                let (media_type, text) = match style::single(item) {
                    Ok(text) if !is_json => (declared, text),
                    Ok(_) | Err(_) => (declared.or(Some("application/json")), item.to_string()),
                };
                let media_type = media_type.map(str::to_owned);
                let content = Piece::Bytes(text.into());
                let fixed = part.map_or(&[][..], |part| part.headers).iter();
                let headers =
                    fixed.filter_map(|(name, value)| Some(((*name).to_owned(), (*value)?.to_owned()))).collect();
                self.parts.push(Part { name: name.clone(), file_name: None, media_type, headers, content });
            }
        }
    }

    /// Adds a file.
    ///
    /// # Errors
    ///
    /// Says why it cannot be sent.
    pub(crate) fn file(&mut self, name: &str, upload: &Upload) -> Result<(), String> {
        let declared = self.declared(name);
        let media_type = upload.declared_type().or(declared.and_then(|part| part.media_type));
        let media_type = media_type.unwrap_or("application/octet-stream");
        if !media_type.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            return Err("has a media type that is not legal".to_owned());
        }
        let mut headers = upload.headers().to_vec();
        if let Some((name, _)) = headers.iter().find(|(name, value)| !is_header(name, value)) {
            return Err(format!("has a header `{}` that is not legal", name.escape_debug()));
        }
        for (name, value) in declared.map_or(&[][..], |part| part.headers) {
            if headers.iter().any(|(given, _)| given.eq_ignore_ascii_case(name)) {
                continue;
            }
            let value = value.ok_or_else(|| format!("needs the header `{name}`, which `Upload::header` sets"))?;
            headers.push(((*name).to_owned(), value.to_owned()));
        }
        self.parts.push(Part {
            headers,
            name: name.to_owned(),
            // A part without a name is no file to most servers.
            file_name: Some(upload.file_name().unwrap_or("file").to_owned()),
            media_type: Some(media_type.to_owned()),
            content: upload.piece()?,
        });
        Ok(())
    }

    /// What the description says of the parts of a field.
    fn declared(&self, name: &str) -> Option<&'static FormPart> {
        self.declared.iter().find(|part| part.name == name)
    }

    #[cfg(feature = "cli")]
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// All of it, as it is sent.
    pub(crate) fn into_pieces(self) -> Vec<Piece> {
        let Self { boundary, declared: _, parts } = self;
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
        for (name, value) in &self.headers {
            head.push_str(&format!("\r\n{name}: {value}"));
        }
        head
    }
}

/// Whether it can stand in the head of a part, which says by itself what the part is called and of which type it is.
fn is_header(name: &str, value: &str) -> bool {
    let is_ours = ["content-disposition", "content-type"].iter().any(|ours| name.eq_ignore_ascii_case(ours));
    !is_ours && HeaderName::try_from(name).is_ok() && HeaderValue::try_from(value).is_ok()
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
