//! The name that a service has for what it sends, as far as it can be trusted: it must not choose a folder, nor hide a file.

use http::{HeaderMap, header};
use percent_encoding::percent_decode_str;

/// The last part of the name in `Content-Disposition`, if there is anything left of it.
pub(super) fn of(headers: &HeaderMap) -> Option<String> {
    let disposition = headers.get(header::CONTENT_DISPOSITION)?.to_str().ok()?;
    let value = |name: &str| {
        let mut parameters = disposition.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
        let (_, value) = parameters.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        Some(value.trim().trim_matches('"'))
    };
    // `filename*=UTF-8'en'a%20b`: character set, language, name.
    let encoded = value("filename*").and_then(|value| value.splitn(3, '\'').nth(2));
    let name = match encoded {
        Some(encoded) => percent_decode_str(encoded).decode_utf8_lossy().into_owned(),
        None => value("filename")?.to_owned(),
    };
    let last = name.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|character| !character.is_control()).collect();
    let last = shown.trim_start_matches('.').trim();
    (!last.is_empty()).then(|| last.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_reduced_to_its_last_part() {
        for (disposition, name) in [
            ("attachment; filename=\"a b.pdf\"", Some("a b.pdf")),
            ("attachment; filename=../../etc/passwd", Some("passwd")),
            ("attachment; filename=\"C:\\x\\y.txt\"", Some("y.txt")),
            ("attachment; filename=\"x\"; filename*=UTF-8'en'%2e%2e%2f%C3%A9.pdf", Some("é.pdf")),
            ("attachment; filename=.bashrc", Some("bashrc")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"a/\"", None),
            ("inline", None),
        ] {
            let headers = HeaderMap::from_iter([(header::CONTENT_DISPOSITION, disposition.parse().unwrap())]);
            assert_eq!(of(&headers).as_deref(), name, "{disposition}");
        }
    }
}
