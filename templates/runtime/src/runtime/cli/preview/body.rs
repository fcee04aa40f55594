//! The body of a request, as it is shown: files by their names, and everything else as it goes out.

use super::marks::{MARK, MARK_IN_FORM, quoted};
use crate::runtime::call::Call;
use crate::runtime::cli::colors::Paint;
use crate::runtime::cli::json;
use crate::runtime::error::Error;
use crate::runtime::multipart::Part;
use crate::runtime::operation::BodyFormat;
use crate::runtime::transport::body::Piece;

/// A body, in both forms in which it is shown.
pub(super) struct ShownBody {
    pub(super) http: String,
    /// Flags of curl, fit for a shell.
    pub(super) curl: Vec<String>,
}

impl ShownBody {
    /// # Errors
    ///
    /// A file cannot be sent.
    pub(super) fn of(call: &Call, pieces: &[Piece]) -> Result<Self, Error> {
        let text: String = pieces.iter().map(shown).collect();
        let flag = |name: &str, value: &str| vec![format!("{name} {}", quoted(value))];
        Ok(match (call.spec().body, pieces) {
            (BodyFormat::Json(_), _) => Self { curl: flag("-d", &text), http: json::indented(&text, Paint::Plain) },
            (BodyFormat::Form(_), _) => {
                let http = text.replace(MARK_IN_FORM, &MARK.to_string());
                Self { curl: flag("--data-raw", &http), http }
            }
            (BodyFormat::Multipart(_), _) => {
                let curl = call.form()?.parts().iter().map(part).collect();
                Self { curl, http: text.replace("\r\n", "\n") }
            }
            (BodyFormat::Raw(_), [Piece::Bytes(_)] | []) => Self { curl: flag("--data-raw", &text), http: text },
            (BodyFormat::Raw(_), [file, ..]) => Self { curl: flag("--data-binary", &reference(file)), http: text },
        })
    }
}

/// A piece as text.
fn shown(piece: &Piece) -> String {
    match piece {
        Piece::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Piece::File { path, length } => format!("<{length} bytes of {}>", path.display()),
        Piece::Once { .. } => "<standard input>".to_owned(),
    }
}

/// What makes curl read it.
fn reference(piece: &Piece) -> String {
    match piece {
        Piece::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Piece::File { path, .. } => format!("@{}", path.display()),
        Piece::Once { .. } => "@-".to_owned(),
    }
}

/// A part of a form, as curl takes it.
fn part(part: &Part) -> String {
    let (name, value) = (&part.name, reference(&part.content));
    match (&part.file_name, &part.media_type) {
        (None, None) if part.headers.is_empty() => format!("--form-string {}", quoted(&format!("{name}={value}"))),
        (file_name, media_type) => {
            let value = match value.strip_prefix('@') {
                Some(path) if file_name.is_some() => format!("@{}", escaped(path)),
                _ => escaped(&value),
            };
            let mut field = format!("{name}={value}");
            field.extend(file_name.iter().map(|file_name| format!(";filename={}", escaped(file_name))));
            let headers = part.headers.iter().map(|(name, value)| format!("{name}: {value}"));
            field.extend(headers.map(|header| format!(";headers={}", escaped(&header))));
            field.extend(media_type.iter().map(|media_type| format!(";type={media_type}")));
            format!("-F {}", quoted(&field))
        }
    }
}

/// Between quotation marks, so that no sign in it means something to curl.
fn escaped(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
